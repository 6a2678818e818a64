"""A sign-in between the two pages: number typed, code not yet."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.utils import timezone

from accounts.domain.codes.otp import SentCode
from accounts.enums import OTPPurpose

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


def keep_pending(
    request: HttpRequest,
    sent: SentCode,
    *,
    next_path: str,
    purpose: str = OTPPurpose.AUTH,
) -> None:
    """Remember which code the visitor will type. Codes of two purposes may wait at once."""
    request.session[_key(purpose)] = {
        "challenge_id": str(sent.challenge_id),
        "phone_number": sent.phone_number,
        "next": next_path,
        "resend_at": timezone.now().timestamp() + sent.resend_after,
    }


def pending_of(request: HttpRequest, *, purpose: str = OTPPurpose.AUTH) -> PendingSignIn | None:
    """Return what waits for its code, or None."""
    kept: dict[str, Any] | None = request.session.get(_key(purpose))
    if not kept:
        return None
    return PendingSignIn(**kept | {"challenge_id": UUID(kept["challenge_id"])})


def forget_pending(request: HttpRequest, *, purpose: str = OTPPurpose.AUTH) -> None:
    """Drop it: proved, or another number is wanted."""
    request.session.pop(_key(purpose), None)


def _key(purpose: str) -> str:
    return KEY if purpose == OTPPurpose.AUTH else f"pending_{OTPPurpose(purpose).value}"
