"""Her answer to an offer: she takes the held time, or lets it go."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.utils import timezone

from accounts.permissions import require_verified
from booking import jobs
from booking.domain.transitions import HOLD_JOB, transition_appointment
from booking.domain.waitlist.errors import OfferGone, OfferNotFound, WaitingRefused
from booking.domain.waitlist.lists import is_blocked
from booking.enums import BLOCKING, AppointmentStatus, OfferStatus, WaitlistStatus
from booking.locks import bounded_transaction, lock_appointment, lock_waiting
from booking.models import AgreedPolicy, Appointment, WaitlistEntry, WaitlistOffer
from salons.models import BookingRules

_S = AppointmentStatus
# Taken already: the event that says so is on its way.
HERS = BLOCKING - {_S.HELD}
BY_LINK = "by the link in the message"


@dataclass(frozen=True)
class LockedOffer:
    """An offer with its entry and appointment, both locked."""

    offer: WaitlistOffer
    entry: WaitlistEntry
    appointment: Appointment

    @property
    def is_open(self) -> bool:
        """Return whether the time is still held for her."""
        until = self.appointment.hold_expires_at
        return (
            self.offer.status == OfferStatus.OPEN
            and self.appointment.status == _S.HELD
            and until is not None
            and until > timezone.now()
        )


def accept_offer(
    offer_id: UUID, *, actor: Any = None, address: str | None = None, device: str = ""
) -> Appointment:
    """Take the held time: confirmed, or waiting for what is due now for the salon's hold minutes.

    ``actor``: the customer where she is signed in, None for her link. ``address``, ``device``: from
    where, kept with the policy that she agrees to so. A second call returns the same appointment.
    Raises OfferNotFound, OfferGone, WaitingRefused, PhoneNotVerified, Busy.
    """
    with _locked(offer_id) as found:
        appointment = found.appointment
        if found.offer.status == OfferStatus.ACCEPTED or appointment.status in HERS:
            return appointment
        if not found.is_open:
            raise OfferGone
        require_verified(found.entry.customer)
        if is_blocked(found.entry.customer):
            raise WaitingRefused
        _take(appointment, actor=actor)
        AgreedPolicy.objects.filter(appointment=appointment).update(
            accepted_at=timezone.now(), address=address, device=device[:200]
        )
        _set(found, OfferStatus.ACCEPTED, WaitlistStatus.BOOKED)
    return appointment


def decline_offer(offer_id: UUID, *, actor: Any = None, stays: bool = True) -> WaitlistEntry:
    """Let the time go to whoever waits next; ``stays``: she goes on waiting for another one.

    A second call changes nothing. Raises OfferNotFound, OfferGone, Busy.
    """
    with _locked(offer_id) as found:
        if found.offer.status == OfferStatus.DECLINED:
            return found.entry
        if not found.is_open:
            raise OfferGone
        let_go(found, actor=actor)
        status = WaitlistStatus.WAITING if stays else WaitlistStatus.WITHDRAWN
        _set(found, OfferStatus.DECLINED, status)
    return found.entry


def let_go(found: LockedOffer, *, actor: Any, by_salon: bool = False) -> None:
    """Free the held time of a locked offer."""
    to = _S.CANCELLED_BY_SALON if by_salon else _S.CANCELLED_BY_CUSTOMER
    transition_appointment(
        found.appointment, to, actor=actor, reason="" if actor is not None else BY_LINK
    )


def locked_offer(offer: WaitlistOffer, entry: WaitlistEntry) -> LockedOffer:
    """Lock the appointment of an offer whose entry is locked, and read the offer again."""
    appointment = lock_appointment(offer.appointment_id)
    offer.refresh_from_db(fields=["status"])
    return LockedOffer(offer, entry, appointment)


@contextmanager
def _locked(offer_id: UUID) -> Iterator[LockedOffer]:
    """Lock the entry, then the appointment, of an offer of the current salon."""
    offer = WaitlistOffer.objects.filter(pk=offer_id).first()
    if offer is None:
        raise OfferNotFound
    with bounded_transaction():
        entry = lock_waiting(offer.entry_id)
        if entry is None:
            raise OfferNotFound
        yield locked_offer(offer, entry)


def _take(appointment: Appointment, *, actor: Any) -> None:
    reason = "" if actor is not None else BY_LINK
    if not appointment.due_now_minor:
        transition_appointment(appointment, _S.CONFIRMED, actor=actor, reason=reason)
        return
    hold = timedelta(minutes=BookingRules.load().hold_minutes)
    until = timezone.now() + hold
    appointment.hold_expires_at = until
    transition_appointment(appointment, _S.PENDING_PAYMENT, actor=actor, reason=reason)
    jobs.schedule(HOLD_JOB, key=str(appointment.pk), due_at=until)


def _set(found: LockedOffer, offer: OfferStatus, entry: WaitlistStatus) -> None:
    found.offer.status = offer
    found.offer.save(update_fields=["status"])
    found.entry.status = entry
    found.entry.save(update_fields=["status"])
