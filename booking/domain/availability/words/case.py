"""What the sentences of a refusal speak of: persons, services, times on the salon's wall clock."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from booking.domain.availability.facts import ServiceFacts, StaffFacts
from booking.domain.availability.window import Availability
from booking.domain.engine.reasons import Refusal, Rule
from booking.domain.engine.timeline import Span
from booking.domain.spoken_times import clock_time


def listed(texts: Iterable[str]) -> str:
    """Return the texts one after another."""
    return pgettext("between the entries of a list", ", ").join(texts)


@dataclass(frozen=True)
class Case:
    """One refusal of one start: what the sentences speak of."""

    availability: Availability
    start: datetime
    refusal: Refusal

    @property
    def person(self) -> StaffFacts:
        return self.availability.facts.staff[self.refusal.staff_id or 0]

    @property
    def service(self) -> ServiceFacts:
        part = self.refusal.part
        return self.availability.facts.services[part.service_id if part else 0]

    @cached_property
    def day(self) -> date:
        return self.availability.business_day(self.start)

    @property
    def day_text(self) -> str:
        return date_format(self.day, "l j F")

    @property
    def span(self) -> Span:
        minute = self.availability.world.window.minute(self.start)
        return self.refusal.span or (minute, minute + 1)

    @property
    def until(self) -> datetime:
        return self.availability.world.window.instant(self.span[1])

    def clock(self, instant: datetime) -> str:
        return clock_time(instant, self.availability.facts.place.zone)

    def moment(self, instant: datetime) -> str:
        """Return the time, with the day where it is another one than the visit's."""
        zone = self.availability.facts.place.zone
        local, here = instant.astimezone(zone), self.start.astimezone(zone)
        if local.date() == here.date():
            return self.clock(instant)
        words = {"day": date_format(local, "l j F"), "time": self.clock(instant)}
        return _("%(day)s, %(time)s") % words

    def hours(self, spans: Iterable[Span]) -> str:
        """Return ``10:00 AM–1:00 PM, 4:00 PM–9:00 PM``."""
        instant = self.availability.world.window.instant
        return listed(
            f"{self.clock(instant(start))}\u2013{self.clock(instant(end))}" for start, end in spans
        )


Sentences = Mapping[Rule, Callable[[Case], str]]
