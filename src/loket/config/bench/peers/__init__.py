"""The peers, each in its own file and process: the same seven rows, the same durability."""
