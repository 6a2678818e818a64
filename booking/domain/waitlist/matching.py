"""The first time that fits somebody who waits, as far ahead as an answer needs."""

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from booking.domain.availability import Availability, Slot, load_availability
from booking.domain.waitlist.joining import fitting
from booking.domain.waitlist.wishes import Hours, overlaps, visit_from_json
from booking.models import WaitlistEntry
from foundation.errors import DomainError

Key = tuple[str, date, date]


@dataclass
class Search:
    """Looks for times on some days; who want the same share what was read of the salon.

    ``now`` is when an offer made now ends: the salon's notice is still to be kept then.
    """

    days: tuple[date, date]
    now: datetime
    _read: dict[Key, Availability | None] = field(default_factory=dict)

    @classmethod
    def after_offer(cls, days: tuple[date, date], now: datetime, *, minutes: int) -> "Search":
        """Return a search for times that can still be booked when an offer made now ends."""
        return cls(days, now + timedelta(minutes=minutes))

    def slot_for(
        self, entry: WaitlistEntry, *, let_go: Iterable[tuple[datetime, datetime]]
    ) -> Slot | None:
        """Return the soonest fitting time that shares no moment with what was let go, or None.

        None too where what is wanted is not offered any more.
        """
        first, last = max(entry.first_day, self.days[0]), min(entry.last_day, self.days[1])
        if first > last:
            return None
        read = self._availability(entry, first, last)
        if read is None:
            return None
        stretches = list(let_go)
        slots = fitting(read, (first, last), Hours(entry.earliest, entry.latest))
        return next((slot for slot in slots if not overlaps(slot, stretches)), None)

    def forget(self) -> None:
        """Read the salon again: something was booked."""
        self._read.clear()

    def _availability(self, entry: WaitlistEntry, first: date, last: date) -> Availability | None:
        key = json.dumps(entry.visit, sort_keys=True), first, last
        if key not in self._read:
            try:
                visit = visit_from_json(entry.visit)
                self._read[key] = load_availability(visit, first, last, now=self.now)
            except (DomainError, KeyError):
                # Archived, or not for customers any more: it waits for its day to pass.
                self._read[key] = None
        return self._read[key]
