"""The second factor between the first proof and the session."""

from django.http import HttpRequest

from accounts.domain.second_factor.factors import has_factor
from accounts.domain.sign_in.stages import STAGES, Stage, pending_person
from accounts.enums import SECOND_FACTORS, Proof
from accounts.errors import NothingPending
from accounts.models import User

NAME = "second_factor"


def owes_second_factor(request: HttpRequest, user: User, proofs: list[Proof]) -> bool:
    """Return whether the person has a second factor and has not shown it yet.

    A passkey is both proofs at once: it asks for her finger or the device's code.
    """
    return SECOND_FACTORS.isdisjoint(proofs) and has_factor(user)


STAGE = Stage(NAME, "account_second_factor", owes_second_factor)


def register() -> None:
    """Hold people back who owe a second factor. Twice is once."""
    if STAGE not in STAGES:
        STAGES.append(STAGE)


def pending_user(request: HttpRequest) -> User:
    """Return the person whose sign-in waits for her second factor. Raises NothingPending."""
    pending = pending_person(request)
    if pending is None or pending.user is None:
        raise NothingPending
    return pending.user
