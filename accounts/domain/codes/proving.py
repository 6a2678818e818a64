"""A typed code: attempts are used up before anything is compared, wrong ones are committed."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.views.decorators.debug import sensitive_variables

from accounts.domain.codes import challenges, failures
from accounts.domain.codes.digits import read_code
from accounts.domain.codes.uses import CodeUse
from accounts.domain.codes.vendor import accept, ask_vendor
from accounts.domain.events import record_event, refusals_recorded
from accounts.domain.limits.admission import count_guess
from accounts.domain.limits.ledger import count_proved
from accounts.domain.limits.places import give_back
from accounts.enums import AuthEventKind, Verifier
from accounts.errors import AccountInactive, InvalidCode
from accounts.locks import lock_phone_state
from accounts.models import OTPChallenge
from accounts.phone import normalize_phone
from accounts.queries import typeable_challenges
from accounts.visitors import Visitor


@sensitive_variables("code")
def prove_code(
    use: CodeUse,
    *,
    code: str,
    visitor: Visitor,
    challenge_id: UUID | None = None,
    phone_number: str = "",
) -> OTPChallenge:
    """Use up a code and return its challenge, with the person and the number that she proved.

    Names the code by its challenge or by the number that it was sent to. Raises InvalidCode (for
    every way in which a code is not good), Locked, Throttled, AccountInactive, InvalidPhone.
    """
    found = _find_challenge(challenge_id, phone_number, use=use, visitor=visitor)
    with refusals_recorded(
        AuthEventKind.CODE_VERIFIED,
        visitor=visitor,
        phone_number=found.phone_number if found else "",
        purpose=use.purpose,
        channel=found.channel if found else "",
        challenge_id=found.pk if found else None,
    ):
        proved = _prove(found, code, use=use, visitor=visitor, now=timezone.now())
        _note(proved)
        if not proved.user.is_active:
            raise AccountInactive
    record_event(
        AuthEventKind.CODE_VERIFIED,
        visitor=visitor,
        user=proved.user,
        phone_number=proved.phone_number,
        purpose=use.purpose,
        channel=proved.channel,
        challenge_id=proved.pk,
    )
    return proved


@sensitive_variables("code", "digits")
def _prove(
    found: OTPChallenge | None, code: str, *, use: CodeUse, visitor: Visitor, now: datetime
) -> OTPChallenge:
    digits = read_code(code, verifier=found.verifier if found else Verifier.LOCAL)
    # Durable: an outer transaction that rolls back would make guesses free.
    with transaction.atomic(durable=True):
        count_guess(visitor, now=now)
    if found is None or digits is None:
        raise InvalidCode(param="code")
    if found.verifier == Verifier.VENDOR:
        proved = ask_vendor(found, digits, use=use, visitor=visitor, now=now)
    else:
        with transaction.atomic(durable=True):
            proved = _try_code(found, digits, use=use, visitor=visitor, now=now)
    if proved is None:
        raise InvalidCode(param="code")
    return proved


@sensitive_variables("digits")
def _try_code(
    found: OTPChallenge, digits: str, *, use: CodeUse, visitor: Visitor, now: datetime
) -> OTPChallenge | None:
    """Return the proved challenge, or None for a refusal whose traces must be committed."""
    own = found.from_known_device
    state = lock_phone_state(found.phone_number)
    failures.refuse_if_locked(state, from_known_device=own, now=now)
    challenge = challenges.reserve_attempt(found.pk, use=use, visitor=visitor, now=now)
    if challenge is None:
        return None
    if not challenges.is_right(challenge, digits):
        failures.count_failure(state, from_known_device=own, now=now)
        return None
    return accept(challenge, state, use=use, now=now)


def _note(proved: OTPChallenge) -> None:
    """Write down that a code was proved. After the commit, outside the order of locks."""
    give_back(proved)
    count_proved(proved)


def _find_challenge(
    challenge_id: UUID | None, typed_phone: str, *, use: CodeUse, visitor: Visitor
) -> OTPChallenge | None:
    if challenge_id is not None:
        return OTPChallenge.objects.filter(pk=challenge_id).first()
    return typeable_challenges(normalize_phone(typed_phone), use=use, visitor=visitor).first()
