"""The doors through which messages leave, picked by ``NOTIFICATION_PROVIDER``.

Call them outside of transactions: a message cannot be rolled back.
"""

import logging
from decimal import Decimal
from typing import Protocol

from django.conf import settings
from django.views.decorators.debug import sensitive_variables

from notifications.authentica.client import AuthenticaClient
from notifications.console import ConsoleGateway
from notifications.delivery import DeliveryError

__all__ = ["DeliveryError", "Gateway", "balance", "send_code", "send_text", "verify_code"]

logger = logging.getLogger(__name__)


class Gateway(Protocol):
    """What a provider of messages can do."""

    def send_code(
        self, *, phone_number: str, code: str | None, language: str, channel: str
    ) -> None: ...

    def verify_code(self, *, phone_number: str, code: str) -> bool: ...

    def send_text(self, *, phone_number: str, text: str) -> None: ...

    def balance(self) -> Decimal | None: ...


@sensitive_variables("code")
def send_code(*, phone_number: str, code: str | None, language: str, channel: str = "sms") -> str:
    """Send a one-time code by ``sms`` or ``whatsapp`` and return the channel that took it.

    ``code`` None lets the provider make one. Where WhatsApp has certainly not taken it, SMS gets
    the same code; after an unclear answer nothing is sent twice. Raises DeliveryError.
    """
    gateway = _gateway()
    try:
        gateway.send_code(phone_number=phone_number, code=code, language=language, channel=channel)
    except DeliveryError as failure:
        if channel == "sms" or failure.maybe_sent:
            raise
        logger.warning("%s did not take a code (%s): falling back to sms", channel, failure.code)
    else:
        return channel
    gateway.send_code(phone_number=phone_number, code=code, language=language, channel="sms")
    return "sms"


@sensitive_variables("code")
def verify_code(*, phone_number: str, code: str) -> bool:
    """Ask the provider about a code that it made itself. Raises DeliveryError if it can't tell."""
    return _gateway().verify_code(phone_number=phone_number, code=code)


def balance() -> Decimal | None:
    """Return what is left on the provider's account; None where there is none to fill up."""
    return _gateway().balance()


def send_text(*, phone_number: str, text: str) -> None:
    """Send a free text by SMS. Raises DeliveryError."""
    _gateway().send_text(phone_number=phone_number, text=text)


def _gateway() -> Gateway:
    # The sandbox speaks Authentica's language; only the base address tells them apart.
    if settings.NOTIFICATION_PROVIDER == "console":
        return ConsoleGateway()
    return AuthenticaClient.from_settings()
