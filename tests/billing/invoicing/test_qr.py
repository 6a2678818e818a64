"""The QR code byte for byte, by vectors that were worked out by hand."""

import base64
from datetime import UTC, datetime, timedelta, timezone

import pytest

from billing.invoicing.qr import TaxCode
from foundation.money import Money

ISSUED = datetime(2026, 3, 1, 14, 30, tzinfo=UTC)


def code(seller="Oasis Salon", total=23000, vat=3000, issued_at=ISSUED):
    return TaxCode(
        seller=seller,
        vat_number="310000000000003",
        issued_at=issued_at,
        total=Money(total),
        vat=Money(vat),
    ).payload()


def values(payload):
    """Return tag -> value as a reader finds them."""
    rest, found = base64.b64decode(payload), {}
    while rest:
        tag, length = rest[0], rest[1]
        found[tag], rest = rest[2 : 2 + length].decode(), rest[2 + length :]
    return found


def test_arabic_name_is_counted_in_bytes():
    payload = code("صالون الواحة", 11500, 1500)
    assert payload == (
        "ARfYtdin2YTZiNmGINin2YTZiNin2K3YqQIPMzEwMDAwMDAwMDAwMDAzAxQyMDI2LTAzLTAxVDE0OjMwOjAwWgQG"
        "MTE1LjAwBQUxNS4wMA=="
    )
    assert base64.b64decode(payload)[:25].hex() == (
        "0117d8b5d8a7d984d988d98620d8a7d984d988d8a7d8add8a9"
    )
    assert len(base64.b64decode(payload)) == 79


def test_latin_name():
    assert code() == (
        "AQtPYXNpcyBTYWxvbgIPMzEwMDAwMDAwMDAwMDAzAxQyMDI2LTAzLTAxVDE0OjMwOjAwWgQGMjMwLjAwBQUzMC4w"
        "MA=="
    )


def test_time_of_the_salon_is_written_in_utc():
    riyadh = ISSUED.astimezone(timezone(timedelta(hours=3)))
    assert code(issued_at=riyadh) == code()


def test_longest_name_is_cut_between_letters():
    found = values(code("ص" * 200))
    assert found[1] == "ص" * 127
    assert found[4] == "230.00"


def test_two_currencies_are_refused():
    odd = TaxCode(
        seller="A", vat_number="3", issued_at=ISSUED, total=Money(100), vat=Money(13, "AED")
    )
    with pytest.raises(ValueError, match="currencies"):
        odd.payload()
