"""What happened to appointments, and work that is due at a time."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from booking.enums import EventKind
from booking.models.appointments import Appointment
from foundation.ids import uuid7
from foundation.tenancy.constraints import TenantForeignKey
from foundation.tenancy.erasure import Delete
from foundation.tenancy.models import TenantOwnedModel, tenant_constraints

# A fresh event's own task comes first; the sweep takes what is older.
SWEEP_AFTER = timedelta(seconds=20)


def first_sweep() -> datetime:
    """Return when a new event is due for the sweep."""
    return timezone.now() + SWEEP_AFTER


class AppointmentEvent(TenantOwnedModel):
    """What happened, written in the same transaction: timeline, outbox and statistics in one."""

    on_erasure = Delete()

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    appointment = models.ForeignKey(
        Appointment,
        models.CASCADE,
        db_constraint=False,
        db_index=False,  # the index of the timeline begins with it
        related_name="events",
    )
    kind = models.CharField(max_length=11, choices=EventKind)
    from_status = models.CharField(max_length=21, blank=True)
    to_status = models.CharField(max_length=21)
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    reason = models.CharField(max_length=200, blank=True)
    # What was agreed and what it comes to, where money follows from it (``domain.policy``).
    policy = models.JSONField(default=dict)
    # What was before and is now, where more than the state changed.
    data = models.JSONField(default=dict)
    at = models.DateTimeField(default=timezone.now)
    handled_at = models.DateTimeField(null=True)
    # The sweep takes an unhandled event from here on; later with each attempt.
    due_at = models.DateTimeField(default=first_sweep)
    attempts = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["at", "id"]
        constraints = [
            *tenant_constraints("booking_appointmentevent"),
            TenantForeignKey(name="booking_event_appointment_fk", field="appointment"),
        ]
        indexes = [
            models.Index(fields=["schema_name", "appointment", "at"], name="booking_event_story"),
            # The sweep: what no handler has finished yet.
            models.Index(
                fields=["due_at"], condition=Q(handled_at__isnull=True), name="booking_event_open"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.from_status or '—'} → {self.to_status}"


class DueJob(TenantOwnedModel):
    """Work that is due at a time. One table for all salons: cost follows what is due."""

    on_erasure = Delete()

    kind = models.CharField(max_length=30)
    key = models.CharField(max_length=64)
    due_at = models.DateTimeField()
    attempts = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = [
            *tenant_constraints("booking_duejob"),
            models.UniqueConstraint(
                fields=["schema_name", "kind", "key"], name="booking_duejob_once"
            ),
        ]
        indexes = [models.Index(fields=["due_at"], name="booking_duejob_due")]

    def __str__(self) -> str:
        return f"{self.kind} {self.key}"
