"""Wrong codes in a row for one number, and the locks that they earn."""

from datetime import datetime, timedelta
from math import ceil

from accounts.errors import Locked, RecoveryNeeded
from accounts.models import PhoneAuthState
from accounts.thresholds import thresholds

FIELDS = ["consecutive_failures", "locked_until"]


def refuse_if_locked(state: PhoneAuthState, *, now: datetime) -> None:
    """Raise Locked with the seconds left, or RecoveryNeeded on the last rung."""
    if state.consecutive_failures >= thresholds().recovery_failures:
        raise RecoveryNeeded
    if state.locked_until is not None and state.locked_until > now:
        raise Locked(retry_after=ceil((state.locked_until - now).total_seconds()))


def count_failure(state: PhoneAuthState, *, now: datetime) -> None:
    """Add one wrong code to a locked row; lock the number where a rung is reached."""
    state.consecutive_failures += 1
    seconds = dict(thresholds().lock_ladder).get(state.consecutive_failures)
    if seconds is not None:
        state.locked_until = now + timedelta(seconds=seconds)
    state.save(update_fields=FIELDS)


def clear_failures(state: PhoneAuthState) -> None:
    """Start again from zero, after a right code or by a platform admin."""
    state.consecutive_failures, state.locked_until = 0, None
    state.save(update_fields=FIELDS)
