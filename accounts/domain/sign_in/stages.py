"""What a person may still owe between her first proof and her session.

Each stage is a page and an API call of its own. They come in the order of ``STAGES``; while one is
owed the session belongs to nobody and only remembers whom it waits for.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import constant_time_compare

from accounts.enums import Proof, SessionKind
from accounts.models import User
from accounts.sessions import HOST_KEY, KIND_KEY, PROVED_IDENTITY_KEY

PENDING_KEY = "_pending_person"
# Then the first proof has to be shown again.
LIFETIME = timedelta(minutes=10)


@dataclass(frozen=True)
class Stage:
    """One thing that may be owed."""

    name: str
    # URL name of its page.
    page: str
    is_owed: Callable[[HttpRequest, User, list[Proof]], bool]


@dataclass(frozen=True)
class PendingPerson:
    """Whom the session waits for."""

    user: User | None = None
    proofs: list[Proof] = field(default_factory=list)
    next_path: str = ""


STAGES: list[Stage] = []


def next_stage(request: HttpRequest, user: User, *, proofs: list[Proof]) -> Stage | None:
    """Return the first stage that the person still owes."""
    return next((stage for stage in STAGES if stage.is_owed(request, user, proofs)), None)


def hold_back(request: HttpRequest, user: User, *, proofs: list[Proof], next_path: str) -> None:
    """Remember whom the session waits for; it is nobody's and its secret is new."""
    waiting = request.session.get(PROVED_IDENTITY_KEY)
    request.session.flush()
    if waiting:
        # Names its person: nobody else's stage lets it through.
        request.session[PROVED_IDENTITY_KEY] = waiting
    request.session[PENDING_KEY] = {
        "user_id": user.pk,
        "hash": user.get_session_auth_hash(),
        "proofs": [Proof(proof).value for proof in proofs],
        "next": next_path,
        "at": timezone.now().isoformat(),
    }
    is_app = getattr(request, "is_app_client", False)
    request.session[HOST_KEY] = request.get_host().lower()
    request.session[KIND_KEY] = (SessionKind.APP if is_app else SessionKind.WEB).value


def pending_person(request: HttpRequest) -> PendingPerson | None:
    """Return whom the session waits for, None when for nobody or not any more.

    What ends her sessions (another number, "sign out everywhere", a closed account) ends this too:
    the first proof was of a number that may be somebody else's by now.
    """
    kept = request.session.get(PENDING_KEY)
    if not kept or timezone.now() - datetime.fromisoformat(kept["at"]) > LIFETIME:
        return None
    user = User.objects.filter(pk=kept["user_id"], is_active=True).first()
    if user is None or not constant_time_compare(kept["hash"], user.get_session_auth_hash()):
        return None
    return PendingPerson(user, [Proof(proof) for proof in kept["proofs"]], kept["next"])


def release(request: HttpRequest, user: User) -> PendingPerson:
    """Forget whom the session waits for; return it if that was ``user``, otherwise an empty one."""
    pending = pending_person(request)
    request.session.pop(PENDING_KEY, None)
    return pending if pending and pending.user == user else PendingPerson()
