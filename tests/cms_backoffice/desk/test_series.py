"""Series on the page."""

from datetime import timedelta

import pytest

from booking.domain.desk.series import visits_of
from booking.models import Appointment, AppointmentSeries
from tests.booking.conftest import TEN_O_CLOCK, book

NEW = "/manage/appointments/series/new/"
WEEK = timedelta(weeks=1)


def typed(catalogue, **values):
    return {
        "service": catalogue.service.pk,
        "staff": catalogue.stylists[0].pk,
        "date": "2030-01-06",
        "time": "10:00",
        "every_weeks": "2",
        "times": "3",
        "phone": "0551234567",
        "name": "Huda",
        **values,
    }


@pytest.fixture
def series(reception, catalogue):
    starts = {f"start-{n}": (TEN_O_CLOCK + 2 * n * WEEK).isoformat() for n in range(3)}
    reception.post(NEW, typed(catalogue, do="save", **starts))
    return AppointmentSeries.objects.get()


def test_dates_are_listed_with_conflicts_before_anything_is_booked(reception, catalogue):
    book(catalogue, start=TEN_O_CLOCK + 2 * WEEK, staff=catalogue.stylists[0])
    response = reception.post(NEW, typed(catalogue, do="plan"))
    assert (response.context["free"], response.context["taken"]) == (2, 1)
    html = response.content.decode()
    assert "is booked 10:00" in html
    assert Appointment.objects.count() == 1


def test_chosen_dates_are_booked(reception, catalogue):
    starts = {
        "start-1": TEN_O_CLOCK.isoformat(),
        "start-2": "",
        "start-3": (TEN_O_CLOCK + 4 * WEEK + timedelta(hours=1)).isoformat(),
        "start-4": "nonsense",
        "start-5": "2030-01-06T10:00:00",
    }
    response = reception.post(NEW, typed(catalogue, do="save", **starts))
    series = AppointmentSeries.objects.get()
    assert response.url == f"/manage/appointments/series/{series.pk}/"
    assert [each.starts_at for each in visits_of(series.pk)] == [
        TEN_O_CLOCK,
        TEN_O_CLOCK + 4 * WEEK + timedelta(hours=1),
    ]


def test_date_that_went_away_books_nothing_and_is_shown(reception, catalogue):
    book(catalogue, staff=catalogue.stylists[0])
    response = reception.post(
        NEW, typed(catalogue, do="save", **{"start-1": TEN_O_CLOCK.isoformat()})
    )
    assert response.context["form"].non_field_errors()
    assert response.context["taken"] == 1
    assert (AppointmentSeries.objects.count(), Appointment.objects.count()) == (0, 1)


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"times": "", "until": ""}, "times"),
        ({"times": "27"}, "times"),
        ({"times": "26", "every_weeks": "4"}, "times"),
        ({"until": "2029-01-01"}, "until"),
        ({"every_weeks": "0"}, "every_weeks"),
        ({"time": ""}, "time"),
    ],
)
def test_senseless_series_are_marked(reception, catalogue, values, field):
    response = reception.post(NEW, typed(catalogue, do="plan", **values))
    assert list(response.context["form"].errors) == [field]


def test_series_has_a_page_with_ways_to_end_it(reception, series):
    first, second, _third = visits_of(series.pk)
    html = reception.get(f"/manage/appointments/series/{series.pk}/").content.decode()
    assert f"/manage/appointments/{first.pk}/cancel/" in html
    way = f"/manage/appointments/{second.pk}/cancel-following/"
    assert way in html
    assert len(reception.get(way).context["visits"]) == 2
    assert reception.post(way, {"reason": ""}).context["form"].errors
    reception.post(way, {"reason": "moves away"})
    assert [each.status for each in visits_of(series.pk)] == [
        "confirmed",
        *["cancelled_by_salon"] * 2,
    ]


def test_what_is_no_series_has_no_page(reception, appointment):
    for path in ("series/0/", f"{appointment.pk}/cancel-following/"):
        assert reception.get(f"/manage/appointments/{path}").status_code == 404
