"""A gateway for a terminal: nothing leaves the machine."""

import sys

from django.conf import settings

from foundation.masking import mask_phone

HIDDEN = "••••••"


class ConsoleGateway:
    """Prints messages. Codes and texts are readable only with DEBUG on."""

    def send_code(self, *, phone_number: str, code: str, language: str, channel: str) -> None:
        _print(phone_number, channel, f"code {code if settings.DEBUG else HIDDEN}")

    def send_text(self, *, phone_number: str, text: str) -> None:
        _print(phone_number, "sms", text if settings.DEBUG else HIDDEN)


def _print(phone_number: str, channel: str, text: str) -> None:
    sys.stdout.write(f"[{channel}] {mask_phone(phone_number)}: {text}\n")
    sys.stdout.flush()
