"""How long sessions live: every limit in one place, for one person who may be customer and staff.

A session as such lives as a customer's. The back office and the platform's administration ask for
more: that it was opened a short while ago and has not been left alone since. Settings override
single ones: ``SESSION_LIFETIMES = {"web_idle": timedelta(days=7)}``. Sources: NIST SP 800-63B-4
2.1.3 (30 days) and 2.2.3 (hours, with an end when idle), OWASP ASVS 5.0 7.3; the longer life of an
app is a decision of ours, beside proofs that are asked for again.
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from django.conf import settings

from accounts.enums import SessionKind
from accounts.models import Session


@dataclass(frozen=True, kw_only=True)
class Lifetimes:
    """The defaults: idle is counted from the last request, absolute from signing in."""

    web_idle: timedelta = timedelta(days=14)
    web_absolute: timedelta = timedelta(days=30)
    # Of an app: as long as it may renew its secret.
    app_idle: timedelta = timedelta(days=30)
    app_absolute: timedelta = timedelta(days=90)
    # The secret itself.
    app_token_idle: timedelta = timedelta(hours=24)
    manage_idle: timedelta = timedelta(hours=1)
    manage_absolute: timedelta = timedelta(hours=12)
    admin_idle: timedelta = timedelta(minutes=15)
    admin_absolute: timedelta = timedelta(hours=12)
    # A request later than this after the last one noted is noted.
    noted_every: timedelta = timedelta(minutes=10)
    # Two calls of one app with one refresh token: the second one came by mistake, not by theft.
    refresh_twice: timedelta = timedelta(seconds=30)


def lifetimes() -> Lifetimes:
    """Return the limits in force."""
    return replace(Lifetimes(), **getattr(settings, "SESSION_LIFETIMES", {}))


@dataclass(frozen=True)
class Door:
    """Pages that open only for a person who has just signed in and has stayed."""

    prefix: str
    idle: timedelta
    absolute: timedelta

    @property
    def noted_every(self) -> timedelta:
        """Return how exactly a visit is noted: within a fifteenth of the time that it may last."""
        return self.idle / 15


def door_of(path: str) -> Door | None:
    """Return the door that a path lies behind, None for everybody's pages."""
    limits = lifetimes()
    doors = (
        Door("/manage/", limits.manage_idle, limits.manage_absolute),
        Door("/admin/", limits.admin_idle, limits.admin_absolute),
    )
    return next((door for door in doors if path.startswith(door.prefix)), None)


def expiry(
    *, now: datetime, kind: str = SessionKind.WEB, ends_at: datetime | None = None
) -> datetime:
    """Return when a session that was used ``now`` is over unless it is used again."""
    limits = lifetimes()
    idle = limits.app_idle if kind == SessionKind.APP else limits.web_idle
    return min(now + idle, ends_at) if ends_at else now + idle


def absolute_end(created_at: datetime, *, kind: str) -> datetime:
    """Return when a session is over however busy it is."""
    limits = lifetimes()
    return created_at + (limits.app_absolute if kind == SessionKind.APP else limits.web_absolute)


def is_usable(session: Session, *, now: datetime) -> bool:
    """Return whether the session's secret opens it; an app may still renew an idle one."""
    if session.expire_date <= now:
        return False
    if session.kind == SessionKind.WEB or session.user_id is None:
        return True
    return now - session.last_seen_at < lifetimes().app_token_idle
