"""What the waiting list refuses."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from foundation.errors import DomainError


class EntryNotFound(DomainError):
    """There is no such entry, or it is somebody else's."""

    code = "not_found"
    status = 404
    message = _("There is no such entry on the waiting list.")


class OfferNotFound(DomainError):
    """There is no such offer, or it is somebody else's."""

    code = "not_found"
    status = 404
    message = _("There is no such offer.")


class TooManyEntries(DomainError):
    """The customer waits for several visits at this salon already."""

    code = "too_many_waiting"
    status = 409
    message = _("You are on this waiting list several times already. Take one wish back first.")


class WaitingRefused(DomainError):
    """The salon takes no online bookings of this customer."""

    code = "waiting_refused"
    status = 403
    message = _("The waiting list is not open to you. Please call the salon.")


class WrongDays(DomainError):
    """The days end before they begin."""

    code = "wrong_days"
    message = _("The last day is before the first one.")


class TooManyDays(DomainError):
    """The stretch of days is longer than one wish may be."""

    code = "too_many_days"
    message = _("These are too many days for one wish.")


class WrongHours(DomainError):
    """The hours end before they begin, or leave no room for the visit."""

    code = "wrong_hours"
    message = _("The visit does not fit between these times.")


class BookableNow(DomainError):
    """What is wanted is free: it is booked, not waited for. ``start`` is the first such time."""

    code = "bookable_now"
    status = 409
    message = _("There is a free time that fits: you can book it right now.")

    def __init__(self, *, start: datetime) -> None:
        super().__init__(param="first_day", start=start.isoformat())
        self.start = start


class NotWaiting(DomainError):
    """The entry is not waiting any more: booked, over, taken back, or a time is offered."""

    code = "not_waiting"
    status = 409
    message = _("This entry of the waiting list is not waiting any more.")


class OfferGone(DomainError):
    """The offer was not answered in time, declined or withdrawn."""

    code = "offer_gone"
    status = 409
    message = _("This time is no longer kept for you.")
