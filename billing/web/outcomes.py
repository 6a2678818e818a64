"""One page for each end of a payment."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from billing.domain.declines import failure_of
from billing.enums import UNDECIDED, AutomaticReason, PaymentStatus, RefundStatus
from billing.models import Payment
from billing.queries import latest_refund

RELOAD_SECONDS = 3
GIVEN_BACK = frozenset({PaymentStatus.REFUNDED, PaymentStatus.VOIDED})
# Money that came for nothing: the page says so instead of showing an appointment.
IN_VAIN = frozenset({AutomaticReason.SLOT_TAKEN, AutomaticReason.CLOSED, AutomaticReason.DUPLICATE})


def outcome_response(request: HttpRequest, payment: Payment) -> HttpResponse:
    """Lead to the appointment when it is paid for; otherwise say what happened."""
    if payment.status in UNDECIDED:
        context = {"payment": payment, "reload_seconds": RELOAD_SECONDS}
        return render(request, "billing/checking.html", context)
    if payment.status == PaymentStatus.FAILED:
        context = {"payment": payment, "failure": failure_of(payment)}
        return render(request, "billing/failed.html", context)
    if payment.status == PaymentStatus.QUARANTINED:
        return render(request, "billing/review.html", {"payment": payment})
    refund = latest_refund(payment)
    if payment.status in GIVEN_BACK or (refund is not None and refund.reason in IN_VAIN):
        is_done = payment.status in GIVEN_BACK or refund.status == RefundStatus.DONE
        context = {"payment": payment, "refund": refund, "is_done": is_done}
        return render(request, "billing/returned.html", context)
    return redirect("appointment_detail", appointment_id=payment.appointment_id)
