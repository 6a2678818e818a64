"""Keeping what was agreed with the appointment: terms, words, and where they were accepted."""

from collections.abc import Mapping
from dataclasses import dataclass

from booking.domain.policy.errors import PolicyChanged
from booking.domain.policy.shown import PolicyShown, terms_as_json
from booking.domain.policy.terms import Terms
from booking.models import AgreedPolicy, Appointment


@dataclass(frozen=True, kw_only=True)
class Acceptance:
    """From where a customer accepted the policy.

    ``version``: of what she read, to be refused where it is not what holds any more; empty where
    the client does not say.
    """

    address: str | None = None
    device: str = ""
    version: str = ""


def require_same(shown: PolicyShown, acceptance: Acceptance | None) -> None:
    """Raise PolicyChanged where the customer has read something else than what holds now."""
    if acceptance and acceptance.version and acceptance.version != shown.version:
        raise PolicyChanged(version=shown.version)


def keep_agreement(
    appointment: Appointment, shown: PolicyShown, *, acceptance: Acceptance | None
) -> AgreedPolicy:
    """Write down what was agreed, in the transaction that makes the appointment. One statement."""
    agreed = agreement(appointment, shown, acceptance=acceptance)
    agreed.save(force_insert=True)
    return agreed


def agreement(
    appointment: Appointment, shown: PolicyShown, *, acceptance: Acceptance | None
) -> AgreedPolicy:
    """Return what was agreed, to be written with the appointment.

    Without an acceptance the salon booked for the customer.
    """
    where = acceptance or Acceptance()
    return AgreedPolicy(
        appointment=appointment,
        terms=terms_as_json(shown.terms),
        text=shown.text,
        language=appointment.language,
        version=shown.version,
        address=where.address,
        device=where.device[:200],
    )


def agree_to_more(appointment: Appointment, terms: Mapping[int, Terms]) -> None:
    """Add the terms of services that came to a locked appointment later.

    What was agreed of the others stays; a service that was agreed on before keeps its terms.
    """
    agreed = AgreedPolicy.objects.filter(appointment=appointment).first()
    if agreed is None:
        return
    known = terms_as_json(terms) | agreed.terms
    if known != agreed.terms:
        agreed.terms = known
        agreed.save(update_fields=["terms"])
