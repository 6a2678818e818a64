"""What stands behind minutes that are not free: gathered only when somebody asks why."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from booking.domain.availability.blocked import Blocked, read_blocked
from booking.domain.availability.facts import Facts, StaffFacts
from booking.domain.availability.limits import Limits
from booking.domain.availability.occupied import minute_of_epoch
from booking.domain.availability.opening import pauses
from booking.domain.engine.hours import HoursPlan, spans_on
from booking.domain.engine.reasons import Note, Notes, Rule
from booking.domain.engine.timeline import mask_of
from booking.domain.engine.world import World
from salons.domain.calendar.prayers import Prayer

PRAYERS = {
    Prayer.FAJR: gettext_lazy("Fajr prayer"),
    Prayer.DHUHR: gettext_lazy("Dhuhr prayer"),
    Prayer.ASR: gettext_lazy("Asr prayer"),
    Prayer.MAGHRIB: gettext_lazy("Maghrib prayer"),
    Prayer.ISHA: gettext_lazy("Isha prayer"),
}


def notes_of(facts: Facts, plan: HoursPlan, world: World, limits: Limits) -> Notes:
    """Return what is known of the salon's days and pauses and of each person's.

    Labels are in the active language. One statement: what the salon keeps for itself.
    """
    blocked = read_blocked(world.window, facts)
    paused = tuple(_pauses(facts, world))
    early = [(Rule.PAST, limits.now), (Rule.NOTICE, limits.notice)]
    if limits.cutoff is not None:
        early.append((Rule.CUTOFF, limits.cutoff))
    return Notes(
        salon=(*_unusual_days(facts, plan, world), *paused),
        people={
            m.id: (*_of_person(m, facts, world), *blocked.staff.get(m.id, ()), *paused)
            for m in facts.staff.values()
        },
        rooms=_rooms(blocked, facts),
        early=tuple(early),
    )


def _rooms(blocked: Blocked, facts: Facts) -> dict[int, tuple[Note, ...]]:
    """Return the blocks of rooms by the kind of the room."""
    found: dict[int, tuple[Note, ...]] = {}
    for unit in facts.units:
        found[unit.type_id] = (*found.get(unit.type_id, ()), *blocked.units.get(unit.id, ()))
    return found


def _pauses(facts: Facts, world: World) -> Iterator[Note]:
    """Yield the pauses that fall into opening hours."""
    found = pauses(facts, world.days[0].date, world.days[-1].date, world.window)
    notes = [Note(span, Rule.PAUSE, str(PRAYERS[prayer])) for prayer, span in found.prayers]
    notes += [Note(span, Rule.PAUSE, _("Friday pause")) for span in found.fridays]
    yield from (note for note in notes if mask_of([note.span], world.window) & world.open)


def _unusual_days(facts: Facts, plan: HoursPlan, world: World) -> Iterator[Note]:
    """Yield the usual hours of days that have others: a holiday, a special day, a season."""
    zone = facts.place.zone
    for day in world.days:
        own, season = plan.exceptions.get(day.date), plan.season_of(day.date)
        unusual = own or season
        if unusual is None:
            continue
        is_holiday = own is not None and not own.spans
        usual = season.weekly if own is not None and season is not None else facts.opening
        for span in spans_on(day.date, usual.get(day.date.weekday(), ()), zone, world.window):
            yield Note(span, Rule.HOLIDAY if is_holiday else Rule.CLOSED, unusual.label)


def _of_person(member: StaffFacts, facts: Facts, world: World) -> Iterator[Note]:
    zone, zero = facts.place.zone, minute_of_epoch(world.window.start)
    for low, high, label in member.absences:
        yield Note((low - zero, high - zero), Rule.TIME_OFF, label)
    for day in world.days:
        for clock in member.breaks.get(day.date.weekday(), ()):
            label = member.break_labels.get((day.date.weekday(), clock[0]), "")
            for span in spans_on(day.date, (clock,), zone, world.window):
                yield Note(span, Rule.BREAK, label)
