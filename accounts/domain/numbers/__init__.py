"""The number of a person: proved (``own``), changed, taken back, released, and found asleep."""
