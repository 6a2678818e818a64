"""What visits add up to, who is found by what, and what it costs."""

from datetime import timedelta

import pytest
from django.db import connection
from django_tenants.utils import schema_context

from booking.domain.customers.blocking import block_customer
from booking.domain.customers.family import add_member
from booking.domain.customers.figures import CustomerFilter, customer_of_salon, find_customers
from booking.domain.customers.records import record_of, write_notes
from booking.domain.transitions import cancel_appointment
from booking.errors import CustomerNotFound
from booking.models import Appointment, AppointmentEvent
from tests.accounts_factories import UserFactory
from tests.booking.conftest import NOW, book, make_catalogue
from tests.booking.customers.conftest import visit
from tests.booking.policy.factories import set_rules
from tests.booking.test_costs import statements


def names(reader, **asked):
    return [each.name for each in find_customers(reader, **asked).customers]


def test_figures_count_what_happened(catalogue, owner):
    for days in (-30, -10):
        visit(catalogue, days=days, status="completed")
    visit(catalogue, days=-5, status="no_show")
    coming = visit(catalogue, days=2)
    visit(catalogue, days=4, status="cancelled_by_salon")
    found = customer_of_salon(owner, catalogue.customer.pk)
    assert (found.visits, found.no_shows, found.cancelled_late) == (2, 1, 0)
    assert (found.spend_minor, found.next_visit) == (23000, coming.starts_at)
    assert found.last_visit < NOW


def test_late_cancellation_is_one_after_the_free_time(catalogue, owner, time_machine):
    early, late = visit(catalogue, days=5), visit(catalogue, days=5)
    for appointment, before in ((early, 72), (late, 1)):
        time_machine.move_to(appointment.starts_at - timedelta(hours=before), tick=False)
        Appointment.objects.filter(pk=appointment.pk).update(status="confirmed")
        cancel_appointment(appointment.pk, actor=catalogue.customer, by_salon=False)
    assert customer_of_salon(owner, catalogue.customer.pk).cancelled_late == 1


def test_late_cancellation_counts_by_the_terms_of_its_visit(catalogue, owner, time_machine):
    strict = visit(catalogue, days=5)
    set_rules(free_cancellation_hours=2)
    lenient = visit(catalogue, days=5)
    set_rules(free_cancellation_hours=24 * 7)
    for appointment in (strict, lenient):
        time_machine.move_to(appointment.starts_at - timedelta(hours=12), tick=False)
        cancel_appointment(appointment.pk, actor=catalogue.customer, by_salon=False)
    assert customer_of_salon(owner, catalogue.customer.pk).cancelled_late == 1
    # An event from before it was written down: by the hours that it kept.
    for event in AppointmentEvent.objects.filter(to_status="cancelled_by_customer"):
        event.policy.pop("is_late")
        event.save()
    assert customer_of_salon(owner, catalogue.customer.pk).cancelled_late == 1


def test_time_that_nobody_paid_for_is_not_cancelled_late(catalogue, owner, time_machine):
    held = book(catalogue)
    time_machine.move_to(held.starts_at - timedelta(hours=1), tick=False)
    cancel_appointment(held.pk, actor=catalogue.customer, by_salon=False)
    assert customer_of_salon(owner, catalogue.customer.pk).cancelled_late == 0


@pytest.fixture
def people(catalogue, owner):
    """Three customers, one of whom nobody has seen yet."""
    found = {
        "noura": UserFactory(first_name="نورة", last_name="أحمد", phone_number="+966551234567"),
        "lama": UserFactory(first_name="Lama", last_name="100%"),
        "mona": UserFactory(first_name="Mona"),
    }
    for person in ("noura", "lama"):
        visit(catalogue, days=-1, status="completed", customer=found[person])
    record_of(found["mona"].pk)
    return found


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("نوره احمد", ["نورة أحمد"]),
        ("LAM", ["Lama 100%"]),
        ("100%", ["Lama 100%"]),
        ("%", ["Lama 100%"]),
        ("_", []),
        ("055 123 45", ["نورة أحمد"]),
        ("٠٥٥١٢٣", ["نورة أحمد"]),
        ("+966 55 123 4567", ["نورة أحمد"]),
        ("55", []),
        ("\\", []),
    ],
)
def test_customers_are_found_as_people_type(people, owner, typed, expected):
    assert names(owner, typed=typed) == expected


