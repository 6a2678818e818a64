"""What is only held, or was let go, is in no spreadsheet."""

from datetime import timedelta

from booking.domain.holding import confirm_hold, release_hold
from tests.booking.conftest import TEN_O_CLOCK, book
from tests.booking.test_exports import sheets


def column(name, wanted):
    sheet = sheets()[name]
    return [row[sheet.columns.index(wanted)] for row in sheet.rows()]


def test_spreadsheets_have_what_was_booked_alone(catalogue):
    gone = book(catalogue, hold=True)
    release_hold(gone.pk, customer=catalogue.customer)
    book(catalogue, hold=True, start=TEN_O_CLOCK + timedelta(hours=1))
    names = ("appointments", "reference"), ("appointment_items", "reference")
    assert [column(*each) for each in (*names, ("customers", "phone"))] == [[], [], []]
    kept = book(catalogue, hold=True, start=TEN_O_CLOCK + timedelta(hours=2))
    confirm_hold(kept.pk, customer=catalogue.customer)
    assert [column(*each) for each in names] == [[kept.reference]] * 2
    assert column("customers", "phone") == [catalogue.customer.phone_number]
    assert column("customers", "appointments") == [1]
