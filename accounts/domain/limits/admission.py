"""Whether a request for a code may go on, on whose budget, and what it has to count."""

from dataclasses import dataclass
from datetime import datetime

from accounts.domain.limits.breaker import refuse_while_paused
from accounts.domain.limits.countries import country_places, refuse_unserved_number
from accounts.domain.limits.facts import Facts, address_factor, facts_of
from accounts.domain.limits.places import (
    Asker,
    asker_of,
    guess_places,
    known_device_places,
    ordinary_places,
    prefix_tally,
)
from accounts.domain.limits.windows import Counter, take_places
from accounts.errors import Throttled, TooManyGuesses
from accounts.models import RateWindow
from accounts.phone import country_of
from accounts.thresholds import thresholds
from accounts.visitors import Visitor


@dataclass(frozen=True, kw_only=True)
class Admission:
    """Places are still to be taken, in the transaction that makes the code."""

    places: list[Counter]
    from_known_device: bool


def admit(phone_number: str, *, visitor: Visitor, now: datetime) -> Admission:
    """Return what a code to the number counts in.

    A device on which the number was proved before has a budget of its own, which strangers
    cannot use up; when that is gone it asks like everybody else. Nothing here depends on whether
    the number is known to us. Call outside of a transaction. Raises CountryNotAllowed, SmsPaused,
    Throttled (a blocked device or prefix).
    """
    asker, country = asker_of(visitor, phone_number), country_of(phone_number)
    facts = facts_of(asker, visitor=visitor, country=country, now=now)
    refuse_unserved_number(phone_number, policy=facts.policy)
    if facts.is_device_blocked:
        raise Throttled(limit="device.blocked", retry_after=86400)
    if facts.has_own_budget:
        return Admission(places=known_device_places(phone_number), from_known_device=True)
    refuse_while_paused(now=now)
    _refuse_barren_prefix(asker, facts, now=now)
    places = [
        *ordinary_places(asker, factor=facts.address_factor, counted=facts.counted),
        *country_places(country, policy=facts.policy),
    ]
    return Admission(places=places, from_known_device=False)


def count_guess(visitor: Visitor, *, now: datetime) -> None:
    """Count one typed code. Raises TooManyGuesses. Call inside a transaction."""
    try:
        take_places(guess_places(visitor, factor=address_factor(visitor)), now=now)
    except Throttled as full:
        raise TooManyGuesses(retry_after=full.retry_after, limit=full.limit) from None


def _refuse_barren_prefix(asker: Asker, facts: Facts, *, now: datetime) -> None:
    """Raise Throttled for numbers next to each other whose codes nobody proves (SMS pumping)."""
    limits = thresholds()
    proved, sent = facts.prefix_proved * 100, facts.prefix_sent
    blocked_at = facts.prefix_blocked_at
    is_barren = sent >= limits.prefix_block_sends and proved < sent * limits.prefix_block_percent
    if blocked_at is None and is_barren:
        blocked_at = int(now.timestamp())
        _block_prefix(asker, blocked_at)
    if blocked_at is not None:
        left = blocked_at + limits.prefix_block_seconds - int(now.timestamp())
        raise Throttled(limit="prefix.blocked", retry_after=left)


def _block_prefix(asker: Asker, since: int) -> None:
    row = RateWindow(
        scope="prefix",
        key=prefix_tally(asker, "sent").key,
        action="blocked",
        seconds=thresholds().prefix_block_seconds,
        start=since,
        count=1,
    )
    RateWindow.objects.bulk_create([row], ignore_conflicts=True)
