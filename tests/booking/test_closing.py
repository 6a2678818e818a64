"""A salon closes: nobody comes to a locked door, and all money goes back."""

from datetime import timedelta

import pytest
from django.utils import timezone

from billing.models import Payment, Refund
from booking import jobs, outbox
from booking.closing import CLOSING_JOB, CLOSING_KEY, cancel_coming_visits
from booking.domain.transitions import confirm_appointment
from booking.models import Appointment, DueJob
from tenants.domain.life_cycle.closing import close_salon
from tenants.domain.life_cycle.states import reopen_salon, suspend_salon
from tests.booking.conftest import TEN_O_CLOCK, book


@pytest.fixture
def visits(catalogue):
    """A paid visit to come and one that is over."""
    over = confirm_appointment(book(catalogue).pk)
    Appointment.objects.filter(pk=over.pk).update(
        starts_at=timezone.now() - timedelta(days=2), ends_at=timezone.now() - timedelta(days=1)
    )
    coming = confirm_appointment(book(catalogue, start=TEN_O_CLOCK + timedelta(hours=2)).pk)
    Payment.objects.create(
        appointment=coming, status="paid", amount_minor=11500, paid_at=timezone.now()
    )
    return over, coming


def statuses(visits):
    for visit in visits:
        visit.refresh_from_db()
    return [visit.status for visit in visits]


def test_closing_plans_the_end_of_coming_visits(noor, visits):
    close_salon(noor)
    assert DueJob.objects.filter(kind=CLOSING_JOB, key=CLOSING_KEY).count() == 1
    jobs.run_job(CLOSING_JOB, CLOSING_KEY)
    assert statuses(visits) == ["confirmed", "cancelled_by_salon"]
    assert not DueJob.objects.filter(kind=CLOSING_JOB).exists()


def test_what_was_paid_for_them_goes_back(noor, visits):
    close_salon(noor)
    jobs.run_job(CLOSING_JOB, CLOSING_KEY)
    outbox.handle_event(str(visits[1].events.get(to_status="cancelled_by_salon").pk))
    refund = Refund.objects.get()
    assert (refund.amount_minor, refund.status) == (11500, "requested")


def test_many_visits_take_several_rounds(noor, visits, monkeypatch):
    monkeypatch.setattr("booking.closing.BATCH", 1)
    close_salon(noor)
    assert cancel_coming_visits(CLOSING_KEY) == timezone.now()
    assert cancel_coming_visits(CLOSING_KEY) is None


def test_salon_that_came_back_keeps_its_visits(noor, visits):
    close_salon(noor)
    reopen_salon(noor)
    jobs.run_job(CLOSING_JOB, CLOSING_KEY)
    assert statuses(visits) == ["confirmed", "confirmed"]


def test_suspended_salon_keeps_its_visits_and_sends_money_back(noor, visits):
    suspend_salon(noor)
    assert not DueJob.objects.filter(kind=CLOSING_JOB).exists()
    assert statuses(visits) == ["confirmed", "confirmed"]
