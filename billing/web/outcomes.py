"""One page for each end of a payment."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from billing.domain.declines import failure_of
from billing.enums import UNDECIDED, AutomaticReason, PaymentStatus, RefundStatus
from billing.models import Payment
from billing.queries import latest_refund
from booking.domain.again import times_instead
from booking.models import Appointment
from booking.web.visit import again

RELOAD_SECONDS = 3
PROPOSED = 3
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
        is_late = refund is not None and refund.reason == AutomaticReason.SLOT_TAKEN
        instead = _instead(payment.appointment) if is_late else {}
        return render(request, "billing/returned.html", context | instead)
    return redirect("appointment_detail", appointment_id=payment.appointment_id)


def _instead(appointment: Appointment) -> dict[str, Any]:
    """Return when the same visit is free instead, each with the way to hold it."""
    choice = again(appointment.items.all())
    times = times_instead(appointment, count=PROPOSED)
    return {
        "again": choice.query,
        "instead": [(start, choice.but(start=start).query) for start in times],
    }
