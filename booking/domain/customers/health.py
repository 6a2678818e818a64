"""Allergies and health: kept with the person's explicit consent, gone without it.

Health data is sensitive (KSA PDPL, article 1 no. 11): processing needs explicit consent (article
6, implementing regulation article 11), which can be withdrawn at any time (article 5). The row is
the consent: there is none without, and withdrawing deletes it. The log of the salon says who
gave, wrote, read and withdrew, and never what is in it.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from audit.log import record as log
from audit.models import AuditEntry
from booking.domain.customers.records import found_record, locked_record
from booking.enums import AppointmentStatus
from booking.errors import ConsentRequired, EmptyHealthNote
from booking.models import AppointmentItem, CustomerRecord, HealthNote
from booking.permissions import can_hold_health, can_view_whole_calendar
from foundation.errors import NotAllowed
from salons.models import SalonProfile
from salons.queries import staff_ids_of

_S = AppointmentStatus
# A visit for which knowing matters: to come, or going on, or over today.
_COUNTS = (_S.CONFIRMED, _S.ARRIVED, _S.IN_PROGRESS, _S.COMPLETED)


@dataclass(frozen=True)
class Consent:
    """What the person agreed to, word for word, and how: herself, or told to the salon."""

    text: str


def consent_text() -> str:
    """Return what the customer reads and agrees to on her own page, in her language."""
    return _(
        "I agree that this salon keeps what I write here about my allergies and my health, so that "
        "its people treat me safely. Only the salon's management and whoever treats me read it. "
        "I can take this back at any time; it is then deleted."
    )


def told_consent_text() -> str:
    """Return what one of the salon's people confirms when the customer told her."""
    return _(
        "The customer was told that the salon keeps this only so that she is treated safely, and "
        "that she can take her agreement back at any time. She agreed."
    )


def can_see_health(reader: Any, customer_id: int, *, now: datetime | None = None) -> bool:
    """Return whether the reader may see the health notes of a customer.

    Owner and manager of everybody; who sees her own work alone, of those who have a visit with
    her today or ahead.
    """
    if not can_hold_health(reader):
        return False
    if can_view_whole_calendar(reader):
        return True
    now = (now or timezone.now()).astimezone(SalonProfile.load().zone)
    today = now.replace(hour=0, minute=0, second=0, microsecond=0)
    mine = AppointmentItem.objects.filter(
        staff__in=staff_ids_of(reader),
        appointment__customer=customer_id,
        appointment__status__in=_COUNTS,
        ends_at__gte=today,
    )
    return bool(mine.exists())


def read_health(customer_id: int, *, reader: Any) -> HealthNote | None:
    """Return a customer's health note, None where there is none; the reading is in the log.

    Raises NotAllowed.
    """
    if not can_see_health(reader, customer_id):
        raise NotAllowed
    record = found_record(customer_id)
    if record is None or (note := _note_of(record)) is None:
        return None
    log(record, action=AuditEntry.Action.ACCESS, verb="health_read", actor=reader)
    return note


def own_health(customer: Any) -> HealthNote | None:
    """Return the customer's own note at the current salon."""
    record = found_record(customer.pk)
    return _note_of(record) if record else None


def keep_health(
    customer_id: int, *, allergies: str, notes: str, consent: Consent | None, actor: Any
) -> HealthNote:
    """Write a customer's health note. The first one needs her consent, later ones rest on it.

    ``actor`` is the customer herself or one of the salon's people who may see it. Raises
    ConsentRequired, EmptyHealthNote, NotAllowed.
    """
    _require_right(actor, customer_id)
    if not (allergies.strip() or notes.strip()):
        raise EmptyHealthNote(param="allergies")
    with transaction.atomic():
        record = locked_record(customer_id)
        note = _note_of(record)
        verb = "health_changed" if note else "health_consented"
        if note is None:
            if consent is None:
                raise ConsentRequired(param="consent")
            note = HealthNote(
                record=record,
                consented_at=timezone.now(),
                consent_text=consent.text,
                recorded_by=actor,
            )
        note.allergies, note.notes = allergies.strip(), notes.strip()
        note.save()
        log(record, verb=verb, actor=actor)
    return note


def withdraw_health(customer_id: int, *, actor: Any) -> bool:
    """Delete the note with the consent; return whether there was one. Raises NotAllowed."""
    _require_right(actor, customer_id)
    if found_record(customer_id) is None:
        return False
    with transaction.atomic():
        record = locked_record(customer_id)
        deleted, _by_model = HealthNote.objects.filter(record=record).delete()
        if deleted:
            log(record, verb="health_withdrawn", actor=actor)
    return bool(deleted)


def _require_right(actor: Any, customer_id: int) -> None:
    if actor.pk != customer_id and not can_see_health(actor, customer_id):
        raise NotAllowed


def _note_of(record: CustomerRecord) -> HealthNote | None:
    found: HealthNote | None = HealthNote.objects.filter(record=record).first()
    return found
