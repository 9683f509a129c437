"""What people and programs meet: the command line, the reading for the eye and its JSON form."""
