"""What is due and what goes back: pure functions of prices, terms and times.

The table of examples is tests/booking/policy/test_amounts.py.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from booking.domain.policy.terms import Terms
from salons.models import DepositKind

# What the payment provider refuses to charge is settled in the salon.
SMALLEST_CHARGE_MINOR = 100


class By(StrEnum):
    """Who ends a visit, or what does."""

    CUSTOMER = "customer"
    SALON = "salon"
    NO_SHOW = "no_show"


@dataclass(frozen=True)
class Priced:
    """One service of a visit: its price with VAT, in minor units, and its terms."""

    price_minor: int
    terms: Terms


@dataclass(frozen=True)
class GivenUp:
    """A start from which the customer moved her visit away, and when she did."""

    starts_at: datetime
    at: datetime


@dataclass(frozen=True)
class Settlement:
    """What ending a visit, or a part of it, comes to.

    ``fee_minor`` is what the salon keeps of what was paid, ``refund_minor`` what goes back; what
    was never paid is not asked for. ``is_free``: no fee is owed, whatever was paid.
    """

    fee_minor: int
    refund_minor: int
    is_free: bool


def due_when_booking(items: Sequence[Priced]) -> int:
    """Return what is paid now; nothing where it is less than can be charged."""
    due = sum(_deposit(each) for each in items)
    return due if due >= SMALLEST_CHARGE_MINOR else 0


def settle(
    ended: Sequence[Priced],
    *,
    kept: Sequence[Priced] = (),
    paid_minor: int,
    by: By,
    starts_at: datetime,
    at: datetime,
    given_up: Sequence[GivenUp] = (),
) -> Settlement:
    """Return what ending ``ended`` comes to, while ``kept`` stays booked.

    The salon's own cancellation costs nothing. The customer's is free until the hours of each
    service's terms before the visit, to the microsecond; then, and when nobody comes, each service
    has its fee. A move that came too late for that does not make it free again (``given_up``).
    What was paid covers the fees first, then what stays booked; the rest goes back. Nothing is
    asked for beyond what was paid.
    """
    fee = sum(_fee(each, by=by, starts_at=starts_at, at=at, given_up=given_up) for each in ended)
    owed = fee + sum(each.price_minor for each in kept)
    refund = max(paid_minor - owed, 0)
    return Settlement(min(fee, paid_minor), refund, is_free=fee == 0)


def last_free_moment(
    terms: Terms, *, starts_at: datetime, given_up: Iterable[GivenUp] = ()
) -> datetime:
    """Return until when cancelling is free: so many hours before the start that counts.

    That is the visit's own, or the earliest from which it was moved when those hours had begun.
    """
    notice = timedelta(hours=terms.free_cancellation_hours)
    late = (each.starts_at for each in given_up if each.starts_at - each.at < notice)
    return min([starts_at, *late]) - notice


def is_late(
    terms: Terms, *, starts_at: datetime, at: datetime, given_up: Iterable[GivenUp] = ()
) -> bool:
    """Return whether the time in which cancelling is free has passed, whatever the fee is then."""
    return at > last_free_moment(terms, starts_at=starts_at, given_up=given_up)


def missed_from(starts_at: datetime, terms: Iterable[Terms]) -> datetime:
    """Return when a customer who is not there has missed a visit: after the longest grace."""
    grace = max((each.late_grace_minutes for each in terms), default=0)
    return starts_at + timedelta(minutes=grace)


def _deposit(item: Priced) -> int:
    terms = item.terms
    if terms.deposit_kind == DepositKind.FULL:
        return item.price_minor
    if terms.deposit_kind == DepositKind.PERCENT:
        return _share(item.price_minor, terms.deposit_percent)
    if terms.deposit_kind == DepositKind.FIXED:
        return min(terms.deposit_minor, item.price_minor)
    return 0


def _fee(
    item: Priced, *, by: By, starts_at: datetime, at: datetime, given_up: Sequence[GivenUp]
) -> int:
    terms = item.terms
    if by is By.SALON:
        return 0
    if by is By.NO_SHOW:
        return _share(item.price_minor, terms.no_show_fee_percent)
    if not is_late(terms, starts_at=starts_at, at=at, given_up=given_up):
        return 0
    return _share(item.price_minor, terms.cancellation_fee_percent)


def _share(amount_minor: int, percent: int) -> int:
    """Return so many percent, rounded to the nearest halala, half up."""
    return (amount_minor * percent + 50) // 100
