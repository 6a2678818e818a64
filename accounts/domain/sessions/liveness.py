"""Whether a session's row still stands for a person: asked where no request has loaded it."""

from datetime import datetime

from django.contrib.auth import HASH_SESSION_KEY
from django.utils.crypto import constant_time_compare

from accounts.models import Session, User


def is_alive(session: Session, user: User, *, now: datetime) -> bool:
    """Return whether the session is hers, not over, and opened with her number of today."""
    known = session.get_decoded().get(HASH_SESSION_KEY, "")
    return (
        session.user_id == user.pk
        and session.expire_date > now
        and user.is_active
        and constant_time_compare(known, user.get_session_auth_hash())
    )
