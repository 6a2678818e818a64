"""A freed time goes to the first who waits for it, is held for her, and then to the next."""

from datetime import time, timedelta

import pytest

from booking.domain.transitions import write_event
from booking.domain.waitlist import looking
from booking.enums import EventKind, Source
from booking.models import Appointment, CustomerRecord, DueJob, TimeBlock, WaitlistOffer
from booking.outbox import handle_event
from notifications.models import Message
from salons.models import BookingRules
from tenants.models import Tenant
from tests.accounts_factories import UserFactory
from tests.booking.conftest import NOW, SUNDAY, TEN_O_CLOCK, book
from tests.booking.waitlist.waiting import (
    MONDAY,
    MONDAY_AT_TEN,
    free,
    join,
    make_small_salon,
    offer_to,
    settle,
    state,
    take,
    visit_of,
)
from tests.salons.factories import open_every_day

OFFER = timedelta(minutes=20)


def held_for(customer):
    found = Appointment.objects.filter(customer=customer)
    return list(found.values_list("status", "source", "starts_at", "hold_expires_at"))


def test_freed_time_is_held_for_the_first(salon, entry):
    second = join(salon)
    free(salon.taken)
    held = ("held", Source.WAITLIST, TEN_O_CLOCK, NOW + OFFER)
    assert held_for(entry.customer) == [held]
    assert (state(entry), state(second)) == (("offered", ["open"]), ("waiting", []))


def test_offer_is_told_once_with_its_link(salon, entry):
    free(salon.taken)
    settle()
    message = Message.objects.get(template="waitlist.offer")
    assert message.phone_number == entry.customer.phone_number
    assert message.text.startswith(
        "Noor Salon: a time has become free for you: Sunday 6 January 2030, 10:00 AM."
        " It is kept until 9:20\u00a0AM: http://noor.localhost"
    )
    assert message.text.endswith(f"/en/offer/{message.text.rsplit('/', 2)[1]}/")


def test_offer_that_is_not_answered_goes_to_the_next(salon, entry, time_machine):
    second = join(salon)
    free(salon.taken)
    time_machine.move_to(NOW + OFFER, tick=False)
    settle()
    assert state(entry) == ("waiting", ["lapsed"])
    assert state(second) == ("offered", ["open"])


def test_time_goes_round_once_and_is_then_free_for_everybody(salon, entry, time_machine):
    second = join(salon)
    free(salon.taken)
    for number in range(1, 8):
        time_machine.move_to(NOW + number * timedelta(minutes=7), tick=False)
        settle()
    assert WaitlistOffer.objects.count() == 2
    assert (state(entry), state(second)) == (("waiting", ["lapsed"]),) * 2
    assert book(salon, customer=UserFactory()).starts_at == TEN_O_CLOCK


def test_lapsed_offer_is_not_told_as_an_unpaid_time(salon, entry, time_machine):
    free(salon.taken)
    Message.objects.all().delete()
    time_machine.move_to(NOW + OFFER, tick=False)
    settle()
    assert list(Message.objects.values_list("template", flat=True)) == []


def test_three_offers_without_an_answer_are_the_last(salon, time_machine):
    entry = join_for_days(salon, 4)
    for number in range(4):
        free(Appointment.objects.get(starts_at=TEN_O_CLOCK + timedelta(days=number)))
        time_machine.move_to(NOW + (number + 1) * OFFER, tick=False)
        settle()
    assert state(entry) == ("lapsed", ["lapsed"] * 3)


def join_for_days(salon, count):
    for number in range(1, count):
        take(salon, start=TEN_O_CLOCK + timedelta(days=number))
    return join(salon, days=(SUNDAY, SUNDAY + timedelta(days=count - 1)))


def test_other_days_are_nobodys_business(salon, entry):
    monday = take(salon, start=MONDAY_AT_TEN)
    free(monday)
    assert state(entry) == ("waiting", [])


def test_time_outside_her_hours_is_passed_to_the_next(salon):
    picky = join(salon, hours=(time(15), time(18)))
    easy = join(salon)
    free(salon.taken)
    assert (state(picky), state(easy)) == (("waiting", []), ("offered", ["open"]))


def test_blocked_and_unproved_people_are_passed_over(salon, entry):
    unproved, third = join(salon), join(salon)
    CustomerRecord.objects.create(customer=entry.customer, is_blocked=True)
    user = unproved.customer
    user.is_active = False
    user.save(update_fields=["is_active"])
    free(salon.taken)
    assert [state(each)[0] for each in (entry, unproved, third)] == [
        *("waiting", "waiting", "offered")
    ]


@pytest.mark.parametrize(("ahead", "offers"), [(79, 0), (80, 1)])
def test_time_is_offered_only_where_notice_is_left_after_the_answer(
    salon, entry, time_machine, ahead, offers
):
    BookingRules.objects.update(minimum_notice_minutes=60)
    time_machine.move_to(TEN_O_CLOCK - timedelta(minutes=ahead), tick=False)
    BookingRules.objects.update(waitlist_quiet_until="07:00")
    free(salon.taken)
    assert WaitlistOffer.objects.count() == offers


