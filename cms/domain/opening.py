"""The hours of a salon as its visitors read them: the days to come, now, and what is unusual."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from booking.domain.engine.hours import ClockSpan, HoursPlan, Season, dates
from booking.domain.opening import open_stretches
from salons.models import Weekday

ONE_DAY = timedelta(days=1)
# Every day of the week as it comes next; what is unusual is told a week longer.
SHOWN_DAYS, TOLD_DAYS = 7, 14


@dataclass(frozen=True)
class Opening:
    """One interval of a day; ``past_midnight`` ends on the next morning."""

    starts: time
    ends: time

    @property
    def past_midnight(self) -> bool:
        return self.ends <= self.starts

    @property
    def is_whole_day(self) -> bool:
        return self.starts == self.ends


@dataclass(frozen=True)
class Day:
    """One day with its openings in order, none means closed, and what it is called."""

    date: date
    openings: tuple[Opening, ...]
    is_today: bool = False
    label: str = ""

    @property
    def weekday(self) -> Weekday:
        return Weekday(self.date.weekday())


@dataclass(frozen=True)
class Status:
    """Whether the salon is open at an instant and when that changes, on its own clock.

    ``days``: how many midnights lie between now and ``opens``. Without ``until`` it stays open
    for more than a day, without ``opens`` it is closed for as long as anybody looks ahead.
    """

    is_open: bool
    until: datetime | None = None
    opens: datetime | None = None
    days: int = 0


@dataclass(frozen=True)
class Notice:
    """Dates with other hours than usual; a season's are in the week once it has begun."""

    first: date
    last: date
    label: str
    openings: tuple[Opening, ...] = ()
    is_season: bool = False
    is_closed: bool = False


@dataclass(frozen=True)
class Opened:
    """All of it, at one moment."""

    week: tuple[Day, ...]
    status: Status
    notices: tuple[Notice, ...]
    season: Season | None = None


def window_around(today: date) -> tuple[date, date]:
    """Return the first and the last business day that ``opened_at`` looks at."""
    return today - ONE_DAY, today + TOLD_DAYS * ONE_DAY


def opened_at(plan: HoursPlan, now: datetime, zone: ZoneInfo) -> Opened:
    """Return what a visitor of the salon is told at the instant ``now``."""
    today = now.astimezone(zone).date()
    return Opened(
        week=week_from(plan, today),
        status=status_at(plan, now, zone),
        notices=notices_from(plan, today),
        season=plan.season_of(today),
    )


def week_from(plan: HoursPlan, today: date) -> tuple[Day, ...]:
    """Return today and the six days after it, beginning with Sunday as the Saudi week does."""
    days = (_day(plan, today + n * ONE_DAY, today=today) for n in range(SHOWN_DAYS))
    return tuple(sorted(days, key=lambda day: (day.weekday + 1) % SHOWN_DAYS))


def status_at(plan: HoursPlan, now: datetime, zone: ZoneInfo) -> Status:
    """Return whether the salon is open, last night's opening included."""
    today = now.astimezone(zone).date()
    coming = [each for each in open_stretches(plan, *window_around(today), zone) if each.ends > now]
    if not coming:
        return Status(is_open=False)
    here = coming[0]
    if here.starts <= now:
        ends = here.ends if here.ends - now < ONE_DAY else None
        return Status(is_open=True, until=_clock(ends, zone) if ends else None)
    opens = _clock(here.starts, zone)
    return Status(is_open=False, opens=opens, days=(opens.date() - today).days)


def notices_from(plan: HoursPlan, today: date) -> tuple[Notice, ...]:
    """Return the special days and the beginnings of seasons of the next days, in order."""
    ahead = dates(today, today + (TOLD_DAYS - 1) * ONE_DAY)
    special = (_special(plan, day) for day in ahead if day in plan.exceptions)
    seasons = (_season(each) for each in plan.seasons if today < each.first <= ahead[-1])
    return tuple(sorted((*_joined(special), *seasons), key=lambda notice: notice.first))


def _day(plan: HoursPlan, day: date, *, today: date) -> Day:
    own, season = plan.exceptions.get(day), plan.season_of(day)
    # The season that runs today stands above the week.
    other = season.label if season and season != plan.season_of(today) else ""
    label = own.label if own else other
    return Day(day, _openings(plan.of(day)), is_today=day == today, label=label)


def _special(plan: HoursPlan, day: date) -> Notice:
    openings = _openings(plan.of(day))
    return Notice(day, day, plan.exceptions[day].label, openings, is_closed=not openings)


def _season(season: Season) -> Notice:
    is_closed = not any(season.weekly.values())
    return Notice(season.first, season.last, season.label, is_season=True, is_closed=is_closed)


def _joined(notices: Iterable[Notice]) -> list[Notice]:
    """Make one of days that follow each other and differ in nothing else."""
    found: list[Notice] = []
    for notice in notices:
        if found and _goes_on(found[-1], notice):
            found[-1] = replace(found[-1], last=notice.last)
        else:
            found.append(notice)
    return found


def _goes_on(before: Notice, notice: Notice) -> bool:
    is_alike = replace(notice, first=before.first, last=before.last) == before
    return is_alike and before.last + ONE_DAY == notice.first


def _openings(spans: Iterable[ClockSpan]) -> tuple[Opening, ...]:
    return tuple(Opening(starts, ends) for starts, ends in sorted(spans))


def _clock(instant: datetime, zone: ZoneInfo) -> datetime:
    """Return what the salon's clock shows then, as a naive time that no template converts."""
    return instant.astimezone(zone).replace(tzinfo=None)
