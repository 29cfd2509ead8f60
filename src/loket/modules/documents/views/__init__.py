"""The pages of letters: at the desk, and for whoever holds the paper."""
