"""What anybody reads of a refusal: nothing of breaks, absences, labels and other customers."""

from datetime import time, timedelta

import pytest
from django.utils import translation

from booking.domain.availability.words.public import WORDS, public_refusal, public_rule
from booking.domain.engine.reasons import Refusal, Rule
from booking.errors import NotBookable, SlotTaken
from booking.models import Appointment
from salons.models import BookingRules, StaffBreak, TimeOff
from tests.booking.conftest import TEN_O_CLOCK, book

OF_A_PERSON = [Rule.BOOKED, Rule.BREAK, Rule.TIME_OFF, Rule.NOT_WORKING, Rule.STAFF_DAY_FULL]


@pytest.mark.unit
@pytest.mark.parametrize("rule", Rule)
def test_every_rule_has_public_words(rule):
    assert public_rule(rule) in WORDS


@pytest.mark.unit
@pytest.mark.parametrize("rule", OF_A_PERSON)
def test_what_keeps_a_person_is_taken_whatever_it_is(rule):
    with translation.override("en"):
        refusal = public_refusal([Refusal(rule, staff_id=1, label="surgery")])
    assert type(refusal) is SlotTaken
    assert refusal.data == {"rule": "taken", "reason": "This time is taken."}


@pytest.mark.unit
@pytest.mark.parametrize(
    ("rules", "kind", "told"),
    [
        ([Rule.CLOSED], NotBookable, "closed"),
        ([Rule.WOMEN_ONLY, Rule.BOOKED], SlotTaken, "taken"),
        ([Rule.CLOSES_BEFORE_END, Rule.CLASS_FULL], SlotTaken, "class_full"),
        ([Rule.DAY_FULL], SlotTaken, "day_full"),
        ([Rule.GAP], NotBookable, "gap"),
    ],
)
def test_somebody_who_could_but_is_taken_counts(rules, kind, told):
    refusal = public_refusal([Refusal(rule) for rule in rules])
    assert (type(refusal), refusal.data["rule"]) == (kind, told)


@pytest.mark.parametrize("what", ["break", "absence", "booking"])
def test_refused_booking_is_the_same_whatever_keeps_the_person(catalogue, what):
    sara = catalogue.stylists[0]
    if what == "break":
        StaffBreak.objects.create(
            staff=sara, weekday=6, starts=time(10), ends=time(11), label="surgery"
        )
    elif what == "absence":
        ends_at = TEN_O_CLOCK + timedelta(hours=1)
        TimeOff.objects.create(staff=sara, starts_at=TEN_O_CLOCK, ends_at=ends_at, reason="surgery")
    else:
        book(catalogue, staff=sara)
    before = Appointment.objects.count()
    with translation.override("en"), pytest.raises(SlotTaken) as refused:
        book(catalogue, staff=sara)
    assert refused.value.data == {"rule": "taken", "reason": "This time is taken."}
    assert Appointment.objects.count() == before


def test_refusal_by_a_rule_of_the_salon_names_it(catalogue):
    BookingRules.load()
    BookingRules.objects.update(minimum_notice_minutes=60 * 24 * 14)
    with translation.override("en"), pytest.raises(NotBookable) as refused:
        book(catalogue)
    assert refused.value.data == {
        "rule": "notice",
        "reason": "This is too soon: the salon asks for more notice.",
    }
