"""A number that slept for long may have a new holder: who is it who proves it today?

Her code shows who has the number, not whose account it is. Before such an account opens on a device
that it does not know, the person says whether it is hers and shows something else that is, or takes
the number for a new account of her own.
"""

import unicodedata
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.db.models import Q
from django.http import HttpRequest
from django.utils import timezone

from accounts.domain.events import record_event
from accounts.domain.limits.windows import Counter, take_places
from accounts.domain.numbers.releasing import release_number
from accounts.domain.second_factor.factors import has_factor
from accounts.domain.sign_in.completion import HeldBack, SignedIn, complete_sign_in
from accounts.domain.sign_in.stages import STAGES, PendingPerson, Stage, pending_person
from accounts.enums import SECOND_FACTORS, AuthEventKind, AuthResult, Proof
from accounts.errors import (
    AccountProtected,
    NoSecondProof,
    NothingPending,
    Throttled,
    TooManyFactGuesses,
    WrongFact,
)
from accounts.locks import lock_numbers, lock_people
from accounts.models import User
from accounts.queries import knows_device, linked_providers
from accounts.thresholds import thresholds
from accounts.visitors import Visitor, visitor_of

NAME = "recycled_number"
# What shows that the account is hers without asking.
OWN_PROOFS = frozenset({Proof.FACT, Proof.SOCIAL, *SECOND_FACTORS})
# Teh marbuta as heh, alef maksura as yeh, no tatweel.
SAME_LETTER = {0x629: 0x647, 0x649: 0x64A, 0x640: None}


@dataclass(frozen=True, kw_only=True)
class SleepingAccount:
    """What the person may know of the account, and how she could show that it is hers."""

    last_used: datetime
    has_factor: bool
    has_name: bool
    providers: list[str]

    @property
    def is_provable(self) -> bool:
        return self.has_factor or self.has_name or bool(self.providers)


def owes_answer(request: HttpRequest, user: User, proofs: list[Proof]) -> bool:
    """Return whether the person has to say whose account it is."""
    if not is_asleep(user, now=timezone.now()) or not OWN_PROOFS.isdisjoint(proofs):
        return False
    if Proof.CLAIMED in proofs and has_factor(user):
        # The next stage asks for it.
        return False
    device = getattr(request, "device", None)
    return not knows_device(user, device.id if device else None)


STAGE = Stage(NAME, "account_recycled", owes_answer)


def register() -> None:
    """Ask before the second factor: a new holder of the number has none to show. Twice is once."""
    if STAGE not in STAGES:
        STAGES.insert(0, STAGE)


def is_asleep(user: User, *, now: datetime) -> bool:
    """Return whether nobody has signed in to the account for long."""
    idle = timedelta(days=thresholds().recycled_after_days)
    return user.last_login is not None and now - user.last_login > idle


def sleeping_account(request: HttpRequest) -> SleepingAccount:
    """Return what is known of the account that the session waits for. Raises NothingPending."""
    user, _pending = _waiting(request)
    return SleepingAccount(
        last_used=user.last_login or user.date_joined,
        has_factor=has_factor(user),
        has_name=_is_known_by_name(user),
        providers=linked_providers(user),
    )


def claim_account(request: HttpRequest, *, first_name: str = "") -> SignedIn | HeldBack:
    """Go on as the account's owner: to her second factor, or by the first name on the account.

    Guesses are counted before they are compared, for all sessions together. Raises WrongFact,
    Throttled, NoSecondProof, NothingPending.
    """
    user, pending = _waiting(request)
    if has_factor(user):
        proof = Proof.CLAIMED
    else:
        _prove_name(user, first_name, visitor=visitor_of(request))
        proof = Proof.FACT
    return complete_sign_in(request, user, proof=proof, next_path=pending.next_path)


def start_anew(request: HttpRequest) -> SignedIn | HeldBack:
    """Release the number from the account that slept and sign in to a new one.

    Raises AccountProtected for people of the platform, NothingPending.
    """
    earlier, pending = _waiting(request)
    visitor = visitor_of(request)
    if _is_of_platform(earlier):
        _note(earlier, visitor, AuthResult.REFUSED, AccountProtected.code)
        raise AccountProtected
    phone_number = earlier.phone_number
    user = _replace(earlier, language=visitor.language)
    record_event(
        AuthEventKind.PHONE_RELEASED, visitor=visitor, user=earlier, phone_number=phone_number
    )
    return complete_sign_in(request, user, proof=Proof.CODE, next_path=pending.next_path)


def _replace(earlier: User, *, language: str) -> User:
    now, phone_number = timezone.now(), earlier.phone_number
    with transaction.atomic():
        lock_numbers([phone_number])
        # Somebody may have answered while this one waited.
        found = lock_people(Q(pk=earlier.pk, phone_number=phone_number))
        if not found or not is_asleep(found[0], now=now):
            raise NothingPending
        release_number(found[0], now=now)
        return User.objects.create(
            phone_number=phone_number,
            language=language,
            password=make_password(None),
            is_phone_verified=True,
            phone_verified_at=now,
        )


def _waiting(request: HttpRequest) -> tuple[User, PendingPerson]:
    """Return whom the session waits for and what was shown: her code, and that it is her turn."""
    pending = pending_person(request)
    if pending is None or pending.user is None or Proof.CODE not in pending.proofs:
        raise NothingPending
    if not owes_answer(request, pending.user, pending.proofs):
        raise NothingPending
    return pending.user, pending


def _is_of_platform(user: User) -> bool:
    return user.is_staff or user.is_superuser


def _is_known_by_name(user: User) -> bool:
    """Return whether her first name opens the account. It is too little for the whole platform."""
    return bool(_fold(user.first_name)) and not _is_of_platform(user)


def _prove_name(user: User, typed: str, *, visitor: Visitor) -> None:
    if not _is_known_by_name(user):
        raise NoSecondProof
    guesses = Counter("person", str(user.pk), "fact", thresholds().fact_guesses)
    try:
        with transaction.atomic():
            take_places([guesses], now=timezone.now())
    except Throttled as full:
        _note(user, visitor, AuthResult.REFUSED, full.code)
        raise TooManyFactGuesses(retry_after=full.retry_after) from None
    if _fold(typed) != _fold(user.first_name):
        _note(user, visitor, AuthResult.FAILED, WrongFact.code)
        raise WrongFact(param="first_name")


def _note(user: User, visitor: Visitor, result: AuthResult, rule: str) -> None:
    record_event(AuthEventKind.PHONE_RELEASED, result, visitor=visitor, user=user, rule=rule)


def _fold(name: str) -> str:
    """Return the name as people compare it: without case, marks, tatweel and doubled spaces.

    Arabic is written with and without vowel marks, hamza and the dots of its last letter: Unicode's
    decomposition takes marks and hamza away, the table the rest.
    """
    spread = unicodedata.normalize("NFKD", name).translate(SAME_LETTER)
    bare = "".join(c for c in spread if unicodedata.category(c) not in ("Mn", "Cf"))
    return " ".join(bare.casefold().split())
