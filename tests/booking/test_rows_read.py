"""Rows that a prepared statement found are as the ORM would have read them."""

from django.forms import model_to_dict

from booking.models import AppointmentItem
from foundation.reading import Reading
from foundation.together import send_together
from tests.booking.conftest import book

ITEMS = Reading(
    "tests_items",
    AppointmentItem,
    "WHERE schema_name = %(salon)s ORDER BY id",
    {"salon": "text"},
)


def items_of(salon):
    return ITEMS.rows(send_together([ITEMS.of("items", {"salon": salon})])["items"])


def test_rows_are_those_of_the_orm(catalogue):
    book(catalogue)
    [found], [item] = items_of("noor"), AppointmentItem.objects.all()
    assert (found, model_to_dict(found)) == (item, model_to_dict(item))
    assert (found.add_ons, found._state.adding, found._state.db) == ([], False, "default")


def test_no_rows_are_no_rows(catalogue):
    book(catalogue)
    assert items_of("reem") == []
