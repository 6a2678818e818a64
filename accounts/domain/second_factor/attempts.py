"""Guesses at a person's codes: counted in the database before anything is compared."""

from collections.abc import Iterable
from datetime import datetime

from accounts.allauth_bridge.mfa import Authenticator
from accounts.domain.limits.windows import Counter, change, take_places
from accounts.domain.second_factor.errors import AuthenticatorBlocked, FactorLocked
from accounts.domain.second_factor.factors import FactorKind
from accounts.errors import Throttled
from accounts.models import User
from accounts.thresholds import thresholds

FAILURES = "failures"


def reserve_attempt(user: User, *, now: datetime) -> None:
    """Count one guess. Raises FactorLocked with the seconds to wait; call in a transaction."""
    try:
        take_places([_counter(user)], now=now)
    except Throttled as refusal:
        raise FactorLocked(retry_after=refusal.retry_after) from None


def return_attempt(user: User, *, taken_at: datetime) -> None:
    """Take back the guess that was right. After its transaction: windows are locked first."""
    change({_counter(user): -1}, at=taken_at)


def refuse_blocked(authenticator: Authenticator) -> None:
    """Raise AuthenticatorBlocked past the last wrong code in a row (NIST SP 800-63B 3.2.2)."""
    if authenticator.data.get(FAILURES, 0) >= thresholds().authenticator_failures:
        raise AuthenticatorBlocked


def count_failure(authenticator: Authenticator) -> None:
    """Add one wrong code in a row to a locked row."""
    authenticator.data[FAILURES] = authenticator.data.get(FAILURES, 0) + 1
    authenticator.save(update_fields=["data"])


def clear_failures(authenticators: Iterable[Authenticator]) -> None:
    """Start from zero in locked rows: the person has shown that it is she."""
    for each in authenticators:
        if each.type == FactorKind.TOTP and each.data.get(FAILURES):
            each.data[FAILURES] = 0
            each.save(update_fields=["data"])


def _counter(user: User) -> Counter:
    return Counter("person", str(user.pk), "second_factor", thresholds().second_factor_failures)
