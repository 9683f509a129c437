"""Addresses to bytes: polite, safe and recorded. Nothing here runs unless an address was asked for."""
