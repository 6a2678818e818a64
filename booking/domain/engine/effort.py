"""A bound on what one question may try: no visit, however odd, keeps a server busy for long.

Counted in people looked at for one minute. Visits that can be fitted need some dozens at a start;
one that cannot is nearly always refused by ``feasible`` before anything is tried.
"""

from dataclasses import dataclass

# At one start: before looking closely, and then.
AT_FIRST = 2_000
AT_LENGTH = 20_000
# In all starts of one question together, beyond the first look at each.
IN_ALL = 200_000


class Exhausted(Exception):
    """The effort is spent. Never leaves the engine: the start is not offered."""


@dataclass
class Effort:
    """What may still be tried; a share counts against the whole that it was taken from."""

    left: int = IN_ALL
    whole: "Effort | None" = None
    spent: int = 0

    def at_first(self) -> "Effort":
        """Return the share of the first look at one start: always the same."""
        return Effort(AT_FIRST)

    def at_length(self) -> "Effort":
        """Return the share of looking closely at one start."""
        return Effort(min(AT_LENGTH, self.left), self)

    def spend(self, looks: int) -> None:
        """Count looks. Raises Exhausted."""
        self.spent += looks
        self.left -= looks
        if self.whole is not None:
            self.whole.left -= looks
        if self.left < 0:
            raise Exhausted
