"""Passkeys: made, used, and told from copies by their counters."""

from typing import Any

from django.db import transaction
from django.http import HttpRequest
from django.utils import timezone

from accounts.allauth_bridge import mfa
from accounts.allauth_bridge.mfa import Authenticator, NotGenuine
from accounts.domain.events import record_event
from accounts.domain.second_factor.attempts import clear_failures
from accounts.domain.second_factor.ceremonies import Purpose, keep_question, take_question
from accounts.domain.second_factor.enrolment import add_factor
from accounts.domain.second_factor.errors import PasskeyRefused
from accounts.domain.second_factor.factors import Factor, FactorKind
from accounts.domain.second_factor.starts import count_start
from accounts.enums import AuthEventKind, AuthResult, Proof
from accounts.errors import AccountInactive
from accounts.locks import lock_authenticators
from accounts.models import User
from accounts.permissions import require_verified
from accounts.visitors import visitor_of

LONGEST_NAME = 40
SIGN_COUNT = "sign_count"


def ask_for_new_passkey(request: HttpRequest, user: User) -> dict[str, Any]:
    """Return what the browser needs to make a passkey of this person. Raises PhoneNotVerified."""
    require_verified(user)
    options, state = mfa.registration_options(user, _passkeys(user))
    keep_question(request.session, state, purpose=Purpose.REGISTER, user_id=user.pk)
    return options


def add_passkey(request: HttpRequest, user: User, *, response: dict[str, Any], name: str) -> Factor:
    """Keep the passkey that the browser has made. Raises PasskeyRefused, TooManyPasskeys."""
    state = take_question(request.session, purpose=Purpose.REGISTER, user_id=user.pk)
    try:
        data = mfa.registered_data(state, response, passkey_name(name))
    except NotGenuine:
        raise PasskeyRefused from None
    return add_factor(request, user, kind=FactorKind.PASSKEY, data=data)


def ask_for_passkey(
    request: HttpRequest, *, purpose: Purpose, user: User | None = None
) -> dict[str, Any]:
    """Return what the browser needs to use a passkey: of ``user``, or of whoever is there.

    The latter says nothing about anybody. Raises Throttled.
    """
    count_start(visitor_of(request))
    options, state = mfa.assertion_options(_passkeys(user) if user else None)
    keep_question(request.session, state, purpose=purpose, user_id=user.pk if user else None)
    return options


def prove_passkey(
    request: HttpRequest,
    *,
    purpose: Purpose,
    response: dict[str, Any],
    user: User | None = None,
) -> User:
    """Return the person whose passkey has answered the session's question.

    The question is used up, whatever the answer. Raises PasskeyRefused (for every reason why an
    answer does not fit), AccountInactive.
    """
    state = take_question(request.session, purpose=purpose, user_id=user.pk if user else None)
    visitor, found = visitor_of(request), user
    try:
        found = found or User.objects.get(pk=mfa.person_named_by(response))
        with transaction.atomic():
            _use(found, state, response)
    except (NotGenuine, User.DoesNotExist, OverflowError):
        record_event(
            AuthEventKind.SECOND_FACTOR,
            AuthResult.FAILED,
            visitor=visitor,
            user=found,
            rule=PasskeyRefused.code,
        )
        raise PasskeyRefused from None
    rule = Proof.PASSKEY.value
    if not found.is_active:
        record_event(
            AuthEventKind.SECOND_FACTOR,
            AuthResult.REFUSED,
            visitor=visitor,
            user=found,
            rule=AccountInactive.code,
        )
        raise AccountInactive
    record_event(AuthEventKind.SECOND_FACTOR, visitor=visitor, user=found, rule=rule)
    return found


def passkey_name(typed: str) -> str:
    """Return the name under which the person will find the passkey again, maybe empty."""
    return " ".join(typed.split())[:LONGEST_NAME]


def _use(user: User, state: dict[str, Any], response: dict[str, Any]) -> None:
    """Check the answer and note its counter, under the lock of the rows. Raises NotGenuine."""
    rows = lock_authenticators(user.pk)
    passkeys = [row for row in rows if row.type == FactorKind.PASSKEY]
    signed = mfa.checked_assertion(state, passkeys, response)
    used = next(row for row in passkeys if mfa.credential_id(row) == signed.credential_id)
    before = used.data.get(SIGN_COUNT, 0)
    # Zero for ever: a passkey that lives on several devices and does not count. Otherwise a
    # number that does not grow comes from a copy (WebAuthn 7.2, step 22).
    if (signed.sign_count or before) and signed.sign_count <= before:
        raise NotGenuine
    used.data[SIGN_COUNT], used.last_used_at = signed.sign_count, timezone.now()
    used.save(update_fields=["data", "last_used_at"])
    clear_failures(rows)


def _passkeys(user: User) -> list[Authenticator]:
    rows = Authenticator.objects.filter(user_id=user.pk, type=FactorKind.PASSKEY)
    return list(rows.order_by("pk"))
