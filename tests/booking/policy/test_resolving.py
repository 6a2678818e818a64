"""Which terms hold: the rules, the exceptions that fit, the visits that were missed."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django_tenants.utils import tenant_context

from booking.domain.policy.clients import ClientStanding, standing_of
from booking.domain.policy.ladder import Step
from booking.domain.policy.resolving import resolve, terms_of
from booking.models import Appointment
from salons.models import BookingRules, ClientGroup, DepositKind, SalonProfile
from tests.accounts_factories import UserFactory
from tests.booking.conftest import NOW, SUNDAY, book, make_catalogue
from tests.booking.policy.factories import exception, set_rules, terms
from tests.salons.factories import ServiceFactory

# By Umm al-Qura: 21 Ramadan 1451, and the last day of that month.
NIGHT_21, LAST_NIGHT = date(2030, 1, 25), date(2030, 2, 3)
LAST_TEN = {
    "calendar": "hijri",
    "first_month": 9,
    "first_day": 21,
    "last_month": 9,
    "last_day": 30,
}


def past_visits(catalogue, *statuses, customer=None, before=timedelta(days=30)):
    """Give the customer visits that are over."""
    for number, status in enumerate(statuses):
        starts = NOW - before - timedelta(hours=2 * number)
        Appointment.objects.create(
            reference=f"P{status[:2]}{number}{before.days}",
            customer=customer or catalogue.customer,
            status=status,
            starts_at=starts,
            ends_at=starts + timedelta(hours=1),
            total_minor=0,
            vat_minor=0,
            due_now_minor=0,
        )


def terms_for(catalogue, *, on=SUNDAY, service=None, customer=None):
    pk = (service or catalogue.service).pk
    return terms_of([pk], customer=customer or catalogue.customer, on=on)[pk]


def test_terms_are_those_of_the_rules(catalogue):
    set_rules(deposit_kind="fixed", deposit_minor=5000, free_cancellation_hours=48)
    assert terms_for(catalogue) == terms(
        deposit_kind=DepositKind.FIXED, deposit_minor=5000, free_cancellation_hours=48
    )


def test_salon_that_was_never_set_up_has_the_defaults(catalogue):
    BookingRules.objects.all().delete()
    SalonProfile.objects.all().delete()
    assert terms_for(catalogue) == terms()


def test_exception_for_some_services_changes_only_theirs(catalogue):
    other = ServiceFactory()
    exception(other, moves_allowed=0)
    found = terms_of([catalogue.service.pk, other.pk], customer=None, on=SUNDAY)
    assert found == {catalogue.service.pk: terms(), other.pk: terms(moves_allowed=0)}


def test_first_exception_with_a_value_counts_term_by_term(catalogue):
    exception(sort_order=2, moves_allowed=9, late_grace_minutes=30)
    exception(sort_order=1, moves_allowed=0)
    assert terms_for(catalogue) == terms(moves_allowed=0, late_grace_minutes=30)


def test_deposit_of_an_exception_is_taken_whole(catalogue):
    exception(sort_order=2, deposit_kind="percent", deposit_percent=50)
    exception(sort_order=1, deposit_kind="fixed", deposit_minor=3000)
    assert terms_for(catalogue) == terms(
        deposit_kind=DepositKind.FIXED, deposit_minor=3000, deposit_percent=0
    )


def test_inactive_exception_changes_nothing(catalogue):
    exception(moves_allowed=0, is_active=False)
    assert terms_for(catalogue) == terms()


@pytest.mark.parametrize(
    ("statuses", "groups"),
    [
        ((), {ClientGroup.NEW}),
        (("completed",), {ClientGroup.NEW}),
        (("completed", "completed"), {ClientGroup.REGULAR}),
        (("completed", "no_show"), {ClientGroup.NEW, ClientGroup.MISSED}),
        (("cancelled_by_customer", "expired"), {ClientGroup.NEW}),
    ],
)
def test_exception_for_a_group_holds_for_its_customers(catalogue, statuses, groups):
    set_rules(new_client_visits=2)
    for group in ClientGroup:
        exception(client_group=group, free_cancellation_hours=5)
        past_visits(catalogue, *statuses)
        fits = terms_for(catalogue) == terms(free_cancellation_hours=5)
        assert fits is (group in groups)
        Appointment.objects.all().delete()
        type(exception(is_active=False)).objects.all().delete()


@pytest.mark.parametrize(
    ("day", "offset", "is_inside"),
    [
        (NIGHT_21, 0, True),
        (NIGHT_21 - timedelta(days=1), 0, False),
        (LAST_NIGHT, 0, True),
        (LAST_NIGHT + timedelta(days=1), 0, False),
        # The moon was seen a day later: the month begins and ends a day later.
        (NIGHT_21, 1, False),
        (LAST_NIGHT + timedelta(days=1), 1, True),
    ],
)
def test_exception_of_a_hijri_period_follows_the_salons_moon(catalogue, day, offset, is_inside):
    SalonProfile.load()
    SalonProfile.objects.update(hijri_offset_days=offset)
    exception(moves_allowed=0, **LAST_TEN)
    assert terms_for(catalogue, on=day) == terms(moves_allowed=0 if is_inside else 2)


@pytest.mark.parametrize(
    ("day", "is_inside"),
    [
        (date(2029, 12, 19), False),
        (date(2029, 12, 20), True),
        (date(2030, 1, 5), True),
        (date(2030, 1, 6), False),
    ],
)
def test_exception_of_a_gregorian_period_may_span_the_new_year(catalogue, day, is_inside):
    exception(
        calendar="gregorian",
        first_month=12,
        first_day=20,
        last_month=1,
        last_day=5,
        moves_allowed=0,
    )
    assert terms_for(catalogue, on=day) == terms(moves_allowed=0 if is_inside else 2)


@pytest.mark.parametrize(
    ("missed", "kind", "step"),
    [
        (0, DepositKind.NONE, Step.NONE),
        (1, DepositKind.PERCENT, Step.DEPOSIT),
        (2, DepositKind.FULL, Step.PREPAY),
        (3, DepositKind.FULL, Step.BLOCKED),
    ],
)
def test_missed_visits_climb_the_ladder(catalogue, missed, kind, step):
    set_rules(
        deposit_kind="none",
        deposit_after_no_shows=1,
        prepay_after_no_shows=2,
        block_after_no_shows=3,
    )
    past_visits(catalogue, *["no_show"] * missed)
    pk = catalogue.service.pk
    found = resolve([pk], customer=catalogue.customer, on=SUNDAY)
    assert (found.terms[pk].deposit_kind, found.step) == (kind, step)


def test_exception_without_a_deposit_is_no_way_around_the_ladder(catalogue):
    set_rules(prepay_after_no_shows=1)
    exception(catalogue.service, deposit_kind="none")
    past_visits(catalogue, "no_show")
    assert terms_for(catalogue).deposit_kind == DepositKind.FULL


def test_standing_is_of_the_last_12_months_here_and_hers(catalogue):
    past_visits(catalogue, "completed", "completed", "no_show")
    past_visits(catalogue, "completed", "no_show", before=timedelta(days=366))
    past_visits(catalogue, "no_show", customer=UserFactory(), before=timedelta(days=9))
    assert standing_of(catalogue.customer) == ClientStanding(visits=2, no_shows=1)
    assert standing_of(UserFactory()) == ClientStanding()


def test_standing_is_found_by_an_index(catalogue):
    past_visits(catalogue, *["completed"] * 500, customer=UserFactory())
    with CaptureQueriesContext(connection) as captured:
        standing_of(catalogue.customer)
    [query] = captured
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN {query['sql']}")
        plan = "\n".join(line for (line,) in cursor.fetchall())
    assert "Index Scan using booking_appointment_" in plan
    assert "Seq Scan" not in plan


@pytest.mark.parametrize("count", [1, 8])
def test_terms_take_one_statement_whatever_there_is(catalogue, count, django_assert_num_queries):
    services = [ServiceFactory() for _each in range(count)]
    for service in services:
        exception(service, moves_allowed=0, client_group="new", **LAST_TEN)
    past_visits(catalogue, *["no_show"] * count)
    SalonProfile.load()
    BookingRules.load()
    ids = [service.pk for service in services]
    with django_assert_num_queries(1):
        terms_of(ids, customer=catalogue.customer, on=SUNDAY)


def test_other_salons_visits_do_not_count(catalogue, reem):
    with tenant_context(reem):
        elsewhere = make_catalogue()
        past_visits(elsewhere, "no_show", customer=catalogue.customer)
    assert standing_of(catalogue.customer) == ClientStanding()
    assert resolve([1], customer=catalogue.customer, on=SUNDAY).standing == ClientStanding()
    assert book(catalogue).status == "pending_payment"
