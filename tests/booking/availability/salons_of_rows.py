"""Random small salons as real rows of the current schema."""

from datetime import UTC, date, datetime, time, timedelta
from types import SimpleNamespace
from zoneinfo import ZoneInfo

from django.contrib.auth import get_user_model
from hypothesis import strategies as st
from psycopg.types.range import TimestamptzRange

from booking.domain.availability import PartRequest, VisitRequest
from booking.domain.engine.world import Alignment
from booking.enums import AppointmentStatus
from booking.models import Appointment, AppointmentItem, ClassSession, Occupancy
from foundation.ids import reference_code
from salons.models import (
    AddOn,
    BookingRules,
    ExtraHours,
    OpeningHours,
    Resource,
    ResourceType,
    SalonProfile,
    Season,
    SeasonHours,
    SpecialDay,
    SpecialHours,
    StaffBreak,
    StaffShift,
    StaffSkill,
    TimeOff,
    Weekday,
)
from tests.accounts_factories import UserFactory
from tests.salons.factories import ServiceFactory, StaffMemberFactory

# Zone, a day on or beside its switch of the clock; Riyadh in Ramadan 1451 and out of it.
PLACES = [
    ("Asia/Riyadh", date(2030, 1, 6)),
    ("Asia/Riyadh", date(2030, 3, 8)),
    ("Africa/Cairo", date(2030, 4, 25)),
    ("Africa/Cairo", date(2030, 4, 26)),
    ("Africa/Cairo", date(2030, 10, 31)),
    ("Europe/London", date(2030, 3, 31)),
    ("Europe/London", date(2030, 10, 26)),
    ("Europe/London", date(2030, 10, 27)),
    ("America/New_York", date(2030, 3, 10)),
    ("America/New_York", date(2030, 11, 3)),
    ("Australia/Lord_Howe", date(2030, 4, 7)),
    ("Australia/Lord_Howe", date(2030, 10, 6)),
    ("Asia/Kathmandu", date(2030, 5, 3)),
    ("Pacific/Apia", date(2030, 6, 7)),
    ("Pacific/Pago_Pago", date(2030, 6, 7)),
]
# From, until: days, evenings past midnight, around the clock.
HOURS = [
    *[("10:00", "14:00"), ("09:00", "17:00"), ("12:00", "20:00"), ("16:00", "22:30")],
    *[("21:00", "03:00"), ("22:30", "05:00"), ("00:00", "04:00"), ("01:30", "06:00")],
    *[("00:00", "00:00"), ("18:00", "00:00"), ("23:00", "02:30")],
]
SHORT = [
    *[("12:00", "12:30"), ("13:10", "13:50"), ("22:00", "22:45"), ("23:30", "00:30")],
    *[("01:00", "02:00"), ("02:15", "02:45"), ("00:00", "01:00")],
]
rare = st.sampled_from([False] * 4 + [True])
quarters = st.integers(-24 * 4, 48 * 4).map(lambda n: n * 15)
odd_minutes = st.integers(-24 * 12, 48 * 12).map(lambda n: n * 5) | st.integers(-1440, 2880)


def weekly(choices, *, most=2):
    """Return intervals of a week: the same on all days, or each its own."""
    day = st.lists(st.sampled_from(choices), max_size=most, unique_by=lambda pair: pair[0])
    same = day.map(lambda pairs: [(d, *pair) for d in Weekday.values for pair in pairs])
    own = st.tuples(*[day] * 7).map(
        lambda days: [
            (d, *pair) for d, pairs in zip(Weekday.values, days, strict=True) for pair in pairs
        ]
    )
    return same | same | own


@st.composite
def plans(draw):
    """Return what ``write_salon`` writes and the visit that is asked for."""
    zone, day = draw(st.sampled_from(PLACES))
    return SimpleNamespace(
        zone=zone,
        day=day,
        asked=draw(odd_minutes) // 3,
        hours=draw(weekly(HOURS)),
        special=draw(st.none() | st.lists(st.sampled_from(HOURS), max_size=2, unique_by=min)),
        special_on=draw(st.integers(-1, 2)),
        seasons=draw(st.lists(seasons(), max_size=2)) if draw(rare) else [],
        rules=draw(rules()),
        coordinates=draw(st.sampled_from([(None, None), (24.7136, 46.6753), (-31.55, 159.08)])),
        offset=draw(st.sampled_from([0, 0, 0, -1, 1])),
        units=draw(st.integers(0, 2)),
        services=draw(st.lists(services(), min_size=1, max_size=3)),
        add_on=draw(st.sampled_from([0, 10, 25])),
        team=draw(st.lists(people(), min_size=1, max_size=3)),
        stretches=draw(st.lists(stretches(), max_size=6)),
        classes=draw(st.lists(classes(), max_size=2)),
        visit=draw(visits()),
    )


