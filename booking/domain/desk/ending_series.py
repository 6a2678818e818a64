"""Ending a series: this visit and all that follow it, together."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils import timezone

from audit.log import record
from booking.domain.desk.errors import SeriesOver
from booking.domain.desk.series_words import TOLD
from booking.domain.paid import paid_for
from booking.domain.policy.amounts import By
from booking.domain.transitions import transition_appointment
from booking.enums import TRANSITIONS, AppointmentStatus
from booking.errors import AppointmentNotFound
from booking.locks import bounded_transaction, lock_class_sessions, lock_following
from booking.models import Appointment, AppointmentItem

_S = AppointmentStatus


def following(appointment: Appointment, *, now: datetime | None = None) -> list[Appointment]:
    """Return the visits that ending the series from this one on would cancel, by time."""
    now = now or timezone.now()
    found = Appointment.objects.filter(
        series=appointment.series_id, starts_at__gte=appointment.starts_at
    )
    return [each for each in found.order_by("starts_at") if _can_end(each, now)]


def cancel_following(appointment_id: UUID | str, *, by: Any, reason: str) -> list[Appointment]:
    """Cancel a visit of a series for the salon, and all after it, in one transaction.

    What was paid goes back, all of it: the salon cancels. Visits that are past, under way or over
    stay. The customer gets one message. Locks the visits, then their classes. Raises
    AppointmentNotFound, SeriesOver where nothing is left to cancel, Busy.
    """
    now = timezone.now()
    with bounded_transaction():
        first = Appointment.objects.filter(pk=appointment_id, series__isnull=False).first()
        if first is None or first.series_id is None:
            raise AppointmentNotFound
        locked = lock_following(first.series_id, first.starts_at)
        ended = sorted((e for e in locked if _can_end(e, now)), key=lambda each: each.starts_at)
        if not ended:
            raise SeriesOver
        items = AppointmentItem.objects.filter(appointment__in=ended, session__isnull=False)
        lock_class_sessions(set(items.values_list("session", flat=True)))
        for number, appointment in enumerate(ended):
            _cancel(appointment, by=by, reason=reason, told=0 if number else len(ended))
    return ended


def _cancel(appointment: Appointment, *, by: Any, reason: str, told: int) -> None:
    before = appointment.status
    back = paid_for(appointment.pk).held_minor
    policy = {"terms": {}, "fee_minor": 0, "refund_minor": back, "by": By.SALON.value}
    event = transition_appointment(
        appointment, _S.CANCELLED_BY_SALON, actor=by, reason=reason, policy=policy
    )
    event.data = {TOLD: told}
    event.save(update_fields=["data"])
    changes = {"status": [before, str(appointment.status)]}
    record(appointment, changes=changes, verb="appointment_cancel", reason=reason, actor=by)


def _can_end(appointment: Appointment, now: datetime) -> bool:
    moves = TRANSITIONS[AppointmentStatus(appointment.status)]
    return _S.CANCELLED_BY_SALON in moves and appointment.starts_at > now
