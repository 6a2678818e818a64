"""Who waits for a time that is taken, and to whom a freed one is offered."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from booking.enums import OfferStatus, WaitlistStatus
from booking.models.appointments import Appointment
from foundation.ids import uuid7
from foundation.tenancy.constraints import TenantForeignKey
from foundation.tenancy.erasure import Delete
from foundation.tenancy.models import TenantOwnedModel, tenant_constraints


class WaitlistEntry(TenantOwnedModel):
    """A visit that somebody wants on one of some days. First come, first served."""

    on_erasure = Delete()

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    customer = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("customer")
    )
    status = models.CharField(
        _("status"), max_length=9, choices=WaitlistStatus, default=WaitlistStatus.WAITING
    )
    # What is wanted, as the API takes it: {"items": [{"service", "staff", "add_ons"}], "guests"}.
    visit = models.JSONField()
    first_day = models.DateField(_("from"))
    last_day = models.DateField(_("until"))
    # Of the day, by the salon's clock; empty: any time.
    earliest = models.TimeField(_("not before"), null=True, blank=True)
    latest = models.TimeField(_("not after"), null=True, blank=True)
    language = models.CharField(max_length=2, default="ar")
    created_at = models.DateTimeField(_("waiting since"), default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("entry of the waiting list")
        verbose_name_plural = _("waiting list")
        ordering = ["created_at", "id"]
        constraints = [
            *tenant_constraints("booking_waitlistentry"),
            models.CheckConstraint(
                condition=Q(last_day__gte=F("first_day")), name="booking_waitlistentry_days"
            ),
        ]
        indexes = [
            # Who waits for a day, in their order.
            models.Index(
                fields=["schema_name", "created_at"],
                condition=Q(status=WaitlistStatus.WAITING.value),
                name="booking_waitlist_waiting",
            ),
            models.Index(fields=["customer", "schema_name"], name="booking_waitlist_mine"),
        ]

    def __str__(self) -> str:
        return f"{self.first_day}–{self.last_day}"


class WaitlistOffer(TenantOwnedModel):
    """A freed time, held as an appointment for one who waited, until ``expires_at``."""

    on_erasure = Delete()

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    entry = models.ForeignKey(
        WaitlistEntry, models.CASCADE, db_constraint=False, related_name="offers"
    )
    appointment = models.ForeignKey(
        Appointment,
        models.CASCADE,
        db_constraint=False,
        db_index=False,
        related_name="waitlist_offers",
    )
    status = models.CharField(max_length=8, choices=OfferStatus, default=OfferStatus.OPEN)
    offered_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField()

    class Meta:
        ordering = ["offered_at"]
        constraints = [
            *tenant_constraints("booking_waitlistoffer"),
            TenantForeignKey(name="booking_waitlistoffer_entry_fk", field="entry"),
            TenantForeignKey(name="booking_waitlistoffer_appointment_fk", field="appointment"),
            models.UniqueConstraint(
                fields=["schema_name", "appointment"], name="booking_waitlistoffer_once"
            ),
            models.UniqueConstraint(
                fields=["schema_name", "entry"],
                condition=Q(status=OfferStatus.OPEN.value),
                name="booking_waitlistoffer_one_open",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.offered_at:%Y-%m-%d %H:%M}"
