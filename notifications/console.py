"""A gateway for a terminal: nothing leaves the machine."""

import sys

from django.conf import settings

from foundation.masking import mask_phone
from notifications.delivery import DeliveryError

HIDDEN = "••••••"


class ConsoleGateway:
    """Prints messages. Codes and texts are readable only with DEBUG on."""

    def send_code(
        self, *, phone_number: str, code: str | None, language: str, channel: str
    ) -> None:
        """Print our code. Raises DeliveryError for None: a terminal makes no codes."""
        if code is None:
            raise DeliveryError("the console makes no codes of its own")
        _print(phone_number, channel, f"code {code if settings.DEBUG else HIDDEN}")

    def verify_code(self, *, phone_number: str, code: str) -> bool:
        """Know of no code."""
        return False

    def balance(self) -> None:
        """Cost nothing."""
        return

    def send_text(self, *, phone_number: str, text: str) -> None:
        _print(phone_number, "sms", text if settings.DEBUG else HIDDEN)


def _print(phone_number: str, channel: str, text: str) -> None:
    sys.stdout.write(f"[{channel}] {mask_phone(phone_number)}: {text}\n")
    sys.stdout.flush()
