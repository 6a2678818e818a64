"""Another number for the same person: proved by a code, told to the old number."""

import hashlib
import secrets
from datetime import datetime, timedelta
from uuid import UUID

from django.contrib.auth import update_session_auth_hash
from django.db import transaction
from django.db.models import Q
from django.http import HttpRequest
from django.utils import timezone, translation
from django.views.decorators.debug import sensitive_variables

from accounts.addresses import platform_page
from accounts.domain.codes.otp import SentCode, prove_code, request_code_for
from accounts.domain.codes.uses import CodeUse
from accounts.domain.events import record_event
from accounts.domain.notices import notify_person
from accounts.domain.numbers.releasing import absorb_shell, is_shell, void_codes
from accounts.domain.sessions.ends import end_sessions
from accounts.domain.sign_in.reauthentication import require_strong_proof
from accounts.enums import AuthEventKind, AuthResult, NumberChange, OTPPurpose
from accounts.errors import PhoneTaken, SameNumber
from accounts.locks import lock_numbers, lock_people
from accounts.models import PhoneHistory, User
from accounts.phone import normalize_phone
from accounts.sessions import FAMILY_KEY
from accounts.thresholds import thresholds
from accounts.visitors import visitor_of


def phone_change_use(user: User) -> CodeUse:
    """Return what the code is good for: this person's new number.

    Bound to her: two people who both type a number do not make each other's codes void.
    """
    return CodeUse(purpose=OTPPurpose.PHONE_CHANGE, binding=f"person:{user.pk}", person=user)


def request_phone_change(
    request: HttpRequest, user: User, typed_phone: str, *, channel: str = "sms"
) -> SentCode:
    """Send a code to the new number, whoever has it: who holds it learns the rest.

    Raises ReauthenticationRequired, SameNumber, and what ``otp.request_code`` raises.
    """
    require_strong_proof(request, user)
    phone_number = normalize_phone(typed_phone)
    if phone_number == user.phone_number:
        raise SameNumber(param="phone_number")
    use, visitor = phone_change_use(user), visitor_of(request)
    return request_code_for(use, phone_number, visitor=visitor, channel=channel)


@sensitive_variables("code")
def change_phone(
    request: HttpRequest,
    user: User,
    *,
    code: str,
    challenge_id: UUID | None = None,
    phone_number: str = "",
) -> User:
    """Give the person the number that she proved; return her.

    The old number is told, with a link that takes the change back. Every other session ends, this
    one goes on under a new secret. Raises ReauthenticationRequired, PhoneTaken (a proved number of
    somebody else's), and what ``otp.prove_code`` raises.
    """
    require_strong_proof(request, user)
    visitor = visitor_of(request)
    proved = prove_code(
        phone_change_use(user),
        code=code,
        visitor=visitor,
        challenge_id=challenge_id,
        phone_number=phone_number,
    )
    try:
        person = _change(user, proved.phone_number)
    except PhoneTaken as refusal:
        record_event(
            AuthEventKind.PHONE_CHANGED,
            AuthResult.REFUSED,
            visitor=visitor,
            user=user,
            rule=refusal.code,
        )
        raise
    _stay_signed_in(request, person)
    record_event(AuthEventKind.PHONE_CHANGED, visitor=visitor, user=person)
    return person


def take_number(person: User, phone_number: str, *, holders: list[User], now: datetime) -> None:
    """Write a proved number into the person's row, freeing it of a shell; end her sessions' worth.

    ``holders``: whoever has the number now, locked. Raises PhoneTaken unless all are shells.
    """
    for holder in holders:
        if not is_shell(holder):
            raise PhoneTaken(param="phone_number")
        absorb_shell(holder, into=person, now=now)
    void_codes(person, phone_number=person.phone_number, now=now)
    void_codes(person, phone_number=phone_number, now=now)
    person.phone_number = phone_number
    person.is_phone_verified, person.phone_verified_at = True, now
    person.auth_epoch += 1
    person.save(
        update_fields=["phone_number", "is_phone_verified", "phone_verified_at", "auth_epoch"]
    )


def undo_hash(secret: str) -> str:
    """Return what is kept of an undo link's secret."""
    return hashlib.sha256(secret.encode()).hexdigest()


def _change(user: User, phone_number: str) -> User:
    now, secret = timezone.now(), secrets.token_urlsafe(16)
    with transaction.atomic():
        lock_numbers([user.phone_number, phone_number])
        people = lock_people(Q(pk=user.pk) | Q(phone_number=phone_number))
        person = next(each for each in people if each.pk == user.pk)
        history = PhoneHistory.objects.create(
            user=person,
            phone_number=person.phone_number,
            reason=NumberChange.CHANGED,
            until=now,
            undo_hash=undo_hash(secret),
            undo_until=now + timedelta(days=thresholds().undo_days),
        )
        others = [each for each in people if each.pk != user.pk]
        take_number(person, phone_number, holders=others, now=now)
        _tell_old_number(history, secret)
    return person


def _tell_old_number(history: PhoneHistory, secret: str) -> None:
    with translation.override(history.user.language):
        link = platform_page("account_phone_undo", secret)
    notify_person(
        history.user,
        AuthEventKind.PHONE_CHANGED,
        phone_number=history.phone_number,
        link=link,
        key=str(history.pk),
    )


def _stay_signed_in(request: HttpRequest, person: User) -> None:
    """Renew this session for the new number, then end the others."""
    request.user = person
    update_session_auth_hash(request, person)
    # The renewed session was saved on the way: it has its name by now.
    family = UUID(request.session[FAMILY_KEY])
    end_sessions(person, keep_family=family, visitor=visitor_of(request))
