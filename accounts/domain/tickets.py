"""Single-use tickets: a person signed in on one of our hosts goes on, signed in, on another.

Sessions and their cookies are bound to one host; nothing but the ticket crosses over. Its secret
is in an address for a moment, so it works once, for a minute, on one host.
"""

import hashlib
import re
import secrets
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from accounts.errors import TicketInvalid
from accounts.locks import lock_ticket
from accounts.models import SignInTicket, User

LIFETIME = timedelta(seconds=60)
# Browsers read a backslash as a slash: both would name another host.
PATH = re.compile(r"/(?![/\\])")


@dataclass(frozen=True)
class Admission:
    """Who may enter, where to, and what the new session is to remember."""

    user: User
    next_path: str
    data: dict[str, Any] = field(default_factory=dict)


def issue_ticket(
    user: User, *, host: str, next_path: str = "/", data: dict[str, Any] | None = None
) -> str:
    """Return the secret of a ticket for ``user`` on ``host`` (as in the browser, port included).

    ``next_path`` stays on that host; any other address becomes its front page.
    """
    secret = secrets.token_urlsafe(32)
    SignInTicket.objects.create(
        token_hash=_hash(secret),
        user=user,
        host=host.lower(),
        next_path=next_path if PATH.match(next_path) else "/",
        data=data or {},
        expires_at=timezone.now() + LIFETIME,
    )
    return secret


def redeem_ticket(secret: str, *, host: str) -> Admission:
    """Use the ticket up. Raises TicketInvalid for an unknown, used, outdated or foreign one."""
    with transaction.atomic():
        ticket = lock_ticket(_hash(secret))
        now = timezone.now()
        if (
            ticket is None
            or ticket.used_at is not None
            or ticket.expires_at <= now
            or ticket.host != host.lower()
            or not ticket.user.is_active
        ):
            raise TicketInvalid
        ticket.used_at = now
        ticket.save(update_fields=["used_at"])
    return Admission(ticket.user, ticket.next_path, ticket.data)


def _hash(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
