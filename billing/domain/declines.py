"""Why a payment failed, in words for the customer."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from billing.models import Payment

TEXTS: dict[str, str | Promise] = {
    "insufficient_funds": _("There is not enough money on the card."),
    "card_expired": _("The card has expired."),
    "limit_exceeded": _("The amount is above the limit of the card."),
    "card_blocked": _("The card is blocked. Please contact your bank or use another card."),
    "wrong_details": _("The card details are not right. Please check them and try again."),
    "bank_unavailable": _("Your bank could not be reached. Please try again in a moment."),
    "authentication_failed": _("Your bank could not confirm that it is you (3-D Secure)."),
    "timed_out": _("The payment was not completed in time."),
    "declined": _("Your bank declined the payment. Please use another card or contact your bank."),
}
# Gateway response codes of Moyasar's documents.
BY_RESPONSE_CODE = {
    "05": "declined",
    "14": "wrong_details",
    "41": "card_blocked",
    "43": "card_blocked",
    "51": "insufficient_funds",
    "54": "card_expired",
    "55": "wrong_details",
    "61": "limit_exceeded",
    "82": "wrong_details",
    "96": "bank_unavailable",
}
# Failures that have no code are told by the provider's text alone.
BY_MESSAGE = (
    ("3-d secure", "authentication_failed"),
    ("3ds", "authentication_failed"),
    ("authenticat", "authentication_failed"),
    ("time frame", "timed_out"),
    ("expired", "timed_out"),
    ("blocked", "card_blocked"),
    ("insufficient", "insufficient_funds"),
)


@dataclass(frozen=True, slots=True)
class Failure:
    """A stable ``code`` for programs and a text for the customer."""

    code: str

    @property
    def message(self) -> str:
        return str(TEXTS[self.code])


def failure_of(payment: Payment) -> Failure:
    """Return the reason that a failed payment gives."""
    return Failure(failure_code(payment.response_code, payment.provider_message))


def failure_code(response_code: str, message: str) -> str:
    """Return the key of TEXTS for what the provider answered."""
    if response_code in BY_RESPONSE_CODE:
        return BY_RESPONSE_CODE[response_code]
    said = message.lower()
    return next((code for words, code in BY_MESSAGE if words in said), "declined")
