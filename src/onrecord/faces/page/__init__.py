"""The record's answers set for the eye: the page of a story, and lists of what was found."""
