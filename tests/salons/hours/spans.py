"""Short ways to write hours."""

from datetime import time


def span(text):
    """Return ``("10:00", "22:00")`` of ``"10:00-22:00"`` as times."""
    starts, ends = text.split("-")
    return time.fromisoformat(starts), time.fromisoformat(ends)


def spans(*texts):
    return tuple(span(text) for text in texts)
