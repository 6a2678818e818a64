"""What stands behind minutes that are not free: gathered only when somebody asks why."""

from collections.abc import Iterator

from booking.domain.availability.facts import Facts, StaffFacts
from booking.domain.availability.occupied import minute_of_epoch
from booking.domain.availability.opening import pauses
from booking.domain.engine.hours import HoursPlan, spans_on
from booking.domain.engine.reasons import Note, Notes, Rule
from booking.domain.engine.world import World


def notes_of(facts: Facts, plan: HoursPlan, world: World) -> Notes:
    """Return holidays and pauses of the salon; breaks and absences of each person."""
    bounds = world.days[0].date, world.days[-1].date
    found = pauses(facts, *bounds, world.window)
    paused = tuple(Note(span, Rule.PAUSE) for span in (*found.prayers, *found.fridays))
    return Notes(
        salon=(*_holidays(facts, plan, world), *paused),
        people={m.id: (*_of_person(m, facts, world), *paused) for m in facts.staff.values()},
    )


def _holidays(facts: Facts, plan: HoursPlan, world: World) -> Iterator[Note]:
    zone = facts.place.zone
    for day in world.days:
        own = plan.exceptions.get(day.date)
        if own is not None and not own.spans:
            usual = facts.opening.get(day.date.weekday(), ())
            for span in spans_on(day.date, usual, zone, world.window):
                yield Note(span, Rule.HOLIDAY, own.label)


def _of_person(member: StaffFacts, facts: Facts, world: World) -> Iterator[Note]:
    zone, zero = facts.place.zone, minute_of_epoch(world.window.start)
    for day in world.days:
        for clock in member.breaks.get(day.date.weekday(), ()):
            label = member.break_labels.get((day.date.weekday(), clock[0]), "")
            for span in spans_on(day.date, (clock,), zone, world.window):
                yield Note(span, Rule.BREAK, label)
    for low, high, label in member.absences:
        yield Note((low - zero, high - zero), Rule.TIME_OFF, label)
