"""The terms of one service of one visit, as they were agreed."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any, Self

from salons.models import DepositKind


@dataclass(frozen=True, kw_only=True)
class Terms:
    """What is paid when booking, until when cancelling is free, and what comes after.

    Percentages are of the price of the service. Names as in ``salons.BookingRules``.
    """

    deposit_kind: DepositKind
    deposit_minor: int = 0
    deposit_percent: int = 0
    free_cancellation_hours: int
    cancellation_fee_percent: int
    no_show_fee_percent: int
    late_grace_minutes: int
    moves_allowed: int

    def as_json(self) -> dict[str, Any]:
        """Return what is kept with the appointment."""
        return asdict(self)

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Self:
        """Return the terms that :meth:`as_json` gave."""
        return cls(**{**data, "deposit_kind": DepositKind(data["deposit_kind"])})
