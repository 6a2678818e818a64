"""Signing in by code: ask for one, ask again, prove it."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from math import ceil
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.views.decorators.debug import sensitive_variables

from accounts.domain import challenges, failures
from accounts.domain.codes import new_code, read_code
from accounts.domain.countries import refuse_unserved_number
from accounts.domain.people import mark_verified, person_with
from accounts.domain.uses import CodeUse
from accounts.domain.windows import Counter, address_block, give_back, take_places
from accounts.errors import (
    AccountInactive,
    InvalidCode,
    NoLiveChallenge,
    ResendTooEarly,
    SmsUnavailable,
)
from accounts.locks import lock_phone_state
from accounts.models import OTPChallenge, User
from accounts.phone import normalize_phone
from accounts.queries import codes_in_a_row, open_challenges, usable_challenges
from accounts.thresholds import thresholds
from accounts.visitors import Visitor
from notifications.gateways import DeliveryError, send_code


@dataclass(frozen=True, kw_only=True)
class SentCode:
    """What the person may know about a code that is on its way. Times are in seconds."""

    challenge_id: UUID
    phone_number: str
    expires_in: int
    resend_after: int
    channel: str


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
    herself (``uses.CodeUse``); an earlier code of the same use dies. The
    answer is the same for a known, unknown, unverified or closed number. The code is sent after
    the commit and never stored or queued. Raises InvalidPhone, CountryNotAllowed, Throttled,
    Locked, SmsUnavailable.
    """
    phone_number = normalize_phone(typed_phone)
    refuse_unserved_number(phone_number)
    use = CodeUse(purpose=purpose, binding=binding, person=person)
    return _send_new_code(phone_number, use=use, visitor=visitor, channel=channel)


def resend_code(
    challenge_id: UUID,
    *,
    purpose: str,
    visitor: Visitor,
    binding: str = "",
    person: User | None = None,
) -> SentCode:
    """Send another code in place of a live one; wrong guesses stay counted.

    Raises NoLiveChallenge, Throttled (also before the pause is over), Locked, SmsUnavailable.
    """
    use, now = CodeUse(purpose=purpose, binding=binding, person=person), timezone.now()
    earlier = usable_challenges(challenge_id, use=use, host=visitor.host, now=now).first()
    if earlier is None:
        raise NoLiveChallenge
    return _send_new_code(
        earlier.phone_number,
        use=use,
        visitor=visitor,
        channel=earlier.channel,
        instead_of=challenge_id,
    )


@sensitive_variables("code", "digits")
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


@sensitive_variables("code", "digits")
def prove_code(
    use: CodeUse,
    *,
    code: str,
    visitor: Visitor,
    challenge_id: UUID | None = None,
    phone_number: str = "",
) -> OTPChallenge:
    """Use up a code and return its challenge, with the person and the number that she proved.

    Names the code by its challenge or by the number that it was sent to. Attempts are used up
    before anything is compared, and wrong ones are committed. Raises InvalidCode (for every way
    in which a code is not good), Locked, AccountInactive, InvalidPhone.
    """
    digits = read_code(code)
    found = _find_challenge(challenge_id, phone_number, use=use)
    if found is None or digits is None:
        raise InvalidCode(param="code")
    # Durable: an outer transaction that rolls back would make wrong guesses free.
    with transaction.atomic(durable=True):
        proved = _try_code(found, digits, use=use, visitor=visitor, now=timezone.now())
    if proved is None:
        raise InvalidCode(param="code")
    # After the commit: who asks for a code locks windows first and the phone second.
    give_back(_unproved_places(proved.phone_number, visitor), taken_at=proved.created_at)
    if not proved.user.is_active:
        raise AccountInactive
    return proved


def unlock_phone(phone_number: str) -> None:
    """Forget the wrong codes of a number, also past the last rung. For platform admins."""
    with transaction.atomic():
        failures.clear_failures(lock_phone_state(phone_number))


