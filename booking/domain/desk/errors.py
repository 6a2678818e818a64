"""What is refused at the reception desk."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from foundation.errors import DomainError


class NobodyToTell(DomainError):
    """A visit of another day needs somebody whom the salon can reach."""

    code = "customer_needed"
    message = _("Enter the customer's number.")


class PersonNeeded(DomainError):
    """Who overbooks says whom."""

    code = "person_needed"
    message = _("Choose who does it: a visit is put beside others of a certain person.")


class ReasonNeeded(DomainError):
    """Overbooking is recorded with its reason."""

    code = "reason_needed"
    message = _("Write down why.")


class NobodyFree(DomainError):
    """Nobody has time for it any more today."""

    code = "nobody_free"
    status = 409
    message = _("Nobody has time for this any more today.")


class NotYet(DomainError):
    """The work cannot have begun: nobody is free now. It says who is first, and when."""

    code = "nobody_free_now"
    status = 409
    message = _(
        "Nobody is free right now. First is %(person)s at %(time)s: note the guest as waiting."
    )

    def __init__(self, *, person: str, time: str, starts_at: str) -> None:
        words = self.message % {"person": person, "time": time}
        super().__init__(words, starts_at=starts_at)


class BlockEmpty(DomainError):
    """The end is not after the beginning."""

    code = "block_empty"
    message = _("The end must be after the beginning.")


class BlockTooLong(DomainError):
    """Longer than anything that is blocked; an absence is written down with the team member."""

    code = "block_too_long"
    message = _("At most 92 days can be blocked at once.")


class BlockNothing(DomainError):
    """Neither or both of a person and a room."""

    code = "block_of_nothing"
    message = _("Choose a team member, or a room or device.")


class BlockNotFound(DomainError):
    """There is no such blocked time."""

    code = "not_found"
    status = 404
    message = _("There is no such blocked time.")


class TimeInUse(DomainError):
    """There are visits or other blocks where somebody wants to block; ``conflicts`` are they."""

    code = "time_in_use"
    status = 409
    message = _("There is something in this time already. Nothing was saved.")


class SeriesTooLong(DomainError):
    """More visits, or further ahead, than a series has."""

    code = "series_too_long"
    message = ngettext_lazy(
        "A series has at most %(limit)d visit, and none more than a year ahead.",
        "A series has at most %(limit)d visits, and none more than a year ahead.",
        "limit",
    )

    def __init__(self, *, limit: int, param: str | None = None) -> None:
        super().__init__(self.message % {"limit": limit}, param=param, limit=limit)


class SeriesEmpty(DomainError):
    """No date of it was chosen."""

    code = "series_empty"
    message = _("Choose at least one date.")


class SeriesOver(DomainError):
    """Nothing of the series is ahead any more."""

    code = "series_over"
    status = 409
    message = _("Nothing is left to cancel.")


class SeriesChanged(DomainError):
    """A date was taken since the list was shown; ``days`` are they."""

    code = "series_changed"
    status = 409
    message = _("Some times were taken in the meantime. Nothing was booked: please look again.")
