"""Reads what a day's table shows: people with their shifts, breaks and absences, visits, blocks."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Prefetch, Q, QuerySet
from django.utils.translation import gettext as _

from booking.domain.engine.hours import spans_on
from booking.domain.engine.timeline import Window, mask_of, spans_of
from booking.domain.opening import open_stretches
from booking.enums import BLOCKING
from booking.models import Occupancy
from booking.permissions import can_view_whole_calendar
from cms.backoffice.days import DaySheet
from cms.backoffice.desk.board import Board, Stretch, board_of, whole_hours
from cms.backoffice.people import who_of
from salons.models import ExtraHours, StaffMember, TimeOff
from salons.queries import staff_ids_of

# A row of a block begins at most so long before the day.
BACK = timedelta(days=2)


def blocks_between(starts: datetime, ends: datetime, *, reader: Any) -> list[Occupancy]:
    """Return the stretches that the salon keeps for itself, as far as the reader sees them."""
    rows: QuerySet[Occupancy] = Occupancy.objects.filter(
        block__isnull=False, blocking=True, starts_at__gt=starts - BACK, starts_at__lt=ends
    )
    if not can_view_whole_calendar(reader):
        rows = rows.filter(staff__in=staff_ids_of(reader))
    found = (
        rows.select_related("block")
        .prefetch_related("staff", "resource")
        .order_by("starts_at", "pk")
    )
    return [row for row in found if row.during.upper > starts]


def board_of_day(sheet: DaySheet, blocks: Sequence[Occupancy], *, reader: Any) -> Board | None:
    """Return the table of a day, of their own column for those who see their own work alone.

    Five statements. None where nothing is on and nobody is open.
    """
    opened = open_stretches(sheet.plan, sheet.day, sheet.day, sheet.zone)
    visits = [each for each in sheet.appointments if each.status in BLOCKING]
    pairs = [(each.starts, each.ends) for each in opened]
    pairs += [(each.starts_at, each.ends_at) for each in visits]
    hours = whole_hours((s.astimezone(sheet.zone), e.astimezone(sheet.zone)) for s, e in pairs)
    if hours is None:
        return None
    of_people = _busy(visits, blocks)
    window = Window(hours[0], (hours[1] - hours[0]) // timedelta(minutes=1))
    is_open = mask_of(
        [(window.minute(s), window.minute(e)) for s, e in pairs[: len(opened)]], window
    )
    team = _team(reader, hours, of_people)
    people = [
        (member, [*of_people[member.pk], *_idle(member, sheet, window, is_open)]) for member in team
    ]
    return board_of(*hours, people) if people else None


def _busy(visits: Sequence[Any], blocks: Sequence[Occupancy]) -> dict[int, list[Stretch]]:
    found: dict[int, list[Stretch]] = defaultdict(list)
    for visit in visits:
        for item in visit.items.all():
            found[item.staff_id].append(
                Stretch(
                    starts=item.starts_at,
                    ends=item.ends_at,
                    kind="visit",
                    label=who_of(visit),
                    appointment=visit,
                    item=item,
                )
            )
    for row in blocks:
        if row.staff_id is not None and row.block is not None:
            found[row.staff_id].append(
                Stretch(
                    starts=row.during.lower,
                    ends=row.during.upper,
                    kind="block",
                    label=row.block.reason or _("Blocked"),
                    block=row.block,
                )
            )
    return found


def _team(
    reader: Any, hours: tuple[datetime, datetime], busy: dict[int, list[Stretch]]
) -> list[StaffMember]:
    """Return whose columns are shown: the team, and who left but has something on this day."""
    inside = {"starts_at__lt": hours[1], "ends_at__gt": hours[0]}
    team = StaffMember.objects.filter(Q(is_archived=False) | Q(pk__in=list(busy)))
    if not can_view_whole_calendar(reader):
        team = team.filter(user_id=reader.pk)
    return list(
        team.order_by("sort_order", "pk").prefetch_related(
            "shifts",
            "breaks",
            Prefetch("time_off", TimeOff.objects.filter(**inside)),
            Prefetch("extra_hours", ExtraHours.objects.filter(**inside)),
        )
    )


def _idle(member: Any, sheet: DaySheet, window: Window, is_open: int) -> Iterator[Stretch]:
    """Yield what keeps somebody, the strongest reason first."""
    for off in member.time_off.all():
        label = off.reason or _("Away")
        yield Stretch(starts=off.starts_at, ends=off.ends_at, kind="away", label=label)
    for pause in _on_day(member.breaks.all(), sheet):
        for low, high in spans_on(sheet.day, [(pause.starts, pause.ends)], sheet.zone, window):
            yield _stretch(window, low, high, "break", pause.label or _("Break"))
    shifts = [(s.starts, s.ends) for s in _on_day(member.shifts.all(), sheet)]
    works = mask_of(spans_on(sheet.day, shifts, sheet.zone, window), window)
    if not member.shifts.all():
        works = is_open
    extra = [
        (window.minute(e.starts_at), window.minute(e.ends_at)) for e in member.extra_hours.all()
    ]
    works = (works | mask_of(extra, window)) & is_open
    for low, high in spans_of(window.everything & ~works):
        yield _stretch(window, low, high, "off", "")


def _on_day(rows: Any, sheet: DaySheet) -> list[Any]:
    return [row for row in rows if row.weekday == sheet.day.weekday()]


def _stretch(window: Window, low: int, high: int, kind: str, label: str) -> Stretch:
    return Stretch(starts=window.instant(low), ends=window.instant(high), kind=kind, label=label)
