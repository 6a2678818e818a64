"""A sign-in between the two pages: number typed, code not yet."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.utils import timezone

from accounts.domain.otp import SentCode

KEY = "pending_sign_in"


@dataclass(frozen=True, kw_only=True)
class PendingSignIn:
    """Kept in the visitor's session, never in an address or a hidden field."""

    challenge_id: UUID
    phone_number: str
    next: str
    resend_at: float

    @property
    def resend_after(self) -> int:
        """Seconds until another code may be asked for."""
        return max(0, round(self.resend_at - timezone.now().timestamp()))


def keep_pending(request: HttpRequest, sent: SentCode, *, next_path: str) -> None:
    """Remember which code the visitor will type."""
    request.session[KEY] = {
        "challenge_id": str(sent.challenge_id),
        "phone_number": sent.phone_number,
        "next": next_path,
        "resend_at": timezone.now().timestamp() + sent.resend_after,
    }


def pending_of(request: HttpRequest) -> PendingSignIn | None:
    """Return the sign-in that waits for its code, or None."""
    kept: dict[str, Any] | None = request.session.get(KEY)
    if not kept:
        return None
    return PendingSignIn(**kept | {"challenge_id": UUID(kept["challenge_id"])})


def forget_pending(request: HttpRequest) -> None:
    """Drop it: signed in, or another number is wanted."""
    request.session.pop(KEY, None)
