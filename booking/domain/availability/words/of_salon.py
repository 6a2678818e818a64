"""What the salon's hours and booking rules refuse."""

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from booking.domain.availability.limits import horizon_days, notice_minutes
from booking.domain.availability.words.case import Case, Sentences, listed
from booking.domain.engine.hours import spans_on
from booking.domain.engine.reasons import Rule
from booking.domain.engine.timeline import minutes_of
from booking.domain.engine.wall_clock import opening_instant
from booking.domain.spoken_times import duration_text


def _past(it: Case) -> str:
    return _("This time is past.")


def _notice(it: Case) -> str:
    return _("Visits are booked at least %(length)s ahead: now from %(moment)s on.") % {
        "length": duration_text(notice_minutes(it.availability.facts)),
        "moment": it.moment(it.until),
    }


def _cutoff(it: Case) -> str:
    availability = it.availability
    cutoff, zone = availability.facts.rules.same_day_cutoff, availability.facts.place.zone
    until = opening_instant(availability.today, cutoff, zone) if cutoff else it.start
    return _("Visits of the same day are booked until %(time)s.") % {"time": it.clock(until)}


def _horizon(it: Case) -> str:
    days = horizon_days(it.availability.facts)
    words = ngettext(
        "Visits are booked up to %(days)d day ahead: now until %(day)s.",
        "Visits are booked up to %(days)d days ahead: now until %(day)s.",
        days,
    )
    return words % {"days": days, "day": date_format(it.availability.last_bookable, "l j F")}


def _holiday(it: Case) -> str:
    words = {"day": it.day_text, "label": it.refusal.label}
    if it.refusal.label:
        return _("The salon is closed on %(day)s: %(label)s.") % words
    return _("The salon is closed on %(day)s.") % words


def _closed(it: Case) -> str:
    availability = it.availability
    zone, window = availability.facts.place.zone, availability.world.window
    spans = spans_on(it.day, availability.plan.of(it.day), zone, window)
    if not spans:
        return _holiday(it)
    words = {"day": it.day_text, "hours": it.hours(spans), "label": it.refusal.label}
    if it.refusal.label:
        return _("The salon is open %(hours)s on %(day)s (%(label)s).") % words
    return _("The salon is open %(hours)s on %(day)s.") % words


def _pause(it: Case) -> str:
    words = {"hours": it.hours([it.span]), "label": it.refusal.label}
    return _("The salon pauses %(hours)s (%(label)s).") % words


def _day_full(it: Case) -> str:
    cap = it.availability.facts.rules.salon_daily_cap or 0
    words = ngettext(
        "%(day)s is full: the salon takes %(count)d appointment a day.",
        "%(day)s is full: the salon takes %(count)d appointments a day.",
        cap,
    )
    return words % {"day": it.day_text, "count": cap}


def _off_grid(it: Case) -> str:
    world, step = it.availability.world, it.availability.facts.rules.slot_step_minutes
    minute = world.window.minute(it.start)
    earlier = (world.grid & ((1 << minute) - 1)).bit_length() - 1
    later = next((minute + n for n in minutes_of(world.grid >> minute)), None)
    near = [
        found for found in (earlier, later) if found is not None and abs(found - minute) <= step
    ]
    words = {
        "step": duration_text(step),
        "times": listed(it.clock(world.window.instant(each)) for each in near),
    }
    if not near:
        return _("Visits begin every %(step)s.") % words
    return _("Visits begin every %(step)s. Nearest: %(times)s.") % words


OF_SALON: Sentences = {
    Rule.PAST: _past,
    Rule.NOTICE: _notice,
    Rule.CUTOFF: _cutoff,
    Rule.HORIZON: _horizon,
    Rule.HOLIDAY: _holiday,
    Rule.CLOSED: _closed,
    Rule.PAUSE: _pause,
    Rule.DAY_FULL: _day_full,
    Rule.OFF_GRID: _off_grid,
}
