"""Appointments: shared tables, each row of one salon, under row level security."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from booking.enums import HOLDING, SELF_MADE, AppointmentStatus, Source
from foundation.ids import uuid7
from foundation.localized import Localized
from foundation.money import Money
from foundation.tenancy.constraints import TenantForeignKey
from foundation.tenancy.erasure import TAX_RECORDS, Scrub
from foundation.tenancy.models import TenantOwnedModel, tenant_constraints
from foundation.tenancy.references import CatalogueReference

# Matched by prefix when the database refuses a booking that names what this salon does not have.
SERVICE_REFERENCE = "booking_item_service_ref"
STAFF_REFERENCE = "booking_item_staff_ref"
RESOURCE_REFERENCE = "booking_item_resource_ref"
# Matched when a customer comes to hold a second time at once.
ONE_HOLD = "booking_appointment_one_hold"


class Appointment(TenantOwnedModel):
    """One visit of one customer: a state, a time, what it costs."""

    on_erasure = Scrub(
        TAX_RECORDS,
        blank={
            "customer_note": "",
            "idempotency_key": None,
            "request_fingerprint": "",
            "overbooking_reason": "",
            "guest_name": "",
            "member": None,
            "series": None,
        },
        kept_if={"payments__isnull": False},
    )

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    reference = models.CharField(_("reference"), max_length=12, editable=False)
    # Nobody where somebody walked in and gave no number: the visit is kept, no person is made up.
    customer = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="appointments",
        verbose_name=_("customer"),
    )
    guest_name = models.CharField(max_length=80, blank=True, editable=False)
    status = models.CharField(_("status"), max_length=21, choices=AppointmentStatus, editable=False)
    source = models.CharField(max_length=8, choices=Source, default=Source.WEB, editable=False)
    starts_at = models.DateTimeField(_("begins"))
    ends_at = models.DateTimeField(_("ends"))
    currency = models.CharField(max_length=3, default="SAR")
    total_minor = models.PositiveBigIntegerField(_("total"))
    vat_minor = models.PositiveBigIntegerField(_("VAT"))
    due_now_minor = models.PositiveBigIntegerField(_("due now"))
    hold_expires_at = models.DateTimeField(null=True)
    # Prolonged once while the bank asked the payer.
    hold_extended_at = models.DateTimeField(null=True, editable=False)
    # Of the salon's people: who wrote it down, and why beside somebody else's visit.
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, editable=False, related_name="+"
    )
    overbooking_reason = models.CharField(max_length=200, blank=True, editable=False)
    # Who comes, where it is not the customer herself.
    member = models.ForeignKey(
        "booking.FamilyMember",
        models.PROTECT,
        null=True,
        blank=True,
        db_constraint=False,
        related_name="appointments",
    )
    series = models.ForeignKey(
        "booking.AppointmentSeries",
        models.PROTECT,
        null=True,
        editable=False,
        db_constraint=False,
        related_name="appointments",
    )
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
            TenantForeignKey(name="booking_appointment_member_fk", field="member"),
            TenantForeignKey(name="booking_appointment_series_fk", field="series"),
            models.UniqueConstraint(
                fields=["schema_name", "reference"], name="booking_appointment_reference"
            ),
            # A repeated request finds the appointment that the first one made.
            models.UniqueConstraint(
                fields=["schema_name", "customer", "idempotency_key"],
                name="booking_appointment_idempotency",
            ),
            # A customer keeps one time at once while she looks it over; what she held is found so.
            models.UniqueConstraint(
                fields=["schema_name", "customer"],
                condition=Q(
                    status=AppointmentStatus.HELD, source__in=sorted(s.value for s in SELF_MADE)
                ),
                name=ONE_HOLD,
            ),
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")), name="booking_appointment_order"
            ),
            # Only who stands in the salon can do without a number.
            models.CheckConstraint(
                condition=Q(customer__isnull=False) | Q(source=Source.WALK_IN),
                name="booking_appointment_customer",
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

    @property
    def due_at_salon(self) -> Money:
        """Return what is left to pay when the customer comes."""
        return self.total - self.due_now


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
    # Which guest of a party, from 0.
    guest = models.PositiveSmallIntegerField(default=0)
    resource = models.ForeignKey(
        "salons.Resource",
        models.DO_NOTHING,
        null=True,
        blank=True,
        db_constraint=False,
        related_name="+",
    )
    # The class that it takes a place in: then the class keeps the person, not the item.
    session = models.ForeignKey(
        "booking.ClassSession",
        models.PROTECT,
        null=True,
        db_constraint=False,
        related_name="items",
    )
    # Copied as the rest: [{"id", "name_ar", "name_en", "minutes", "price_minor"}, …].
    add_ons = models.JSONField(default=list)

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
            TenantForeignKey(name="booking_item_session_fk", field="session"),
            CatalogueReference(name=SERVICE_REFERENCE, field="service"),
            CatalogueReference(name=STAFF_REFERENCE, field="staff"),
            CatalogueReference(name=RESOURCE_REFERENCE, field="resource"),
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")), name="booking_item_order"
            ),
        ]

    def __str__(self) -> str:
        return str(self.service_name)

    @property
    def price(self) -> Money:
        return Money(self.price_minor)
