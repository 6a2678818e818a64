"""Looks after the provider's account: an empty one lets nobody sign in."""

import logging

from django.conf import settings
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from notifications.delivery import DeliveryError
from notifications.domain.direct import queue_direct
from notifications.gateways import balance

logger = logging.getLogger(__name__)


def watch_balance() -> bool:
    """Ask for the balance; tell the platform's contact, once a day, when it runs low.

    Returns whether it is low. A provider that does not answer is logged as an error: the key may
    be wrong, which is as bad as an empty account.
    """
    try:
        left = balance()
    except DeliveryError as failure:
        logger.error("the balance of the messages' provider is unknown: %s", failure)
        return False
    if left is None or left >= settings.AUTHENTICA_LOW_BALANCE:
        return False
    logger.error("the provider of messages has %s left", left)
    if settings.PLATFORM_CONTACT_PHONE:
        _tell_contact(str(left))
    return True


def _tell_contact(left: str) -> None:
    language = settings.LANGUAGE_CODE
    with translation.override(language):
        text = _("Salon: the account for messages has %(left)s left. Please fill it up.")
        queue_direct(
            key=f"low-balance:{timezone.localdate().isoformat()}",
            phone_number=settings.PLATFORM_CONTACT_PHONE,
            template="low_balance",
            language=language,
            text=text % {"left": left},
        )
