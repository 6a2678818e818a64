"""Every rule in words, for the people of the salon: names, hours, figures, the owner's labels."""

from datetime import date, time, timedelta

import pytest
from django.utils import translation

from booking.domain.availability import PartRequest, VisitRequest
from booking.domain.availability.words.explaining import explain
from booking.domain.availability.words.reasons import seen_by_colleague
from booking.domain.engine.world import Alignment
from booking.errors import UnknownService, UnknownStaff
from salons.models import (
    BookingRules,
    OpeningHours,
    Resource,
    ResourceType,
    SalonProfile,
    Season,
    SeasonHours,
    Service,
    SpecialDay,
    SpecialHours,
    StaffBreak,
    StaffMember,
    StaffShift,
    StaffSkill,
    TimeOff,
)
from tests.accounts_factories import UserFactory
from tests.booking.conftest import NOW, TEN_O_CLOCK, book
from tests.salons.factories import ServiceFactory, StaffMemberFactory

SUNDAY, HOUR, MINUTE = 6, timedelta(hours=1), timedelta(minutes=1)
NAMES = {"name_ar": "سارة", "name_en": "Sara"}


@pytest.fixture(autouse=True)
def english():
    with translation.override("en"):
        yield


@pytest.fixture
def sara(catalogue):
    """The only one who does the service, which is called Cut."""
    StaffSkill.objects.exclude(staff=catalogue.stylists[0]).delete()
    StaffMember.objects.filter(pk=catalogue.stylists[0].pk).update(**NAMES)
    Service.objects.filter(pk=catalogue.service.pk).update(name_en="Cut")
    return catalogue.stylists[0]


def rules(**changes):
    BookingRules.load()
    BookingRules.objects.update(**changes)


def told(catalogue, start=TEN_O_CLOCK, *, guests=None, **details):
    """Return (rule, sentence) of each reason, without no-break spaces."""
    part = PartRequest(catalogue.service.pk)
    request = VisitRequest(guests or ((part,),), **details)
    return [
        (reason.rule, reason.message.replace("\u00a0", " "))
        for reason in explain(request, start).reasons
    ]


def test_time_that_can_be_booked_has_a_slot_and_no_reason(catalogue, sara):
    found = explain(VisitRequest.of(PartRequest(catalogue.service.pk)), TEN_O_CLOCK)
    assert (found.slot.start, found.slot.parts[0].staff.id, found.reasons) == (
        TEN_O_CLOCK,
        sara.pk,
        [],
    )


def test_past_and_too_soon(catalogue, sara):
    rules(minimum_notice_minutes=120)
    assert told(catalogue, NOW - HOUR) == [("past", "This time is past.")]
    notice = "Visits are booked at least 2 h ahead: now from 11:00 AM on."
    assert told(catalogue, NOW + HOUR) == [("notice", notice)]


def test_notice_of_the_service_counts(catalogue, sara):
    Service.objects.update(minimum_notice_minutes=36 * 60)
    notice = "Visits are booked at least 36 h ahead: now from 9:00 PM on."
    assert told(catalogue) == [("notice", notice)]


def test_same_day_after_the_cutoff(catalogue, sara):
    rules(same_day_cutoff=time(8, 30))
    words = "Visits of the same day are booked until 8:30 AM."
    assert told(catalogue, NOW + 5 * HOUR) == [("same_day_cutoff", words)]
    assert told(catalogue) == []


def test_beyond_the_horizon(catalogue, sara):
    rules(horizon_days=10)
    words = "Visits are booked up to 10 days ahead: now until Tuesday 15 January."
    assert told(catalogue, TEN_O_CLOCK + timedelta(days=20)) == [("horizon", words)]


def test_holiday_with_its_name(catalogue, sara):
    SpecialDay.objects.create(date=date(2030, 1, 6), label_ar="عطلة", label_en="Founding Day")
    words = "The salon is closed on Sunday 6 January: Founding Day."
    assert told(catalogue) == [("holiday", words)]


def test_special_day_with_shorter_hours(catalogue, sara):
    day = SpecialDay.objects.create(date=date(2030, 1, 6), label_ar="جرد", label_en="Stocktaking")
    SpecialHours.objects.create(day=day, starts=time(14), ends=time(18))
    words = "The salon is open 2:00 PM\u20136:00 PM on Sunday 6 January (Stocktaking)."
    assert told(catalogue) == [("closed", words)]


def test_season_closes_mornings(catalogue, sara):
    season = Season.objects.create(
        label_ar="الشتاء", label_en="Winter", calendar="gregorian",
        first_month=1, first_day=1, last_month=1, last_day=31,
    )  # fmt: skip
    SeasonHours.objects.create(season=season, weekday=SUNDAY, starts=time(20), ends=time(2))
    words = "The salon is open 8:00 PM\u20132:00 AM on Sunday 6 January (Winter)."
    assert told(catalogue) == [("closed", words)]


