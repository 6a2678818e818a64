"""Money rows: payments, refunds, what the provider told us. Never deleted."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from billing.enums import (
    HOLDING_MONEY,
    OPEN,
    REFUND_OPEN,
    AutomaticReason,
    PaymentStatus,
    RefundStatus,
)
from booking.models import Appointment
from foundation.ids import uuid7
from foundation.money import Money
from foundation.tenancy.constraints import TenantForeignKey
from foundation.tenancy.erasure import TAX_RECORDS, Keep
from foundation.tenancy.models import TenantOwnedModel, tenant_constraints


class Payment(TenantOwnedModel):
    """One attempt to pay. ``id`` is the provider's ``given_id``: one attempt, one row."""

    on_erasure = Keep(TAX_RECORDS)

    # Version 4: what the provider's documents advise for given_id.
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    appointment = models.ForeignKey(
        Appointment, models.PROTECT, db_constraint=False, related_name="payments"
    )
    status = models.CharField(
        _("status"),
        max_length=15,
        choices=PaymentStatus,
        default=PaymentStatus.CREATED,
        editable=False,
    )
    amount_minor = models.PositiveBigIntegerField(_("amount"))
    refunded_minor = models.PositiveBigIntegerField(_("refunded"), default=0)
    currency = models.CharField(max_length=3, default="SAR")
    card_company = models.CharField(max_length=12, blank=True)
    card_last_four = models.CharField(max_length=4, blank=True)
    # The provider's decline text, for the salon; customers get a text of ours.
    provider_message = models.CharField(max_length=255, blank=True)
    response_code = models.CharField(max_length=4, blank=True)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    checked_at = models.DateTimeField(null=True)
    paid_at = models.DateTimeField(_("paid"), null=True)

    class Meta:
        verbose_name = _("payment")
        verbose_name_plural = _("payments")
        ordering = ["-created_at"]
        constraints = [
            *tenant_constraints("billing_payment"),
            TenantForeignKey(name="billing_payment_appointment_fk", field="appointment"),
            models.CheckConstraint(
                condition=Q(refunded_minor__lte=F("amount_minor")), name="billing_payment_refunded"
            ),
            # The provider refuses less than 100 minor units.
            models.CheckConstraint(
                condition=Q(amount_minor__gte=100), name="billing_payment_minimum"
            ),
        ]
        indexes = [
            models.Index(fields=["schema_name", "appointment"], name="billing_payment_appointment"),
            # Reconciliation: attempts whose end we have not seen.
            models.Index(
                fields=["created_at"],
                condition=Q(status__in=sorted(s.value for s in OPEN)),
                name="billing_payment_open",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.amount} {self.get_status_display()}"

    @property
    def amount(self) -> Money:
        return Money(self.amount_minor, self.currency)

    @property
    def refundable_minor(self) -> int:
        """Minor units that can still be given back, by what the provider told us."""
        if self.status not in HOLDING_MONEY:
            return 0
        return self.amount_minor - self.refunded_minor


class Refund(TenantOwnedModel):
    """Money going back: committed before the provider is asked, kept until its end is known."""

    on_erasure = Keep(TAX_RECORDS)

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    payment = models.ForeignKey(
        Payment, models.PROTECT, db_constraint=False, related_name="refunds"
    )
    amount_minor = models.PositiveBigIntegerField(_("amount"))
    status = models.CharField(
        _("status"),
        max_length=9,
        choices=RefundStatus,
        default=RefundStatus.REQUESTED,
        editable=False,
    )
    # A person's words, or a value of AutomaticReason.
    reason = models.CharField(_("reason"), max_length=200)
    requested_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    # The event of the appointment that it follows from: each gives back once per payment.
    cause = models.UUIDField(null=True, editable=False)
    # payment.refunded_minor before this refund: tells after a timeout whether it took effect.
    refunded_before_minor = models.PositiveBigIntegerField(null=True)
    error_message = models.CharField(max_length=255, blank=True)
    created_at = models.DateTimeField(_("requested"), default=timezone.now, editable=False)
    sent_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("refund")
        verbose_name_plural = _("refunds")
        ordering = ["created_at"]
        constraints = [
            *tenant_constraints("billing_refund"),
            TenantForeignKey(name="billing_refund_payment_fk", field="payment"),
            models.CheckConstraint(condition=Q(amount_minor__gt=0), name="billing_refund_positive"),
            # The provider has no idempotency key for refunds: one at a time per payment.
            models.UniqueConstraint(
                fields=["schema_name", "payment"],
                condition=Q(status__in=sorted(s.value for s in REFUND_OPEN)),
                name="billing_refund_one_open",
            ),
            models.UniqueConstraint(
                fields=["schema_name", "payment", "cause"], name="billing_refund_cause"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.amount} {self.get_status_display()}"

    @property
    def amount(self) -> Money:
        return Money(self.amount_minor, self.payment.currency)

    @property
    def is_automatic(self) -> bool:
        return self.reason in AutomaticReason.values

    @property
    def reason_text(self) -> str:
        """The reason in the reader's language where it is the product's own."""
        return str(AutomaticReason(self.reason).label) if self.is_automatic else self.reason


class ProviderEvent(TenantOwnedModel):
    """A webhook delivery: stored before it is acted on, told apart by the provider's event id."""

    on_erasure = Keep(TAX_RECORDS)

    event_id = models.CharField(max_length=64)
    kind = models.CharField(max_length=40)
    payment = models.ForeignKey(
        Payment, models.PROTECT, db_constraint=False, related_name="provider_events"
    )
    received_at = models.DateTimeField(default=timezone.now)
    handled_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            *tenant_constraints("billing_providerevent"),
            TenantForeignKey(name="billing_providerevent_payment_fk", field="payment"),
            models.UniqueConstraint(
                fields=["schema_name", "event_id"], name="billing_providerevent_once"
            ),
        ]
        indexes = [
            models.Index(
                fields=["received_at"],
                condition=Q(handled_at__isnull=True),
                name="billing_providerevent_open",
            )
        ]

    def __str__(self) -> str:
        return self.kind
