"""What a customer waits for at this salon, as her pages show it."""

from dataclasses import dataclass
from typing import Any

from booking.domain.waitlist.described import Described, describe
from booking.domain.waitlist.links import path_of
from booking.domain.waitlist.lists import entries_of
from booking.models import WaitlistOffer


@dataclass(frozen=True)
class Waiting:
    """One open entry; ``offer`` is the time that is held for her now, and where she answers."""

    wish: Described
    offer: WaitlistOffer | None
    address: str


def waiting_of(customer: Any) -> list[Waiting]:
    """Return the customer's open entries, oldest first."""
    return [_waiting(wish) for wish in describe(entries_of(customer))]


def _waiting(wish: Described) -> Waiting:
    offers: list[WaitlistOffer] = wish.entry.open_offers  # type: ignore[attr-defined]
    offer = next(iter(offers), None)
    return Waiting(wish, offer, path_of(offer.pk) if offer else "")
