"""What missed visits lead to: pay later, then a deposit, then the whole price, then the phone."""

from dataclasses import dataclass, replace
from enum import IntEnum

from booking.domain.policy.terms import Terms
from salons.models import DepositKind


class Step(IntEnum):
    """The steps, each stricter than the one before."""

    NONE = 0
    DEPOSIT = 1
    PREPAY = 2
    BLOCKED = 3


@dataclass(frozen=True)
class Ladder:
    """After how many missed visits each step is reached; None: never. And the salon's deposit."""

    deposit_after: int | None = None
    prepay_after: int | None = None
    block_after: int | None = None
    deposit_minor: int = 0
    deposit_percent: int = 0

    def step_after(self, no_shows: int) -> Step:
        """Return the strictest step that so many missed visits have reached."""
        reached = (step for step, count in self._steps() if no_shows >= count)
        return max(reached, default=Step.NONE)

    def next_step(self, no_shows: int) -> tuple[Step, int] | None:
        """Return the next stricter step and how many more missed visits lead there."""
        here = self.step_after(no_shows)
        ahead = [(count - no_shows, step) for step, count in self._steps() if step > here]
        nearest = min((more for more, _step in ahead), default=0)
        steps = [step for more, step in ahead if more == nearest]
        return (max(steps), nearest) if steps else None

    def raised(self, terms: Terms, step: Step) -> Terms:
        """Return the terms with as much to pay when booking as the step asks for, never less.

        The deposit of a salon that asks for none is the percentage of its rules, else its amount.
        """
        if step >= Step.PREPAY:
            return replace(terms, deposit_kind=DepositKind.FULL)
        if step is Step.NONE or terms.deposit_kind != DepositKind.NONE:
            return terms
        kind = DepositKind.PERCENT if self.deposit_percent else DepositKind.FIXED
        return replace(
            terms,
            deposit_kind=kind,
            deposit_minor=self.deposit_minor,
            deposit_percent=self.deposit_percent,
        )

    def _steps(self) -> list[tuple[Step, int]]:
        steps = (
            (Step.DEPOSIT, self.deposit_after),
            (Step.PREPAY, self.prepay_after),
            (Step.BLOCKED, self.block_after),
        )
        return [(step, count) for step, count in steps if count]
