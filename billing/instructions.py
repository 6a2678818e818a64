"""What the customer's own browser or app needs to send a card to the provider.

The card never comes to us: the client posts it to the provider's address with the publishable key.
"""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from billing.domain.observation import expected_metadata
from billing.models import Payment
from foundation.money import vat_included
from salons.models import SalonProfile


def payment_instructions(payment: Payment, request: HttpRequest) -> dict[str, Any]:
    """Return the request to the provider but for the card, as the API's contract names it."""
    return {
        "id": str(payment.pk),
        "given_id": str(payment.pk),
        "status": payment.status,
        "amount": payment.amount_minor,
        "currency": payment.currency,
        "description": payment_description(payment),
        "publishable_api_key": settings.MOYASAR_PUBLISHABLE_KEY,
        "callback_url": request.build_absolute_uri(reverse("payment_return", args=[payment.pk])),
        "metadata": expected_metadata(payment),
        "api_url": f"{settings.MOYASAR_BASE_URL}/payments",
    }


def payment_description(payment: Payment) -> str:
    """Return the text that the bank's page and the provider's dashboard show."""
    return _("%(salon)s – appointment %(reference)s") % {
        "salon": SalonProfile.load().name,
        "reference": payment.appointment.reference,
    }


def vat_minor_of(payment: Payment) -> int:
    """Return the VAT inside the payment; none where the appointment was sold without."""
    if not payment.appointment.vat_minor:
        return 0
    return vat_included(payment.amount_minor, rate_percent=settings.VAT_RATE_PERCENT)
