"""Two records of one person made one: nothing that somebody wrote is lost."""

from booking.domain.customers.tags import MOST_TAGS
from booking.models import (
    Appointment,
    AppointmentSeries,
    CustomerRecord,
    FamilyMember,
    HealthNote,
    WaitlistEntry,
)


def hand_over(*, gone_id: int, kept_id: int) -> None:
    """Give the visits, series and waiting entries that are in reach to the person who is kept.

    In reach are the current salon's, or every salon's inside the platform's scope. Requests of
    the other's own keys are over: a key that both used would be taken for a repeat.
    """
    Appointment.objects.filter(customer=gone_id).update(customer=kept_id, idempotency_key=None)
    AppointmentSeries.objects.filter(customer=gone_id).update(customer=kept_id)
    WaitlistEntry.objects.filter(customer=gone_id).update(customer=kept_id)


def unite_records(*, kept: CustomerRecord, gone: CustomerRecord) -> None:
    """Write what is in ``gone`` into ``kept`` and delete it. Both are of one salon, and locked.

    Notes are joined, tags united as far as there is room. Who is blocked under one of the two
    stays blocked. Health notes come along with their consent; of two notes the texts are joined
    under the consent of the kept one.
    """
    kept.notes = _joined(kept.notes, gone.notes)
    kept.tags = list(dict.fromkeys([*kept.tags, *gone.tags]))[:MOST_TAGS]
    kept.is_blocked = kept.is_blocked or gone.is_blocked
    kept.blocked_reason = kept.blocked_reason or gone.blocked_reason
    kept.created_at = min(kept.created_at, gone.created_at)
    kept.save(
        update_fields=["notes", "tags", "is_blocked", "blocked_reason", "created_at"],
    )
    FamilyMember.objects.filter(record=gone).update(record=kept)
    _unite_health(kept, gone)
    gone.delete()


def _unite_health(kept: CustomerRecord, gone: CustomerRecord) -> None:
    brought = HealthNote.objects.filter(record=gone).first()
    own = HealthNote.objects.filter(record=kept).first()
    if brought is None:
        return
    if own is None:
        HealthNote.objects.filter(pk=brought.pk).update(record=kept)
        return
    own.allergies = _joined(own.allergies, brought.allergies)
    own.notes = _joined(own.notes, brought.notes)
    own.save(update_fields=["allergies", "notes"])
    brought.delete()


def _joined(*texts: str) -> str:
    return "\n\n".join(dict.fromkeys(text.strip() for text in texts if text.strip()))