@sensitive_variables("code")
def _send_new_code(
    phone_number: str,
    *,
    use: CodeUse,
    visitor: Visitor,
    channel: str,
    instead_of: UUID | None = None,
) -> SentCode:
    code, now = new_code(), timezone.now()
    with transaction.atomic(durable=True):
        take_places(_places(phone_number, visitor), now=now)
        failures.refuse_if_locked(lock_phone_state(phone_number), now=now)
        if instead_of is not None:
            _refuse_early_resend(instead_of, use=use, visitor=visitor, now=now)
        challenge = challenges.open_challenge(
            use.person or person_with(phone_number, language=visitor.language),
            phone_number,
            use=use,
            code=code,
            visitor=visitor,
            channel=channel,
            now=now,
        )
        pause = _pause_after(phone_number, use=use, now=now)
    _deliver(challenge, code, visitor=visitor, pause=pause)
    return SentCode(
        challenge_id=challenge.id,
        phone_number=phone_number,
        expires_in=thresholds().code_seconds,
        resend_after=pause,
        channel=channel,
    )


@sensitive_variables("code")
def _deliver(challenge: OTPChallenge, code: str, *, visitor: Visitor, pause: int) -> None:
    """Send the code; where it did not leave for certain, no live code stays behind."""
    try:
        send_code(
            phone_number=challenge.phone_number,
            code=code,
            language=visitor.language,
            channel=challenge.channel,
        )
    except DeliveryError:
        challenges.invalidate(challenge.id, now=timezone.now())
        raise SmsUnavailable(retry_after=pause) from None


def _find_challenge(
    challenge_id: UUID | None, typed_phone: str, *, use: CodeUse
) -> OTPChallenge | None:
    if challenge_id is not None:
        return OTPChallenge.objects.filter(pk=challenge_id).first()
    return open_challenges(normalize_phone(typed_phone), use=use).first()


def _try_code(
    found: OTPChallenge, digits: str, *, use: CodeUse, visitor: Visitor, now: datetime
) -> OTPChallenge | None:
    """Return the proved challenge, or None for a refusal whose traces must be committed."""
    state = lock_phone_state(found.phone_number)
    failures.refuse_if_locked(state, now=now)
    challenge = challenges.reserve_attempt(found.pk, use=use, host=visitor.host, now=now)
    if challenge is None:
        return None
    if not challenges.is_right(challenge, digits):
        failures.count_failure(state, now=now)
        return None
    challenges.consume(challenge, now=now)
    failures.clear_failures(state)
    if challenge.user.is_active:
        mark_verified(challenge.user, purpose=use.purpose, now=now)
    return challenge


def _refuse_early_resend(
    challenge_id: UUID, *, use: CodeUse, visitor: Visitor, now: datetime
) -> None:
    """Look again under the lock: of two requests at once only one sends."""
    live = usable_challenges(challenge_id, use=use, host=visitor.host, now=now).first()
    if live is None:
        raise NoLiveChallenge
    pause = _pause_after(live.phone_number, use=use, now=now)
    allowed_at = live.created_at + timedelta(seconds=pause)
    if now < allowed_at:
        raise ResendTooEarly(retry_after=ceil((allowed_at - now).total_seconds()))


def _pause_after(phone_number: str, *, use: CodeUse, now: datetime) -> int:
    """Return the seconds until the next code of this sign-in may be asked for again."""
    steps = thresholds().resend_seconds
    sent = codes_in_a_row(phone_number, use=use, now=now)
    return steps[min(max(sent, 1), len(steps)) - 1]


def _unproved_places(phone_number: str, visitor: Visitor) -> list[Counter]:
    limits = thresholds()
    return [
        Counter("address", address_block(visitor.address), "send", limits.address_sends),
        Counter("phone", phone_number, "send", limits.phone_sends),
    ]


def _places(phone_number: str, visitor: Visitor) -> list[Counter]:
    total = Counter("phone", phone_number, "send_total", thresholds().phone_sends_total)
    return [*_unproved_places(phone_number, visitor), total]
