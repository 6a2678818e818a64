"""What the waiting list does when something happened to an appointment."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.db import transaction
from django.utils import timezone

from booking import jobs
from booking.domain.waitlist.answering import HERS
from booking.domain.waitlist.joining import ROUND_JOB, ROUND_KEY
from booking.domain.waitlist.lists import LET_GO
from booking.domain.waitlist.looking import time_freed
from booking.enums import AppointmentStatus, EventKind, OfferStatus, WaitlistStatus
from booking.locks import lock_waiting
from booking.models import Appointment, AppointmentEvent, TimeBlock, WaitlistEntry, WaitlistOffer
from booking.outbox import on_kind, on_move
from salons.models import SalonProfile

_S = AppointmentStatus
ONE_DAY = timedelta(days=1)
# Whoever lets so many offers go without an answer is not asked again.
MOST_UNANSWERED = 3
CANCELLED = frozenset({_S.CANCELLED_BY_CUSTOMER, _S.CANCELLED_BY_SALON})


@on_move(_S.PENDING_PAYMENT, _S.CONFIRMED, _S.EXPIRED, *CANCELLED)
def follow_offer(event: AppointmentEvent) -> None:
    """Bring offer and entry to what the held appointment is now, whatever moved it.

    From the state of now and not from the event's: events may come late and out of order.
    """
    offer = WaitlistOffer.objects.filter(appointment=event.appointment_id).first()
    if offer is None:
        return
    with transaction.atomic():
        entry = lock_waiting(offer.entry_id)
        if entry is None:
            return
        offer.refresh_from_db(fields=["status"])
        status = _S(
            Appointment.objects.values_list("status", flat=True).get(pk=offer.appointment_id)
        )
        if status in HERS:
            _taken(offer, entry)
        elif status is _S.EXPIRED:
            _unanswered(offer, entry)
        elif status in CANCELLED and offer.status == OfferStatus.OPEN:
            _back(offer, entry, OfferStatus.DECLINED)


@on_move(_S.EXPIRED, _S.NO_SHOW, *CANCELLED)
@on_kind(EventKind.RESCHEDULED, EventKind.EDITED)
def look_after(event: AppointmentEvent) -> None:
    """Plan a look for the days on which the appointment has freed something."""
    starts_at, ends_at = _freed(event)
    if ends_at > timezone.now():
        zone = SalonProfile.load().zone
        time_freed(_day(starts_at, zone) - ONE_DAY, _day(ends_at, zone))


def look_after_block(sender: type[TimeBlock], instance: TimeBlock, **kwargs: object) -> None:
    """Plan a look for the days of a block that was removed, in its transaction."""
    if instance.ends_at > timezone.now():
        zone = SalonProfile.load().zone
        time_freed(_day(instance.starts_at, zone) - ONE_DAY, _day(instance.ends_at, zone))


def _taken(offer: WaitlistOffer, entry: WaitlistEntry) -> None:
    """Note that she has the time; also one that a late payment took back."""
    if offer.status != OfferStatus.ACCEPTED:
        _set_offer(offer, OfferStatus.ACCEPTED)
        if entry.status in (WaitlistStatus.OFFERED, WaitlistStatus.WAITING):
            _set_entry(entry, WaitlistStatus.BOOKED)


def _unanswered(offer: WaitlistOffer, entry: WaitlistEntry) -> None:
    """Note that the hold ran out, before her answer or before she paid."""
    if offer.status not in LET_GO:
        _back(offer, entry, OfferStatus.LAPSED)


def _back(offer: WaitlistOffer, entry: WaitlistEntry, status: OfferStatus) -> None:
    """End the offer; she waits again unless she left too many unanswered."""
    _set_offer(offer, status)
    if entry.status not in (WaitlistStatus.OFFERED, WaitlistStatus.BOOKED):
        return
    unanswered = entry.offers.filter(status=OfferStatus.LAPSED).count()
    is_over = unanswered >= MOST_UNANSWERED
    _set_entry(entry, WaitlistStatus.LAPSED if is_over else WaitlistStatus.WAITING)
    if not is_over:
        jobs.schedule(ROUND_JOB, key=ROUND_KEY, due_at=timezone.now())


def _set_offer(offer: WaitlistOffer, status: OfferStatus) -> None:
    offer.status = status
    offer.save(update_fields=["status"])


def _set_entry(entry: WaitlistEntry, status: WaitlistStatus) -> None:
    entry.status = status
    entry.save(update_fields=["status"])


def _freed(event: AppointmentEvent) -> tuple[datetime, datetime]:
    """Return from when until when the visit was; one that was moved has left that time."""
    before = event.data.get("before")
    if before is not None:
        return datetime.fromisoformat(before["start"]), datetime.fromisoformat(before["end"])
    found = Appointment.objects.filter(pk=event.appointment_id)
    starts_at, ends_at = found.values_list("starts_at", "ends_at").get()
    return starts_at, ends_at


def _day(instant: datetime, zone: ZoneInfo) -> date:
    return instant.astimezone(zone).date()
