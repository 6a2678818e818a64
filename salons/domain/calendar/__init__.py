"""The Hijri calendar and prayer times, as far as a salon's hours depend on them."""
