"""Single-use tickets: a person signed in on the platform's host goes on, signed in, at a salon.

Sessions and their cookies are bound to one host; nothing but the ticket crosses over. Its secret
is in an address for a moment, so it works once, for a minute, on one host, and only in the browser
that asked there: that one holds the verifier whose hash is the ticket's challenge (as PKCE does,
RFC 7636). A link that somebody else was sent signs nobody in.
"""

import base64
import hashlib
import re
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone
from django.utils.crypto import constant_time_compare
from django.views.decorators.debug import sensitive_variables

from accounts.domain.sessions.liveness import is_alive
from accounts.errors import TicketInvalid
from accounts.locks import lock_family, lock_ticket
from accounts.models import Session, SignInTicket, User
from accounts.sessions import SessionStore

LIFETIME = timedelta(seconds=60)
# Browsers read a backslash as a slash: both would name another host.
PATH = re.compile(r"/(?![/\\]).{0,199}\Z", re.DOTALL)
CHALLENGE = re.compile(r"[A-Za-z0-9_-]{43}")
VERIFIER = re.compile(r"[A-Za-z0-9_-]{43}")


@dataclass(frozen=True)
class Admission:
    """Who may enter, where to, the session she comes from, what the new one is to remember."""

    user: User
    next_path: str
    parent: Session
    data: dict[str, Any]


def new_verifier() -> str:
    """Return a secret for the browser that asks to be let in."""
    return secrets.token_urlsafe(32)


def challenge_of(verifier: str) -> str:
    """Return what of a verifier may be known on the way."""
    digest = hashlib.sha256(verifier.encode()).digest()
    return base64.urlsafe_b64encode(digest).rstrip(b"=").decode()


def issue_ticket(
    user: User,
    *,
    session: SessionStore,
    host: str,
    challenge: str,
    next_path: str = "/",
    data: dict[str, Any] | None = None,
) -> str:
    """Return the secret of a ticket for ``user`` on ``host`` (as in the browser, port included).

    ``session``: hers, on the platform's host. ``next_path`` stays on that host; any other address
    and one that is too long become its front page.
    """
    secret = secrets.token_urlsafe(32)
    SignInTicket.objects.create(
        token_hash=_hash(secret),
        user=user,
        host=host.lower(),
        challenge=challenge,
        parent=session.family,
        next_path=next_path if PATH.match(next_path) else "/",
        data=data or {},
        expires_at=timezone.now() + LIFETIME,
    )
    return secret


@sensitive_variables("secret", "verifier")
def redeem_ticket(secret: str, *, host: str, verifier: str) -> Admission:
    """Use the ticket up. Call in the transaction that opens the session.

    The session that it came from stays locked: it cannot end without the new one. Raises
    TicketInvalid for an unknown, used, outdated or foreign ticket, another browser, a session that
    has ended and a closed account; the ticket is then as it was.
    """
    now, token_hash = timezone.now(), _hash(secret)
    found = SignInTicket.objects.filter(token_hash=token_hash).first()
    parent = lock_family(found.parent) if found and found.parent else None
    ticket = lock_ticket(token_hash)
    if parent is None or ticket is None or not is_alive(parent, ticket.user, now=now):
        raise TicketInvalid
    if not _is_good(ticket, host=host, verifier=verifier, now=now):
        raise TicketInvalid
    ticket.used_at = now
    ticket.save(update_fields=["used_at"])
    return Admission(ticket.user, ticket.next_path, parent, ticket.data)


def _is_good(ticket: SignInTicket, *, host: str, verifier: str, now: datetime) -> bool:
    return (
        ticket.used_at is None
        and ticket.expires_at > now
        and ticket.host == host.lower()
        and constant_time_compare(ticket.challenge, challenge_of(verifier))
    )


def _hash(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
