"""What the person in front of a session has shown of herself, and how long ago."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.contrib.sessions.backends.base import SessionBase
from django.utils import timezone

from accounts.enums import SECOND_FACTORS, Proof
from accounts.sessions import PROOFS_KEY

# Changing what proves who one is (OWASP ASVS 5.0, 7.5.1).
REAUTHENTICATION = timedelta(minutes=5)
# All that proves that it is still the same person: a provider's word alone does not.
FRESH_PROOFS = frozenset({Proof.CODE, *SECOND_FACTORS})
LONGEST = 10


@dataclass(frozen=True)
class ShownProof:
    """One proof and its moment."""

    proof: Proof
    at: datetime


def proofs_of(session: SessionBase) -> list[ShownProof]:
    """Return what was shown in the session, oldest first."""
    kept: list[list[str]] = session.get(PROOFS_KEY) or []
    return [ShownProof(Proof(proof), datetime.fromisoformat(at)) for proof, at in kept]


def note_proof(session: SessionBase, proof: Proof, *, at: datetime | None = None) -> None:
    """Remember that the person has shown ``proof``, just now unless ``at`` says when."""
    kept = session.get(PROOFS_KEY) or []
    session[PROOFS_KEY] = [*kept, [Proof(proof).value, (at or timezone.now()).isoformat()]][
        -LONGEST:
    ]


def has_proof(
    session: SessionBase, proofs: Iterable[Proof], *, within: timedelta | None = None
) -> bool:
    """Return whether one of ``proofs`` was shown in the session, within the time if given."""
    wanted, now = frozenset(proofs), timezone.now()
    return any(
        shown.proof in wanted and (within is None or now - shown.at < within)
        for shown in proofs_of(session)
    )


def opened_at(session: SessionBase) -> datetime | None:
    """Return when the person last signed in or proved herself, here or where her ticket is from."""
    return max(
        (shown.at for shown in proofs_of(session) if shown.proof is not Proof.TICKET), default=None
    )


def has_second_factor(session: SessionBase, *, within: timedelta | None = None) -> bool:
    """Return whether a passkey, an authenticator's or a recovery code was shown."""
    return has_proof(session, SECOND_FACTORS, within=within)


def proofs_to_carry(session: SessionBase) -> dict[str, Any]:
    """Return what a ticket takes along, so that the next host knows how old the proofs are."""
    return {PROOFS_KEY: session.get(PROOFS_KEY) or []}
