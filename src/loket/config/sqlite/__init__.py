"""SQLite for an office: durable at every commit, and fair among threads that write."""