def test_customers_are_found_by_reference_and_family(people, catalogue, owner):
    booked = visit(catalogue, customer=people["lama"])
    add_member(people["mona"], name="Little Rima")
    assert names(owner, typed=booked.reference.lower()) == ["Lama 100%"]
    assert names(owner, typed="rima") == ["Mona"]


def test_filters_and_tags_narrow_the_list(people, catalogue, owner):
    write_notes(people["lama"].pk, notes="", tags=["vip"], actor=owner)
    block_customer(people["mona"].pk, reason="", actor=owner)
    for _more in range(2):
        visit(catalogue, days=-3, status="completed", customer=people["noura"])
    visit(catalogue, days=-3, status="no_show", customer=people["lama"])
    assert names(owner, tag="vip") == ["Lama 100%"]
    assert {each.value: names(owner, only=each) for each in list(CustomerFilter)[1:]} == {
        "new": ["Mona"],
        "regular": ["نورة أحمد"],
        "missed": ["Lama 100%"],
        "blocked": ["Mona"],
    }


def test_people_of_other_salons_are_not_found(people, owner, reem):
    stranger = UserFactory(first_name="Stranger", phone_number="+966559999999")
    with schema_context("reem"):
        book(make_catalogue(), customer=stranger)
    assert names(owner, typed="Stranger") == names(owner, typed="0559999999") == []
    with pytest.raises(CustomerNotFound):
        customer_of_salon(owner, stranger.pk)


def test_stylist_sees_the_customers_of_her_own_work(people, catalogue, stylist):
    visit(catalogue, customer=people["mona"], staff=1)
    found = find_customers(stylist)
    assert sorted(each.name for each in found.customers) == ["Lama 100%", "نورة أحمد"]
    assert names(stylist, typed="0551234567") == []
    with pytest.raises(CustomerNotFound):
        customer_of_salon(stylist, people["mona"].pk)


def test_list_has_pages(people, owner):
    found = find_customers(owner, limit=2, offset=2)
    assert (len(found.customers), found.total) == (1, 3)


def test_list_costs_one_statement_whatever_its_length(people, owner):
    find_customers(owner)
    for count in (3, 13):
        found = statements(lambda: find_customers(owner, typed="a"))
        assert sum("booking_customerrecord" in sql for sql in found) == 1
        assert len(found) <= 3, count
        for _more in range(10):
            record_of(UserFactory().pk)


def test_names_of_the_platforms_people_are_read_after_it_is_known_who_is_here(people, owner):
    """The fence: LIKE runs over those who are here, never over everybody."""
    [asked] = [
        sql
        for sql in statements(lambda: find_customers(owner, typed="lama"))
        if "booking_customerrecord" in sql
    ]
    with connection.cursor() as cursor:
        cursor.execute("EXPLAIN " + asked)
        plan = [line for (line,) in cursor.fetchall()]
    filters = [line for line in plan if "~~" in line]
    scans = [line for line in plan if "accounts_user" in line]
    assert filters
    assert all("first_name" not in line for line in filters)
    assert scans


def test_one_customers_figures_use_her_index(catalogue, owner):
    booked = visit(catalogue)
    [asked] = [
        sql
        for sql in statements(lambda: customer_of_salon(owner, booked.customer_id))
        if "booking_customerrecord" in sql
    ]
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute("EXPLAIN " + asked)
        plan = [line.strip() for (line,) in cursor.fetchall()]
    place = next(n for n, line in enumerate(plan) if "on booking_appointment a" in line)
    assert "Index" in plan[place]
    assert "customer_id" in plan[place + 1]
