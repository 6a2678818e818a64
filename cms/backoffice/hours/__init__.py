"""Editing opening hours: rows of from and until, for a week or for one date."""
