"""From trial to erasure. ``states`` alone moves a salon; ``due_moves`` are what time does to it."""
