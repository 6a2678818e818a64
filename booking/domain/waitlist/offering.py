"""Holding a freed time for somebody who waits, and telling her: both or neither."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.conf import settings
from django.utils import formats, timezone, translation
from django.utils.translation import gettext as _

from booking.domain.appointments import NewAppointment, create_appointment
from booking.domain.spoken_times import clock_time
from booking.domain.waitlist.errors import EntryNotFound, NotWaiting
from booking.domain.waitlist.links import address_of
from booking.domain.waitlist.lists import times_let_go
from booking.domain.waitlist.wishes import visit_from_json
from booking.enums import Source, WaitlistStatus
from booking.errors import NotBookable
from booking.locks import bounded_transaction, lock_waiting
from booking.models import Appointment, WaitlistEntry, WaitlistOffer
from notifications.domain.messages import queue_message
from salons.models import BookingRules, SalonProfile


def offer_time(entry_id: UUID | str, start: datetime) -> WaitlistOffer | None:
    """Hold the time for the entry and write to her; None where she does not wait for it any more.

    A second call, also at the same moment, finds the entry offered and does nothing. Raises what
    ``create_appointment`` raises: somebody else may have been faster.
    """
    with bounded_transaction():
        entry = lock_waiting(entry_id)
        if entry is None or entry.status != WaitlistStatus.WAITING:
            return None
        appointment = _hold(entry, start)
        if _was_let_go(appointment, times_let_go(entry.pk)):
            # Offered by hand and let go since the list was read.
            raise NotBookable
        return _offer(entry, appointment)


def offer_by_hand(entry_id: UUID | str, start: datetime) -> WaitlistOffer:
    """Offer a time that the salon chose, also at night and also one that was let go.

    Raises EntryNotFound, NotWaiting and what ``create_appointment`` raises.
    """
    with bounded_transaction():
        entry = lock_waiting(entry_id)
        if entry is None:
            raise EntryNotFound
        if entry.status != WaitlistStatus.WAITING:
            raise NotWaiting
        return _offer(entry, _hold(entry, start))


def offer_text(appointment: Appointment, offer: WaitlistOffer) -> str:
    """Return the message in the active language. It names no service: phones are read aloud."""
    salon = SalonProfile.load()
    return _(
        "%(salon)s: a time has become free for you: %(time)s. It is kept until %(until)s: %(link)s"
    ) % {
        "salon": salon.name,
        "time": formats.date_format(
            appointment.starts_at.astimezone(salon.zone), "DATETIME_FORMAT"
        ),
        "until": clock_time(offer.expires_at, salon.zone),
        "link": address_of(offer.pk),
    }


def _hold(entry: WaitlistEntry, start: datetime) -> Appointment:
    minutes = timedelta(minutes=BookingRules.load().waitlist_offer_minutes)
    return create_appointment(
        NewAppointment(
            customer=entry.customer,
            start=start,
            visit=visit_from_json(entry.visit),
            source=Source.WAITLIST,
            language=entry.language,
            # Never beyond the visit itself.
            hold_for=min(minutes, max(start - timezone.now(), timedelta(minutes=1))),
        ),
        vat_rate_percent=settings.VAT_RATE_PERCENT,
    )


def _offer(entry: WaitlistEntry, appointment: Appointment) -> WaitlistOffer:
    offer: WaitlistOffer = WaitlistOffer.objects.create(
        entry=entry, appointment=appointment, expires_at=appointment.hold_expires_at
    )
    entry.status = WaitlistStatus.OFFERED
    entry.save(update_fields=["status"])
    customer: Any = entry.customer
    with translation.override(entry.language):
        text = offer_text(appointment, offer)
    queue_message(
        key=f"waitlist_offer:{offer.pk}",
        phone_number=customer.phone_number,
        template="waitlist.offer",
        language=entry.language,
        text=text,
    )
    return offer


def _was_let_go(appointment: Appointment, stretches: Sequence[tuple[datetime, datetime]]) -> bool:
    return any(
        appointment.starts_at < ends and starts < appointment.ends_at for starts, ends in stretches
    )
