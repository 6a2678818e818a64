"""What a booking costs to make, to change and to miss."""
