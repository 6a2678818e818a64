"""The list under load and after crashes, with controls that show what the guards are for."""

from datetime import time, timedelta

import pytest
from django_tenants.utils import schema_context

from booking import jobs
from booking.domain.transitions import cancel_appointment
from booking.domain.waitlist import answering, joining, looking, offering
from booking.domain.waitlist.answering import accept_offer, decline_offer
from booking.domain.waitlist.leaving import withdraw_entry
from booking.models import Appointment, DueJob, WaitlistEntry, WaitlistOffer
from notifications.models import Message
from tests.accounts_factories import UserFactory
from tests.booking.conftest import NOW, SUNDAY, TEN_O_CLOCK, book
from tests.booking.crowds import at_once
from tests.booking.waitlist.waiting import (
    free,
    join,
    make_small_salon,
    offer_to,
    settle,
    state,
    take,
)

LOOK = looking.Asked(SUNDAY, SUNDAY).key
MANY = 8


@pytest.fixture
def salon(fresh_database, time_machine):
    """Two times on Sunday, both taken; two people who wait. All of it is committed."""
    time_machine.move_to(NOW, tick=False)
    with schema_context("noor"):
        salon = make_small_salon(until=time(12))
        second = take(salon, start=TEN_O_CLOCK + timedelta(hours=1))
        salon.taken = [salon.taken, second]
        salon.entries = [join(salon) for _ in range(2)]
        settle()
    return salon


def open_up(salon, count):
    """Free some of Sunday and plan the look, without running it."""
    with schema_context("noor"):
        for appointment in salon.taken[:count]:
            cancel_appointment(appointment.pk, actor=None, by_salon=True)
        looking.time_freed(SUNDAY, SUNDAY)


def looking_job():
    jobs.run_job(looking.LOOK_JOB, LOOK)
    return "looked"


def counts():
    """Return (offers, held appointments, messages of offers)."""
    with schema_context("noor"):
        return (
            WaitlistOffer.objects.count(),
            Appointment.objects.filter(status="held").count(),
            Message.objects.filter(template="waitlist.offer").count(),
        )


def test_job_that_runs_many_times_at_once_offers_once(salon):
    open_up(salon, 1)
    outcomes = at_once(*[looking_job] * MANY)
    assert (outcomes["looked"] + outcomes["busy"], counts()) == (MANY, (1, 1, 1))


def test_without_the_lock_of_the_entry_both_runs_offer_to_her(salon, monkeypatch):
    """The control: both see her waiting; only the constraint keeps her from two offers."""
    open_up(salon, 2)
    entry = salon.entries[0]
    monkeypatch.setattr(
        offering, "lock_waiting", lambda pk: WaitlistEntry.objects.filter(pk=pk).first()
    )
    outcomes = at_once(*(offer_at(entry, hour) for hour in range(2)))
    # The database has the last word: one open offer for an entry.
    assert (outcomes["offered"], outcomes["broken"]) == (1, 1)


def test_two_times_at_once_are_not_offered_to_the_same(salon):
    open_up(salon, 2)
    outcomes = at_once(*(offer_at(salon.entries[0], hour) for hour in range(2)))
    assert (outcomes, counts()) == ({"offered": 1, "nothing": 1}, (1, 1, 1))


def offer_at(entry, hour):
    from django.db import IntegrityError

    def job():
        try:
            made = offering.offer_time(entry.pk, TEN_O_CLOCK + timedelta(hours=hour))
        except IntegrityError:
            return "broken"
        return "offered" if made else "nothing"

    return job


def test_two_freed_times_go_to_two_people(salon):
    open_up(salon, 2)
    at_once(looking_job, looking_job)
    with schema_context("noor"):
        settle()
        assert [state(each)[0] for each in salon.entries] == ["offered", "offered"]
        starts = Appointment.objects.filter(status="held").values_list("starts_at", flat=True)
        assert len(set(starts)) == 2


def test_offer_and_booking_of_somebody_else_do_not_both_get_it(salon):
    open_up(salon, 1)
    with schema_context("noor"):
        customer = UserFactory()

    def booking():
        book(salon, customer=customer)
        return "booked"

    outcomes = at_once(looking_job, booking)
    with schema_context("noor"):
        blocking = Appointment.objects.filter(starts_at=TEN_O_CLOCK).exclude(
            status="cancelled_by_salon"
        )
        assert (blocking.count(), outcomes["looked"]) == (1, 1)


def offered(salon):
    open_up(salon, 1)
    with schema_context("noor"):
        looking_job()
        return offer_to(salon.entries[0])


def answer(function, *args, **details):
    def job():
        function(*args, **details)
        return function.__name__

    return job


