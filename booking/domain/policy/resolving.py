"""Which terms a customer books under: the rules, the exceptions that fit, and her missed visits."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from booking.domain.policy.clients import ClientStanding
from booking.domain.policy.ladder import Ladder, Step
from booking.domain.policy.reading import Override, Policy, read_policy
from booking.domain.policy.terms import Terms


@dataclass(frozen=True)
class Resolved:
    """The terms of each service, and what of them comes from the customer's missed visits."""

    terms: Mapping[int, Terms]
    standing: ClientStanding
    ladder: Ladder

    @property
    def step(self) -> Step:
        return self.ladder.step_after(self.standing.no_shows)


def terms_of(service_ids: Iterable[int], *, customer: Any, on: date) -> dict[int, Terms]:
    """Return the terms of services for a customer (None: for who is not known). One statement.

    ``on``: the date of the visit by the salon's clock.
    """
    return dict(resolve(service_ids, customer=customer, on=on).terms)


def resolve(service_ids: Iterable[int], *, customer: Any, on: date) -> Resolved:
    """Return the terms with what they follow from. One statement."""
    policy = read_policy(customer)
    return resolved_by(policy, service_ids, on=on)


def resolved_by(policy: Policy, service_ids: Iterable[int], *, on: date) -> Resolved:
    """Return what a policy says of services on a day: pure."""
    groups = policy.standing.groups(new_client_visits=policy.new_client_visits)
    offset = policy.hijri_offset_days
    fitting = [
        each
        for each in policy.overrides
        if (not each.client_group or each.client_group in groups) and each.covers(on, offset=offset)
    ]
    step = policy.ladder.step_after(policy.standing.no_shows)
    terms = {
        service_id: policy.ladder.raised(_overridden(policy.base, fitting, service_id), step)
        for service_id in service_ids
    }
    return Resolved(terms, policy.standing, policy.ladder)


def _overridden(base: Terms, overrides: Sequence[Override], service_id: int) -> Terms:
    """Return the terms of a service: of each term the first exception that has one."""
    terms = base
    # The last first: what comes before it in order is written over it.
    for each in reversed(overrides):
        if not each.service_ids or service_id in each.service_ids:
            terms = each.over(terms)
    return terms