def seasons():
    months, days = st.integers(1, 12), st.sampled_from([1, 15, 29, 30])
    ends = st.tuples(months, days, months, days)
    near = st.sampled_from([(8, 1, 9, 30), (9, 1, 10, 3), (9, 2, 9, 30), (11, 1, 10, 30)])
    return st.tuples(st.sampled_from(["hijri", "gregorian"]), ends | near, weekly(HOURS))


def rules():
    caps = st.sampled_from([None, None, None, 1, 2])
    return st.fixed_dictionaries(
        {
            "slot_step_minutes": st.sampled_from([10, 15, 15, 20, 30, 60]),
            "minimum_notice_minutes": st.sampled_from([0, 60, 600]),
            "horizon_days": st.sampled_from([1, 2, 60]),
            "same_day_cutoff": st.sampled_from([None, None, time(12), time(1)]),
            "salon_daily_cap": caps,
            "staff_daily_cap": caps,
            "longest_wait_minutes": st.sampled_from([0, 5, 15]),
            "anybody": st.sampled_from(["least_busy", "order", "rotation"]),
            "prayer_pause_minutes": st.sampled_from([0, 0, 20]),
            "friday": st.sampled_from([None, None, ("12:00", "13:30"), ("23:30", "00:30")]),
        }
    )


def services():
    return st.fixed_dictionaries(
        {
            "duration_minutes": st.sampled_from([15, 30, 45, 60, 120]),
            "processing_minutes": st.sampled_from([0, 0, 0, 20, 60]),
            "finishing_minutes": st.sampled_from([0, 0, 15]),
            "buffer_before_minutes": st.sampled_from([0, 0, 5, 30]),
            "cleanup_minutes": st.sampled_from([0, 0, 10]),
            "capacity": st.sampled_from([1, 1, 1, 2, 3]),
            "women_staff_only": rare,
            "needs_room": rare | st.booleans(),
            "minimum_notice_minutes": st.sampled_from([None, None, None, 0, 300]),
            "horizon_days": st.sampled_from([None, None, None, 1]),
        }
    )


@st.composite
def people(draw):
    offs = st.lists(st.tuples(odd_minutes, st.sampled_from([7, 60, 400])), max_size=1)
    return SimpleNamespace(
        gender=draw(st.sampled_from(["women", "women", "men"])),
        skills=draw(st.lists(st.booleans(), min_size=3, max_size=3)),
        own=draw(st.sampled_from([None, None, 20, 50])),
        shifts=draw(st.just([]) | weekly(HOURS)),
        breaks=draw(st.just([]) | weekly(SHORT)),
        off=draw(offs),
        extra=draw(offs),
        cap=draw(st.sampled_from([None, None, None, 1])),
        online=not draw(rare),
    )


def stretches():
    """Something taken: whose (person or unit), from when, for how long."""
    lengths = st.sampled_from([15, 45, 60, 180]) | st.integers(1, 90)
    return st.tuples(st.booleans(), st.integers(0, 2), odd_minutes, lengths)


def classes():
    return st.tuples(st.integers(0, 2), st.integers(0, 2), quarters, st.integers(1, 3))


def visits():
    part = st.tuples(st.integers(0, 2), st.sampled_from([None, None, 0, 1]), rare)
    one = st.lists(part, min_size=1, max_size=3).map(lambda parts: [parts])
    two = st.lists(st.lists(part, min_size=1, max_size=2), min_size=2, max_size=2)
    return st.tuples(one | one | two, st.sampled_from(Alignment), st.none() | st.none() | quarters)


def write_salon(plan):
    """Write the salon; return (VisitRequest, now), or None where nobody does what is wanted."""
    zone = ZoneInfo(plan.zone)
    midnight = datetime.combine(plan.day, time(0), zone).astimezone(UTC)
    _write_hours(plan)
    menu, team, units, add_on = _write_catalogue(plan)
    for number, member in enumerate(plan.team):
        _write_person(team[number], member, menu, midnight)
    _write_bookings(plan, menu, team, units, midnight)
    return _request(plan, menu, team, add_on, midnight), midnight + timedelta(minutes=plan.asked)


def _write_hours(plan):
    profile, rules = SalonProfile.load(), BookingRules.load()
    profile.time_zone, profile.hijri_offset_days = plan.zone, plan.offset
    profile.latitude, profile.longitude = plan.coordinates
    profile.save()
    for name, value in plan.rules.items():
        setattr(rules, name, value)
    rules.friday_pause_starts, rules.friday_pause_ends = plan.rules["friday"] or (None, None)
    rules.save()
    OpeningHours.objects.all().delete()
    OpeningHours.objects.bulk_create(OpeningHours(**_interval(row)) for row in plan.hours)
    if plan.special is not None:
        on = plan.day + timedelta(days=plan.special_on)
        day = SpecialDay.objects.create(date=on)
        for starts, ends in plan.special:
            begins, over = map(time.fromisoformat, (starts, ends))
            SpecialHours.objects.create(
                day=day, **dict(zip(("starts", "ends"), clock, strict=True))
            )
    for calendar, (a, b, c, d), hours in plan.seasons:
        season = Season.objects.create(
            calendar=calendar, first_month=a, first_day=b, last_month=c, last_day=d
        )
        SeasonHours.objects.bulk_create(SeasonHours(season=season, **_interval(r)) for r in hours)


