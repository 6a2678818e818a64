"""What DNS says about a salon's own domain."""
