"""States of an appointment and the moves between them."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class AppointmentStatus(models.TextChoices):
    """From the moment a time is taken to its end."""

    HELD = "held", _("held")
    PENDING_PAYMENT = "pending_payment", _("waiting for payment")
    CONFIRMED = "confirmed", _("confirmed")
    ARRIVED = "arrived", _("arrived")
    IN_PROGRESS = "in_progress", _("in progress")
    COMPLETED = "completed", _("completed")
    EXPIRED = "expired", _("expired")
    CANCELLED_BY_CUSTOMER = "cancelled_by_customer", _("cancelled by the customer")
    CANCELLED_BY_SALON = "cancelled_by_salon", _("cancelled by the salon")
    NO_SHOW = "no_show", _("did not come")


_S = AppointmentStatus
_CANCELLED = frozenset({_S.CANCELLED_BY_CUSTOMER, _S.CANCELLED_BY_SALON})

# The only table of moves; transition_appointment() refuses everything else.
TRANSITIONS: dict[AppointmentStatus, frozenset[AppointmentStatus]] = {
    _S.HELD: frozenset({_S.PENDING_PAYMENT, _S.CONFIRMED, _S.EXPIRED}) | _CANCELLED,
    _S.PENDING_PAYMENT: frozenset({_S.CONFIRMED, _S.EXPIRED}) | _CANCELLED,
    _S.CONFIRMED: frozenset({_S.ARRIVED, _S.IN_PROGRESS, _S.COMPLETED, _S.NO_SHOW}) | _CANCELLED,
    _S.ARRIVED: frozenset({_S.IN_PROGRESS, _S.COMPLETED, _S.NO_SHOW, _S.CONFIRMED})
    | frozenset({_S.CANCELLED_BY_SALON}),
    # Back to confirmed: a slip of the finger at the reception desk, taken back.
    _S.IN_PROGRESS: frozenset({_S.COMPLETED, _S.CONFIRMED}),
    _S.COMPLETED: frozenset({_S.CONFIRMED}),
    # A payment that comes after the hold ran out takes the time back if it is still free.
    _S.EXPIRED: frozenset({_S.CONFIRMED}),
    _S.CANCELLED_BY_CUSTOMER: frozenset(),
    _S.CANCELLED_BY_SALON: frozenset(),
    _S.NO_SHOW: frozenset({_S.CONFIRMED}),
}

# Rows in these states keep others out of their time (the exclusion constraint's condition).
BLOCKING = frozenset(
    {_S.HELD, _S.PENDING_PAYMENT, _S.CONFIRMED, _S.ARRIVED, _S.IN_PROGRESS, _S.COMPLETED}
)
HOLDING = frozenset({_S.HELD, _S.PENDING_PAYMENT})


class EventKind(models.TextChoices):
    """What happened to an appointment: the outbox that other apps' handlers read."""

    CREATED = "created"
    # From one state to another.
    MOVED = "moved"
    # To another time or person, with other services: the state is what it was.
    RESCHEDULED = "rescheduled"
    EDITED = "edited"
    # A hold was prolonged while the bank asks the payer.
    EXTENDED = "extended"
    # Money came for a time that was gone, and goes back.
    RETURNED = "returned"


class Source(models.TextChoices):
    """Where an appointment was made."""

    WEB = "web", _("storefront")
    API = "api", _("app")
    SALON = "salon", _("salon")
    WALK_IN = "walk_in", _("without an appointment")
    WAITLIST = "waitlist", _("waiting list")


# Written down by the salon's people, also for somebody who never proved a number.
BY_SALON = frozenset({Source.SALON, Source.WALK_IN})
# Chosen by the customer herself: of these she keeps one unconfirmed time at once.
SELF_MADE = frozenset({Source.WEB, Source.API})


class WaitlistStatus(models.TextChoices):
    """A wish for a time that is taken."""

    WAITING = "waiting", _("waiting")
    OFFERED = "offered", _("a time is offered")
    BOOKED = "booked", _("booked")
    LAPSED = "lapsed", _("the day is over")
    WITHDRAWN = "withdrawn", _("taken back")


class OfferStatus(models.TextChoices):
    """A freed time that is held for somebody who waited."""

    OPEN = "open", _("open")
    ACCEPTED = "accepted", _("accepted")
    DECLINED = "declined", _("declined")
    LAPSED = "lapsed", _("not answered in time")


class FeedOf(models.TextChoices):
    """Whose appointments a calendar of the salon's people shows."""

    OWN = "own", _("My own appointments")
    SALON = "salon", _("The whole salon")
