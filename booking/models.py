"""Appointments: shared tables, each row of one salon, under row level security."""

from datetime import datetime, timedelta

from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateTimeRangeField, RangeOperators
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from booking.enums import HOLDING, AppointmentStatus, EventKind, Source
from foundation.ids import uuid7
from foundation.localized import Localized
from foundation.money import Money
from foundation.tenancy.constraints import TenantForeignKey
from foundation.tenancy.erasure import TAX_RECORDS, Delete, Scrub
from foundation.tenancy.models import TenantOwnedModel, tenant_constraints
from foundation.tenancy.references import CatalogueReference

# Matched by prefix when the database refuses a second booking of a time, or one that names what
# this salon does not have.
STAFF_OVERLAP = "booking_item_staff_overlap"
SERVICE_REFERENCE = "booking_item_service_ref"
STAFF_REFERENCE = "booking_item_staff_ref"


# A fresh event's own task comes first; the sweep takes what is older.
SWEEP_AFTER = timedelta(seconds=20)


def first_sweep() -> datetime:
    """Return when a new event is due for the sweep."""
    return timezone.now() + SWEEP_AFTER


class Appointment(TenantOwnedModel):
    """One visit of one customer: a state, a time, what it costs."""

    on_erasure = Scrub(
        TAX_RECORDS,
        blank={"customer_note": "", "idempotency_key": None, "request_fingerprint": ""},
        kept_if={"payments__isnull": False},
    )

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    reference = models.CharField(_("reference"), max_length=12, editable=False)
    customer = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="appointments",
        verbose_name=_("customer"),
    )
    status = models.CharField(_("status"), max_length=21, choices=AppointmentStatus, editable=False)
    source = models.CharField(max_length=5, choices=Source, default=Source.WEB, editable=False)
    starts_at = models.DateTimeField(_("begins"))
    ends_at = models.DateTimeField(_("ends"))
    currency = models.CharField(max_length=3, default="SAR")
    total_minor = models.PositiveBigIntegerField(_("total"))
    vat_minor = models.PositiveBigIntegerField(_("VAT"))
    due_now_minor = models.PositiveBigIntegerField(_("due now"))
    hold_expires_at = models.DateTimeField(null=True)
    language = models.CharField(max_length=2, default="ar")
    customer_note = models.CharField(_("note"), max_length=300, blank=True)
    # The client's key of the request that made it, and what that request asked for.
    idempotency_key = models.CharField(max_length=80, null=True, editable=False)
    request_fingerprint = models.CharField(max_length=64, blank=True, editable=False)
    created_at = models.DateTimeField(_("made"), default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("appointment")
        verbose_name_plural = _("appointments")
        ordering = ["starts_at"]
        constraints = [
            *tenant_constraints("booking_appointment"),
            models.UniqueConstraint(
                fields=["schema_name", "reference"], name="booking_appointment_reference"
            ),
            # A repeated request finds the appointment that the first one made.
            models.UniqueConstraint(
                fields=["schema_name", "customer", "idempotency_key"],
                name="booking_appointment_idempotency",
            ),
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")), name="booking_appointment_order"
            ),
            models.CheckConstraint(
                condition=Q(due_now_minor__lte=F("total_minor"))
                & Q(vat_minor__lte=F("total_minor")),
                name="booking_appointment_amounts",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=sorted(s.value for s in HOLDING))
                | Q(hold_expires_at__isnull=False),
                name="booking_appointment_hold",
            ),
        ]
        indexes = [
            # The salon's day; a customer's visits, newest first.
            models.Index(fields=["schema_name", "starts_at"], name="booking_appointment_day"),
            models.Index(
                fields=["customer", "schema_name", "-starts_at"], name="booking_appointment_mine"
            ),
        ]

    def __str__(self) -> str:
        return self.reference

    @property
    def total(self) -> Money:
        return Money(self.total_minor, self.currency)

    @property
    def vat(self) -> Money:
        return Money(self.vat_minor, self.currency)

    @property
    def due_now(self) -> Money:
        return Money(self.due_now_minor, self.currency)


class AppointmentItem(TenantOwnedModel):
    """One service of a visit with the person who does it.

    Names, length and price are copied: history does not change when the catalogue does.
    """

    on_erasure = Scrub(
        TAX_RECORDS,
        blank={"staff_name_ar": "", "staff_name_en": ""},
        kept_if={"appointment__payments__isnull": False},
    )

    appointment = models.ForeignKey(
        Appointment,
        models.CASCADE,
        db_constraint=False,
        db_index=False,  # the constraint on the position begins with it
        related_name="items",
    )
    position = models.PositiveSmallIntegerField()
    # Catalogue rows live in the salon's schema: no key can lead there. The booking service locks
    # the staff row, which proves that it exists in this salon; a trigger holds it for other code.
    service = models.ForeignKey(
        "salons.Service", models.DO_NOTHING, db_constraint=False, related_name="+"
    )
    staff = models.ForeignKey(
        "salons.StaffMember", models.DO_NOTHING, db_constraint=False, related_name="+"
    )
    service_name_ar = models.CharField(max_length=120)
    service_name_en = models.CharField(max_length=120)
    staff_name_ar = models.CharField(max_length=80)
    staff_name_en = models.CharField(max_length=80)
    price_minor = models.PositiveBigIntegerField()
    duration_minutes = models.PositiveSmallIntegerField()
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    # What the person is busy with, clean-up included; half open.
    occupied = DateTimeRangeField()
    blocking = models.BooleanField(default=True)

    service_name = Localized("service_name")
    staff_name = Localized("staff_name")

    class Meta:
        ordering = ["position"]
        constraints = [
            *tenant_constraints("booking_appointmentitem"),
            TenantForeignKey(name="booking_item_appointment_fk", field="appointment"),
            models.UniqueConstraint(
                fields=["schema_name", "appointment", "position"], name="booking_item_position"
            ),
            # The last word on double bookings, whatever code wrote the row.
            ExclusionConstraint(
                name=STAFF_OVERLAP,
                expressions=[
                    ("schema_name", RangeOperators.EQUAL),
                    ("staff", RangeOperators.EQUAL),
                    ("occupied", RangeOperators.OVERLAPS),
                ],
                condition=Q(blocking=True),
            ),
            CatalogueReference(name=SERVICE_REFERENCE, field="service"),
            CatalogueReference(name=STAFF_REFERENCE, field="staff"),
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")), name="booking_item_order"
            ),
        ]
        indexes = [
            # What a salon's people do between two instants: bounded on both sides, always.
            models.Index(
                fields=["schema_name", "starts_at"],
                condition=Q(blocking=True),
                name="booking_item_busy",
            )
        ]

    def __str__(self) -> str:
        return str(self.service_name)

    @property
    def price(self) -> Money:
        return Money(self.price_minor)


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
    kind = models.CharField(max_length=8, choices=EventKind)
    from_status = models.CharField(max_length=21, blank=True)
    to_status = models.CharField(max_length=21)
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    reason = models.CharField(max_length=200, blank=True)
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
