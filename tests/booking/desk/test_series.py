"""Visits that come again."""

from datetime import date, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from booking.absorbing import on_person_absorbed
from booking.desk_messages import tell_of_series
from booking.domain.attendance import mark_arrived
from booking.domain.desk.blocks import BlockDetails, block_time
from booking.domain.desk.ending_series import cancel_following, following
from booking.domain.desk.errors import (
    SeriesChanged,
    SeriesEmpty,
    SeriesOver,
    SeriesTooLong,
)
from booking.domain.desk.series import SeriesRequest, book_series, plan_series, visits_of
from booking.handlers import tell_customer
from booking.models import Appointment, AppointmentEvent, AppointmentSeries, Occupancy
from notifications.models import Message
from salons.models import SalonProfile, Season, SeasonHours, TimeOff, Weekday
from tests.accounts_factories import UserFactory
from tests.booking.conftest import SUNDAY, TEN_O_CLOCK, book
from tests.booking.desk.conftest import details_of, wish

WEEK = timedelta(weeks=1)


@pytest.fixture
def stylist(desk):
    return desk.catalogue.stylists[0]


def request_of(desk, stylist=None, **values):
    details = {"first": SUNDAY, "clock": time(10), "every_weeks": 2, "times": 3}
    return SeriesRequest(visit=wish(desk.catalogue.service, stylist), **{**details, **values})


def booked_series(desk, *, weeks=(0, 2, 4), **details):
    starts = [TEN_O_CLOCK + n * WEEK for n in weeks]
    return book_series(details_of(desk, **details), starts, every_weeks=2)


def tell_all():
    for event in AppointmentEvent.objects.order_by("at", "pk"):
        tell_customer(event)
        tell_of_series(event)
    return [message.text for message in Message.objects.order_by("pk")]


def test_plan_lists_every_date_with_its_free_time(desk):
    planned = plan_series(request_of(desk))
    assert [(each.start, each.slot.start) for each in planned] == [
        (TEN_O_CLOCK + n * WEEK, TEN_O_CLOCK + n * WEEK) for n in (0, 2, 4)
    ]
    assert not Appointment.objects.exists()


def test_plan_says_what_is_in_the_way_and_what_is_near(desk, stylist):
    start = TEN_O_CLOCK + 2 * WEEK
    block_time(
        BlockDetails(
            staff_id=stylist.pk, starts_at=start, ends_at=start + WEEK / 168, reason="training"
        ),
        by=desk.owner,
    )
    _first, second, _third = plan_series(request_of(desk, stylist))
    assert second.slot is None
    assert [reason.rule for reason in second.reasons] == ["blocked"]
    minutes = [(slot.start - start).total_seconds() / 60 for slot in second.alternatives]
    assert minutes == [60, 75, 90, 105]


def test_series_goes_on_until_a_date(desk):
    until = SUNDAY + 5 * WEEK
    days = request_of(desk, times=None, until=until, every_weeks=1).days()
    assert (len(days), days[-1]) == (6, until)


@pytest.mark.parametrize(
    "values",
    [{"times": 27}, {"times": 26, "every_weeks": 4}, {"times": None, "until": date(2031, 6, 1)}],
)
def test_series_has_an_end(desk, values):
    with pytest.raises(SeriesTooLong):
        plan_series(request_of(desk, **values))


def test_series_needs_a_date(desk):
    with pytest.raises(SeriesEmpty):
        request_of(desk, times=None, until=SUNDAY - WEEK).days()


def test_series_keeps_its_time_when_the_clock_is_set(desk):
    SalonProfile.load()
    SalonProfile.objects.update(time_zone="Europe/London")
    # Summer time begins on 31 March 2030.
    planned = plan_series(request_of(desk, first=date(2030, 3, 24), every_weeks=1, times=2))
    zone = ZoneInfo("Europe/London")
    clocks = [each.start.astimezone(zone).strftime("%H:%M") for each in planned]
    assert clocks == ["10:00", "10:00"]
    assert planned[1].start - planned[0].start == WEEK - timedelta(hours=1)


