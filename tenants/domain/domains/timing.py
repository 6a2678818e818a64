"""When a claimed domain is looked at again. Pure."""

from datetime import timedelta

# A look that was handed out is not handed out again before this.
LEASE = timedelta(minutes=5)
# A domain is switched on by a proof of the last hour.
FRESH = timedelta(hours=1)
FIRST_WAIT = timedelta(minutes=1)
LONGEST_WAIT = timedelta(hours=1)
PATIENCE = timedelta(days=14)
# A proof that stands is looked at again: the domain may have been sold.
PROVED_WAIT = timedelta(days=7)
# A domain in use whose proof is gone: as long as it is in use.
LOST_WAIT = timedelta(days=1)


def next_look(attempts: int, *, proved: bool, in_use: bool) -> timedelta:
    """Return how long to wait after ``attempts`` looks in vain."""
    if proved:
        return PROVED_WAIT
    return LOST_WAIT if in_use else _wait(max(attempts, 1))


def gives_up(attempts: int) -> bool:
    """Return whether two weeks have passed in waiting since a person last asked."""
    doubling = sum((_wait(n) for n in range(1, min(attempts, 6) + 1)), timedelta())
    return doubling + LONGEST_WAIT * max(attempts - 6, 0) >= PATIENCE


def _wait(attempts: int) -> timedelta:
    return min(FIRST_WAIT * 2 ** min(attempts - 1, 10), LONGEST_WAIT)
