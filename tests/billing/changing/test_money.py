"""What follows a change, a part's end and a missed visit in money."""

from datetime import timedelta

import pytest
from django.utils import timezone

from billing.domain.balance import balance_of
from billing.domain.refund_sending import pursue_refund
from billing.jobs import refund_cancellation, refund_no_show
from billing.models import Refund
from booking.domain.attendance import NO_SHOW_JOB, mark_no_show, undo_attendance
from booking.domain.changing.cancelling import cancel, preview_cancellation
from booking.domain.changing.rescheduling import edit_services, reschedule
from booking.domain.transitions import confirm_appointment
from booking.models import Appointment, DueJob
from booking.outbox import handle_event
from salons.models import StaffSkill
from tests.billing.conftest import outcome_of
from tests.booking.changing.conftest import rules, visit_of
from tests.booking.conftest import TEN_O_CLOCK, book
from tests.salons.factories import ServiceFactory

HOUR = timedelta(hours=1)


@pytest.fixture
def appointment(salon):
    """Two services by the first stylist: 115 and 80 riyals."""
    salon.cut = ServiceFactory(cleanup_minutes=0, duration_minutes=30, price_minor=8000)
    for member in salon.stylists:
        StaffSkill.objects.create(staff=member, service=salon.cut)
    first = salon.stylists[0]
    return book(salon, visit=visit_of((salon.service, first), (salon.cut, first)))


def handled(appointment):
    """Handle every event, twice: the outbox delivers at least once."""
    for event in appointment.events.all():
        handle_event(str(event.pk))
    for refund in Refund.objects.filter(status="requested"):
        pursue_refund(refund.pk)


def amounts(appointment):
    found = balance_of(Appointment.objects.get(pk=appointment.pk))
    names = ("total", "fees", "paid", "returned", "returning", "due_at_salon")
    return tuple(getattr(found, name).amount for name in names)


def part(appointment, number):
    return appointment.items.all()[number]


def test_part_cancelled_in_time_gives_its_price_back(paid, appointment, payer):
    found = preview_cancellation(Appointment.objects.get(), [part(appointment, 1).pk])
    assert (found.refund.amount, found.paid.amount, found.fee.amount) == (8000, 19500, 0)
    assert found.source.endswith("•••• 1111")
    cancel(
        appointment.pk,
        items=[part(appointment, 1).pk],
        actor=appointment.customer,
        by_salon=False,
    )
    assert amounts(appointment) == (11500, 0, 19500, 0, 8000, 0)
    handled(appointment)
    assert outcome_of(paid).refunds == [("changed", 8000, "done")]
    assert payer.seen(paid).refunded == 8000
    assert amounts(appointment) == (11500, 0, 19500, 8000, 0, 0)


def test_two_parts_before_the_first_refund_ended_give_the_whole_once(paid, appointment, payer):
    """The second is settled while the first one's money is only promised."""
    for number in (1, 0):
        items = [part(appointment, number if number else 0).pk]
        cancel(appointment.pk, items=items, actor=appointment.customer, by_salon=False)
    handled(appointment)
    handled(appointment)
    for job in DueJob.objects.filter(kind="cancellation_refund"):
        refund_cancellation(job.key)
    handled(appointment)
    assert payer.seen(paid).refunded == 19500
    assert sorted(refund[1] for refund in outcome_of(paid).refunds) == [8000, 11500]


def test_late_part_keeps_its_fee_when_the_rest_is_cancelled_by_the_salon(paid, appointment, payer):
    rules(free_cancellation_hours=48, cancellation_fee_percent=50)
    items = [part(appointment, 1).pk]
    cancel(appointment.pk, items=items, actor=appointment.customer, by_salon=False)
    assert amounts(appointment) == (11500, 4000, 19500, 0, 4000, 0)
    handled(appointment)
    cancel(appointment.pk, actor=None, by_salon=True)
    handled(appointment)
    assert payer.seen(paid).refunded == 4000 + 11500


