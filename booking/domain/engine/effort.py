"""A bound on what one question may try: no visit, however odd, keeps a server busy for long.

Counted in people looked at for one minute, roughly. Visits that can be fitted need some dozens at
a start; one that cannot is nearly always refused by ``feasible`` before anything is tried.
"""

from dataclasses import dataclass

# What going one part further costs beside the people looked at.
A_STATE = 5
# What it costs to look at the minutes around a start.
A_WINDOW = 10
# At one start: before looking closely, and then.
AT_FIRST = 400
AT_LENGTH = 4_000
# In all starts of one question together: about a second. A month of the largest visits that can be
# fitted needs a tenth of it.
IN_ALL = 100_000


class Exhausted(Exception):
    """The effort is spent. Never leaves the engine: the start is not offered."""


@dataclass
class Effort:
    """What may still be tried; a share counts against the whole that it was taken from."""

    left: int = IN_ALL
    whole: "Effort | None" = None

    def at_first(self) -> "Effort":
        """Return the share of the first look at one start."""
        return Effort(min(AT_FIRST, self.left), self)

    def at_length(self) -> "Effort":
        """Return the share of looking closely at one start."""
        return Effort(min(AT_LENGTH, self.left), self)

    def share(self, count: int) -> "Effort":
        """Return an equal share of what is left: an odd day leaves the others theirs."""
        return Effort(max(self.left, 0) // count, self)

    def spend(self, looks: int) -> None:
        """Count looks. Raises Exhausted."""
        each: Effort | None = self
        while each is not None:
            each.left -= looks
            each = each.whole
        if self.left < 0:
            raise Exhausted
