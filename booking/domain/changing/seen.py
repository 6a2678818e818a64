"""What somebody read of a change before she confirmed it, to be compared with what it is now."""

from dataclasses import dataclass
from typing import Any

from booking.domain.changing.errors import TermsChanged
from foundation.money import Money


@dataclass(frozen=True, kw_only=True)
class Seen:
    """What the preview said, in minor units; None where the client does not say.

    ``due``: what was left to pay at the salon afterwards.
    """

    refund: int | None = None
    fee: int | None = None
    due: int | None = None


NOTHING_SEEN = Seen()


def require_as_seen(seen: Seen, **now: Money) -> None:
    """Raise TermsChanged, with what it comes to by now, where that is not what was read.

    Also where it has become better: nobody is bound to what she has not read.
    """
    read = {name: getattr(seen, name) for name in now}
    if any(said is not None and said != now[name].amount for name, said in read.items()):
        by_now: dict[str, Any] = {name: money.as_json() for name, money in now.items()}
        raise TermsChanged(**by_now)
