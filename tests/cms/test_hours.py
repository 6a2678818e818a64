"""What visitors read of the hours on the salon's pages."""

from datetime import date

import pytest

from salons.domain.hours.presets import PRESETS
from salons.domain.hours.seasons import save_season
from salons.domain.hours.special_days import add_special_days
from salons.domain.hours.week import set_week
from tests.salons.hours.spans import spans

CONTACT = "/en/contact/"
pytestmark = pytest.mark.usefixtures("in_noor")
# Sunday 7 February 2027; Ramadan 1448 begins on the 8th.
SUNDAY_NOON, MONDAY_ONE = "2027-02-07T09:00Z", "2027-02-08T22:00Z"


@pytest.fixture
def ramadan():
    set_week(dict.fromkeys(range(7), spans("10:00-22:00")))
    return save_season(PRESETS["ramadan"].season(), PRESETS["ramadan"].week)


@pytest.fixture
def text_at(visitor, time_machine):
    """Return a function that reads the contact page at an instant, as plain words."""

    def read(moment, path=CONTACT):
        time_machine.move_to(moment, tick=False)
        return " ".join(visitor.get(path).text.split())

    return read


def test_page_says_open_until(text_at, ramadan):
    assert "Open now, until 10:00 PM" in text_at(SUNDAY_NOON)


def test_night_of_ramadan_is_open_after_midnight(text_at, ramadan):
    assert "Open now, until 2:00 AM" in text_at(MONDAY_ONE)


@pytest.mark.parametrize(
    ("moment", "words"),
    [
        ("2027-02-07T20:00Z", "Closed now, opens tomorrow at 1:00 PM"),
        ("2027-02-08T05:00Z", "Closed now, opens at 1:00 PM"),
    ],
)
def test_page_says_when_it_opens(text_at, ramadan, moment, words):
    assert words in text_at(moment)


def test_coming_season_is_told_before_it_begins(text_at, ramadan):
    page = text_at(SUNDAY_NOON)
    assert "8 February – 8 March" in page
    assert "<strong>Ramadan</strong> <span>other opening hours</span>" in page


def test_running_season_stands_above_the_week(text_at, ramadan):
    assert "<strong>Ramadan</strong> hours, until 8 March" in text_at(MONDAY_ONE)


def test_holiday_is_told_in_the_language_of_the_page(text_at, ramadan):
    day = date(2027, 2, 22)
    labels = ("يوم التأسيس", "Founding Day")
    add_special_days(day, date(2027, 2, 23), today=day, labels=labels, hours=())
    english, arabic = text_at("2027-02-10T09:00Z"), text_at("2027-02-10T09:00Z", "/ar/contact/")
    assert "22 February – 23 February" in english
    assert "<strong>Founding Day</strong> <span>Closed</span>" in english
    assert "<strong>يوم التأسيس</strong> <span>مغلق</span>" in arabic


def test_names_of_owners_are_escaped(text_at, ramadan):
    day = date(2027, 2, 9)
    labels = ("<script>x</script>", "<script>x</script>")
    add_special_days(day, day, today=day, labels=labels, hours=spans("10:00-12:00"))
    assert "<script>x" not in text_at(SUNDAY_NOON)


def test_salon_without_hours_is_closed(text_at):
    set_week({})
    assert "Closed now</span>" in text_at(SUNDAY_NOON)


def test_salon_that_never_closes_is_open_all_day(text_at):
    set_week(dict.fromkeys(range(7), spans("00:00-00:00")))
    page = text_at(SUNDAY_NOON)
    assert "Open now</span>" in page
    assert page.count("all day") == 14  # the card and the footer
