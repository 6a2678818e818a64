"""Why a day has no free times, in words for a customer."""

from collections.abc import Iterator
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from booking.domain.availability import Availability
from booking.domain.engine.feasible import able
from booking.domain.engine.world import Part
from booking.domain.spoken_times import clock_words
from booking.web.choice import Choice

DAY_HOURS = 24


def why_empty(page: Availability, choice: Choice, day: date) -> str:
    """Return what keeps a business day of the page empty; what is plain comes first."""
    found = next((each for each in page.world.day_minutes if each[0].date == day), None)
    if found is None or not found[1]:
        return _closed(page, day)
    minutes = found[1]
    if minutes.bit_length() - page.world.earliest < _shortest(page):
        return _too_late(page)
    absent = next(_absent(page, minutes), None)
    if absent is not None:
        return absent
    if choice.ready is not None and page.slots_on(day):
        return _("Nothing is ready by %(time)s on this day.") % {"time": clock_words(choice.ready)}
    if found[0].is_full or _has_bookings(page, minutes):
        return _("Everything is booked on this day.")
    return _("No time of this day is long enough for the visit.")


def _closed(page: Availability, day: date) -> str:
    own = page.plan.exceptions.get(day)
    if own is not None and own.label:
        return _("The salon is closed: %(reason)s.") % {"reason": own.label}
    return _("The salon is closed on this day.")


def _too_late(page: Availability) -> str:
    rules = page.facts.rules
    own = [service.minimum_notice_minutes for service in page.facts.services.values()]
    hours = max(rules.minimum_notice_minutes if n is None else n for n in own) // 60
    if not hours or rules.same_day_cutoff is not None:
        return _("It is too late to book for this day.")
    if hours >= 2 * DAY_HOURS:
        return ngettext(
            "It is too late for this day: the salon wants to know %(count)d day before.",
            "It is too late for this day: the salon wants to know %(count)d days before.",
            hours // DAY_HOURS,
        ) % {"count": hours // DAY_HOURS}
    return ngettext(
        "It is too late for this day: the salon wants to know %(count)d hour before.",
        "It is too late for this day: the salon wants to know %(count)d hours before.",
        hours,
    ) % {"count": hours}


def _shortest(page: Availability) -> int:
    """Return how long the visit is at least, for the guest who is done first."""
    return min(sum(_least(part) for part in guest) for guest in page.visit.guests)


def _least(part: Part) -> int:
    return min([part.blocks.visit, *(part.blocks_of(pk).visit for pk in part.own_durations)])


def _absent(page: Availability, minutes: int) -> Iterator[str]:
    """Yield who does not work on the day, for services that nobody else may do."""
    parts = (part for guest in page.visit.guests for part in guest)
    for part in parts:
        if not any(person.works & minutes for person in able(page.world, part)):
            yield _nobody(page, part)


def _nobody(page: Availability, part: Part) -> str:
    if part.staff_id is not None:
        name = page.facts.staff[part.staff_id].name
        return _("%(person)s does not work on this day.") % {"person": name}
    service = page.facts.services[part.service_id].name
    return _("Nobody who does “%(service)s” works on this day.") % {"service": service}


def _has_bookings(page: Availability, minutes: int) -> bool:
    taken = [*page.world.people.values(), *page.world.units]
    return any(each.busy & minutes for each in taken)
