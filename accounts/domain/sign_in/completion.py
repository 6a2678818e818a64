"""Opening and closing a session. Every way in ends in ``complete_sign_in``."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import cast

from django.contrib.auth import login, logout
from django.http import HttpRequest

from accounts.domain.events import record_event
from accounts.domain.sessions.devices import note_owner
from accounts.domain.sign_in.assurance import note_proof
from accounts.domain.sign_in.stages import Stage, hold_back, next_stage, release
from accounts.enums import AuthEventKind, Proof
from accounts.middleware import bind_session
from accounts.models import User
from accounts.sessions import SessionStore
from accounts.visitors import visitor_of

BACKEND = "accounts.backends.PhoneBackend"
# What waited for a person to owe nothing more. They refuse nothing: she is signed in.
AFTER_SIGN_IN: list[Callable[[HttpRequest, User], None]] = []


@dataclass(frozen=True)
class SignedIn:
    """The session is open."""

    user: User
    next_path: str = ""


@dataclass(frozen=True)
class HeldBack:
    """The person has shown who she is and still owes something, such as her second factor."""

    stage: Stage
    next_path: str = ""


def complete_sign_in(
    request: HttpRequest, user: User, *, proof: Proof, next_path: str = ""
) -> SignedIn | HeldBack:
    """Sign in a person who has just shown ``proof``, or hold her back for what is still owed.

    While she is held back the session belongs to nobody; a stage that is passed calls this again
    with its own proof.
    """
    pending = release(request, user)
    proofs, next_path = [*pending.proofs, proof], next_path or pending.next_path
    stage = next_stage(request, user, proofs=proofs)
    if stage is not None:
        hold_back(request, user, proofs=proofs, next_path=next_path)
        return HeldBack(stage, next_path)
    sign_in(request, user, proofs=proofs)
    for step in AFTER_SIGN_IN:
        step(request, user)
    return SignedIn(user, next_path)


def sign_in(request: HttpRequest, user: User, *, proofs: list[Proof]) -> None:
    """Open a session for a person who owes nothing more.

    The secret of the session and the CSRF token are new; the session is good for this host and
    this kind of client only. Where she was signed in already it is the same session, renewed.
    """
    session = cast(SessionStore, request.session)
    before = session.session_key
    login(request, user, backend=BACKEND)
    if before is not None and session.session_key == before:
        # Django renews the secret for another person only.
        bind_session(request, family=session.family)
        session.cycle_key()
    else:
        bind_session(request)
    for proof in proofs:
        note_proof(request.session, proof)
    visitor = visitor_of(request)
    if Proof.CODE in proofs:
        note_owner(user, visitor=visitor)
    record_event(
        AuthEventKind.SIGNED_IN,
        visitor=visitor,
        user=user,
        # A ticket brings the proofs of the session that it came from.
        purpose="" if proofs else Proof.TICKET,
    )


def sign_out(request: HttpRequest) -> None:
    """End the session; its secret is worthless from now on, and so is what came out of it."""
    logout(request)
