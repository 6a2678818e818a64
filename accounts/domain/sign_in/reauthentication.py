"""Showing again that it is still the same person, before something that proves who she is changes.

Source: OWASP ASVS 5.0, 7.5.1.
"""

from datetime import timedelta
from uuid import UUID

from django.contrib.sessions.backends.base import SessionBase
from django.http import HttpRequest
from django.views.decorators.debug import sensitive_variables

from accounts.domain.codes.otp import SentCode, prove_code, request_code_for
from accounts.domain.codes.uses import CodeUse
from accounts.domain.events import record_event
from accounts.domain.second_factor.factors import has_factor
from accounts.domain.sign_in.assurance import (
    FRESH_PROOFS,
    REAUTHENTICATION,
    has_proof,
    has_second_factor,
    note_proof,
)
from accounts.enums import AuthEventKind, OTPPurpose, Proof
from accounts.errors import ReauthenticationRequired
from accounts.models import User
from accounts.visitors import visitor_of


def is_fresh(session: SessionBase, *, within: timedelta = REAUTHENTICATION) -> bool:
    """Return whether a code or a second factor was shown in the session within the time."""
    return has_proof(session, FRESH_PROOFS, within=within)


def is_strong(session: SessionBase, user: User, *, within: timedelta = REAUTHENTICATION) -> bool:
    """Return whether she has shown her second factor within the time, or a code if she has none."""
    if has_factor(user):
        return has_second_factor(session, within=within)
    return is_fresh(session, within=within)


def require_strong_proof(request: HttpRequest, user: User) -> None:
    """Raise ReauthenticationRequired unless the session ``is_strong``."""
    if not is_strong(request.session, user):
        raise ReauthenticationRequired


def reauthentication_use(user: User) -> CodeUse:
    """Return what the code is good for: this person's confirmation."""
    return CodeUse(purpose=OTPPurpose.REAUTH, person=user)


def request_reauthentication(request: HttpRequest, user: User, *, channel: str = "sms") -> SentCode:
    """Send a code to the person's own number. Raises what ``otp.request_code`` raises."""
    use, visitor = reauthentication_use(user), visitor_of(request)
    return request_code_for(use, user.phone_number, visitor=visitor, channel=channel)


@sensitive_variables("code")
def reauthenticate(
    request: HttpRequest,
    user: User,
    *,
    code: str,
    challenge_id: UUID | None = None,
    phone_number: str = "",
) -> None:
    """Prove the code and note it in the session, whose secret is new from now on.

    Raises what ``otp.prove_code`` raises.
    """
    prove_code(
        reauthentication_use(user),
        code=code,
        visitor=visitor_of(request),
        challenge_id=challenge_id,
        phone_number=phone_number,
    )
    note_reauthentication(request, user, proof=Proof.CODE)


def note_reauthentication(request: HttpRequest, user: User, *, proof: Proof) -> None:
    """Note a proof that was just shown by a signed-in person: new secret, event."""
    request.session.cycle_key()
    note_proof(request.session, proof)
    record_event(
        AuthEventKind.REAUTHENTICATED,
        visitor=visitor_of(request),
        user=user,
        rule=proof.value,
    )
