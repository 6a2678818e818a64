"""States of payments and refunds."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class PaymentStatus(models.TextChoices):
    """Derived from a payment that we fetched from the provider, from nothing else."""

    CREATED = "created", _("not started")
    PENDING = "pending", _("waiting for the bank")
    PAID = "paid", _("paid")
    PARTLY_REFUNDED = "partly_refunded", _("partly refunded")
    REFUNDED = "refunded", _("refunded")
    VOIDED = "voided", _("voided")
    FAILED = "failed", _("failed")
    QUARANTINED = "quarantined", _("under review")


_P = PaymentStatus
PAYMENT_TRANSITIONS: dict[PaymentStatus, frozenset[PaymentStatus]] = {
    _P.CREATED: frozenset(_P) - {_P.CREATED},
    _P.PENDING: frozenset(_P) - {_P.CREATED, _P.PENDING},
    _P.PAID: frozenset({_P.PARTLY_REFUNDED, _P.REFUNDED, _P.VOIDED}),
    _P.PARTLY_REFUNDED: frozenset({_P.REFUNDED}),
    _P.REFUNDED: frozenset(),
    _P.VOIDED: frozenset(),
    _P.FAILED: frozenset(),
    _P.QUARANTINED: frozenset(),
}
# Open: the provider may still change its mind.
OPEN = frozenset({_P.CREATED, _P.PENDING})


class RefundStatus(models.TextChoices):
    """A refund is committed before the provider is asked for it."""

    REQUESTED = "requested", _("requested")
    SENT = "sent", _("sent")
    DONE = "done", _("done")
    FAILED = "failed", _("failed")
    UNKNOWN = "unknown", _("being checked")


_R = RefundStatus
REFUND_TRANSITIONS: dict[RefundStatus, frozenset[RefundStatus]] = {
    _R.REQUESTED: frozenset({_R.SENT, _R.FAILED}),
    _R.SENT: frozenset({_R.DONE, _R.FAILED, _R.UNKNOWN}),
    _R.UNKNOWN: frozenset({_R.DONE, _R.FAILED, _R.SENT}),
    _R.DONE: frozenset(),
    _R.FAILED: frozenset(),
}
