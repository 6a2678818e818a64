"""A worker is killed at every step of its work: nothing is lost, nothing is done twice."""

from datetime import timedelta
from itertools import count

import pytest
from django_tenants.utils import schema_context

from billing.domain.payments import start_payment, sync_payment
from booking.domain.transitions import cancel_appointment, expire_hold
from booking.models import Appointment
from tests.accounts_factories import UserFactory
from tests.billing.conftest import outcome_of
from tests.billing.payer import Payer
from tests.booking.conftest import NOW, book, make_catalogue
from tests.faults.worker import forget_queue, is_killed, sweep_until_done, work_off


@pytest.fixture
def salon(fresh_database, sandbox, time_machine):
    time_machine.move_to(NOW, tick=True)
    sandbox.set_modes(authentica_balance=10_000)
    forget_queue()
    with schema_context("noor"):
        yield make_catalogue()
    forget_queue()


@pytest.fixture
def paid_visit(salon, sandbox):
    """Make visits that are paid for at the provider, each on another hour, unknown to us."""
    numbers = count()

    def make():
        number = next(numbers)
        start = NOW + timedelta(days=2 + number // 8, hours=2 + number % 8)
        appointment = book(salon, start=start.replace(minute=0), customer=UserFactory())
        payment = start_payment(appointment.pk, customer=appointment.customer)
        Payer(sandbox).pay(payment)
        return payment

    return make


def confirm(salon, payment):
    sync_payment(payment.pk)


def cancel(salon, payment):
    sync_payment(payment.pk)
    work_off()
    cancel_appointment(payment.appointment_id, actor=None, by_salon=True)


def pay_too_late(salon, payment):
    """The hold runs out, somebody else takes the time, then the money arrives."""
    appointment = payment.appointment
    Appointment.objects.filter(pk=appointment.pk).update(hold_expires_at=NOW)
    expire_hold(str(appointment.pk))
    work_off()
    [item] = appointment.items.all()
    book(salon, start=appointment.starts_at, staff=item.staff, customer=UserFactory())
    sync_payment(payment.pk)


CONFIRMED = ("paid", "confirmed", [], 1)
CANCELLED = ("refunded", "cancelled_by_salon", [("cancelled_by_salon", 11500, "done")], 2)
# Told of the end of the hold, then of the money that came too late and goes back.
TOO_LATE = ("refunded", "expired", [("slot_taken", 11500, "done")], 2)


def ended(payment, sandbox):
    """Return payment, appointment, refunds and how many messages reached the customer."""
    outcome = outcome_of(payment)
    assert len(set(outcome.moves)) == len(outcome.moves), "an event was written twice"
    told = sandbox.inbox(payment.appointment.customer.phone_number)
    return outcome.payment, outcome.appointment, outcome.refunds, len(told)


@pytest.mark.parametrize("is_queue_lost", [False, True], ids=["redelivered", "swept"])
@pytest.mark.parametrize(
    ("begin", "end"), [(confirm, CONFIRMED), (cancel, CANCELLED), (pay_too_late, TOO_LATE)]
)
def test_killed_worker_loses_nothing_and_does_nothing_twice(
    salon, sandbox, paid_visit, time_machine, begin, end, is_queue_lost
):
    ends = []
    for step in count():
        payment = paid_visit()
        begin(salon, payment)
        was_killed = is_killed(work_off, at=step)
        if is_queue_lost:
            forget_queue()
        work_off()
        sweep_until_done(time_machine)
        ends.append(ended(payment, sandbox))
        if not was_killed:
            break
    told_again = (*end[:3], end[3] + 1)
    assert len(ends) > 10
    assert [each for each in ends if each not in (end, told_again)] == []
    # Killed between the provider's answer and its own note, a worker cannot know that a message
    # has left: it is sent again rather than never. At one step of each message, nowhere else.
    assert ends.count(told_again) <= end[3]


def test_control_without_sweeps_loses_what_a_killed_worker_held(salon, sandbox, paid_visit):
    """The test above could see a loss."""
    payment = paid_visit()
    confirm(salon, payment)
    assert is_killed(work_off, at=0)
    forget_queue()
    work_off()
    assert ended(payment, sandbox) == ("paid", "confirmed", [], 0)