def test_cheaper_change_gives_the_difference_back(paid, appointment, salon, payer):
    edit_services(
        appointment.pk,
        visit=visit_of((salon.cut, salon.stylists[0])),
        actor=appointment.customer,
        by_salon=False,
    )
    handled(appointment)
    assert payer.seen(paid).refunded == 11500
    assert amounts(appointment) == (8000, 0, 19500, 11500, 0, 0)


def test_dearer_change_is_due_at_the_salon(paid, appointment, salon, payer):
    first = salon.stylists[0]
    facial = ServiceFactory(cleanup_minutes=0, duration_minutes=30, price_minor=10000)
    StaffSkill.objects.create(staff=first, service=facial)
    edit_services(
        appointment.pk,
        visit=visit_of((salon.service, first), (salon.cut, first), (facial, first)),
        actor=None,
        by_salon=True,
    )
    handled(appointment)
    assert outcome_of(paid).refunds == []
    assert amounts(appointment) == (29500, 0, 19500, 0, 0, 10000)


def test_swap_too_late_costs_only_what_the_visit_gets_cheaper_by(paid, appointment, salon):
    rules(free_cancellation_hours=48, cancellation_fee_percent=100)
    first = salon.stylists[0]
    trim = ServiceFactory(cleanup_minutes=0, duration_minutes=30, price_minor=6000)
    StaffSkill.objects.create(staff=first, service=trim)
    change = edit_services(
        appointment.pk,
        visit=visit_of((salon.service, first), (trim, first)),
        actor=appointment.customer,
        by_salon=False,
    )
    assert (change.fee.amount, change.refund.amount) == (2000, 0)
    assert amounts(appointment) == (17500, 2000, 19500, 0, 0, 0)


def test_move_to_somebody_cheaper_gives_the_difference_back(paid, appointment, salon, payer):
    second = salon.stylists[1]
    StaffSkill.objects.filter(staff=second, service=salon.cut).update(price_minor=5000)
    reschedule(
        appointment.pk,
        start=TEN_O_CLOCK + HOUR,
        visit=visit_of((salon.service, second), (salon.cut, second)),
        actor=appointment.customer,
        by_salon=False,
    )
    handled(appointment)
    assert payer.seen(paid).refunded == 3000
    assert appointment.events.get(kind="rescheduled").policy["refund_minor"] == 3000


@pytest.fixture
def missed(paid, appointment, time_machine):
    rules(no_show_fee_percent=50)
    time_machine.move_to(TEN_O_CLOCK + HOUR / 2, tick=True)
    mark_no_show(appointment.pk, actor=None)
    return appointment


def test_missed_visit_gives_back_by_a_job_hours_later(missed, paid):
    handled(missed)
    assert outcome_of(paid).refunds == []
    job = DueJob.objects.get(kind=NO_SHOW_JOB)
    assert job.due_at > timezone.now() + 11 * HOUR
    refund_no_show(job.key)
    refund_no_show(job.key)
    assert outcome_of(paid).refunds == [("no_show", 9750, "requested")]


def test_undone_in_time_moves_no_money(missed, paid):
    key = DueJob.objects.get(kind=NO_SHOW_JOB).key
    undo_attendance(missed.pk, actor=None)
    assert not DueJob.objects.filter(kind=NO_SHOW_JOB).exists()
    refund_no_show(key)
    assert outcome_of(paid).refunds == []
    assert amounts(missed) == (19500, 0, 19500, 0, 0, 0)


def test_whole_fee_for_not_coming_plans_nothing(paid, appointment, time_machine):
    rules(no_show_fee_percent=100)
    time_machine.move_to(TEN_O_CLOCK + HOUR / 2, tick=True)
    mark_no_show(appointment.pk, actor=None)
    assert not DueJob.objects.filter(kind=NO_SHOW_JOB).exists()


def test_visit_that_nobody_paid_online_is_due_at_the_salon(appointment):
    confirm_appointment(appointment.pk)
    assert amounts(appointment) == (19500, 0, 0, 0, 0, 19500)
