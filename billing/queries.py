"""Reads of billing."""

from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from billing.errors import PaymentNotFound
from billing.models import Payment, Refund
from billing.permissions import can_view_payments


def payments_visible_to(user: Any) -> "QuerySet[Payment]":
    """Return the salon's payments that a person may see: her own, or all with the right."""
    payments: QuerySet[Payment] = Payment.objects.select_related("appointment")
    return payments if can_view_payments(user) else payments_of(user)


def payments_of(customer: Any) -> "QuerySet[Payment]":
    """Return the customer's own payments in this salon."""
    payments: QuerySet[Payment] = Payment.objects.select_related("appointment")
    return payments.filter(appointment__customer=customer)


def get_payment(payments: "QuerySet[Payment]", payment_id: UUID) -> Payment:
    """Return one of ``payments``. Raises PaymentNotFound."""
    found = payments.filter(pk=payment_id).first()
    if found is None:
        raise PaymentNotFound
    return found


def latest_refund(payment: Payment) -> Refund | None:
    """Return the payment's newest refund."""
    newest: Refund | None = payment.refunds.order_by("-created_at").first()
    return newest
