"""A new code: admitted, made, sent, written down."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from math import ceil
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.views.decorators.debug import sensitive_variables

from accounts.domain.codes import challenges, failures
from accounts.domain.codes.digits import new_code
from accounts.domain.codes.uses import CodeUse
from accounts.domain.events import record_event, refusals_recorded
from accounts.domain.limits.admission import Admission, admit
from accounts.domain.limits.ledger import count_sent
from accounts.domain.limits.windows import take_places
from accounts.domain.people import person_with
from accounts.domain.sessions.devices import keep_device
from accounts.enums import AuthEventKind, AuthResult, Verifier
from accounts.errors import NoLiveChallenge, ResendsUsedUp, ResendTooEarly, SmsUnavailable
from accounts.locks import lock_phone_state
from accounts.models import OTPChallenge
from accounts.queries import usable_challenges
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


@sensitive_variables("code")
def send_new_code(
    phone_number: str,
    *,
    use: CodeUse,
    visitor: Visitor,
    channel: str,
    instead_of: UUID | None = None,
) -> SentCode:
    """Make a code, commit it, send it; refusals and failures are written down.

    ``instead_of``: the live code that it replaces in the same sign-in.
    """
    code, now = new_code(), timezone.now()
    with refusals_recorded(
        AuthEventKind.CODE_REQUESTED,
        visitor=visitor,
        phone_number=phone_number,
        purpose=use.purpose,
        channel=channel,
    ):
        admission = admit(phone_number, visitor=visitor, now=now)
        with transaction.atomic(durable=True):
            challenge = _make_challenge(
                phone_number,
                admission,
                use=use,
                code=code,
                visitor=visitor,
                channel=channel,
                instead_of=instead_of,
                now=now,
            )
    if visitor.new_device is not None:
        visitor.new_device.is_kept = True
    _deliver(challenge, code, visitor=visitor)
    return SentCode(
        challenge_id=challenge.id,
        phone_number=phone_number,
        expires_in=thresholds().code_seconds,
        resend_after=_pause_after(challenge),
        channel=challenge.channel,
    )


@sensitive_variables("code")
def _make_challenge(
    phone_number: str,
    admission: Admission,
    *,
    use: CodeUse,
    code: str,
    visitor: Visitor,
    channel: str,
    instead_of: UUID | None,
    now: datetime,
) -> OTPChallenge:
    """Take the places, then make the code under the lock of its number."""
    own = admission.from_known_device
    take_places(admission.places, now=now)
    failures.refuse_if_locked(lock_phone_state(phone_number), from_known_device=own, now=now)
    earlier = _replaceable(instead_of, use=use, visitor=visitor, now=now) if instead_of else None
    return challenges.open_challenge(
        use.person or person_with(phone_number, language=visitor.language),
        phone_number,
        use=use,
        code=code,
        visitor=visitor,
        channel=channel,
        now=now,
        device_id=keep_device(visitor, now=now),
        from_known_device=own,
        instead_of=earlier,
    )


@sensitive_variables("code")
def _deliver(challenge: OTPChallenge, code: str, *, visitor: Visitor) -> None:
    """Send the code; where it did not leave for certain, no live code stays behind."""
    ours = challenge.verifier == Verifier.LOCAL
    try:
        taken_by = send_code(
            phone_number=challenge.phone_number,
            code=code if ours else None,
            language=visitor.language,
            channel=challenge.channel,
        )
    except DeliveryError:
        challenges.invalidate(challenge.id, now=timezone.now())
        _record(challenge, AuthResult.FAILED, visitor=visitor)
        raise SmsUnavailable(retry_after=_pause_after(challenge)) from None
    if taken_by != challenge.channel:
        challenge.channel = taken_by
        challenge.save(update_fields=["channel"])
    count_sent(challenge)
    _record(challenge, AuthResult.OK, visitor=visitor)


def _record(challenge: OTPChallenge, result: AuthResult, *, visitor: Visitor) -> None:
    record_event(
        AuthEventKind.CODE_REQUESTED,
        result,
        visitor=visitor,
        user=challenge.user,
        phone_number=challenge.phone_number,
        rule="" if result is AuthResult.OK else SmsUnavailable.code,
        purpose=challenge.purpose,
        channel=challenge.channel,
        challenge_id=challenge.pk,
        device_id=challenge.device_id,
    )


def _replaceable(
    challenge_id: UUID, *, use: CodeUse, visitor: Visitor, now: datetime
) -> OTPChallenge:
    """Return the live code again, under the lock: of two requests at once only one sends."""
    live = usable_challenges(challenge_id, use=use, visitor=visitor, now=now).first()
    if live is None:
        raise NoLiveChallenge
    allowed_at = live.created_at + timedelta(seconds=_pause_after(live))
    if now < allowed_at:
        raise ResendTooEarly(limit="pause", retry_after=_seconds(allowed_at - now))
    if live.resend_count >= thresholds().max_resends:
        raise ResendsUsedUp(limit="resends", retry_after=_seconds(live.expires_at - now))
    return live


def _pause_after(challenge: OTPChallenge) -> int:
    """Return the seconds until the next code of this sign-in may be asked for."""
    steps = thresholds().resend_seconds
    return steps[min(challenge.resend_count, len(steps) - 1)]


def _seconds(wait: timedelta) -> int:
    return ceil(wait.total_seconds())
