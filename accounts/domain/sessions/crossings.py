"""Going from the platform's host to a salon: who agreed to it, and what goes along.

What is agreed is kept in the session on the platform's host, where no salon can write.
"""

from datetime import datetime, timedelta
from typing import Any
from urllib.parse import parse_qs, urlsplit

from django.db import transaction
from django.http import HttpRequest
from django.utils import timezone
from django.views.decorators.debug import sensitive_variables

from accounts.domain.sessions.tickets import Admission, issue_ticket, redeem_ticket
from accounts.domain.sessions.visits import is_open_to
from accounts.domain.sign_in.assurance import note_proof, proofs_to_carry
from accounts.domain.sign_in.completion import sign_in
from accounts.domain.sign_in.stages import release
from accounts.enums import Proof
from accounts.hosts import Destination
from accounts.lifetimes import door_of
from accounts.models import User
from accounts.sessions import PARENT_KEY, SessionStore

PREPARED_KEY = "_crossings"
AGREED_KEY = "_agreed_hosts"
# From the page that sends somebody over to her arrival, with a sign-in between them perhaps.
PREPARED_FOR = timedelta(minutes=5)
MOST_AGREED = 50


def prepare_crossing(
    session: SessionStore, hostname: str, *, data: dict[str, Any] | None = None
) -> None:
    """Let the person cross to ``hostname`` once without being asked: she has just pressed for it.

    ``data`` goes into her session there, once, such as the support access that she opened.
    """
    kept = session.get(PREPARED_KEY) or {}
    kept[hostname] = {"data": data or {}, "at": timezone.now().isoformat()}
    session[PREPARED_KEY] = kept


def may_cross_unasked(session: SessionStore, hostname: str) -> bool:
    """Return whether she has agreed to this salon in this session, or has just pressed for it."""
    return hostname in (session.get(AGREED_KEY) or []) or _prepared(session, hostname) is not None


def agree_to(session: SessionStore, hostname: str) -> None:
    """Remember that she wants to be known at this salon."""
    others = [host for host in session.get(AGREED_KEY) or [] if host != hostname]
    session[AGREED_KEY] = [*others, hostname][-MOST_AGREED:]


def is_fresh_enough(session: SessionStore, next_path: str) -> bool:
    """Return whether the session would be let in where she wants to go.

    A back office asks for a person who has just signed in: better here than in a circle there.
    """
    wanted = parse_qs(urlsplit(next_path).query).get("next", [])
    doors = [door for path in (next_path, *wanted) if (door := door_of(path))]
    return all(is_open_to(session, door, now=timezone.now()) for door in doors)


def cross(
    session: SessionStore, user: User, to: Destination, *, challenge: str, next_path: str
) -> str:
    """Return the secret of a ticket to the salon; proofs go along with the times of theirs."""
    data = (_prepared(session, to.hostname) or {}) | proofs_to_carry(session)
    if PREPARED_KEY in session:
        session[PREPARED_KEY].pop(to.hostname, None)
        session.modified = True
    return issue_ticket(
        user, session=session, host=to.host, challenge=challenge, next_path=next_path, data=data
    )


@sensitive_variables("secret", "verifier")
def arrive(request: HttpRequest, secret: str, *, verifier: str) -> Admission:
    """Open a session by a ticket; it ends with the one that it came from.

    Raises TicketInvalid; nothing is open then that was not open before.
    """
    session: Any = request.session
    with transaction.atomic():
        admission = redeem_ticket(secret, host=request.get_host(), verifier=verifier)
        parent = admission.parent
        # Whoever was held back here has gone: nobody finishes her sign-in in another's session.
        release(request, admission.user)
        sign_in(request, admission.user, proofs=[])
        session.update(admission.data)
        note_proof(session, Proof.TICKET)
        session[PARENT_KEY] = str(parent.family)
        session.describe(
            ends_at=_earlier(session.ends_at, parent.ends_at), office_seen_at=parent.office_seen_at
        )
        # With its parent still locked: who ends that one finds this one.
        session.save()
    return admission


def _prepared(session: SessionStore, hostname: str) -> dict[str, Any] | None:
    kept = (session.get(PREPARED_KEY) or {}).get(hostname)
    if kept is None or timezone.now() - datetime.fromisoformat(kept["at"]) > PREPARED_FOR:
        return None
    data: dict[str, Any] = kept["data"]
    return data


def _earlier(one: datetime, other: datetime | None) -> datetime:
    return min(one, other) if other else one
