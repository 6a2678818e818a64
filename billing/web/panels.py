"""What billing shows on booking's pages: what was paid, what went back."""

from django.db.models import QuerySet
from django.http import HttpRequest
from django.template.loader import render_to_string

from billing.domain.balance import balance_of
from billing.enums import HOLDING_MONEY, PaymentStatus
from billing.models import Payment
from booking.enums import AppointmentStatus
from booking.models import Appointment
from booking.web.panels import Place, register_panel

# Attempts that moved no money are nothing to remember.
SHOWN = HOLDING_MONEY | {
    PaymentStatus.REFUNDED,
    PaymentStatus.VOIDED,
    PaymentStatus.PENDING,
    PaymentStatus.QUARANTINED,
}
# Visits that the customer still has to pay the rest of.
OPEN_VISITS = frozenset(
    {AppointmentStatus.CONFIRMED, AppointmentStatus.ARRIVED, AppointmentStatus.IN_PROGRESS}
)


@register_panel(Place.APPOINTMENT)
def payments_panel(request: HttpRequest, appointment: Appointment) -> str:
    """Show the appointment's payments with their refunds."""
    payments = list(_payments(appointment).filter(status__in=[*SHOWN]).prefetch_related("refunds"))
    if any(payment.status != PaymentStatus.PENDING for payment in payments):
        # Once one attempt has ended, those left at the bank's page would read like charges.
        payments = [each for each in payments if each.status != PaymentStatus.PENDING]
    balance = balance_of(appointment)
    is_open = appointment.status in OPEN_VISITS and balance.due_at_salon.amount > 0
    if not payments and not is_open:
        return ""
    context = {"payments": payments, "balance": balance, "is_open": is_open}
    return render_to_string("billing/panels/payments.html", context, request)


def _payments(appointment: Appointment) -> "QuerySet[Payment]":
    payments: QuerySet[Payment] = Payment.objects.filter(appointment=appointment)
    return payments.order_by("created_at")