@pytest.mark.parametrize("other", ["decline", "withdraw", "expire"])
def test_answer_and_its_contrary_are_one_of_the_two(salon, other, time_machine):
    offer, entry = offered(salon), salon.entries[0]
    contrary = {
        "decline": answer(decline_offer, offer.pk),
        "withdraw": answer(withdraw_entry, entry.pk, customer=entry.customer),
        "expire": answer(cancel_appointment, offer.appointment_id, actor=None, by_salon=True),
    }[other]
    outcomes = at_once(answer(accept_offer, offer.pk), contrary)
    with schema_context("noor"):
        status = Appointment.objects.get(pk=offer.appointment_id).status
        settle()
        found = state(entry)[0]
    if status == "pending_payment":
        assert (found, outcomes["accept_offer"]) == ("booked", 1)
    else:
        assert status.startswith("cancelled")
        assert found != "booked" or other == "expire"


def test_accepting_twice_at_once_moves_it_once(salon):
    offer = offered(salon)
    assert at_once(*[answer(accept_offer, offer.pk)] * 4) == {"accept_offer": 4}
    with schema_context("noor"):
        moves = offer.appointment.events.filter(to_status="pending_payment")
        assert moves.count() == 1


def test_without_locks_accepting_and_declining_both_pass_the_check(salon, monkeypatch):
    """The control: each reads the open offer before the other has written, and neither is told.

    Both happen, or the database finds them in a deadlock.
    """
    import threading

    offer, meeting = offered(salon), threading.Barrier(2)

    def unlocked(offer, entry):
        found = answering.LockedOffer(
            offer, entry, Appointment.objects.get(pk=offer.appointment_id)
        )
        meeting.wait(timeout=10)
        return found

    monkeypatch.setattr(
        answering, "lock_waiting", lambda pk: WaitlistEntry.objects.filter(pk=pk).first()
    )
    monkeypatch.setattr(answering, "locked_offer", unlocked)
    outcomes = at_once(answer(accept_offer, offer.pk), answer(decline_offer, offer.pk))
    assert outcomes["accept_offer"] + outcomes["decline_offer"] >= 1
    assert outcomes["offer_gone"] == 0


def test_withdrawn_while_being_offered_keeps_nothing(salon):
    open_up(salon, 1)
    entry = salon.entries[0]
    at_once(looking_job, answer(withdraw_entry, entry.pk, customer=entry.customer))
    with schema_context("noor"):
        settle()
        held = Appointment.objects.filter(status="held")
        assert state(entry)[0] == "withdrawn"
        assert [each.customer_id for each in held] == [salon.entries[1].customer_id]


def joining_of(salon, customer, number):
    def job():
        join(salon, customer, hours=(time(6), time(15, number)))
        return "joined"

    return job


def test_many_wishes_at_once_keep_to_the_limit(salon):
    with schema_context("noor"):
        customer = UserFactory()
    outcomes = at_once(*(joining_of(salon, customer, number) for number in range(MANY)))
    assert outcomes == {"joined": joining.MAX_ENTRIES, "too_many_waiting": MANY - 3}


def test_without_the_lock_of_the_customer_the_limit_is_passed(salon, monkeypatch):
    """The control: all count before anybody writes."""
    import threading

    meeting = threading.Barrier(5)
    monkeypatch.setattr(joining, "lock_waiting_customer", lambda pk: None)
    monkeypatch.setattr(joining, "_is_same", lambda each, wanted: False)
    saved = WaitlistEntry.save

    def save_together(entry, **options):
        if options.get("force_insert"):
            meeting.wait(timeout=10)
        return saved(entry, **options)

    monkeypatch.setattr(WaitlistEntry, "save", save_together)
    with schema_context("noor"):
        customer = UserFactory()
    outcomes = at_once(*(joining_of(salon, customer, number) for number in range(5)))
    assert outcomes["joined"] > joining.MAX_ENTRIES


def test_worker_that_dies_between_hold_and_message_leaves_neither(salon, monkeypatch):
    open_up(salon, 1)

    class Killed(BaseException):
        pass

    def die(**message):
        raise Killed

    with monkeypatch.context() as broken, schema_context("noor"):
        broken.setattr(offering, "queue_message", die)
        with pytest.raises(Killed):
            looking_job()
    assert counts() == (0, 0, 0)
    with schema_context("noor"):
        assert DueJob.objects.filter(kind=looking.LOOK_JOB, key=LOOK).exists()
        looking_job()
    assert counts() == (1, 1, 1)


def test_two_salons_offer_each_their_own(salon):
    with schema_context("reem"):
        other = make_small_salon()
        entry = join(other)
        free(other.taken)
        assert state(entry) == ("offered", ["open"])
    with schema_context("noor"):
        assert [state(each)[0] for each in salon.entries] == ["waiting", "waiting"]
    assert counts() == (0, 0, 0)
