import pytest

from foundation.money import Money
from salons.domain.prices import ShownPrice, price_of, shown_price
from salons.models import Service

pytestmark = pytest.mark.unit


def service(kind="fixed"):
    return Service(price_minor=10000, price_kind=kind)


@pytest.mark.parametrize(
    ("kind", "own", "shown"),
    [
        ("fixed", [], (10000, False, False)),
        ("fixed", [None, None], (10000, False, False)),
        ("from", [None], (10000, True, False)),
        ("by_staff", [], (10000, False, False)),
        ("by_staff", [None, 8000], (8000, True, True)),
        # One person alone: her price is simply the price.
        ("by_staff", [8000], (8000, False, False)),
        ("fixed", [None, 12000], (10000, True, True)),
        ("by_staff", [0, None], (0, True, True)),
    ],
)
def test_shown_price(kind, own, shown):
    amount, is_from, by_person = shown
    expected = ShownPrice(Money(amount), is_from=is_from, by_person=by_person)
    assert shown_price(service(kind), own) == expected


@pytest.mark.parametrize(("own", "amount"), [(None, 10000), (0, 0), (7500, 7500)])
def test_price_of_a_person_is_her_own_where_she_has_one(own, amount):
    assert price_of(service(), own_minor=own) == Money(amount)


def test_price_reads_in_words():
    assert str(ShownPrice(Money(9900), is_from=False, by_person=False)) == str(Money(9900))
    assert str(Money(9900)) in str(ShownPrice(Money(9900), is_from=True, by_person=True))
