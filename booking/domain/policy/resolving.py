"""The terms that apply to services today."""

from collections.abc import Collection
from datetime import date
from typing import Any

from booking.domain.policy.terms import Terms
from salons.models import BookingRules, DepositKind


def terms_of(service_ids: Collection[int], *, customer: Any, on: date) -> dict[int, Terms]:
    """Return service -> its terms for this customer on a business day: the salon's own policy."""
    rules = BookingRules.load()
    terms = Terms(
        deposit_kind=DepositKind(rules.deposit_kind),
        deposit_minor=rules.deposit_minor,
        deposit_percent=rules.deposit_percent,
        free_cancellation_hours=rules.free_cancellation_hours,
        cancellation_fee_percent=rules.cancellation_fee_percent,
        no_show_fee_percent=rules.no_show_fee_percent,
        late_grace_minutes=rules.late_grace_minutes,
        moves_allowed=rules.moves_allowed,
    )
    return dict.fromkeys(service_ids, terms)
