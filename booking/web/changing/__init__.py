"""Pages on which a customer moves, changes or cancels her appointment."""
