"""A small living office of invented people, made through the same services as a real one."""
