"""How the house is put together: settings, addresses, databases, command line."""
