"""What keeps one person of the team."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from booking.domain.availability.occupied import minute_of_epoch
from booking.domain.availability.people import stretch_spans
from booking.domain.availability.words.case import Case, Sentences
from booking.domain.engine.hours import spans_on
from booking.domain.engine.reasons import Rule
from booking.domain.engine.timeline import Span, mask_of, spans_of


def _women_only(it: Case) -> str:
    words = {"service": it.service.name, "person": it.person.name}
    return _("“%(service)s” is offered with the women of the team, not with %(person)s.") % words


def _class_full(it: Case) -> str:
    count = it.service.capacity
    words = ngettext(
        "The class “%(service)s” with %(person)s is full: it has %(count)d place.",
        "The class “%(service)s” with %(person)s is full: it has %(count)d places.",
        count,
    )
    return words % {"service": it.service.name, "person": it.person.name, "count": count}


def _not_working(it: Case) -> str:
    spans = _working_hours(it)
    words = {"person": it.person.name, "day": it.day_text, "hours": it.hours(spans)}
    if not spans:
        return _("%(person)s does not work on %(day)s.") % words
    return _("%(person)s works %(hours)s on %(day)s.") % words


def _working_hours(it: Case) -> list[Span]:
    """Return when she works on the day, breaks and absences aside."""
    facts, world, member = it.availability.facts, it.availability.world, it.person
    day = next(found for found in world.days if found.date == it.day)
    shifts = spans_on(
        it.day, member.shifts.get(it.day.weekday(), ()), facts.place.zone, world.window
    )
    own = shifts if member.shifts else list(day.spans)
    extra = stretch_spans(member.extra_hours, minute_of_epoch(world.window.start))
    return spans_of(mask_of([*own, *extra], world.window) & mask_of(day.spans, world.window))


def _break(it: Case) -> str:
    words = {
        "person": it.person.name,
        "hours": it.hours([it.span]),
        "label": it.refusal.label,
    }
    if it.refusal.label:
        return _("%(person)s has a break %(hours)s (%(label)s).") % words
    return _("%(person)s has a break %(hours)s.") % words


def _time_off(it: Case) -> str:
    words = {
        "person": it.person.name,
        "moment": it.moment(it.until),
        "label": it.refusal.label,
    }
    if it.refusal.label:
        return _("%(person)s is off until %(moment)s: %(label)s.") % words
    return _("%(person)s is off until %(moment)s.") % words


def _blocked(it: Case) -> str:
    words = {
        "person": it.person.name,
        "from": it.moment(it.availability.world.window.instant(it.span[0])),
        "until": it.moment(it.until),
        "label": it.refusal.label,
    }
    if it.refusal.label:
        return _("%(person)s is blocked %(from)s – %(until)s: %(label)s.") % words
    return _("%(person)s is blocked %(from)s – %(until)s.") % words


def _booked(it: Case) -> str:
    words = {"person": it.person.name, "hours": it.hours([it.span])}
    return _("%(person)s is booked %(hours)s.") % words


def _staff_day_full(it: Case) -> str:
    cap = it.person.daily_cap or it.availability.facts.rules.staff_daily_cap or 0
    words = ngettext(
        "%(person)s takes %(count)d appointment a day and has it on %(day)s.",
        "%(person)s takes %(count)d appointments a day and has them on %(day)s.",
        cap,
    )
    return words % {"person": it.person.name, "count": cap, "day": it.day_text}


OF_PEOPLE: Sentences = {
    Rule.WOMEN_ONLY: _women_only,
    Rule.CLASS_FULL: _class_full,
    Rule.NOT_WORKING: _not_working,
    Rule.BREAK: _break,
    Rule.TIME_OFF: _time_off,
    Rule.BLOCKED: _blocked,
    Rule.BOOKED: _booked,
    Rule.STAFF_DAY_FULL: _staff_day_full,
}