def test_quiet_hours_keep_the_offer_for_the_morning(salon, time_machine):
    entry = join(salon, days=(MONDAY, MONDAY)) if take(salon, start=MONDAY_AT_TEN) else None
    monday = Appointment.objects.get(starts_at=MONDAY_AT_TEN)
    time_machine.move_to(NOW + timedelta(hours=14), tick=False)  # 23:00
    free(monday)
    assert state(entry) == ("waiting", [])
    time_machine.move_to(NOW + timedelta(hours=24), tick=False)  # 9:00
    settle()
    assert state(entry) == ("offered", ["open"])


def test_time_that_somebody_books_in_the_night_is_not_offered(salon, time_machine):
    monday = take(salon, start=MONDAY_AT_TEN)
    entry = join(salon, days=(MONDAY, MONDAY))
    time_machine.move_to(NOW + timedelta(hours=14), tick=False)
    free(monday)
    take(salon, start=MONDAY_AT_TEN)
    time_machine.move_to(NOW + timedelta(hours=24), tick=False)
    settle()
    assert state(entry) == ("waiting", [])


def test_look_goes_on_behind_those_it_looked_at(salon, monkeypatch):
    monkeypatch.setattr(looking, "ENTRIES_PER_RUN", 2)
    for _ in range(4):
        join(salon, hours=(time(15), time(18)))
    last = join(salon)
    free(salon.taken)
    assert state(last) == ("offered", ["open"])


def test_longer_hours_are_found_by_the_round(salon, entry, time_machine):
    settle()
    open_every_day(time(10), time(12))
    time_machine.move_to(NOW + looking.ROUND_EVERY, tick=False)
    settle()
    assert offer_to(entry).appointment.starts_at == TEN_O_CLOCK + timedelta(hours=1)


def test_round_ends_with_the_last_who_waits(salon, entry, time_machine):
    time_machine.move_to(NOW + timedelta(days=3), tick=False)
    settle()
    assert (state(entry), DueJob.objects.count()) == (("lapsed", []), 0)


def test_closed_salon_has_no_list(salon, entry, in_noor):
    looking.time_freed(SUNDAY, SUNDAY)
    Tenant.objects.filter(pk=in_noor.pk).update(status="closed", next_move_at=NOW)
    settle()
    assert (state(entry), DueJob.objects.count()) == (("lapsed", []), 0)


def test_service_that_is_not_offered_any_more_is_waited_for_in_vain(salon, entry):
    salon.service.is_archived = True
    salon.service.save()
    free(salon.taken)
    assert state(entry) == ("waiting", [])


def test_somebody_who_waits_for_a_person_gets_that_person(in_noor, frozen_now):
    salon = make_small_salon(people=2)
    other = take(salon, staff=next(s for s in salon.stylists if s.pk != first_of(salon).pk))
    wanted = first_of(salon)
    entry = join(salon, visit=visit_of(salon, wanted))
    free(other)
    assert state(entry) == ("waiting", [])
    free(salon.taken)
    assert offer_to(entry).appointment.items.get().staff_id == wanted.pk


def first_of(salon):
    """Return who does the visit that is booked."""
    return next(s for s in salon.stylists if s.pk == salon.taken.items.get().staff_id)


def test_nobody_waits_and_a_freed_time_costs_one_look(salon, django_assert_num_queries):
    with django_assert_num_queries(1):
        looking.time_freed(SUNDAY, SUNDAY)
    assert DueJob.objects.count() == 0


@pytest.mark.parametrize("count", [1, 3])
def test_look_reads_the_salon_once_for_the_same_wish(salon, count, django_assert_num_queries):
    for _ in range(count):
        join(salon, hours=(time(15), time(18)))
    with django_assert_num_queries(8):
        looking.look(looking.Asked(SUNDAY, SUNDAY).key)


def test_suspended_salon_is_asked_again_later(salon, entry, in_noor):
    Tenant.objects.filter(pk=in_noor.pk).update(status="suspended")
    key = looking.Asked(SUNDAY, SUNDAY).key
    assert looking.look(key) == NOW + looking.CLOSED_PAUSE


def test_removed_block_is_looked_after(salon, entry):
    block = TimeBlock.objects.create(
        staff=salon.stylists[0],
        starts_at=TEN_O_CLOCK,
        ends_at=TEN_O_CLOCK + timedelta(hours=1),
        created_by=UserFactory(),
    )
    settle()
    block.delete()
    assert DueJob.objects.filter(kind=looking.LOOK_JOB).exists()


@pytest.mark.parametrize("kind", [EventKind.RESCHEDULED, EventKind.EDITED])
def test_visit_that_was_moved_frees_the_day_that_it_was_on(salon, entry, kind):
    before = {"start": TEN_O_CLOCK.isoformat(), "end": (TEN_O_CLOCK + OFFER).isoformat()}
    settle()
    monday = take(salon, start=MONDAY_AT_TEN)
    event = write_event(monday, kind, data={"before": before})
    handle_event(str(event.pk))
    assert DueJob.objects.filter(kind=looking.LOOK_JOB, key__endswith="2030-01-06/").exists()
