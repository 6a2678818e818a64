"""What a salon's policy must be to make sense."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from foundation.errors import DomainError
from salons.models import BookingRules, CalendarKind, DepositKind, PolicyOverride

LADDER = ("deposit_after_no_shows", "prepay_after_no_shows", "block_after_no_shows")


class DepositMissing(DomainError):
    """A deposit is asked for, and nobody said how much."""

    code = "deposit_missing"
    message = _("How much is the deposit?")


class LadderNotRising(DomainError):
    """A stricter step would come before a milder one, which nobody would ever reach."""

    code = "ladder_not_rising"
    message = _("Each step needs more missed visits than the one before it.")


def require_sensible(rules: BookingRules) -> None:
    """Raise DepositMissing or LadderNotRising, with the field that is to be mended."""
    if rules.deposit_kind == DepositKind.FIXED and not rules.deposit_minor:
        raise DepositMissing(param="deposit_minor")
    if rules.deposit_kind == DepositKind.PERCENT and not rules.deposit_percent:
        raise DepositMissing(param="deposit_percent")
    if rules.deposit_after_no_shows and not (rules.deposit_minor or rules.deposit_percent):
        raise DepositMissing(param="deposit_percent")
    _require_rising([(name, getattr(rules, name)) for name in LADDER])


def _require_rising(steps: Sequence[tuple[str, int | None]]) -> None:
    highest = 0
    for name, count in steps:
        if count is None:
            continue
        if count <= highest:
            raise LadderNotRising(param=name)
        highest = count


@dataclass(frozen=True)
class Period:
    """A part of every year: (month, day) of its first and its last day."""

    calendar: CalendarKind
    first: tuple[int, int]
    last: tuple[int, int]


# A last day of 30 is the 29th where the month is short.
PRESETS = {
    "ramadan": Period(CalendarKind.HIJRI, (9, 1), (9, 30)),
    "last_ten": Period(CalendarKind.HIJRI, (9, 21), (9, 30)),
    # Salons are busiest on the days before a feast; the feast itself is what its name says.
    "eid_al_fitr": Period(CalendarKind.HIJRI, (10, 1), (10, 3)),
    "eid_al_adha": Period(CalendarKind.HIJRI, (12, 10), (12, 13)),
}
WHOLE_YEAR, OWN_DATES = "year", "own"


def period_key(override: PolicyOverride) -> str:
    """Return which of the known periods an exception is for, or that it has dates of its own."""
    if not override.calendar:
        return WHOLE_YEAR
    first = override.first_month or 0, override.first_day or 0
    last = override.last_month or 0, override.last_day or 0
    period = Period(CalendarKind(override.calendar), first, last)
    return next((key for key, preset in PRESETS.items() if preset == period), OWN_DATES)


def period_values(key: str) -> dict[str, str | int | None]:
    """Return the fields of an exception for a known period; all empty for the whole year."""
    preset = PRESETS.get(key)
    (first_month, first_day), (last_month, last_day) = (
        (preset.first, preset.last) if preset else ((None, None), (None, None))
    )
    return {
        "calendar": preset.calendar if preset else "",
        "first_month": first_month,
        "first_day": first_day,
        "last_month": last_month,
        "last_day": last_day,
    }
