"""What the desk writes against what customers write at the same moment, with controls."""

import threading
from collections import Counter
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta

import pytest
from django.conf import settings
from django_tenants.utils import schema_context

from accounts.models import User
from booking.domain import appointments, reserving
from booking.domain.availability import PartRequest, VisitRequest
from booking.domain.desk import blocks, once, visits, walk_in
from booking.domain.desk.blocks import BlockDetails, block_time
from booking.domain.desk.customers import Guest, guest_of
from booking.domain.desk.details import DeskVisit
from booking.domain.desk.series import book_series
from booking.domain.desk.visits import book_for_customer
from booking.domain.desk.walk_in import take_walk_in
from booking.models import RESOURCE_OVERLAP, STAFF_OVERLAP, Appointment, AppointmentSeries
from tests.booking.conftest import TEN_O_CLOCK
from tests.booking.crowds import (  # noqa: F401 - the fixture
    at_once,
    booking,
    broken,
    drop,
    salon,
)

WEEK = timedelta(weeks=1)
OWNER = "+966500000001"


def details_of(salon, number=0, **more):  # noqa: F811
    part = PartRequest(salon.cut.pk, salon.team[0].pk)
    return DeskVisit(
        visit=VisitRequest.of(part),
        guest=guest_of(f"05512345{number:02d}", "Huda"),
        by=User.objects.get(phone_number=OWNER),
        vat_rate_percent=settings.VAT_RATE_PERCENT,
        **more,
    )


def by_desk(salon, number=0, start=TEN_O_CLOCK):  # noqa: F811
    def job():
        book_for_customer(details_of(salon, number), start)
        return "booked"

    return job


def blocking(salon):  # noqa: F811
    def job():
        details = BlockDetails(
            staff_id=salon.team[0].pk,
            starts_at=TEN_O_CLOCK - timedelta(minutes=30),
            ends_at=TEN_O_CLOCK + timedelta(minutes=30),
        )
        block_time(details, by=User.objects.get(phone_number=OWNER))
        return "blocked"

    return job


def repeating(salon, number):  # noqa: F811
    def job():
        starts = [TEN_O_CLOCK + n * WEEK for n in range(3)]
        book_series(details_of(salon, number), starts, every_weeks=1)
        return "series"

    return job


def online(salon, number, start=TEN_O_CLOCK):  # noqa: F811
    return booking(salon, salon.crowd[number], (salon.cut, salon.team[0]), start=start)


def walking_in(salon):  # noqa: F811
    """Send one sheet, of somebody without a number, for whom anybody will do."""
    visit = VisitRequest.of(PartRequest(salon.cut.pk))

    def job():
        details = replace(details_of(salon), visit=visit, guest=Guest(name="Huda"), key="desk:a")
        return str(take_walk_in(details, begins_now=False).pk)

    return job


def test_sheet_sent_twice_at_once_is_one_visit(salon):  # noqa: F811
    assert list(at_once(*[walking_in(salon)] * 4).values()) == [4]
    with schema_context("noor"):
        assert Appointment.objects.count() == 1


def test_control_sheet_sent_twice_is_two_visits_without_its_lock(salon, monkeypatch):  # noqa: F811
    monkeypatch.setattr(once, "lock_sheet", lambda key: None)
    monkeypatch.setattr(walk_in, "reserve", meeting_before(walk_in.reserve))
    assert list(at_once(*[walking_in(salon)] * 2).values()) == [1, 1]
    assert broken() == (0, 0, 0)


def test_desk_and_customers_at_one_time(salon):  # noqa: F811
    jobs = [*(by_desk(salon, n) for n in range(4)), *(online(salon, n) for n in range(4))]
    assert at_once(*jobs) == Counter(booked=1, slot_taken=7)
    assert broken() == (0, 0, 0)


def test_block_and_customers_at_one_time(salon):  # noqa: F811
    found = at_once(blocking(salon), *(online(salon, n) for n in range(4)))
    assert found in (
        Counter(blocked=1, slot_taken=4),
        Counter(booked=1, time_in_use=1, slot_taken=3),
    )
    assert broken() == (0, 0, 0)


def test_series_and_customers_at_one_time(salon):  # noqa: F811
    second = TEN_O_CLOCK + WEEK
    jobs = [repeating(salon, 1), repeating(salon, 2), online(salon, 0, second)]
    found = at_once(*jobs)
    assert found in (
        Counter(series=1, series_changed=1, slot_taken=1),
        Counter(booked=1, series_changed=2),
    )
    with schema_context("noor"):
        # Whole or not at all.
        assert Appointment.objects.count() == (3 if found["series"] else 1)
        assert AppointmentSeries.objects.count() == found["series"]
    assert broken() == (0, 0, 0)


def meeting_before(work, meeting=None):
    """Let two come to the same work before either does it."""
    meeting = meeting or threading.Barrier(2)

    def together(*args, **kwargs):
        with suppress(threading.BrokenBarrierError):  # nobody else has come so far
            meeting.wait(timeout=5)
        return work(*args, **kwargs)

    return together


@pytest.fixture
def unguarded(monkeypatch):
    """No locks and no constraints; two writers meet between their check and their write."""
    for name in ("lock_staff", "lock_resources", "lock_day_cap"):
        monkeypatch.setattr(reserving, name, lambda *args: [])
    monkeypatch.setattr(blocks, "_lock_whom", lambda wanted: None)
    drop("booking_occupancy", STAFF_OVERLAP, RESOURCE_OVERLAP)
    meeting = threading.Barrier(2)
    for module, name in ((appointments, "take"), (visits, "take"), (blocks, "in_rows")):
        monkeypatch.setattr(module, name, meeting_before(getattr(module, name), meeting))


def test_control_desk_books_twice_without_the_guards(salon, unguarded):  # noqa: F811
    assert at_once(by_desk(salon), online(salon, 0)) == Counter(booked=2)
    assert broken()[0] > 0


def test_control_block_lies_over_a_booking_without_the_guards(salon, unguarded):  # noqa: F811
    assert at_once(blocking(salon), online(salon, 0)) == Counter(blocked=1, booked=1)
    assert broken()[0] > 0
