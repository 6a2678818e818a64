"""Two customers made one while something happens to one of them, with controls."""

import threading
from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.utils import timezone
from django_tenants.utils import schema_context

from accounts.domain.people import mark_verified
from accounts.enums import OTPPurpose
from accounts.models import User
from audit.models import AuditEntry
from booking.domain import attendance, transitions
from booking.domain.attendance import mark_no_show
from booking.domain.availability import PartRequest, VisitRequest
from booking.domain.customers import merging
from booking.domain.customers.figures import customer_of_salon
from booking.domain.customers.merging import merge_customers
from booking.domain.customers.records import write_notes
from booking.domain.desk.customers import Guest
from booking.domain.desk.visits import DeskVisit, book_for_customer
from booking.domain.waitlist import answering
from booking.domain.waitlist.answering import decline_offer
from booking.domain.waitlist.offering import offer_by_hand
from booking.domain.waitlist.wishes import visit_as_json
from booking.models import Appointment, CustomerRecord, WaitlistEntry
from foundation.writing import changed
from tests.accounts_factories import UserFactory
from tests.booking.conftest import NOW, SUNDAY, TEN_O_CLOCK, book, make_catalogue
from tests.booking.crowds import at_once
from tests.booking.customers.conftest import UNPROVED
from tests.booking.invariants import violations

OWNER = "+966500000001"
HOUR = timedelta(hours=1)


@pytest.fixture
def twice(fresh_database, time_machine):
    """A salon with one customer who was written down twice, a visit each. All is committed."""
    time_machine.move_to(NOW, tick=True)
    with schema_context("noor"):
        salon = make_catalogue()
        salon.owner = User.objects.get(phone_number=OWNER)
        salon.kept, salon.gone = UserFactory(), UserFactory(**UNPROVED)
        for number, person in enumerate((salon.kept, salon.gone)):
            by_phone(salon, person, start=TEN_O_CLOCK, number=number)
            write_notes(person.pk, notes=f"note {number}", tags=[], actor=salon.owner)
    return salon


def by_phone(salon, person, *, start, number=0):
    details = DeskVisit(
        visit=VisitRequest.of(PartRequest(salon.service.pk, salon.stylists[number].pk)),
        guest=Guest(customer=person),
        by=salon.owner,
        vat_rate_percent=15,
    )
    return book_for_customer(details, start)


def merging_of(salon, kept=None, gone=None):
    def job():
        kept_id, gone_id = (kept or salon.kept).pk, (gone or salon.gone).pk
        merge_customers(kept_id=kept_id, gone_id=gone_id, actor=salon.owner)
        return "merged"

    return job


def owners():
    with schema_context("noor"):
        return sorted(Appointment.objects.values_list("customer", flat=True))


def in_between(monkeypatch, name, job):
    """Run a job in a thread of its own as soon as a merge gets to a step; return the thread."""
    step = getattr(merging, name)
    thread = threading.Thread(target=lambda: at_once(job))

    def first_the_job(*args, **kwargs):
        if threading.current_thread() is not thread and thread.ident is None:
            thread.start()
            thread.join(1)
        return step(*args, **kwargs)

    monkeypatch.setattr(merging, name, first_the_job)
    return thread


def proving_and_booking(salon):
    """Return a job: she who is merged away proves her number and books for herself."""

    def job():
        person = User.objects.get(pk=salon.gone.pk)
        mark_verified(person, purpose=OTPPurpose.VERIFY, now=timezone.now())
        book(salon, customer=person, start=TEN_O_CLOCK + 2 * HOUR)
        return "booked"

    return job


def test_own_booking_at_the_moment_of_a_merge_stays_her_own(twice, monkeypatch):
    thread = in_between(monkeypatch, "record_of", proving_and_booking(twice))
    assert at_once(merging_of(twice)) == {"merged": 1}
    thread.join(20)
    assert owners() == sorted([twice.kept.pk, twice.kept.pk, twice.gone.pk])
    assert violations() == {}


def test_control_without_the_persons_lock_gives_her_own_booking_away(twice, monkeypatch):
    monkeypatch.setattr(merging, "lock_person", lambda pk: User.objects.get(pk=pk))
    thread = in_between(monkeypatch, "record_of", proving_and_booking(twice))
    assert at_once(merging_of(twice)) == {"merged": 1}
    thread.join(20)
    assert owners() == [twice.kept.pk] * 3


@pytest.mark.parametrize("round_", range(3))
def test_booking_by_phone_at_the_moment_of_a_merge_is_lost_to_nobody(twice, round_):
    """What comes too late for the merge is of a customer who can be merged again."""

    def booking():
        by_phone(twice, twice.gone, start=TEN_O_CLOCK + HOUR)
        return "booked"

    assert at_once(merging_of(twice), booking) == {"merged": 1, "booked": 1}
    assert len(owners()) == 3
    assert at_once(merging_of(twice)) == {"merged": 1}
    assert (owners(), violations()) == ([twice.kept.pk] * 3, {})


def no_show_of_hers(salon):
    def job():
        mine = Appointment.objects.get(items__staff=salon.stylists[1])
        mark_no_show(mine.pk, actor=salon.owner)
        return "missed"

    return job


