"""When a session was last used, and whether the doors to the back office are still open to it."""

from datetime import datetime

from accounts.domain.sign_in.assurance import opened_at
from accounts.lifetimes import Door, expiry, lifetimes
from accounts.models import Session
from accounts.sessions import SessionStore, stored_key


def note_visit(session: SessionStore, *, door: Door | None, now: datetime) -> None:
    """Write that the session was used, every few minutes at most; ``door``: where it went in.

    One UPDATE of two or three columns: it neither touches the data of the session nor brings back
    one that was ended meanwhile.
    """
    row = session.row
    if row is None or row.user_id is None or session.session_key is None:
        return
    seen: dict[str, datetime] = {}
    if now - row.last_seen_at >= lifetimes().noted_every:
        seen["last_seen_at"] = now
        seen["expire_date"] = expiry(now=now, kind=row.kind, ends_at=row.ends_at)
    if door is not None and (
        row.office_seen_at is None or now - row.office_seen_at >= door.noted_every
    ):
        seen["office_seen_at"] = now
    if seen:
        Session.objects.filter(session_key=stored_key(session.session_key)).update(**seen)


def is_open_to(session: SessionStore, door: Door, *, now: datetime) -> bool:
    """Return whether the person has signed in lately and been behind the door since.

    A session that was left alone stays out until she proves herself again: other pages of hers
    do not keep the door open.
    """
    opened = opened_at(session)
    if opened is None or now - opened >= door.absolute:
        return False
    seen = session.row.office_seen_at if session.row else None
    return now - max(opened, seen or opened) < door.idle
