"""Readings of one unfolding matter, put together: pure functions over what the record holds; nothing is written here."""
