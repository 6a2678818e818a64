"""The pages on which a customer pays. Card fields post to the provider, never to us."""

import logging
from datetime import timedelta
from urllib.parse import urlsplit
from uuid import UUID

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from accounts.web.phone.verified import phone_verified_required
from billing.domain.payments import (
    refresh_payment,
    require_payable,
    start_payment,
    sync_payment,
)
from billing.enums import PaymentStatus
from billing.errors import HoldExpired, NothingDue, PaymentNotFound
from billing.instructions import payment_instructions, vat_minor_of
from billing.models import Payment
from billing.moyasar.errors import MoyasarError
from billing.queries import get_payment, payments_of
from billing.web.outcomes import outcome_response
from billing.web.texts import card_form_texts
from booking.errors import AppointmentNotFound
from booking.web.zone import in_salon_zone
from foundation.errors import Busy
from foundation.money import Money

logger = logging.getLogger(__name__)

# An attempt that young leads straight to the form, without asking the provider.
JUST_STARTED = timedelta(seconds=3)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@phone_verified_required
@in_salon_zone
def start(request: HttpRequest, appointment_id: UUID) -> HttpResponse:
    """Begin (or go on with) an attempt to pay and lead to its page.

    Answers GET as well: the booking ends in a redirect to here, and a repeat finds the attempt.
    """
    try:
        payment = start_payment(appointment_id, customer=request.user)
    except AppointmentNotFound as error:
        raise Http404 from error
    except NothingDue:
        return redirect("appointment_detail", appointment_id=appointment_id)
    except (HoldExpired, Busy) as error:
        context = {"error": error, "appointment_id": appointment_id}
        return render(request, "billing/not_now.html", context, status=error.status)
    return redirect("payment_page", payment_id=payment.pk)


@require_safe
@never_cache
@phone_verified_required
@in_salon_zone
def pay(request: HttpRequest, payment_id: UUID) -> HttpResponse:
    """Show the total and the card form of an attempt that was not used yet."""
    payment = _own_payment(request, payment_id)
    if timezone.now() - payment.created_at > JUST_STARTED:
        # Perhaps a card was sent meanwhile and the customer came back from her bank's page.
        payment = refresh_payment(payment)
    if payment.status != PaymentStatus.CREATED:
        return redirect("payment_return", payment_id=payment.pk)
    try:
        require_payable(payment.appointment)
    except (NothingDue, HoldExpired):
        # Nobody should send a card for a time that is gone; the start says what is the matter.
        return redirect("payment_start", appointment_id=payment.appointment_id)
    response = render(request, "billing/pay.html", _pay_context(request, payment))
    # Read by the middleware that writes the content security policy.
    response.csp_connect = (_origin(settings.MOYASAR_BASE_URL),)  # type: ignore[attr-defined]
    return response


@require_safe
@never_cache
@phone_verified_required
@in_salon_zone
def come_back(request: HttpRequest, payment_id: UUID) -> HttpResponse:
    """Tell how the payment ended. The query is ignored: the provider is asked."""
    payment, is_known = _own_payment(request, payment_id), True
    try:
        payment = sync_payment(payment.pk)
    except (MoyasarError, Busy) as error:
        logger.warning("payment %s could not be checked: %s", payment.pk, error)
        is_known = False
    if payment.status == PaymentStatus.CREATED and is_known:
        return redirect("payment_page", payment_id=payment.pk)
    if payment.status == PaymentStatus.ABANDONED and is_known:
        # No card ever came: a new attempt, or word that the time is gone.
        return redirect("payment_start", appointment_id=payment.appointment_id)
    return outcome_response(request, payment)


def _own_payment(request: HttpRequest, payment_id: UUID) -> Payment:
    try:
        return get_payment(payments_of(request.user), payment_id)
    except PaymentNotFound as error:
        raise Http404 from error


def _pay_context(request: HttpRequest, payment: Payment) -> dict[str, object]:
    appointment = payment.appointment
    return {
        "payment": payment,
        "appointment": appointment,
        "items": list(appointment.items.all()),
        "vat": Money(vat_minor_of(payment), payment.currency),
        "vat_percent": settings.VAT_RATE_PERCENT,
        "is_part": payment.amount_minor < appointment.total_minor,
        "settings": {
            "request": payment_instructions(payment, request),
            "hold_seconds": _hold_seconds(payment),
            "texts": card_form_texts(),
        },
    }


def _hold_seconds(payment: Payment) -> int:
    """Return how long the time is still kept: a duration, because clocks of phones are wrong."""
    left = payment.appointment.hold_expires_at - timezone.now()
    return max(0, int(left.total_seconds()))


def _origin(address: str) -> str:
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc}"