def test_series_is_booked_whole(desk, stylist):
    series = booked_series(desk, staff=stylist)
    visits = visits_of(series.pk)
    assert [(each.starts_at, each.status, each.source) for each in visits] == [
        (TEN_O_CLOCK + n * WEEK, "confirmed", "salon") for n in (0, 2, 4)
    ]
    assert (series.created_by, series.every_weeks) == (desk.reception, 2)


def test_one_date_that_is_gone_books_none(desk, stylist):
    book(desk.catalogue, start=TEN_O_CLOCK + 2 * WEEK, staff=stylist)
    with pytest.raises(SeriesChanged) as refused:
        booked_series(desk, staff=stylist)
    assert refused.value.data["starts"] == [(TEN_O_CLOCK + 2 * WEEK).isoformat()]
    assert (AppointmentSeries.objects.count(), Appointment.objects.count()) == (0, 1)
    assert Occupancy.objects.count() == 1


def test_series_is_told_of_in_one_message(desk):
    booked_series(desk)
    [text] = tell_all()
    assert "3" in text


def test_following_visits_are_cancelled_together(desk):
    series = booked_series(desk)
    _first, second, _third = visits_of(series.pk)
    ended = cancel_following(second.pk, by=desk.reception, reason="moves away")
    assert len(ended) == 2
    assert [each.status for each in visits_of(series.pk)] == [
        "confirmed",
        *["cancelled_by_salon"] * 2,
    ]
    assert Occupancy.objects.filter(blocking=True).count() == 1
    events = AppointmentEvent.objects.filter(to_status="cancelled_by_salon")
    assert {(e.actor, e.reason, e.policy["refund_minor"], e.policy["by"]) for e in events} == {
        (desk.reception, "moves away", 0, "salon")
    }
    assert len(tell_all()) == 2


def test_visits_that_began_stay(desk, time_machine):
    series = booked_series(desk)
    first, *_rest = visits_of(series.pk)
    time_machine.move_to(TEN_O_CLOCK + timedelta(minutes=5), tick=False)
    mark_arrived(first.pk, actor=desk.reception)
    assert len(following(first)) == 2
    cancel_following(first.pk, by=desk.reception, reason="x")
    assert [each.status for each in visits_of(series.pk)] == [
        "arrived",
        *["cancelled_by_salon"] * 2,
    ]


def test_nothing_is_left_to_cancel(desk):
    series = booked_series(desk, weeks=(0,))
    [only] = visits_of(series.pk)
    cancel_following(only.pk, by=desk.reception, reason="x")
    with pytest.raises(SeriesOver):
        cancel_following(only.pk, by=desk.reception, reason="x")
    assert AppointmentEvent.objects.filter(to_status="cancelled_by_salon").count() == 1


def test_plan_goes_over_ramadan_and_an_absence(desk, stylist):
    # Ramadan 1451 is January 2030: open at night alone.
    season = Season.objects.create(first_month=9, first_day=1, last_month=9, last_day=30)
    SeasonHours.objects.bulk_create(
        SeasonHours(season=season, weekday=day, starts=time(20), ends=time(2)) for day in Weekday
    )
    away = TEN_O_CLOCK + 9 * WEEK
    TimeOff.objects.create(staff=stylist, starts_at=away, ends_at=away + WEEK)
    planned = plan_series(request_of(desk, stylist, every_weeks=3, times=5))
    assert [each.slot is not None for each in planned] == [False, False, True, False, True]
    assert [[reason.rule for reason in each.reasons] for each in planned] == [
        *(["closed"], ["closed"], [], ["time_off"], []),
    ]
    # Near a night's opening there is something; of who is away there is nothing.
    assert [len(each.alternatives) for each in planned] == [4, 4, 0, 0, 0]
    assert not Appointment.objects.exists()


def test_series_sent_twice_is_booked_once(desk):
    first = booked_series(desk, key="desk:a")
    assert booked_series(desk, key="desk:a") == first
    assert (AppointmentSeries.objects.count(), Appointment.objects.count()) == (1, 3)
    assert len(tell_all()) == 1


def test_series_follows_who_proved_the_number(desk):
    shell = booked_series(desk).customer
    person = UserFactory()
    on_person_absorbed(shell=shell, person=person)
    assert AppointmentSeries.objects.get().customer == person
    assert set(Appointment.objects.values_list("customer", flat=True)) == {person.pk}
