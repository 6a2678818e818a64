"""Texts of the card form's script, in the reader's language."""

from django.utils.translation import gettext as _


def card_form_texts() -> dict[str, str]:
    """Return what the script may have to say."""
    return {
        "name": _("Enter the first and last name as on the card."),
        "number": _("Check the card number."),
        "expiry": _("Check the expiry date."),
        "expired": _("This card has expired."),
        "cvc": _("Check the security code."),
        "refused": _("The payment could not be started. Please check the card details."),
        "unavailable": _("Card payments are not available right now. Please try again later."),
        "busy": _("Too many attempts at once. Please wait a moment and try again."),
        "network": _(
            "The payment service could not be reached. Please try again:"
            " you will not be charged twice."
        ),
        "paying": _("Contacting your bank…"),
        "expired_hold": _("The time that we kept for you has run out."),
    }
