"""A slow search that is obviously right: from rows and the wall clock, minute by minute.

Written without the engine and its loader: every choice is tried, nothing is clever.
"""

from datetime import date, datetime

from hypothesis import reject

from booking.domain.availability import Slot
from tests.booking.availability.rows_by_minute import ONE_DAY, ONE_MINUTE, Rows

# Of ten draws nine take a few hundred steps; trying everything for a party that is to be ready
# together can take hours, and such a draw is left out after half a minute.
MOST_STEPS = 1_000_000


class RowOracle(Rows):
    """One day of the current salon for one visit. Rejects a draw that takes MOST_STEPS."""

    steps = 0

    def starts(self) -> set[datetime]:
        """Return every instant of the business day at which the visit can begin."""
        own = (m for m, day in self.day_of.items() if day == self.day)
        return {self.instant(minute) for minute in own if self.is_bookable(minute)}

    def is_bookable(self, start: int, only: Slot | None = None) -> bool:
        """Return whether the visit can begin then; with ``only``, exactly as that slot says."""
        return self._may_begin(start) and any(
            self._together(start, times) for times in self._guests(0, start, [], [], only)
        )

    def accepts(self, slot: Slot) -> bool:
        """Return whether the slot's own people, minutes and rooms are right."""
        return self.is_bookable(self.minute(slot.start), slot)

    # Rules

    def _may_begin(self, start: int) -> bool:
        day, wall = self.day_of.get(start), self.walls[start]
        if day is None or start in self.paused:
            return False
        if (wall.hour * 60 + wall.minute) % self.rules.slot_step_minutes:
            return False
        cap = self.rules.salon_daily_cap
        if cap and self.of_salon.get(day, 0) >= cap:
            return False
        return self._is_in_time(start, day)

    def _is_in_time(self, start: int, day: date) -> bool:
        wanted = [self.services[p.service_id] for p in self.request.parts]
        usual = self.rules.minimum_notice_minutes
        notice = max(
            usual if s.minimum_notice_minutes is None else s.minimum_notice_minutes for s in wanted
        )
        today = self._today()
        if self.instant(start) < self.now + notice * ONE_MINUTE:
            return False
        cutoff = self.rules.same_day_cutoff
        if (
            cutoff
            and day <= today
            and self.shown[self.minute(self.now)] >= datetime.combine(today, cutoff)
        ):
            return False
        # Between midnight and opening nobody's business day has begun: it is the date's own.
        horizon = min(s.horizon_days or self.rules.horizon_days for s in wanted)
        return day <= today + horizon * ONE_DAY

    def _today(self) -> date:
        minute = self.minute(self.now)
        wall = self.walls[minute].date()
        return min(self.day_of.get(minute, wall), wall)

    # Fitting

    def _guests(self, number, start, taken, done, only):
        if number == len(self.request.guests):
            yield done
            return
        aligned = self.request.alignment == "end" and len(self.request.guests) > 1
        for begin in range(start, self.total) if aligned else [start]:
            for end, after in self._parts(number, 0, begin, None, taken, only):
                if self.request.ready_by and self.instant(end) > self.request.ready_by:
                    continue
                yield from self._guests(number + 1, start, after, [*done, (begin, end)], only)

    def _together(self, start, times) -> bool:
        if self.request.alignment == "start" or len(times) == 1:
            return True
        return len({end for _begin, end in times}) == 1 and min(b for b, _e in times) == start

    def _parts(self, guest, index, begin, before, taken, only):
        self.steps += 1
        if self.steps > MOST_STEPS:
            reject()
        if index == len(self.request.guests[guest]):
            yield before[1], taken
            return
        part = self.request.guests[guest][index]
        service = self.services[part.service_id]
        for member in self.team:
            for minute in self._minutes(service, member, begin, before):
                for end, more, unit in self._ways(part, service, member, minute, taken):
                    if only and not _is_of(only, guest, index, member, self.instant(minute), unit):
                        continue
                    here = (member.pk, end, service.cleanup_minutes)
                    rest = [*taken, *more]
                    yield from self._parts(guest, index + 1, end, here, rest, only)

    def _minutes(self, service, member, begin, before):
        if before is None:
            return [begin]
        staff_id, end, cleanup = before
        wait = self.rules.longest_wait_minutes
        if staff_id == member.pk:
            wait = max(wait, cleanup + service.buffer_before_minutes)
        return range(end, end + wait + 1)

    def _ways(self, part, service, member, minute, taken):
        """Yield (end, what it takes, unit) for each way to do the part then by this person."""
        skill = self.skills.get((member.pk, service.pk))
        if skill is None or part.staff_id not in (None, member.pk):
            return
        if service.women_staff_only and member.gender != "women":
            return
        cap, day = member.daily_cap or self.rules.staff_daily_cap, self.day_of.get(minute)
        if cap and self.of_staff.get((day, member.pk), 0) >= cap:
            return
        duration = skill.duration_minutes or service.duration_minutes
        duration += sum(self.add_ons[pk].minutes for pk in part.add_on_ids)
        resumes = minute + duration + service.processing_minutes
        end = resumes + service.finishing_minutes
        if not all(m in self.open for m in range(minute, end)):
            return
        begin, over = minute - service.buffer_before_minutes, end + service.cleanup_minutes
        key = (service.pk, member.pk, minute)
        if service.capacity > 1:
            places, ends = self._class(key, service, taken)
            if places > 0 and end <= ends:
                yield end, [("class", key, end)], None
                return
            if key in self.classes:
                return
        work = set(range(begin, minute + duration)) | set(range(resumes, over))
        if not service.processing_minutes:
            work = set(range(begin, over))
        if not self._is_free("staff", member.pk, work, taken) or not work <= self.works[member.pk]:
            return
        own = [("staff", member.pk, work)]
        own += [("class", key, end)] if service.capacity > 1 else []
        if service.resource_type_id is None:
            yield end, own, None
            return
        room = set(range(begin, over))
        for unit in self.units:
            free = self._is_free("unit", unit.pk, room, taken)
            if unit.type_id == service.resource_type_id and free:
                yield end, [*own, ("unit", unit.pk, room)], unit.pk

    def _class(self, key, service, taken) -> tuple[int, int]:
        """Return how many places the class has left and until when it lasts."""
        ends = [what for kind, which, what in taken if kind == "class" and which == key]
        session = self.classes.get(key)
        if session is not None:
            left = service.capacity - session.places_taken - len(ends)
            return left, self.minute(session.ends_at)
        return (service.capacity - len(ends), ends[0]) if ends else (0, 0)

    def _is_free(self, kind, pk, minutes, taken) -> bool:
        if minutes & self.taken.get((kind, pk), set()):
            return False
        return not any(k == kind and i == pk and minutes & m for k, i, m in taken)


def _is_of(slot: Slot, guest, index, member, start, unit) -> bool:
    part = [part for part in slot.parts if part.guest == guest][index]
    return (part.staff.id, part.start, part.unit and part.unit.id) == (member.pk, start, unit)
