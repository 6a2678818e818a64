"""Proving the number that a signed-in person already has."""

from uuid import UUID

from django.http import HttpRequest
from django.views.decorators.debug import sensitive_variables

from accounts.domain.codes.otp import SentCode, prove_code, request_code_for
from accounts.domain.codes.uses import CodeUse
from accounts.enums import OTPPurpose
from accounts.errors import AlreadyVerified
from accounts.models import User
from accounts.visitors import visitor_of


def verification_use(user: User) -> CodeUse:
    """Return what the code is good for: this person's number."""
    return CodeUse(purpose=OTPPurpose.VERIFY, person=user)


def request_verification(request: HttpRequest, user: User, *, channel: str = "sms") -> SentCode:
    """Send a code to the person's number. Raises AlreadyVerified, as ``otp.request_code``."""
    if user.is_phone_verified:
        raise AlreadyVerified
    use, visitor = verification_use(user), visitor_of(request)
    return request_code_for(use, user.phone_number, visitor=visitor, channel=channel)


@sensitive_variables("code")
def verify_own_number(
    request: HttpRequest,
    user: User,
    *,
    code: str,
    challenge_id: UUID | None = None,
    phone_number: str = "",
) -> User:
    """Prove the person's number; return her. Raises AlreadyVerified, as ``otp.prove_code``."""
    if user.is_phone_verified:
        raise AlreadyVerified
    return prove_code(
        verification_use(user),
        code=code,
        visitor=visitor_of(request),
        challenge_id=challenge_id,
        phone_number=phone_number,
    ).user
