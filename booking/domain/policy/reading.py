"""One statement for a salon's policy and a customer's standing; its document becomes ``Policy``."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from booking.domain.policy.clients import ClientStanding, memory_starts
from booking.domain.policy.ladder import Ladder
from booking.domain.policy.terms import Terms
from foundation.prepared import PreparedStatement
from foundation.tenancy.models import current_schema_name
from foundation.together import Rows, Statement, send_together
from salons.domain.calendar.seasons import stretches
from salons.models import BookingRules, DepositKind, SalonProfile, Season

POLICY = PreparedStatement(
    "booking_policy",
    (Path(__file__).parents[2] / "sql" / "policy.sql").read_text(),
    {"salon": "text", "customer": "bigint", "since": "timestamptz"},
)
PERIOD = ("calendar", "first_month", "first_day", "last_month", "last_day")
TERMS = (
    *("free_cancellation_hours", "cancellation_fee_percent", "no_show_fee_percent"),
    *("late_grace_minutes", "moves_allowed"),
)


@dataclass(frozen=True)
class Override:
    """One exception: for what, for whom, when; and the terms that it has a value for."""

    service_ids: frozenset[int]
    client_group: str
    period: Season | None
    terms: Mapping[str, Any]

    def covers(self, day: date, *, offset: int) -> bool:
        """Return whether the day is in its part of the year."""
        return self.period is None or bool(stretches(self.period, day, day, offset=offset))

    def over(self, terms: Terms) -> Terms:
        """Return the terms with what the exception has a value for."""
        return replace(terms, **self.terms)


@dataclass(frozen=True)
class Policy:
    """What a salon asks of everybody, what of some, and what is known of a customer."""

    base: Terms
    overrides: tuple[Override, ...]
    ladder: Ladder
    new_client_visits: int
    hijri_offset_days: int
    standing: ClientStanding


def read_policy(customer: Any) -> Policy:
    """Return the policy of the current salon for a customer, or for nobody in particular (None)."""
    policy = policy_in(send_together([policy_statement(customer)])["policy"])
    if policy is None:
        # A salon that was never opened in the back office has its defaults.
        SalonProfile.load()
        BookingRules.load()
        policy = policy_in(send_together([policy_statement(customer)])["policy"])
        assert policy is not None
    return policy


def policy_statement(customer: Any) -> Statement:
    """Return the one statement that reads the policy for a customer."""
    parameters = {
        "salon": current_schema_name(),
        "customer": getattr(customer, "pk", None),
        "since": memory_starts(),
    }
    return Statement.of("policy", POLICY, parameters)


def policy_in(rows: Rows) -> Policy | None:
    """Return what ``policy_statement`` found; None for a salon without profile or rules."""
    [(found,)] = rows
    document: dict[str, Any] = found if isinstance(found, dict) else json.loads(found)
    rules = document["rules"]
    if rules is None or document["hijri_offset_days"] is None:
        return None
    return Policy(
        base=base_terms(rules),
        overrides=tuple(override_of(row, ids) for row, ids in document["overrides"] or ()),
        ladder=ladder_of(rules),
        new_client_visits=rules["new_client_visits"],
        hijri_offset_days=document["hijri_offset_days"],
        standing=ClientStanding(*document["standing"]),
    )


def base_terms(rules: Mapping[str, Any]) -> Terms:
    """Return the salon's own terms, from the columns of its rules."""
    return Terms(
        deposit_kind=DepositKind(rules["deposit_kind"]),
        deposit_minor=rules["deposit_minor"],
        deposit_percent=rules["deposit_percent"],
        **{name: rules[name] for name in TERMS},
    )


def ladder_of(rules: Mapping[str, Any]) -> Ladder:
    """Return what missed visits lead to, from the columns of the salon's rules."""
    return Ladder(
        deposit_after=rules["deposit_after_no_shows"],
        prepay_after=rules["prepay_after_no_shows"],
        block_after=rules["block_after_no_shows"],
        deposit_minor=rules["deposit_minor"],
        deposit_percent=rules["deposit_percent"],
    )


def override_of(row: Mapping[str, Any], service_ids: list[int] | None) -> Override:
    """Return an exception, from its columns. A deposit's kind and size belong together."""
    terms = {name: row[name] for name in TERMS if row[name] is not None}
    if row["deposit_kind"]:
        terms |= {
            "deposit_kind": DepositKind(row["deposit_kind"]),
            "deposit_minor": row["deposit_minor"] or 0,
            "deposit_percent": row["deposit_percent"] or 0,
        }
    period = Season(**{name: row[name] for name in PERIOD}) if row["calendar"] else None
    return Override(frozenset(service_ids or ()), row["client_group"], period, terms)
