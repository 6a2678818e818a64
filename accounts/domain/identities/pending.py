"""An identity that nobody here has yet: kept in the session until a number is proved for it."""

from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import Any

from django.http import HttpRequest
from django.utils import timezone

from accounts.domain.identities.claims import Identity
from accounts.domain.identities.errors import NoPendingIdentity
from accounts.enums import SessionKind
from accounts.models import User
from accounts.sessions import HOST_KEY, KIND_KEY, PROVED_IDENTITY_KEY

PENDING_KEY = "_pending_identity"
# Then the provider is asked again.
LIFETIME = timedelta(minutes=10)


@dataclass(frozen=True)
class PendingIdentity:
    """Who is back from the provider, and where she wanted to go."""

    identity: Identity
    next_path: str
    expires_in: int


def keep_identity(request: HttpRequest, identity: Identity, *, next_path: str) -> None:
    """Remember the identity in place of an earlier one, for whoever is at the session now.

    The secret of the session is new: whoever planted the old one could prove a number of his own
    for it.
    """
    session = request.session
    session.cycle_key()
    session.pop(PROVED_IDENTITY_KEY, None)
    session[PENDING_KEY] = _entry(identity, of=request.user.pk) | {"next": next_path}
    is_app = getattr(request, "is_app_client", False)
    session[HOST_KEY] = request.get_host().lower()
    session[KIND_KEY] = (SessionKind.APP if is_app else SessionKind.WEB).value


def pending_identity(request: HttpRequest) -> PendingIdentity:
    """Return what waits. Raises NoPendingIdentity when nothing does, or for somebody else."""
    kept: dict[str, Any] | None = request.session.get(PENDING_KEY)
    age = _age(kept)
    if kept is None or age > LIFETIME or kept["of"] != request.user.pk:
        raise NoPendingIdentity
    left = int((LIFETIME - age).total_seconds())
    return PendingIdentity(Identity(**kept["identity"]), kept["next"], left)


def forget_identity(request: HttpRequest) -> None:
    """Drop what waits, proved or not."""
    request.session.pop(PENDING_KEY, None)
    request.session.pop(PROVED_IDENTITY_KEY, None)


def keep_proved(request: HttpRequest, identity: Identity, user: User) -> None:
    """Remember for whom the number was proved: it is linked when she owes nothing more."""
    request.session[PROVED_IDENTITY_KEY] = _entry(identity, of=user.pk)


def take_proved(request: HttpRequest, user: User) -> Identity | None:
    """Return, once, the identity that waits for ``user``; somebody else's is dropped."""
    kept: dict[str, Any] | None = request.session.pop(PROVED_IDENTITY_KEY, None)
    if kept is None or _age(kept) > LIFETIME or kept["of"] != user.pk:
        return None
    return Identity(**kept["identity"])


def _entry(identity: Identity, *, of: int | None) -> dict[str, Any]:
    return {"identity": asdict(identity), "of": of, "at": timezone.now().isoformat()}


def _age(kept: dict[str, Any] | None) -> timedelta:
    return timezone.now() - datetime.fromisoformat(kept["at"]) if kept else timedelta.max
