"""What the QR code of a simplified tax invoice says (ZATCA, "Structure of the QR code").

Base64 of tag, length, value: one byte, one byte, UTF-8. Five values in phase 1.
"""

import base64
from dataclasses import dataclass
from datetime import UTC, datetime

from foundation.money import Money, table_amount

# One byte counts the bytes of a value; readers take so many characters in all.
LONGEST_VALUE, LONGEST_CODE = 255, 700


@dataclass(frozen=True, kw_only=True)
class TaxCode:
    """Who sold for how much, when. ``total`` includes ``vat``; ``issued_at`` is aware."""

    seller: str
    vat_number: str
    issued_at: datetime
    total: Money
    vat: Money

    def payload(self) -> str:
        """Return the text of the QR code. A name too long for it is cut between two letters.

        Raises ValueError for two currencies and for a code that no reader would take.
        """
        _require_same(self.total, self.vat)
        values = (
            _cut(self.seller),
            self.vat_number.encode(),
            self.issued_at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ").encode(),
            table_amount(self.total.amount, self.total.currency).encode(),
            table_amount(self.vat.amount, self.vat.currency).encode(),
        )
        fields = b"".join(
            bytes((tag, len(value))) + value for tag, value in enumerate(values, start=1)
        )
        code = base64.b64encode(fields).decode()
        if len(code) > LONGEST_CODE:
            raise ValueError("the code is too long for its readers")
        return code


def _cut(text: str) -> bytes:
    return text.encode()[:LONGEST_VALUE].decode(errors="ignore").encode()


def _require_same(total: Money, vat: Money) -> None:
    if total.currency != vat.currency:
        raise ValueError("total and VAT are in different currencies")
