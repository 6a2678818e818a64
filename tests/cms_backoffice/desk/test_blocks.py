"""Blocking time on the page."""

from datetime import timedelta

import pytest

from booking.models import Occupancy, TimeBlock
from tests.booking.conftest import TEN_O_CLOCK, book
from tests.cms_backoffice.conftest import DAY

NEW = "/manage/appointments/blocks/new/"


def typed(catalogue, **values):
    return {
        "staff": catalogue.stylists[0].pk,
        "date": "2030-01-06",
        "time": "13:00",
        "last": "2030-01-06",
        "ends": "15:00",
        "reason": "training",
        **values,
    }


@pytest.fixture
def block(reception, catalogue):
    reception.post(NEW, typed(catalogue, do="save"))
    return TimeBlock.objects.get()


def test_block_is_shown_on_its_day(reception, block):
    html = reception.get(DAY).content.decode()
    assert "training" in html
    assert f"/manage/appointments/blocks/{block.pk}/" in html


def test_visits_in_the_way_are_listed_and_left_alone(reception, catalogue):
    booked = book(catalogue, start=TEN_O_CLOCK + timedelta(hours=4), staff=catalogue.stylists[0])
    response = reception.post(NEW, typed(catalogue, do="save"))
    assert booked.reference in response.content.decode()
    assert not TimeBlock.objects.exists()
    reception.post(NEW, typed(catalogue, do="around"))
    assert Occupancy.objects.filter(block__isnull=False).count() == 1


def test_block_is_changed_and_removed(reception, catalogue, block):
    page = f"/manage/appointments/blocks/{block.pk}/"
    html = reception.get(page).content.decode()
    assert 'value="13:00"' in html
    reception.post(page, typed(catalogue, ends="16:00", reason="longer"))
    block.refresh_from_db()
    assert (block.reason, block.ends_at) == ("longer", TEN_O_CLOCK + timedelta(hours=6))
    assert reception.get(f"{page}remove/").status_code == 405
    reception.post(f"{page}remove/")
    assert not TimeBlock.objects.exists()


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"staff": ""}, "staff"),
        ({"ends": "13:00"}, "ends"),
        ({"last": "2030-06-01"}, "ends"),
        ({"time": "x"}, "time"),
        ({"reason": "x" * 201}, "reason"),
    ],
)
def test_senseless_blocks_are_marked(reception, catalogue, values, field):
    response = reception.post(NEW, typed(catalogue, do="save", **values))
    assert list(response.context["form"].errors) == [field]
    assert not TimeBlock.objects.exists()


def test_stylists_see_their_own_blocks_alone(browsers, catalogue, block):
    TimeBlock.objects.update(reason="mine alone")
    assert "mine alone" in browsers["stylist"].get(DAY).content.decode()
    other = catalogue.stylists[1].pk
    TimeBlock.objects.update(staff=other)
    Occupancy.objects.update(staff=other)
    assert "mine alone" not in browsers["stylist"].get(DAY).content.decode()
    for path in ("", "remove/"):
        address = f"/manage/appointments/blocks/{block.pk}/{path}"
        assert browsers["stylist"].post(address, typed(catalogue)).status_code in (302, 403)
    assert TimeBlock.objects.exists()
