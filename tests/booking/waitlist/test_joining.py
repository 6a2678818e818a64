"""Who gets on the list, with what wish, and who does not."""

from datetime import time, timedelta

import pytest

from accounts.errors import PhoneNotVerified
from booking.domain.availability import PartRequest, VisitRequest
from booking.domain.waitlist import errors
from booking.domain.waitlist.errors import (
    BookableNow,
    TooManyDays,
    TooManyEntries,
    WaitingRefused,
    WrongDays,
    WrongHours,
)
from booking.errors import DateOutOfRange, UnknownService
from booking.models import CustomerRecord, DueJob, WaitlistEntry
from foundation.errors import DomainError
from tests.accounts_factories import UserFactory
from tests.booking.conftest import NOW, SUNDAY
from tests.booking.waitlist.waiting import MONDAY, join, settle, state
from tests.salons.factories import open_every_day

FAR = SUNDAY + timedelta(days=60)


def refused(salon, error, *args, **details):
    """Join and expect a refusal that changes nothing; return it."""
    with pytest.raises(error) as caught:
        join(salon, *args, **details)
    assert (
        WaitlistEntry.objects.count(),
        DueJob.objects.filter(kind="waitlist_round").count(),
    ) == (*(0, 0),)
    return caught.value


def test_wish_is_kept_as_the_api_takes_it(salon):
    entry = join(salon, hours=(time(9), time(12)))
    entry.refresh_from_db()
    item = {"service": salon.service.pk, "staff": None, "add_ons": []}
    assert entry.visit == {"items": [item], "guests": [], "align": "start"}
    assert (entry.status, entry.earliest, entry.latest) == ("waiting", time(9), time(12))


def test_first_who_joins_starts_the_round(salon, entry):
    job = DueJob.objects.get(kind="waitlist_round")
    settle()
    job.refresh_from_db()
    assert job.due_at == NOW + timedelta(minutes=15)


def test_same_wish_again_is_the_same_place(salon, entry):
    again = join(salon, entry.customer)
    assert (again, WaitlistEntry.objects.count()) == (entry, 1)


def test_fourth_wish_is_refused(salon):
    customer = UserFactory()
    for hour in range(1, 4):
        join(salon, customer, hours=(time(6), time(18 + hour)))
    with pytest.raises(TooManyEntries):
        join(salon, customer)
    assert WaitlistEntry.objects.count() == 3


def test_what_is_free_is_booked_and_not_waited_for(salon):
    refusal = refused(salon, BookableNow, days=(SUNDAY, MONDAY))
    assert refusal.data == {"start": "2030-01-07T07:00:00+00:00"}


def test_free_time_at_another_hour_is_waited_past(salon):
    entry = join(salon, days=(SUNDAY, MONDAY), hours=(time(16), None))
    assert state(entry) == ("waiting", [])


@pytest.mark.parametrize(
    ("days", "error"),
    [
        ((MONDAY, SUNDAY), WrongDays),
        ((SUNDAY, SUNDAY + timedelta(days=31)), TooManyDays),
        ((FAR, FAR), DateOutOfRange),
        ((SUNDAY - timedelta(days=2), SUNDAY), DateOutOfRange),
    ],
)
def test_days_that_cannot_be_booked_are_refused(salon, days, error):
    refused(salon, error, days=days)


@pytest.mark.parametrize("hours", [(time(10), time(10, 45)), (time(18), time(12))])
def test_hours_without_room_for_the_visit_are_refused(salon, hours):
    assert refused(salon, WrongHours, hours=hours).param == "latest"


def test_night_ends_after_midnight(salon):
    assert join(salon, hours=(time(23), time(1))).latest == time(1)


def test_unknown_service_is_refused(salon):
    refused(salon, UnknownService, visit=VisitRequest.of(PartRequest(10**6)))


@pytest.mark.parametrize("error", [PhoneNotVerified, WaitingRefused])
def test_people_who_may_not_book_do_not_wait(salon, error):
    customer = UserFactory()
    if error is PhoneNotVerified:
        customer = UserFactory(is_phone_verified=False, phone_verified_at=None)
    else:
        CustomerRecord.objects.create(customer=customer, is_blocked=True)
    refused(salon, error, customer)


def test_refusals_are_domain_errors_with_codes_of_their_own():
    found = [each for each in vars(errors).values() if isinstance(each, type)]
    own = [each for each in found if issubclass(each, DomainError) and each is not DomainError]
    assert all(each.code != "refused" and str(each.message) for each in own)


def test_joining_reads_as_much_for_a_month_as_for_a_day(salon, django_assert_num_queries):
    open_every_day(time(10), time(10, 30))  # too short for anything
    join(salon)
    # One of them is the test's own.
    with django_assert_num_queries(13):
        join(salon)
    with django_assert_num_queries(13):
        join(salon, days=(SUNDAY, SUNDAY + timedelta(days=30)))
