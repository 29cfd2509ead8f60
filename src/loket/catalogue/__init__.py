"""The catalogue: reads SOP packages, checks them, keeps what was approved, exports it."""
