"""Wrong codes in a row for one number, and the locks that they earn.

Those on devices on which the number was proved before are counted apart: a stranger who guesses
can lock the number for strangers only. Both counts together never pass ``recovery_failures``.
"""

from datetime import datetime, timedelta
from math import ceil

from accounts.errors import Locked, RecoveryNeeded
from accounts.models import PhoneAuthState
from accounts.thresholds import thresholds

FIELDS = ["consecutive_failures", "known_device_failures", "locked_until"]


def refuse_if_locked(
    state: PhoneAuthState, *, from_known_device: bool = False, now: datetime
) -> None:
    """Raise Locked with the seconds left, or RecoveryNeeded on the last rung.

    A known device whose own guesses are used up is a stranger from then on: it may ask again.
    """
    limits = thresholds()
    if from_known_device:
        if state.known_device_failures >= limits.known_device_failures:
            raise Locked(retry_after=limits.code_seconds)
        return
    if state.consecutive_failures >= limits.recovery_failures - limits.known_device_failures:
        raise RecoveryNeeded
    if state.locked_until is not None and state.locked_until > now:
        raise Locked(retry_after=ceil((state.locked_until - now).total_seconds()))


def count_failure(state: PhoneAuthState, *, from_known_device: bool = False, now: datetime) -> None:
    """Add one wrong code to a locked row; lock the number where a rung is reached."""
    state.last_failed_at = now
    if from_known_device:
        state.known_device_failures += 1
    else:
        state.consecutive_failures += 1
        seconds = dict(thresholds().lock_ladder).get(state.consecutive_failures)
        if seconds is not None:
            state.locked_until = now + timedelta(seconds=seconds)
    state.save(update_fields=[*FIELDS, "last_failed_at"])


def take_back_failure(state: PhoneAuthState, *, from_known_device: bool = False) -> None:
    """Subtract a wrong code that was counted in advance and then not even looked at."""
    if from_known_device:
        state.known_device_failures = max(0, state.known_device_failures - 1)
    else:
        state.consecutive_failures = max(0, state.consecutive_failures - 1)
    state.save(update_fields=FIELDS)


def clear_failures(state: PhoneAuthState, *, proved_at: datetime | None = None) -> None:
    """Start again from zero, after a right code (NIST 3.2.2) or by a platform admin."""
    state.consecutive_failures, state.known_device_failures = 0, 0
    state.locked_until = None
    state.last_success_at = proved_at or state.last_success_at
    state.save(update_fields=[*FIELDS, "last_success_at"])
