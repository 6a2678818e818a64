"""The doors through which messages leave, picked by ``NOTIFICATION_PROVIDER``.

Call them outside of transactions: a message cannot be rolled back.
"""

from typing import Protocol

from django.conf import settings
from django.views.decorators.debug import sensitive_variables

from notifications.authentica.client import AuthenticaClient
from notifications.console import ConsoleGateway
from notifications.delivery import DeliveryError

__all__ = ["DeliveryError", "Gateway", "send_code", "send_text"]


class Gateway(Protocol):
    """What a provider of messages can do."""

    def send_code(self, *, phone_number: str, code: str, language: str, channel: str) -> None: ...

    def send_text(self, *, phone_number: str, text: str) -> None: ...


@sensitive_variables("code")
def send_code(*, phone_number: str, code: str, language: str, channel: str = "sms") -> None:
    """Send a one-time code of ours by ``sms`` or ``whatsapp``. Raises DeliveryError."""
    _gateway().send_code(phone_number=phone_number, code=code, language=language, channel=channel)


def send_text(*, phone_number: str, text: str) -> None:
    """Send a free text by SMS. Raises DeliveryError."""
    _gateway().send_text(phone_number=phone_number, text=text)


def _gateway() -> Gateway:
    # The sandbox speaks Authentica's language; only the base address tells them apart.
    if settings.NOTIFICATION_PROVIDER == "console":
        return ConsoleGateway()
    return AuthenticaClient.from_settings()
