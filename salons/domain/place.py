"""Where a salon is on the globe, as people paste it."""

import re
from decimal import Decimal
from typing import NamedTuple

from django.utils.translation import gettext_lazy as _

from foundation.errors import DomainError

# Arabic keyboards: the decimal separator and the comma.
LATIN = str.maketrans("٫،", ".,")
PAIR = re.compile(r"(?P<latitude>-?\d{1,2}\.\d+)[,;\s]+(?P<longitude>-?\d{1,3}\.\d+)")
# About a metre.
PLACES = Decimal("0.00001")


class PlaceUnclear(DomainError):
    """No pair of coordinates is in the text."""

    code = "place_unclear"
    message = _("Give latitude and longitude, such as 24.7136, 46.6753.")


class Place(NamedTuple):
    """Coordinates in degrees."""

    latitude: Decimal
    longitude: Decimal

    def __str__(self) -> str:
        return f"{self.latitude}, {self.longitude}"


def place_of(text: str) -> Place:
    """Return the place in a text: a pair of numbers, or a map's address that has one.

    Raises PlaceUnclear.
    """
    found = PAIR.search(text.translate(LATIN))
    if found is None:
        raise PlaceUnclear
    latitude, longitude = (Decimal(each).quantize(PLACES) for each in found.groups())
    if abs(latitude) > 90 or abs(longitude) > 180:
        raise PlaceUnclear
    return Place(latitude, longitude)
