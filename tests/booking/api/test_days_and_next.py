"""Days of a month with free times, and the next free time."""

from datetime import UTC, date, datetime, timedelta

import pytest

from salons.models import BookingRules, OpeningHours, TimeOff
from tests.booking.conftest import NOW, TEN_O_CLOCK


def away(catalogue, days):
    """Send everybody away from Sunday morning on."""
    for stylist in catalogue.stylists:
        TimeOff.objects.create(
            staff=stylist, starts_at=NOW, ends_at=TEN_O_CLOCK + timedelta(days=days)
        )


def test_days_from_today_to_the_end_of_the_month(catalogue, ask):
    OpeningHours.objects.filter(weekday=4).delete()
    answer = ask("days/", month="2030-01", service=catalogue.service.pk).json()
    expected = [f"2030-01-{day:02}" for day in range(5, 32) if day not in (11, 18, 25)]
    assert answer == {"first": "2030-01-05", "last": "2030-01-31", "days": expected}


def test_days_end_at_the_horizon(catalogue, ask):
    answer = ask("days/", month="2030-03", service=catalogue.service.pk).json()
    assert answer == {
        "first": "2030-03-01",
        "last": "2030-03-06",
        "days": [f"2030-03-0{day}" for day in range(1, 7)],
    }


def test_days_are_those_on_which_slots_are_offered(catalogue, ask):
    away(catalogue, 3)
    wish = {"service": [catalogue.service.pk] * 2, "guest": str(catalogue.service.pk)}
    free = ask("days/", month="2030-01", **wish).json()["days"]
    first = date(2030, 1, 5)
    offered = [
        str(day)
        for day in (first + timedelta(days=n) for n in range(27))
        if ask("", date=day, **wish).json()["slots"]
    ]
    assert free == offered
    assert free[0] == "2030-01-09"


@pytest.mark.parametrize(
    ("month", "code"),
    [
        ("2029-12", "date_out_of_range"), ("2030-04", "date_out_of_range"),
        ("9999-12", "date_out_of_range"), ("0001-01", "date_out_of_range"),
        ("2030-13", "invalid"), ("0000-01", "invalid"), ("2030-1", "invalid"),
        ("2030-01-06", "invalid"), ("", "invalid"), ("٢٠٣٠-٠١", "invalid"),
    ],
)  # fmt: skip
def test_month_that_cannot_be_booked_is_refused(catalogue, ask, month, code):
    answer = ask("days/", month=month, service=catalogue.service.pk)
    problem = answer.json()
    assert (answer.status_code, problem["code"], problem["errors"][0]["param"]) == (
        400,
        code,
        "month",
    )


def test_month_is_the_salons_not_that_of_the_server(catalogue, ask, time_machine):
    # Still January in UTC, February already in Riyadh.
    time_machine.move_to(datetime(2030, 1, 31, 22, tzinfo=UTC), tick=False)
    answer = ask("days/", month="2030-01", service=catalogue.service.pk)
    assert answer.json()["code"] == "date_out_of_range"
    february = ask("days/", month="2030-02", service=catalogue.service.pk).json()
    assert february["first"] == february["days"][0] == "2030-02-01"


@pytest.mark.parametrize("days", [1, 9, 40])
def test_next_slot_is_found_however_far_away(catalogue, ask, days):
    away(catalogue, days)
    slot = ask("next/", service=catalogue.service.pk).json()["slot"]
    assert slot["start"] == f"{date(2030, 1, 6) + timedelta(days=days)}T10:00:00+03:00"


def test_next_slot_is_null_where_the_horizon_has_none(catalogue, ask):
    away(catalogue, 61)
    assert ask("next/", service=catalogue.service.pk).json() == {"slot": None}


def test_next_slot_of_a_year_is_searched_with_few_statements(
    catalogue, ask, django_assert_max_num_queries
):
    BookingRules.load()
    BookingRules.objects.update(horizon_days=365)
    away(catalogue, 400)
    with django_assert_max_num_queries(5 * 2 + 8):
        assert ask("next/", service=catalogue.service.pk).json() == {"slot": None}


@pytest.mark.parametrize(
    ("after", "start"),
    [
        ("2030-01-06T13:05:00+03:00", "2030-01-06T13:15:00+03:00"),
        ("2030-01-06T13:15:00+03:00", "2030-01-06T13:15:00+03:00"),
        ("2030-01-06T21:30:00+03:00", "2030-01-07T10:00:00+03:00"),
        ("2030-01-07T00:30:00+03:00", "2030-01-07T10:00:00+03:00"),
        ("2029-06-01T00:00:00Z", "2030-01-05T10:00:00+03:00"),
    ],
)
def test_next_slot_begins_at_or_after_an_instant(catalogue, ask, after, start):
    slot = ask("next/", service=catalogue.service.pk, after=after).json()["slot"]
    assert slot["start"] == start


@pytest.mark.parametrize(
    ("after", "code"),
    [
        ("2030-03-08T10:00:00+03:00", "date_out_of_range"),
        ("2199-01-01T10:00:00+03:00", "date_out_of_range"),
        ("9999-01-01T10:00:00+03:00", "invalid"),
        ("2030-01-06T10:00:00", "invalid"),
        ("soon", "invalid"),
    ],
)
def test_next_slot_after_the_horizon_is_refused(catalogue, ask, after, code):
    answer = ask("next/", service=catalogue.service.pk, after=after)
    assert (answer.status_code, answer.json()["code"]) == (400, code)
