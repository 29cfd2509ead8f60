"""What the templates of cases say in short."""
