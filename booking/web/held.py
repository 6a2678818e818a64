"""A time that is kept for the visitor, as the pages show it."""

from dataclasses import dataclass
from datetime import datetime

from django.http import HttpRequest
from django.utils import timezone

from accounts.permissions import can_act
from booking.domain.holding import is_kept
from booking.enums import SELF_MADE, AppointmentStatus
from booking.models import Appointment, AppointmentItem
from booking.web.choice import Choice
from booking.web.visit import again
from foundation.money import Money


@dataclass(frozen=True)
class HeldVisit:
    """What was planned when the time was taken."""

    appointment: Appointment
    parts: tuple[AppointmentItem, ...]

    @property
    def start(self) -> datetime:
        return self.appointment.starts_at

    @property
    def end(self) -> datetime:
        return self.appointment.ends_at

    @property
    def minutes(self) -> int:
        return int((self.end - self.start).total_seconds()) // 60

    @property
    def total(self) -> Money:
        return self.appointment.total

    @property
    def total_minor(self) -> int:
        return self.appointment.total_minor

    @property
    def seconds_left(self) -> int:
        """Return how long it is still kept: a duration, because clocks of phones are wrong."""
        if not is_kept(self.appointment):
            return 0
        left = self.appointment.hold_expires_at - timezone.now()
        return max(0, int(left.total_seconds()))


def held_visit(appointment: Appointment) -> HeldVisit:
    """Return an appointment with its parts. One query."""
    return HeldVisit(appointment, tuple(appointment.items.select_related("resource", "service")))


def choice_of(request: HttpRequest, appointment: Appointment) -> Choice:
    """Return the choice that the address carries, else that of what is held; at its own time."""
    choice = Choice.from_query(request.GET)
    if not choice.services:
        choice = again(appointment.items.all())
    return choice.but(start=appointment.starts_at)


def own_hold(request: HttpRequest) -> Appointment | None:
    """Return the time that is kept for the visitor and that she has not confirmed yet."""
    if not can_act(request.user):
        return None
    held: Appointment | None = Appointment.objects.filter(
        customer=request.user,  # type: ignore[misc]
        status=AppointmentStatus.HELD,
        source__in=SELF_MADE,
        hold_expires_at__gt=timezone.now(),
    ).first()
    return held