def test_closed_time_names_the_hours_and_a_closed_weekday_the_day(catalogue, sara):
    words = "The salon is open 10:00 AM\u201310:00 PM on Sunday 6 January."
    assert told(catalogue, TEN_O_CLOCK - HOUR) == [("closed", words)]
    OpeningHours.objects.filter(weekday=SUNDAY).delete()
    assert told(catalogue) == [("closed", "The salon is closed on Sunday 6 January.")]


def test_prayer_and_friday_pauses_have_names(catalogue, sara):
    SalonProfile.load()
    SalonProfile.objects.update(latitude="24.71360", longitude="46.67530")
    rules(
        prayer_pause_minutes=30, friday_pause_starts=time(11), friday_pause_ends=time(13),
        slot_step_minutes=5,
    )  # fmt: skip
    dhuhr = "The salon pauses 11:59 AM\u201312:29 PM (Dhuhr prayer)."
    assert told(catalogue, TEN_O_CLOCK + 2 * HOUR + 5 * MINUTE) == [("pause", dhuhr)]
    friday = "The salon pauses 11:00 AM\u20131:00 PM (Friday pause)."
    eleven = TEN_O_CLOCK + timedelta(days=5, hours=1)
    assert told(catalogue, eleven) == [("pause", friday)]
    # The visit would run into the pause.
    assert told(catalogue, eleven - HOUR / 2) == [("pause", friday)]


def test_minute_off_the_grid_names_the_nearest_times(catalogue, sara):
    words = "Visits begin every 15 min. Nearest: 10:00 AM, 10:15 AM."
    assert told(catalogue, TEN_O_CLOCK + 7 * MINUTE) == [("off_grid", words)]
    assert told(catalogue, TEN_O_CLOCK + timedelta(seconds=1))[0][0] == "off_grid"


def test_visit_longer_than_the_day(catalogue, sara):
    words = "The salon closes at 10:00 PM, before the visit would end."
    assert told(catalogue, TEN_O_CLOCK + 11.5 * HOUR) == [("closes_before_end", words)]


def test_full_days(catalogue, sara):
    book(catalogue, start=TEN_O_CLOCK + 5 * HOUR)
    rules(staff_daily_cap=1)
    words = "Sara takes 1 appointment a day and has it on Sunday 6 January."
    assert told(catalogue) == [("staff_day_full", words)]
    rules(salon_daily_cap=1)
    words = "Sunday 6 January is full: the salon takes 1 appointment a day."
    assert told(catalogue) == [("day_full", words)]


def test_break_with_and_without_a_label(catalogue, sara):
    lunch = StaffBreak.objects.create(staff=sara, weekday=SUNDAY, starts=time(10), ends=time(11))
    words = "Sara has a break 10:00 AM\u201311:00 AM"
    assert told(catalogue) == [("break", f"{words}.")]
    lunch.label = "lunch"
    lunch.save()
    assert told(catalogue) == [("break", f"{words} (lunch).")]


@pytest.mark.parametrize(
    ("hours", "until"), [(6, "4:00 PM"), (30, "Monday 7 January, 4:00 PM")], ids=["day", "longer"]
)
def test_absence_with_its_reason(catalogue, sara, hours, until):
    away = TimeOff.objects.create(
        staff=sara, starts_at=TEN_O_CLOCK, ends_at=TEN_O_CLOCK + hours * HOUR, reason="sick leave"
    )
    assert told(catalogue) == [("time_off", f"Sara is off until {until}: sick leave.")]
    away.reason = ""
    away.save()
    assert told(catalogue) == [("time_off", f"Sara is off until {until}.")]


def test_person_who_works_at_other_hours_or_days(catalogue, sara):
    StaffShift.objects.create(staff=sara, weekday=SUNDAY, starts=time(16), ends=time(20))
    words = "Sara works 4:00 PM\u20138:00 PM on Sunday 6 January."
    assert told(catalogue) == [("not_working", words)]
    tomorrow = TEN_O_CLOCK + timedelta(days=1)
    words = "Sara does not work on Monday 7 January."
    assert told(catalogue, tomorrow) == [("not_working", words)]


def test_booked_person_with_the_whole_time_that_is_taken(catalogue, sara):
    book(catalogue)
    book(catalogue, start=TEN_O_CLOCK + HOUR, customer=UserFactory())
    words = "Sara is booked 10:00 AM\u201312:00 PM."
    assert told(catalogue, TEN_O_CLOCK + HOUR / 2) == [("booked", words)]


def test_man_for_a_service_by_women(catalogue, sara):
    StaffMember.objects.update(gender="men")
    Service.objects.update(women_staff_only=True)
    words = "“Cut” is offered with the women of the team, not with Sara."
    assert told(catalogue) == [("women_only", words)]


def test_service_that_nobody_does(catalogue):
    service = ServiceFactory(name_en="Henna")
    guests = ((PartRequest(service.pk),),)
    assert told(catalogue, guests=guests) == [("nobody", "Nobody of the team does “Henna”.")]


