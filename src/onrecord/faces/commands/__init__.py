"""The commands of the command line, one module to a matter."""
