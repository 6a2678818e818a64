"""What the rows of a salon say, minute by minute of the wall clock."""

from datetime import UTC, date, datetime, timedelta
from functools import lru_cache

from booking.domain.availability import VisitRequest
from booking.enums import BLOCKING
from booking.models import Appointment, ClassSession, Occupancy
from salons.domain.calendar.hijri import hijri_of, is_ramadan
from salons.domain.calendar.prayers import prayer_times
from salons.models import (
    AddOn,
    BookingRules,
    OpeningHours,
    Resource,
    SalonProfile,
    Season,
    Service,
    SpecialDay,
    StaffMember,
)

ONE_DAY, ONE_MINUTE = timedelta(days=1), timedelta(minutes=1)
FRIDAY = 4
# Looked at before and after the day itself.
DAYS_BEFORE, DAYS_AFTER = 2, 3


class Rows:
    """The days around one of the current salon, as ``now`` has them."""

    def __init__(self, request: VisitRequest, day: date, *, now: datetime, online: bool = True):
        self.request, self.day, self.now, self.online = request, day, now, online
        self.profile, self.rules = SalonProfile.load(), BookingRules.load()
        self.dates = [day + n * ONE_DAY for n in range(-DAYS_BEFORE, DAYS_AFTER + 1)]
        self._read_clock()
        self._read_hours()
        self._read_people()
        self._read_bookings()

    def minute(self, instant: datetime) -> int:
        return (instant - self.zero) // ONE_MINUTE

    def instant(self, minute: int) -> datetime:
        return self.zero + minute * ONE_MINUTE

    # The clock

    def _read_clock(self):
        first, last = self.dates[0] - ONE_DAY, self.dates[-1] + ONE_DAY
        self.zero = datetime(first.year, first.month, first.day, tzinfo=UTC)
        self.total = ((last - first).days + 1) * 1440
        self.walls, self.shown, self.to_show = _clocks(self.zero, self.total, self.profile.zone)

    def _clock(self, day, starts, ends) -> set[int]:
        """Return the minutes from a time of the day until another, perhaps of the next morning."""
        begin = datetime.combine(day, starts)
        end = datetime.combine(day + ONE_DAY if ends <= starts else day, ends)
        near = range(max(0, self._near(day) - 1440), min(self.total, self._near(day) + 4320))
        return {m for m in near if self.shown[m] >= begin and self.to_show[m] < end}

    def _near(self, day) -> int:
        return ((day - self.zero.date()).days) * 1440

    # Hours

    def _hours_of(self, day) -> list:
        special = SpecialDay.objects.filter(date=day).first()
        if special is not None:
            return [(h.starts, h.ends) for h in special.hours.all()]
        seasons = [s for s in Season.objects.filter(is_active=True) if self._begun(s, day)]
        if seasons:
            season = max(seasons, key=lambda s: self._begun(s, day))
            rows = season.hours.filter(weekday=day.weekday())
        else:
            rows = OpeningHours.objects.filter(weekday=day.weekday())
        return [(row.starts, row.ends) for row in rows]

    def _begun(self, season, day) -> date | None:
        """Return when the season began that the day is in, going back day by day."""
        while self._is_in(season, day):
            if self._is_first(season, day):
                return day
            day -= ONE_DAY
        return None

    def _is_in(self, season, day) -> bool:
        here = self._of_calendar(season, day)
        first, last = (season.first_month, season.first_day), (season.last_month, season.last_day)
        after_first, before_last = here >= first or self._is_first(season, day), here <= last
        return (after_first and before_last) if first <= last else (after_first or before_last)

    def _is_first(self, season, day) -> bool:
        """A day that the month does not have is the last one that it has."""
        here, next_month = (
            self._of_calendar(season, day),
            self._of_calendar(season, day + ONE_DAY)[0],
        )
        first = season.first_month, season.first_day
        return here == first or (here[0] == first[0] != next_month and here < first)

    def _of_calendar(self, season, day) -> tuple[int, int]:
        if season.calendar == "hijri":
            return hijri_of(day, offset=self.profile.hijri_offset_days)[1:]
        return day.month, day.day

    def _read_hours(self):
        self.day_of, self.open = {}, set()
        for day in self.dates:
            for starts, ends in self._hours_of(day):
                for minute in self._clock(day, starts, ends):
                    self.day_of[minute] = min(day, self.day_of.get(minute, day))
        self.open = set(self.day_of)
        self.paused = set()
        for day in self.dates:
            self._read_pauses(day)

    def _read_pauses(self, day):
        rules, profile = self.rules, self.profile
        if rules.friday_pause_starts and day.weekday() == FRIDAY:
            self.paused |= self._clock(day, rules.friday_pause_starts, rules.friday_pause_ends)
        if rules.prayer_pause_minutes and profile.latitude is not None:
            ramadan = is_ramadan(day, offset=profile.hijri_offset_days)
            where = float(profile.latitude), float(profile.longitude)
            for instant in prayer_times(*where, day, in_ramadan=ramadan).values():
                begin = self.minute(instant)
                self.paused |= set(range(begin, begin + rules.prayer_pause_minutes))

    # People

    def _read_people(self):
        self.services = {s.pk: s for s in Service.objects.filter(is_archived=False)}
        self.add_ons = {a.pk: a for a in AddOn.objects.filter(is_archived=False)}
        team = StaffMember.objects.filter(is_archived=False)
        if self.online:
            team = team.filter(is_bookable_online=True)
        self.team = list(team)
        self.skills = {
            (skill.staff_id, skill.service_id): skill for m in self.team for skill in m.skills.all()
        }
        self.works = {member.pk: self._works(member) for member in self.team}
        self.units = list(Resource.objects.filter(is_archived=False))

    def _works(self, member) -> set[int]:
        shifts = list(member.shifts.all())
        works = self._weekly(shifts) if shifts else set(self.open)
        for extra in member.extra_hours.all():
            works |= {
                m
                for m in range(self.total)
                if extra.starts_at <= self.instant(m) and self.instant(m + 1) <= extra.ends_at
            }
        works &= self.open
        works -= self.paused | self._weekly(member.breaks.all())
        for off in member.time_off.all():
            works -= {
                m
                for m in range(self.total)
                if self.instant(m) < off.ends_at and self.instant(m + 1) > off.starts_at
            }
        return works

    def _weekly(self, rows) -> set[int]:
        found = set()
        for row in rows:
            for day in self.dates:
                if day.weekday() == row.weekday:
                    found |= self._clock(day, row.starts, row.ends)
        return found

    # Bookings

    def _read_bookings(self):
        self.taken = {("staff", m.pk): set() for m in self.team}
        for row in Occupancy.objects.filter(blocking=True):
            key = ("staff", row.staff_id) if row.staff_id else ("unit", row.resource_id)
            minutes = range(self.minute(row.during.lower), self.minute(row.during.upper))
            self.taken.setdefault(key, set()).update(minutes)
        self.classes = {
            (c.service_id, c.staff_id, self.minute(c.starts_at)): c
            for c in ClassSession.objects.filter(places_taken__gt=0)
        }
        booked = Appointment.objects.filter(status__in=sorted(BLOCKING)).prefetch_related("items")
        self.of_salon, self.of_staff = {}, {}
        for appointment in booked:
            day = self.day_of.get(self.minute(appointment.starts_at))
            self.of_salon[day] = self.of_salon.get(day, 0) + 1
            pairs = {(self._day_at(i.starts_at), i.staff_id) for i in appointment.items.all()}
            for pair in pairs:
                self.of_staff[pair] = self.of_staff.get(pair, 0) + 1

    def _day_at(self, instant) -> date | None:
        return self.day_of.get(self.minute(instant))


@lru_cache(maxsize=4)
def _clocks(zero, total, zone):
    """Return what the clock shows each minute, the latest until then, the soonest from then on.

    The three differ on the nights on which the clock is set.
    """
    instants = (zero + m * ONE_MINUTE for m in range(total))
    walls = [instant.astimezone(zone).replace(tzinfo=None) for instant in instants]
    shown, to_show = list(walls), list(walls)
    for m in range(1, total):
        shown[m] = max(shown[m - 1], walls[m])
    for m in reversed(range(total - 1)):
        to_show[m] = min(to_show[m + 1], walls[m])
    return walls, shown, to_show
