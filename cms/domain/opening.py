"""The week of a salon as its visitors read it: from Sunday, with nights that pass midnight."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from salons.models import OpeningHours, Weekday

# The Saudi week begins on Sunday.
WEEK = (
    Weekday.SUNDAY,
    Weekday.MONDAY,
    Weekday.TUESDAY,
    Weekday.WEDNESDAY,
    Weekday.THURSDAY,
    Weekday.FRIDAY,
    Weekday.SATURDAY,
)


@dataclass(frozen=True)
class Opening:
    """One interval of a day; ``past_midnight`` ends on the next morning."""

    starts: time
    ends: time

    @property
    def past_midnight(self) -> bool:
        return self.ends <= self.starts


@dataclass(frozen=True)
class Day:
    """One day of the week with its openings in order; none means closed."""

    weekday: Weekday
    openings: tuple[Opening, ...]
    is_today: bool


@dataclass(frozen=True)
class Status:
    """Whether the salon is open at an instant, and when that changes within the day."""

    is_open: bool
    until: time | None = None
    opens: time | None = None


def week_of(hours: Iterable[OpeningHours], *, today: Weekday) -> list[Day]:
    """Return seven days from Sunday on, whatever days ``hours`` speaks of."""
    by_day: dict[int, list[Opening]] = {day: [] for day in WEEK}
    for interval in sorted(hours, key=lambda each: each.starts):
        by_day[interval.weekday].append(Opening(interval.starts, interval.ends))
    return [Day(day, tuple(by_day[day]), is_today=day == today) for day in WEEK]


def status_at(week: list[Day], moment: datetime) -> Status:
    """Return the state at the salon's local time ``moment``, last night's opening included."""
    days = {day.weekday: day for day in week}
    today = days[Weekday(moment.weekday())]
    yesterday = days[Weekday((moment - timedelta(days=1)).weekday())]
    now = moment.time()
    for opening in yesterday.openings:
        if opening.past_midnight and now < opening.ends:
            return Status(is_open=True, until=opening.ends)
    for opening in today.openings:
        if opening.starts <= now and (opening.past_midnight or now < opening.ends):
            return Status(is_open=True, until=opening.ends)
    later = [opening.starts for opening in today.openings if opening.starts > now]
    return Status(is_open=False, opens=min(later, default=None))
