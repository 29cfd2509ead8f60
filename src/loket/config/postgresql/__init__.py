"""PostgreSQL for a larger office."""