def test_full_class_with_its_places(catalogue, sara):
    Service.objects.update(capacity=2)
    for _place in range(2):
        book(catalogue, customer=UserFactory())
    words = "The class “Cut” with Sara is full: it has 2 places."
    assert told(catalogue) == [("class_full", words)]


def test_room_that_is_taken_or_missing(catalogue, sara):
    kind = ResourceType.objects.create(name_ar="غرفة مساج", name_en="massage room")
    Service.objects.update(resource_type=kind)
    words = "“Cut” needs this, and the salon has none: massage room."
    assert told(catalogue) == [("resource", words)]
    Resource.objects.create(type=kind, name="Room 1")
    book(catalogue)
    StaffMemberFactory(services=[catalogue.service], name_en="Amal")
    assert told(catalogue) == [
        ("booked", "Sara is booked 10:00 AM\u201311:00 AM."),
        ("resource", "“Cut” needs this, and none is free: massage room."),
    ]


def test_services_that_cannot_follow_one_another(catalogue, sara):
    TimeOff.objects.create(
        staff=sara, starts_at=TEN_O_CLOCK + HOUR, ends_at=TEN_O_CLOCK + 2 * HOUR, reason="errand"
    )
    part = PartRequest(catalogue.service.pk)
    request = VisitRequest.of(part, part)
    [reason] = explain(request, TEN_O_CLOCK).reasons
    assert (reason.rule, reason.guest, reason.position, reason.staff.name, reason.label) == (
        "time_off",
        0,
        1,
        "Sara",
        "errand",
    )
    assert (reason.starts, reason.until) == (TEN_O_CLOCK + HOUR, TEN_O_CLOCK + 2 * HOUR)


@pytest.mark.parametrize("alignment", Alignment)
def test_guests_who_cannot_be_served_side_by_side(catalogue, sara, alignment):
    part = PartRequest(catalogue.service.pk)
    words = "The guests cannot all be served side by side at this time."
    assert told(catalogue, guests=((part,), (part,)), alignment=alignment) == [("together", words)]


def test_gap_and_ready_by(catalogue, sara):
    rules(best_times="only")
    words = "A gap too short for any service would be left: less than 1 h."
    assert told(catalogue, TEN_O_CLOCK + HOUR / 2) == [("gap", words)]
    ready_by = TEN_O_CLOCK + HOUR / 2
    words = "The visit would end at 11:00 AM, after 10:30 AM."
    assert told(catalogue, ready_by=ready_by) == [("ready_by", words)]


def test_each_person_has_a_reason_of_her_own(catalogue, sara):
    amal = StaffMemberFactory(services=[catalogue.service], name_en="Amal")
    book(catalogue, staff=sara)
    TimeOff.objects.create(staff=amal, starts_at=TEN_O_CLOCK, ends_at=TEN_O_CLOCK + HOUR)
    assert told(catalogue) == [
        ("booked", "Sara is booked 10:00 AM\u201311:00 AM."),
        ("time_off", "Amal is off until 11:00 AM."),
    ]


def test_what_customers_are_not_offered_is_a_reason(catalogue, sara):
    mona = StaffMemberFactory(name_en="Mona")
    wish = ((PartRequest(catalogue.service.pk, mona.pk),),)
    assert told(catalogue, guests=wish) == [("not_skilled", "Mona does not do “Cut”.")]
    StaffMember.objects.update(is_bookable_online=False)
    assert told(catalogue, guests=wish) == [("not_online", "Mona is not bookable online.")]
    Service.objects.update(is_bookable_online=False)
    assert told(catalogue) == [("not_online", "“Cut” is not bookable online.")]


def test_what_the_salon_does_not_have_is_an_error(catalogue, sara):
    with pytest.raises(UnknownService):
        told(catalogue, guests=((PartRequest(999_999),),))
    with pytest.raises(UnknownStaff):
        told(catalogue, guests=((PartRequest(catalogue.service.pk, 999_999),),))


def test_colleague_reads_her_own_reasons_alone(catalogue, sara):
    amal = StaffMemberFactory(services=[catalogue.service], name_en="Amal")
    for member in (sara, amal):
        TimeOff.objects.create(
            staff=member, starts_at=TEN_O_CLOCK, ends_at=TEN_O_CLOCK + HOUR, reason="surgery"
        )
    reasons = explain(VisitRequest.of(PartRequest(catalogue.service.pk)), TEN_O_CLOCK).reasons
    seen = seen_by_colleague(reasons, [amal.pk])
    assert [(r.rule, r.message.replace("\u00a0", " "), r.staff and r.staff.name) for r in seen] == [
        ("taken", "This time is taken.", None),
        ("time_off", "Amal is off until 11:00 AM: surgery.", "Amal"),
    ]


def test_words_are_in_the_language_of_the_reader(catalogue, sara):
    with translation.override("ar"):
        book(catalogue)
        [(rule, words)] = told(catalogue)
    assert (rule, "سارة" in words, "10:00 ص" in words) == ("booked", True, True)
