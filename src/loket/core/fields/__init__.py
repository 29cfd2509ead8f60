"""Form fields as data: what may be asked in a step, and how an answer is checked."""
