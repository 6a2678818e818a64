"""The day by person: columns of cells that begin in a row of five minutes and span some.

A table, because it is one: times down, people across. Spans are attributes, so nothing has to be
styled in the page, and whoever hears the page hears the time and the person of a cell.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from booking.models import Appointment, AppointmentItem, TimeBlock

ROW = timedelta(minutes=5)
ROWS_OF_HOUR = 12
# What is free is offered in steps of half an hour.
FREE_ROWS = 6
# So many fit beside each other.
LANES = 6
BUSY, FREE = frozenset({"visit", "block"}), "free"


@dataclass(frozen=True, kw_only=True)
class Stretch:
    """Something in somebody's day: a visit, a block, a break, an absence, no shift."""

    starts: datetime
    ends: datetime
    kind: str
    label: str = ""
    appointment: Appointment | None = None
    item: AppointmentItem | None = None
    block: TimeBlock | None = None


@dataclass(frozen=True, kw_only=True)
class Cell:
    """One cell of the table."""

    kind: str
    span: int
    staff_id: int
    starts: datetime
    what: Stretch | None = None

    @property
    def label(self) -> str:
        return self.what.label if self.what else ""

    @property
    def is_tall(self) -> bool:
        return self.span > FREE_ROWS + 2

    @property
    def is_long(self) -> bool:
        """Return whether there is room for the state too."""
        return self.span >= ROWS_OF_HOUR

    @property
    def is_short(self) -> bool:
        return self.span <= 3


@dataclass(frozen=True)
class Column:
    """One person: what she does and what keeps her, in lanes where some of it overlaps."""

    staff: Any
    lanes: Sequence[Mapping[int, Cell]]

    @property
    def width(self) -> int:
        return len(self.lanes)


@dataclass(frozen=True)
class Row:
    """Five minutes: the hour where one begins, and the cells that begin here."""

    starts: datetime
    hour_span: int
    cells: Sequence[Cell]


@dataclass(frozen=True)
class Board:
    """The table of a day."""

    columns: Sequence[Column]
    rows: Sequence[Row] = field(default_factory=list)

    @property
    def is_wide(self) -> bool:
        """Return whether more lie beside each other than a desk's screen shows."""
        return sum(column.width for column in self.columns) > LANES


def board_of(
    starts: datetime, ends: datetime, people: Iterable[tuple[Any, Sequence[Stretch]]]
) -> Board:
    """Return the table between two instants on whole hours."""
    count = (ends - starts) // ROW
    columns = [_column(staff, found, starts, count) for staff, found in people]
    lanes = [lane for column in columns for lane in column.lanes]
    rows = [
        Row(
            starts + number * ROW,
            min(ROWS_OF_HOUR, count - number) if number % ROWS_OF_HOUR == 0 else 0,
            [lane[number] for lane in lanes if number in lane],
        )
        for number in range(count)
    ]
    return Board(columns, rows)


def _column(staff: Any, stretches: Sequence[Stretch], begin: datetime, count: int) -> Column:
    busy = sorted((s for s in stretches if s.kind in BUSY), key=lambda s: (s.starts, s.ends))
    idle = [s for s in stretches if s.kind not in BUSY]
    lanes: list[list[tuple[int, int, Stretch]]] = [[]]
    for stretch in busy:
        low, high = _rows(stretch, begin, count)
        if low < high:
            lane = next((each for each in lanes if not each or each[-1][1] <= low), None)
            if lane is None:
                lanes.append(lane := [])
            lane.append((low, high, stretch))
    shown = _idle_rows(idle, begin, count)
    return Column(staff, [_lane(staff.pk, lane, shown, begin, count) for lane in lanes])


def _rows(stretch: Stretch, begin: datetime, count: int) -> tuple[int, int]:
    """Return the rows of a stretch, at least one: both ends go to the nearest."""
    low = max(round((stretch.starts - begin) / ROW), 0)
    high = min(max(round((stretch.ends - begin) / ROW), low + 1), count)
    return low, high


def _idle_rows(idle: Sequence[Stretch], begin: datetime, count: int) -> list[Stretch | None]:
    """Return for each row what keeps her then although nobody is there; None where she is free."""
    rows: list[Stretch | None] = [None] * count
    for stretch in reversed(idle):
        low, high = _rows(stretch, begin, count)
        rows[low:high] = [stretch] * (high - low)
    return rows


def _lane(
    staff_id: int,
    busy: Sequence[tuple[int, int, Stretch]],
    idle: Sequence[Stretch | None],
    begin: datetime,
    count: int,
) -> dict[int, Cell]:
    cells: dict[int, Cell] = {}
    at = 0
    for low, high, stretch in [*busy, (count, count, None)]:
        while at < low:
            end = _end_of_idle(idle, at, low)
            what = idle[at]
            kind = what.kind if what else FREE
            cells[at] = _cell(kind, at, end, staff_id, begin, what)
            at = end
        if stretch is not None:
            cells[low] = _cell(stretch.kind, low, high, staff_id, begin, stretch)
            at = high
    return cells


def _end_of_idle(idle: Sequence[Stretch | None], at: int, limit: int) -> int:
    end = at + 1
    while end < limit and idle[end] is idle[at] and (idle[at] is not None or end % FREE_ROWS):
        end += 1
    return end


def _cell(
    kind: str, low: int, high: int, staff_id: int, begin: datetime, what: Stretch | None
) -> Cell:
    return Cell(kind=kind, span=high - low, staff_id=staff_id, starts=begin + low * ROW, what=what)


def whole_hours(stretches: Iterable[tuple[datetime, datetime]]) -> tuple[datetime, datetime] | None:
    """Return the hours that hold all the stretches; None without any."""
    pairs = list(stretches)
    if not pairs:
        return None
    low, high = min(s for s, _e in pairs), max(e for _s, e in pairs)
    hour = timedelta(hours=1)
    low = low.replace(minute=0, second=0, microsecond=0)
    late = high.replace(minute=0, second=0, microsecond=0)
    return low.astimezone(UTC), (late if late == high else late + hour).astimezone(UTC)
