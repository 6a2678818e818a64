"""Codes by SMS or WhatsApp: ask for one, ask again, prove it."""

from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.views.decorators.debug import sensitive_variables

from accounts.domain.codes import failures
from accounts.domain.codes.proving import prove_code
from accounts.domain.codes.sending import SentCode, send_new_code
from accounts.domain.codes.uses import CodeUse
from accounts.errors import NoLiveChallenge
from accounts.locks import lock_phone_state
from accounts.models import User
from accounts.phone import normalize_phone
from accounts.queries import usable_challenges
from accounts.visitors import Visitor

__all__ = [
    "SentCode",
    "prove_code",
    "request_code",
    "request_code_for",
    "resend_code",
    "unlock_phone",
    "verify_code",
]


def request_code(
    typed_phone: str,
    *,
    purpose: str,
    visitor: Visitor,
    channel: str = "sms",
    binding: str = "",
    person: User | None = None,
) -> SentCode:
    """Send a code to a number and return its challenge.

    The person's record is made first, unverified, unless ``person`` is signed in and asks for
    herself (``uses.CodeUse``); an earlier code of the same use dies. The answer is the same for a
    known, unknown, unverified or closed number. The code is sent after the commit and never
    stored or queued. Raises InvalidPhone, CountryNotAllowed, Throttled, Locked, SmsPaused,
    SmsUnavailable.
    """
    use = CodeUse(purpose=purpose, binding=binding, person=person)
    return request_code_for(use, typed_phone, visitor=visitor, channel=channel)


def request_code_for(
    use: CodeUse, typed_phone: str, *, visitor: Visitor, channel: str = "sms"
) -> SentCode:
    """Send a code for one use: ``request_code``, with what it is good for at hand."""
    phone_number = normalize_phone(typed_phone)
    return send_new_code(phone_number, use=use, visitor=visitor, channel=channel)


def resend_code(
    challenge_id: UUID,
    *,
    purpose: str,
    visitor: Visitor,
    binding: str = "",
    person: User | None = None,
) -> SentCode:
    """Send another code in place of a live one; wrong guesses stay counted.

    Raises NoLiveChallenge, Throttled (also before the pause is over and after the last one),
    Locked, SmsPaused, SmsUnavailable.
    """
    use, now = CodeUse(purpose=purpose, binding=binding, person=person), timezone.now()
    earlier = usable_challenges(challenge_id, use=use, visitor=visitor, now=now).first()
    if earlier is None:
        raise NoLiveChallenge
    return send_new_code(
        earlier.phone_number,
        use=use,
        visitor=visitor,
        channel=earlier.channel,
        instead_of=challenge_id,
    )


@sensitive_variables("code")
def verify_code(
    *,
    purpose: str,
    code: str,
    visitor: Visitor,
    challenge_id: UUID | None = None,
    phone_number: str = "",
    binding: str = "",
    person: User | None = None,
) -> User:
    """Return the person who has proved a code: ``prove_code`` for those who need no number."""
    use = CodeUse(purpose=purpose, binding=binding, person=person)
    return prove_code(
        use, code=code, visitor=visitor, challenge_id=challenge_id, phone_number=phone_number
    ).user


def unlock_phone(phone_number: str) -> None:
    """Forget the wrong codes of a number, also past the last rung. For platform admins."""
    with transaction.atomic():
        failures.clear_failures(lock_phone_state(phone_number))
