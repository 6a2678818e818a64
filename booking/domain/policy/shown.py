"""A policy as a customer reads it before she books: its words, its amounts, its version."""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from booking.domain.availability import PlannedPart
from booking.domain.policy.amounts import due_when_booking
from booking.domain.policy.ladder import Step
from booking.domain.policy.ladder_words import ladder_paragraphs
from booking.domain.policy.reading import Policy, read_policy
from booking.domain.policy.resolving import Resolved, resolved_by
from booking.domain.policy.terms import Terms
from booking.domain.policy.wording import Covered, policy_paragraphs
from foundation.money import Money
from salons.models import DepositKind


@dataclass(frozen=True, kw_only=True)
class PolicyShown:
    """What is asked of the customer, and the words that she accepts.

    ``missed``: what her missed visits mean; the first of the paragraphs, where there are any.
    """

    terms: Mapping[int, Terms]
    missed: tuple[str, ...]
    paragraphs: tuple[str, ...]
    total: Money
    due_now: Money
    step: Step

    @property
    def at_salon(self) -> Money:
        return self.total - self.due_now

    @property
    def is_blocked(self) -> bool:
        return self.step is Step.BLOCKED

    @property
    def text(self) -> str:
        return "\n".join((*self.missed, *self.paragraphs))

    @property
    def version(self) -> str:
        """Return the hash of words and terms: the same ones have the same version."""
        content = json.dumps([self.text, terms_as_json(self.terms)], sort_keys=True)
        return hashlib.sha256(content.encode()).hexdigest()[:16]

    def free_hours(self) -> int:
        """Return how many hours before the visit the last free moment of all services is."""
        return free_hours_of(self.terms.values())


def policy_of_plan(
    parts: Sequence[PlannedPart],
    *,
    customer: Any,
    on: date,
    by_salon: bool = False,
    known: Policy | None = None,
) -> PolicyShown:
    """Return the policy of a planned visit for a customer. One statement.

    ``by_salon``: the salon books for her, and nothing is paid then. ``on``: the visit's date by
    the salon's clock. ``known``: the policy for her, where it was read already.
    """
    ids = [part.service.id for part in parts]
    resolved = resolved_by(known or read_policy(customer), ids, on=on)
    if by_salon:
        resolved = _without_deposit(resolved)
    priced = [(part.service.id, part.service.name, part.price_minor) for part in parts]
    return policy_shown(priced, resolved)


def policy_shown(services: Iterable[tuple[int, str, int]], resolved: Resolved) -> PolicyShown:
    """Return the policy of services, each with id, name and price in minor units."""
    covered = [Covered(name, price, resolved.terms[pk]) for pk, name, price in services]
    return PolicyShown(
        terms=resolved.terms,
        missed=tuple(ladder_paragraphs(resolved.standing, resolved.ladder)),
        paragraphs=tuple(policy_paragraphs(covered)),
        total=Money(sum(each.price_minor for each in covered)),
        due_now=Money(due_when_booking([each.priced for each in covered])),
        step=resolved.step,
    )


def terms_as_json(terms: Mapping[int, Terms]) -> dict[str, Any]:
    """Return the terms by service as they are kept."""
    return {str(service_id): each.as_json() for service_id, each in terms.items()}


def free_hours_of(terms: Iterable[Terms]) -> int:
    """Return how long before a visit cancelling costs nothing for any of its services."""
    charged = (each.free_cancellation_hours for each in terms if each.cancellation_fee_percent)
    return max(charged, default=0)


def _without_deposit(resolved: Resolved) -> Resolved:
    terms = {
        service_id: replace(each, deposit_kind=DepositKind.NONE)
        for service_id, each in resolved.terms.items()
    }
    return replace(resolved, terms=terms)
