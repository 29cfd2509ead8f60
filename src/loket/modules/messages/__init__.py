"""What an applicant is told about his file: when, in which words, and whether it reached him."""
