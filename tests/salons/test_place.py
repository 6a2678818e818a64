from decimal import Decimal

import pytest

from salons.domain.place import Place, PlaceUnclear, place_of

pytestmark = pytest.mark.unit
RIYADH = Place(Decimal("24.71360"), Decimal("46.67530"))


@pytest.mark.parametrize(
    "text",
    [
        "24.7136, 46.6753",
        " 24.7136 46.6753 ",
        "٢٤٫٧١٣٦، ٤٦٫٦٧٥٣",
        "https://maps.example/place/Noor/@24.7136,46.6753,15z",
        "geo: 24.713600,46.675300",
    ],
)
def test_place_is_found(text):
    assert place_of(text) == RIYADH


def test_south_and_west():
    assert place_of("-33.8688, -151.2093") == (Decimal("-33.86880"), Decimal("-151.20930"))


@pytest.mark.parametrize("text", ["", "Riyadh", "24.7136", "24, 46", "91.5, 46.6", "24.7, 181.2"])
def test_other_texts_are_refused(text):
    with pytest.raises(PlaceUnclear) as refusal:
        place_of(text)
    assert refusal.value.code == "place_unclear"
