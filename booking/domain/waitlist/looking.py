"""Going through the list when time has become free: jobs of a salon, in steps that end.

``waitlist_look`` goes through those who wait for some days and holds a time for each whom one
fits. ``waitlist_round`` lapses what is over and looks at everything every few minutes as long as
anybody waits: it finds what no event tells of, such as longer hours or a shorter notice.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils import timezone

from booking import jobs
from booking.domain.waitlist.joining import ROUND_JOB
from booking.domain.waitlist.leaving import lapse_entries
from booking.domain.waitlist.lists import OPEN_ENTRY, later_than, servable, waiting
from booking.domain.waitlist.matching import Search
from booking.domain.waitlist.offering import offer_time
from booking.domain.waitlist.quiet import quiet_until
from booking.errors import TimeRefused
from booking.models import WaitlistEntry, WaitlistOffer
from foundation.errors import Busy, DomainError
from foundation.tenancy.models import current_schema_name
from salons.models import BookingRules, SalonProfile
from tenants.enums import OPEN_STATUSES, TenantStatus
from tenants.models import Tenant

LOOK_JOB = "waitlist_look"
ROUND_EVERY = timedelta(minutes=15)
# A salon that is not open for bookings just now is asked again.
CLOSED_PAUSE = timedelta(hours=1)
# States in which nobody is waited for: a job that came back would keep the salon from being erased.
OVER = (TenantStatus.CLOSED, TenantStatus.ERASED, None)
# Looked at in one run; the next run goes on behind them.
ENTRIES_PER_RUN = 40
# How often a time is looked for anew that somebody else was faster to take.
TRIES = 3


@dataclass(frozen=True)
class Asked:
    """What a look is about: days, and behind which entry it goes on. The job's key."""

    first: date
    last: date
    behind: str = ""

    @property
    def key(self) -> str:
        return f"{self.first}/{self.last}/{self.behind}"

    @classmethod
    def from_key(cls, key: str) -> "Asked":
        first, last, behind = key.split("/")
        return cls(date.fromisoformat(first), date.fromisoformat(last), behind)


def time_freed(first: date, last: date) -> None:
    """Plan a look for those who wait for one of the days; however often, one job.

    Costs one query where nobody does.
    """
    if waiting(first, last).exists():
        jobs.schedule(LOOK_JOB, key=Asked(first, last).key, due_at=timezone.now())


@jobs.job(LOOK_JOB)
def look(key: str) -> datetime | None:
    """Offer what is free to those who wait, first come first; return when quiet is over.

    Two runs at once are one in effect: each entry is locked and looked at again before a time is
    held for it. Raises Busy; what was offered before stays, the rest comes with the next run.
    """
    now, asked, status = timezone.now(), Asked.from_key(key), _status()
    if status in OVER:
        return None
    pause = _quiet(now) if status in OPEN_STATUSES else now + CLOSED_PAUSE
    if pause is not None:
        return pause
    entries = waiting(asked.first, asked.last)
    if asked.behind:
        entries = later_than(entries, asked.behind)
    batch = list(servable(entries)[:ENTRIES_PER_RUN])
    minutes = BookingRules.load().waitlist_offer_minutes
    search = Search.after_offer((asked.first, asked.last), now, minutes=minutes)
    for entry in batch:
        _serve(entry, search)
    if len(batch) == ENTRIES_PER_RUN:
        rest = Asked(asked.first, asked.last, str(batch[-1].pk))
        jobs.schedule(LOOK_JOB, key=rest.key, due_at=now)
    return None


@jobs.job(ROUND_JOB)
def go_round(key: str) -> datetime | None:
    """Lapse what is over, look at all that is left; come back while anybody waits."""
    now = timezone.now()
    if _status() in OVER:
        lapse_entries(None)
        return None
    today = now.astimezone(SalonProfile.load().zone).date()
    # The night of a day belongs to it.
    lapse_entries(today - timedelta(days=1))
    left = WaitlistEntry.objects.filter(status__in=OPEN_ENTRY)
    last = left.order_by("-last_day").values_list("last_day", flat=True).first()
    if last is None:
        return None
    time_freed(today - timedelta(days=1), last)
    return now + ROUND_EVERY


def _serve(entry: WaitlistEntry, search: Search) -> None:
    """Hold the first time that fits; somebody else may be faster, then the next one."""
    for _attempt in range(TRIES):
        slot = search.slot_for(entry, let_go=times_let_go_of(entry))
        if slot is None:
            return
        search.forget()
        try:
            offer_time(entry.pk, slot.start)
        except TimeRefused:
            continue
        except Busy:
            raise
        except DomainError:
            # Too many unpaid times, not allowed to book: the next in line gets it.
            return
        return


def times_let_go_of(entry: WaitlistEntry) -> list[tuple[datetime, datetime]]:
    """Return when the visits were that she was offered in vain, read with the batch."""
    offers: list[WaitlistOffer] = entry.let_go  # type: ignore[attr-defined]
    return [(each.appointment.starts_at, each.appointment.ends_at) for each in offers]


def _quiet(now: datetime) -> datetime | None:
    rules, zone = BookingRules.load(), SalonProfile.load().zone
    return quiet_until(
        now, begins=rules.waitlist_quiet_from, ends=rules.waitlist_quiet_until, zone=zone
    )


def _status() -> str | None:
    found = Tenant.objects.filter(schema_name=current_schema_name())
    status: str | None = found.values_list("status", flat=True).first()
    return status
