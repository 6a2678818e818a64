"""What the rules of opening hours refuse. ``data`` says which day of the week it is about."""

from django.utils.translation import gettext_lazy as _

from foundation.errors import DomainError


class HoursOverlap(DomainError):
    """Two intervals of one day share time."""

    code = "hours_overlap"
    message = _("Two intervals of this day overlap.")


class NightOverlapsMorning(DomainError):
    """A night that runs past midnight reaches into the hours of the next morning."""

    code = "hours_overlap_next_morning"
    message = _("The night of this day runs past midnight into the hours of the next morning.")


class EmptyInterval(DomainError):
    """An interval ends when it begins; only from midnight to midnight is that a whole day."""

    code = "hours_empty"
    message = _("From and until are the same. For a whole day write 00:00 to 00:00.")


class TooManyIntervals(DomainError):
    """More intervals than a day has room for."""

    code = "hours_too_many"
    message = _("A day has room for six intervals.")


class SpecialDayTaken(DomainError):
    """The date has hours of its own already."""

    code = "special_day_taken"
    status = 409
    message = _("This date is a special day already.")


class SpecialDayOver(DomainError):
    """The date is over."""

    code = "special_day_over"
    message = _("This day is over.")


class DaysOutOfOrder(DomainError):
    """The last day lies before the first."""

    code = "special_days_order"
    message = _("The last day must not be before the first.")


class TooManyDays(DomainError):
    """More days at once than anybody means."""

    code = "special_days_too_many"
    message = _("At most 60 days can be added at once.")