@pytest.mark.parametrize("round_", range(3))
def test_no_show_at_the_moment_of_a_merge_counts_for_the_one_who_is_kept(
    twice, time_machine, round_
):
    time_machine.move_to(TEN_O_CLOCK + HOUR, tick=True)
    assert at_once(merging_of(twice), no_show_of_hers(twice)) == {"merged": 1, "missed": 1}
    assert (owners(), violations()) == ([twice.kept.pk] * 2, {})
    with schema_context("noor"):
        assert customer_of_salon(twice.owner, twice.kept.pk).no_shows == 1


def test_control_without_lock_who_writes_all_that_she_read_takes_the_visit_back(
    twice, time_machine, monkeypatch
):
    """The visit was read before the merge and is written after it: whole, it is the other's again.

    The lock is what lets a move read it as it is; naming the fields what keeps it to its own.
    """
    time_machine.move_to(TEN_O_CLOCK + HOUR, tick=True)
    with schema_context("noor"):
        seen = Appointment.objects.get(items__staff=twice.stylists[1])
    assert at_once(merging_of(twice)) == {"merged": 1}
    fields = [field.name for field in Appointment._meta.concrete_fields if not field.primary_key]
    monkeypatch.setattr(attendance, "lock_appointment", lambda pk: seen)
    monkeypatch.setattr(transitions, "changed", lambda row, *_only: changed(row, *fields))
    assert at_once(lambda: mark_no_show(seen.pk, actor=twice.owner) and "missed") == {"missed": 1}
    assert owners() == sorted([twice.kept.pk, twice.gone.pk])


def merged_in_the_log():
    with schema_context("noor"):
        return AuditEntry.objects.filter(additional_data__verb="customers_merged").count()


def test_twins_of_a_merge_do_it_once(twice):
    assert at_once(*[merging_of(twice)] * 4) == {"merged": 4}
    assert (owners(), merged_in_the_log()) == ([twice.kept.pk] * 2, 1)
    with schema_context("noor"):
        assert CustomerRecord.objects.get().notes == "note 0\n\nnote 1"


def meet_at(monkeypatch, name, crowd=2):
    """Let a crowd get to a step of the merge before anybody goes on."""
    step, meeting = getattr(merging, name), threading.Barrier(crowd)

    def together(*args, **kwargs):
        meeting.wait(timeout=20)
        return step(*args, **kwargs)

    monkeypatch.setattr(merging, name, together)


def test_control_without_locks_twins_merge_twice(twice, monkeypatch):
    monkeypatch.setattr(merging, "lock_person", lambda pk: User.objects.get(pk=pk))
    meet_at(monkeypatch, "lock_waiting_of")
    assert at_once(*[merging_of(twice)] * 2) == {"merged": 2}
    assert merged_in_the_log() == 2


def test_merges_in_both_directions_do_one_of_them(twice):
    """Neither of the two ever proved a number: either may be kept."""
    with schema_context("noor"):
        User.objects.filter(pk=twice.kept.pk).update(**UNPROVED)
    opposite = merging_of(twice, kept=twice.gone, gone=twice.kept)
    assert at_once(merging_of(twice), opposite) == {"merged": 1, "not_found": 1}
    assert (len(set(owners())), merged_in_the_log()) == (1, 1)


@pytest.fixture
def offered(twice):
    """She who goes was offered a time before her number was taken from her."""
    with schema_context("noor"):
        visit = VisitRequest.of(PartRequest(twice.service.pk))
        entry = WaitlistEntry.objects.create(
            customer=UserFactory(),
            visit=visit_as_json(visit),
            first_day=SUNDAY,
            last_day=SUNDAY,
        )
        offer = offer_by_hand(entry.pk, TEN_O_CLOCK + 3 * HOUR)
        gone = entry.customer
        User.objects.filter(pk=gone.pk).update(**UNPROVED)
    return SimpleNamespace(offer=offer, gone=gone)


def declining(offered):
    def job():
        decline_offer(offered.offer.pk)
        return "declined"

    return job


def test_merge_and_answer_to_an_offer_wait_for_each_other(twice, offered, monkeypatch):
    thread = in_between(monkeypatch, "lock_appointments_of", declining(offered))
    assert at_once(merging_of(twice, gone=offered.gone)) == {"merged": 1}
    thread.join(20)
    assert owners() == sorted([twice.kept.pk, twice.kept.pk, twice.gone.pk])
    assert violations() == {}


def test_control_without_the_lock_of_the_entries_ends_in_a_deadlock(twice, offered, monkeypatch):
    """The merge has her appointments and wants her entries; the answer the other way round."""
    met = threading.Barrier(2)
    lock, answer = merging.lock_appointments_of, answering.locked_offer

    def lock_then_meet(person_id):
        found = lock(person_id)
        met.wait(timeout=20)
        return found

    def meet_then_lock(*args):
        met.wait(timeout=20)
        return answer(*args)

    monkeypatch.setattr(merging, "lock_waiting_of", lambda pk: [])
    monkeypatch.setattr(merging, "lock_appointments_of", lock_then_meet)
    monkeypatch.setattr(answering, "locked_offer", meet_then_lock)
    outcomes = at_once(merging_of(twice, gone=offered.gone), declining(offered))
    assert outcomes["busy"] == 1
