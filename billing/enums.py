"""States of payments and refunds."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class PaymentStatus(models.TextChoices):
    """Derived from a payment that we fetched from the provider, from nothing else."""

    CREATED = "created", pgettext_lazy("payment status", "not started")
    PENDING = "pending", pgettext_lazy("payment status", "waiting for the bank")
    PAID = "paid", pgettext_lazy("payment status", "paid")
    PARTLY_REFUNDED = "partly_refunded", pgettext_lazy("payment status", "partly refunded")
    REFUNDED = "refunded", pgettext_lazy("payment status", "refunded")
    VOIDED = "voided", pgettext_lazy("payment status", "voided")
    FAILED = "failed", pgettext_lazy("payment status", "failed")
    # The payer never sent a card. A page left open still can: then the provider's word counts.
    ABANDONED = "abandoned", pgettext_lazy("payment status", "not finished")
    # Amount, currency or metadata differ from what we asked for: a person has to look.
    QUARANTINED = "quarantined", pgettext_lazy("payment status", "under review")


_P = PaymentStatus
PAYMENT_TRANSITIONS: dict[PaymentStatus, frozenset[PaymentStatus]] = {
    _P.CREATED: frozenset(_P) - {_P.CREATED},
    _P.ABANDONED: frozenset(_P) - {_P.CREATED, _P.ABANDONED},
    _P.PENDING: frozenset(_P) - {_P.CREATED, _P.ABANDONED, _P.PENDING},
    _P.PAID: frozenset({_P.PARTLY_REFUNDED, _P.REFUNDED, _P.VOIDED}),
    _P.PARTLY_REFUNDED: frozenset({_P.REFUNDED}),
    _P.REFUNDED: frozenset(),
    _P.VOIDED: frozenset(),
    _P.FAILED: frozenset(),
    _P.QUARANTINED: frozenset(),
}
# Open: the provider may still change its mind, so we keep asking.
OPEN = frozenset({_P.CREATED, _P.PENDING})
# Undecided: no money has moved yet as far as we know, and it still may.
UNDECIDED = OPEN | {_P.ABANDONED}
# We hold money of the customer.
HOLDING_MONEY = frozenset({_P.PAID, _P.PARTLY_REFUNDED})


class RefundStatus(models.TextChoices):
    """A refund is committed before the provider is asked for it."""

    REQUESTED = "requested", pgettext_lazy("refund status", "requested")
    SENT = "sent", pgettext_lazy("refund status", "sent")
    DONE = "done", pgettext_lazy("refund status", "done")
    FAILED = "failed", pgettext_lazy("refund status", "failed")
    UNKNOWN = "unknown", pgettext_lazy("refund status", "being checked")


_R = RefundStatus
REFUND_TRANSITIONS: dict[RefundStatus, frozenset[RefundStatus]] = {
    _R.REQUESTED: frozenset({_R.SENT, _R.FAILED}),
    _R.SENT: frozenset({_R.DONE, _R.FAILED, _R.UNKNOWN}),
    _R.UNKNOWN: frozenset({_R.DONE, _R.FAILED, _R.SENT}),
    _R.DONE: frozenset(),
    _R.FAILED: frozenset(),
}
# A payment has at most one of these at a time: the provider has no idempotency key for refunds.
REFUND_OPEN = frozenset({_R.REQUESTED, _R.SENT, _R.UNKNOWN})


class AutomaticReason(models.TextChoices):
    """Why the product gave money back by itself; people write reasons of their own."""

    SLOT_TAKEN = "slot_taken", _("the time was no longer free when the payment arrived")
    CLOSED = "appointment_closed", _("the appointment was cancelled before the payment arrived")
    DUPLICATE = "duplicate", _("the appointment was already paid for")
    CANCELLED_BY_CUSTOMER = "cancelled_by_customer", _("cancelled by the customer in time")
    CANCELLED_BY_SALON = "cancelled_by_salon", _("cancelled by the salon")
    CHANGED = "changed", _("the visit was changed")
    NO_SHOW = "no_show", _("what is left after the fee for not coming")
