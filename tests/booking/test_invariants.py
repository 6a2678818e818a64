"""Each invariant sees a row that breaks it: written past the application, as the tables' owner."""

import pytest
from django.conf import settings
from django.db import connection
from django_tenants.utils import schema_context

from accounts.models import User
from booking.domain.availability import PartRequest, VisitRequest
from booking.domain.desk.blocks import BlockDetails, block_time
from booking.domain.desk.customers import Guest
from booking.domain.desk.visits import DeskVisit, book_for_customer
from booking.domain.transitions import confirm_appointment
from booking.domain.waitlist.offering import offer_by_hand
from booking.domain.waitlist.wishes import visit_as_json
from booking.models import ONE_HOLD, RESOURCE_OVERLAP, STAFF_OVERLAP, Appointment, WaitlistEntry
from foundation.tenancy.roles import owner_connection
from tests.booking.conftest import NOW, SUNDAY, TEN_O_CLOCK, book
from tests.booking.crowds import add_units, salon, visit_of
from tests.booking.invariants import INVARIANTS, violations
from tests.booking.stress.world import OWNER, STEP

__all__ = ["salon"]
NO_GUARD = f"ALTER TABLE booking_occupancy DROP CONSTRAINT {STAFF_OVERLAP}"
NO_GUARD_OF_ROOMS = f"ALTER TABLE booking_occupancy DROP CONSTRAINT {RESOURCE_OVERLAP}"
# Lay what one visit, or a block, takes over what another one does.
OVER = """
    UPDATE booking_occupancy o SET during = p.during, starts_at = p.starts_at,
           staff_id = p.staff_id, resource_id = p.resource_id
      FROM booking_occupancy p WHERE p.appointment_id = %(one)s AND {}
       AND (o.staff_id IS NULL) = (p.staff_id IS NULL)
"""
OTHER_OVER_ONE = OVER.format("o.appointment_id = %(other)s")
HELD = "UPDATE booking_appointment SET status = 'held', hold_expires_at = %(now)s"
BROKEN = [
    ("taken_twice", [NO_GUARD, NO_GUARD_OF_ROOMS, OTHER_OVER_ONE]),
    ("block_over_visit", [NO_GUARD, OVER.format("o.block_id IS NOT NULL")]),
    (
        "beside_overbooked",
        [
            "UPDATE booking_occupancy SET is_overbooked = true WHERE appointment_id = %(one)s",
            OTHER_OVER_ONE,
        ],
    ),
    ("wrong_classes", ["UPDATE booking_classsession SET places_taken = 2"]),
    ("wrong_classes", ["DELETE FROM booking_occupancy WHERE session_id IS NOT NULL"]),
    (
        "wrong_blocking",
        ["UPDATE booking_occupancy SET blocking = false WHERE appointment_id = %(one)s"],
    ),
    ("keeps_nobody", ["DELETE FROM booking_occupancy WHERE appointment_id = %(one)s"]),
    (
        "keeps_nobody",
        [
            "DELETE FROM booking_occupancy"
            " WHERE appointment_id = %(one)s AND resource_id IS NOT NULL"
        ],
    ),
    (
        "keeps_too_much",
        [
            "UPDATE booking_appointmentitem SET staff_id = %(nobody)s"
            " WHERE appointment_id = %(one)s"
        ],
    ),
    ("wrong_totals", ["UPDATE booking_appointment SET total_minor = total_minor + 1"]),
    ("wrong_totals", ["UPDATE booking_appointment SET ends_at = ends_at + interval '1 minute'"]),
    (
        "held_twice",
        [f"DROP INDEX {ONE_HOLD}", f"{HELD}, customer_id = (SELECT min(id) FROM accounts_user)"],
    ),
    ("wrong_holds", ["DELETE FROM booking_duejob"]),
    ("wrong_holds", ["UPDATE booking_appointment SET hold_expires_at = %(now)s"]),
    (
        "broken_stories",
        ["UPDATE booking_appointment SET status = 'completed' WHERE id = %(one)s"],
    ),
    (
        "broken_stories",
        ["UPDATE booking_appointmentevent SET from_status = 'arrived' WHERE kind = 'moved'"],
    ),
    ("broken_stories", ["DELETE FROM booking_appointmentevent WHERE kind = 'created'"]),
    ("broken_stories", ["DELETE FROM booking_appointmentevent"]),
    ("wrong_offers", ["UPDATE booking_waitlistentry SET status = 'waiting'"]),
    ("wrong_offers", ["UPDATE booking_waitlistoffer SET appointment_id = %(one)s"
                      " WHERE appointment_id = %(offered)s"]),
    (
        "offered_twice",
        [
            NO_GUARD,
            OVER.replace("%(one)s", "%(offered)s").format("o.appointment_id = %(offered_too)s"),
        ],
    ),
    ("not_agreed", ["DELETE FROM booking_agreedpolicy WHERE appointment_id = %(one)s"]),
    ("not_agreed", ["UPDATE booking_agreedpolicy SET terms = '{}'"]),
]  # fmt: skip


