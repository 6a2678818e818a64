"""Personal data that must not be read in logs."""

import logging
import re
from typing import Any

# International numbers with a plus, 00 or a bare Gulf country code, and local Saudi mobiles.
PHONE = re.compile(r"(?:\+\d{3}|\b00\d{3}|\b9(?:66|71|65|73|74|68)|\b05)\d{5,11}\b")
# Addresses that let in whoever knows them: calendars, guests' links.
SECRET_ADDRESS = re.compile(r"(/(?:calendar|visit)/)[\w~%-]{20,}")
TRACEBACKS = logging.Formatter()


def mask_phone(phone_number: str) -> str:
    """Return ``+966••••••101``: country and last three digits."""
    if len(phone_number) < 8:
        return "•" * len(phone_number)
    return phone_number[:4] + "•" * (len(phone_number) - 7) + phone_number[-3:]


def mask_phones(text: str) -> str:
    """Return the text with every phone number in it masked."""
    return PHONE.sub(lambda match: mask_phone(match.group(0)), text)


def mask_private(text: str) -> str:
    """Return the text with phone numbers and the secrets of addresses masked."""
    return mask_phones(SECRET_ADDRESS.sub(r"\1••••", text))


class MaskPhonesFilter(logging.Filter):
    """Masks phone numbers and secret addresses in every line of the log, wherever they come from.

    That is the message, its arguments, the traceback with the exception's own text (an
    IntegrityError names the number that was there already) and the stack.
    """

    def filter(self, record: logging.LogRecord) -> bool:
        message = record.getMessage()
        masked = mask_private(message)
        if masked != message:
            record.msg, record.args = masked, None
        elif record.args:
            record.args = _masked_arguments(record.args)
        if record.exc_info and not record.exc_text:
            # Formatters take this text where there is one.
            record.exc_text = TRACEBACKS.formatException(record.exc_info)
        if record.exc_text:
            record.exc_text = mask_private(record.exc_text)
        if record.stack_info:
            record.stack_info = mask_private(record.stack_info)
        return True


def _masked_arguments(arguments: Any) -> Any:
    """Return the arguments with texts masked that the message does not show."""
    if isinstance(arguments, dict):
        return {name: _masked(value) for name, value in arguments.items()}
    return tuple(_masked(value) for value in arguments)


def _masked(value: Any) -> Any:
    return mask_private(value) if isinstance(value, str) else value
