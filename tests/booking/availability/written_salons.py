"""Writes a drawn salon as real rows of the current schema."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.contrib.auth import get_user_model
from psycopg.types.range import TimestamptzRange

from booking.domain.availability import PartRequest, VisitRequest
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
)
from tests.accounts_factories import UserFactory
from tests.salons.factories import ServiceFactory, StaffMemberFactory


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
            SpecialHours.objects.create(day=day, starts=begins, ends=over)
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