def _write_catalogue(plan):
    kind = ResourceType.objects.create(name_ar="غرفة", name_en="Room")
    units = [Resource.objects.create(type=kind, name=str(n)) for n in range(plan.units)]
    menu = []
    for row in plan.services:
        details = dict(row, resource_type=kind if row["needs_room"] else None, price_minor=0)
        del details["needs_room"]
        menu.append(ServiceFactory(**details))
    add_on = AddOn.objects.create(minutes=plan.add_on, price_minor=0)
    add_on.services.set(menu)
    team = [
        StaffMemberFactory(gender=each.gender, daily_cap=each.cap, is_bookable_online=each.online)
        for each in plan.team
    ]
    return menu, team, units, add_on


def _write_person(row, member, menu, midnight):
    own_row = {"staff": row}
    for number, service in enumerate(menu):
        if member.skills[number]:
            own = member.own if number == 0 else None
            StaffSkill.objects.create(**own_row, service=service, duration_minutes=own)
    StaffShift.objects.bulk_create(StaffShift(**own_row, **_interval(r)) for r in member.shifts)
    StaffBreak.objects.bulk_create(StaffBreak(**own_row, **_interval(r)) for r in member.breaks)
    for model, found in ((TimeOff, member.off), (ExtraHours, member.extra)):
        for begin, minutes in found:
            # Seconds count too: a minute that is not wholly there is not worked in.
            starts_at = midnight + timedelta(minutes=begin, seconds=minutes % 2 * 20)
            model.objects.create(
                **own_row, starts_at=starts_at, ends_at=starts_at + timedelta(minutes=minutes)
            )


def _write_bookings(plan, menu, team, units, midnight):
    taken = {}
    for is_person, number, begin, minutes in plan.stretches:
        pool = team if is_person else units
        if pool:
            whose = pool[number % len(pool)]
            _take(taken, midnight, menu[0], team[0], whose, is_person, (begin, begin + minutes))
    for service, person, begin, places in plan.classes:
        service, person = menu[service % len(menu)], team[person % len(team)]
        end = begin + service.visit_minutes
        if service.capacity > 1 and _is_free(taken, (True, person.pk), (begin, end)):
            session = ClassSession.objects.create(
                service=service,
                staff=person,
                starts_at=midnight + timedelta(minutes=begin),
                ends_at=midnight + timedelta(minutes=end),
                capacity=3,
                places_taken=places,
            )
            _occupy(midnight, (begin, end), session=session, staff=person)


def _take(taken, midnight, service, stylist, whose, is_person, span):
    if not _is_free(taken, (is_person, whose.pk), span):
        return
    starts_at, ends_at = (midnight + timedelta(minutes=n) for n in span)
    appointment = Appointment.objects.create(
        reference=reference_code(),
        customer=get_user_model().objects.first() or UserFactory(),
        status=AppointmentStatus.CONFIRMED,
        starts_at=starts_at,
        ends_at=ends_at,
        total_minor=0,
        vat_minor=0,
        due_now_minor=0,
    )
    AppointmentItem.objects.create(
        appointment=appointment,
        position=0,
        service=service,
        staff=whose if is_person else stylist,
        price_minor=0,
        duration_minutes=span[1] - span[0],
        starts_at=starts_at,
        ends_at=ends_at,
    )
    key = {"staff": whose} if is_person else {"resource": whose}
    _occupy(midnight, span, appointment=appointment, **key)


def _is_free(taken, key, span) -> bool:
    if any(a < span[1] and span[0] < b for a, b in taken.get(key, ())):
        return False
    taken.setdefault(key, []).append(span)
    return True


def _occupy(midnight, span, **row):
    starts_at, ends_at = (midnight + timedelta(minutes=n) for n in span)
    Occupancy.objects.create(
        **row, starts_at=starts_at, during=TimestamptzRange(starts_at, ends_at)
    )


def _request(plan, menu, team, add_on, midnight):
    guests, alignment, ready_by = plan.visit
    parts = tuple(
        tuple(
            PartRequest(
                menu[service % len(menu)].pk,
                None if person is None else team[person % len(team)].pk,
                (add_on.pk,) if longer else (),
            )
            for service, person, longer in guest
        )
        for guest in guests
    )
    ready = None if ready_by is None else midnight + timedelta(minutes=ready_by)
    return VisitRequest(parts, alignment, ready)


def _interval(row):
    weekday, starts, ends = row
    return {"weekday": weekday, "starts": starts, "ends": ends}