@pytest.fixture
def written(salon, time_machine):
    """Two visits in rooms, a class, a block, two times that are offered: as the product writes."""
    add_units(salon, 2)
    time_machine.move_to(NOW, tick=True)
    with schema_context("noor"):
        visits = [
            confirm_appointment(book(salon, start=start, customer=customer, visit=visit).pk)
            for customer, start, visit in (
                (salon.crowd[0], TEN_O_CLOCK, visit_of((salon.room, salon.team[0]))),
                (salon.crowd[1], TEN_O_CLOCK + 4 * STEP, visit_of((salon.room, salon.team[1]))),
                (salon.crowd[2], TEN_O_CLOCK, visit_of((salon.lesson, salon.team[2]))),
            )
        ]
        offers = [offered(salon, number) for number in (3, 4)]
        block(salon)
    return {
        "one": visits[0].pk,
        "other": visits[1].pk,
        "offered": offers[0].appointment_id,
        "offered_too": offers[1].appointment_id,
        "nobody": salon.team[3].pk,
        "now": NOW,
    }


def offered(salon, number):
    entry = WaitlistEntry.objects.create(
        customer=salon.crowd[number],
        visit=visit_as_json(visit_of((salon.cut, salon.team[3]))),
        first_day=SUNDAY,
        last_day=SUNDAY,
    )
    return offer_by_hand(entry.pk, TEN_O_CLOCK + number * 2 * STEP)


def block(salon):
    start = TEN_O_CLOCK + 12 * STEP
    details = BlockDetails(staff_id=salon.team[0].pk, starts_at=start, ends_at=start + STEP)
    block_time(details, by=User.objects.get(phone_number=OWNER))


def as_owner(statements, facts):
    with schema_context("noor"), owner_connection(), connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement, facts)
            assert cursor.rowcount != 0, statement


def test_every_invariant_is_shown_to_fail():
    assert {name for name, _statements in BROKEN} == set(INVARIANTS)


@pytest.mark.parametrize(
    ("name", "statements"), BROKEN, ids=[f"{n}-{name}" for n, (name, _) in enumerate(BROKEN)]
)
def test_broken_rows_are_seen(written, name, statements):
    before = violations()
    as_owner(statements, written)
    assert (before, name in violations()) == ({}, True)


def test_visit_beside_another_on_purpose_breaks_nothing(written, salon):
    with schema_context("noor"):
        details = DeskVisit(
            visit=VisitRequest.of(PartRequest(salon.cut.pk, salon.team[0].pk)),
            guest=Guest(customer=salon.crowd[5]),
            by=User.objects.get(phone_number=OWNER),
            overbooking_reason="A bride",
            vat_rate_percent=settings.VAT_RATE_PERCENT,
        )
        made = book_for_customer(details, TEN_O_CLOCK)
        assert Appointment.objects.filter(starts_at=TEN_O_CLOCK).count() == 3
        assert made.occupancies.get().is_overbooked
    assert violations() == {}


def test_another_salon_is_not_looked_at(written):
    as_owner(["DELETE FROM booking_duejob"], written)
    assert violations(schema="reem") == {}
