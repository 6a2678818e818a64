"""Personal data that must not be read in logs."""

import logging
import re

# International numbers with a plus, 00 or a bare Gulf country code, and local Saudi mobiles.
PHONE = re.compile(r"(?:\+\d{3}|\b00\d{3}|\b9(?:66|71|65|73|74|68)|\b05)\d{5,11}\b")


def mask_phone(phone_number: str) -> str:
    """Return ``+966••••••101``: country and last three digits."""
    if len(phone_number) < 8:
        return "•" * len(phone_number)
    return phone_number[:4] + "•" * (len(phone_number) - 7) + phone_number[-3:]


class MaskPhonesFilter(logging.Filter):
    """Masks phone numbers in every line of the log, wherever they come from."""

    def filter(self, record: logging.LogRecord) -> bool:
        message = record.getMessage()
        masked = PHONE.sub(lambda match: mask_phone(match.group(0)), message)
        if masked != message:
            record.msg, record.args = masked, None
        return True
