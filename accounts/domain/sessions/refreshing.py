"""Apps renew the secret of their session by a token that works once.

Using a token twice means that two parties have it: the session ends for both (RFC 9700, 4.14.2).
Within seconds of the first use it is taken for the app's own second call or a lost answer.
"""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.crypto import get_random_string
from django.views.decorators.debug import sensitive_variables

from accounts.domain.events import record_event
from accounts.domain.sessions.liveness import is_alive
from accounts.enums import AuthEventKind, AuthResult, SessionKind
from accounts.errors import AlreadyRefreshed, RefreshInvalid
from accounts.families import delete_families
from accounts.lifetimes import expiry, lifetimes
from accounts.locks import lock_family
from accounts.models import RefreshToken, Session, User
from accounts.sessions import SECRET_CHARACTERS, SECRET_LENGTH, stored_key
from accounts.visitors import Visitor
from foundation.errors import DomainError


@dataclass(frozen=True)
class Renewed:
    """What the app holds from now on."""

    session_token: str
    refresh_token: str


def issue_refresh_token(user: User, *, family: UUID, host: str, ends_at: datetime) -> str:
    """Return the first refresh token of a session that was just opened; older ones are void."""
    with transaction.atomic():
        RefreshToken.objects.filter(family=family).delete()
        return _issue(user, family=family, host=host, ends_at=ends_at, now=timezone.now())


@sensitive_variables("secret")
def refresh_session(secret: str, *, visitor: Visitor) -> Renewed:
    """Use the token up and return a new pair; the old secret of the session is dead at once.

    Raises AlreadyRefreshed for a second use within seconds, which ends nothing, and RefreshInvalid
    for every other token that is not good, or not here. A later second use ends the session.
    """
    with transaction.atomic():
        user, outcome = _refresh(secret, visitor=visitor, now=timezone.now())
    kind = AuthEventKind.TOKEN_REFRESHED
    if isinstance(outcome, Renewed):
        record_event(kind, user=user, visitor=visitor)
        return outcome
    rule = "reused" if user and isinstance(outcome, RefreshInvalid) else outcome.code
    record_event(kind, AuthResult.REFUSED, user=user, visitor=visitor, rule=rule)
    raise outcome


@sensitive_variables("secret")
def _refresh(
    secret: str, *, visitor: Visitor, now: datetime
) -> tuple[User | None, Renewed | DomainError]:
    tokens = RefreshToken.objects.select_related("user").filter(
        token_hash=_hash(secret), host=visitor.host
    )
    found = tokens.first()
    session = lock_family(found.family) if found and visitor.is_app else None
    # Read again under the session's lock: every use of one of its tokens waits there.
    token = tokens.first()
    if session is None or token is None or not _is_good(session, token, now=now):
        return None, RefreshInvalid()
    if token.used_at is not None:
        if now - token.used_at < lifetimes().refresh_twice:
            return token.user, AlreadyRefreshed()
        delete_families([session.family])
        record_event(AuthEventKind.SESSION_ENDED, user=token.user, visitor=visitor, rule="reused")
        return token.user, RefreshInvalid()
    token.used_at = now
    token.save(update_fields=["used_at"])
    return token.user, _renew(session, token, now=now)


def _is_good(session: Session, token: RefreshToken, *, now: datetime) -> bool:
    return (
        session.kind == SessionKind.APP
        and session.host == token.host
        and token.expires_at > now
        and is_alive(session, token.user, now=now)
    )


def _renew(session: Session, token: RefreshToken, *, now: datetime) -> Renewed:
    secret = get_random_string(SECRET_LENGTH, SECRET_CHARACTERS)
    ends_at = session.ends_at or session.expire_date
    Session.objects.filter(pk=session.pk).update(
        session_key=stored_key(secret),
        last_seen_at=now,
        expire_date=expiry(now=now, kind=session.kind, ends_at=ends_at),
    )
    again = _issue(token.user, family=token.family, host=token.host, ends_at=ends_at, now=now)
    return Renewed(secret, again)


def _issue(user: User, *, family: UUID, host: str, ends_at: datetime, now: datetime) -> str:
    secret = secrets.token_urlsafe(32)
    RefreshToken.objects.create(
        token_hash=_hash(secret),
        family=family,
        user=user,
        host=host,
        created_at=now,
        expires_at=min(now + lifetimes().app_idle, ends_at),
    )
    return secret


def _hash(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
