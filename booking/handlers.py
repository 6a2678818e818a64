"""What follows from an appointment's moves: messages to the customer."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.utils import formats, translation
from django.utils.translation import gettext as _

from booking.change_messages import money_text
from booking.domain.told import is_move_told
from booking.enums import AppointmentStatus, EventKind
from booking.models import Appointment, AppointmentEvent
from booking.outbox import on_kind, on_move
from booking.returned import returned_text
from booking.visit_links import with_link, with_link_if_short
from notifications.domain.messages import queue_message
from salons.models import SalonProfile

_S = AppointmentStatus


def confirmed_text(appointment: Appointment, salon: SalonProfile) -> str:
    """Return the confirmation in the active language."""
    return _("%(salon)s: your appointment %(reference)s is confirmed for %(time)s.") % text_parts(
        appointment, salon
    )


def cancelled_text(appointment: Appointment, salon: SalonProfile) -> str:
    """Return the cancellation in the active language."""
    return _("%(salon)s: your appointment %(reference)s on %(time)s is cancelled.") % text_parts(
        appointment, salon
    )


def expired_text(appointment: Appointment, salon: SalonProfile) -> str:
    """Return what a customer is told whose unpaid time was freed, in the active language."""
    return _(
        "%(salon)s: your time on %(time)s was not paid and has been freed. You can book again."
    ) % text_parts(appointment, salon)


TEXTS: dict[str, Callable[[Appointment, SalonProfile], str]] = {
    _S.CONFIRMED: confirmed_text,
    _S.CANCELLED_BY_CUSTOMER: cancelled_text,
    _S.CANCELLED_BY_SALON: cancelled_text,
    _S.EXPIRED: expired_text,
}


@on_move(*(AppointmentStatus(status) for status in TEXTS))
def tell_customer(event: AppointmentEvent) -> None:
    """Queue the SMS about a move, once per event."""
    if not is_move_told(event):
        return
    appointment = Appointment.objects.select_related("customer").get(pk=event.appointment_id)
    if appointment.customer is None:
        return
    with translation.override(appointment.language):
        text = TEXTS[event.to_status](appointment, SalonProfile.load()) + money_text(event)
        text = _linked(text, event, appointment)
    queue_message(
        key=f"event:{event.pk}",
        phone_number=appointment.customer.phone_number,
        template=f"appointment.{event.to_status}",
        language=appointment.language,
        text=text,
    )


def _linked(text: str, event: AppointmentEvent, appointment: Appointment) -> str:
    """Return the text with the link to the visit, where it helps and is worth its price.

    Who cancelled herself was there a moment ago; others find "book again" there.
    """
    if event.to_status == _S.CONFIRMED:
        return with_link(text, appointment)
    if event.to_status == _S.CANCELLED_BY_CUSTOMER:
        return text
    return with_link_if_short(text, appointment)


@on_kind(EventKind.RETURNED)
def tell_returned(event: AppointmentEvent) -> None:
    """Queue the SMS about money that came for a time that was gone, with the next free times."""
    appointment = Appointment.objects.select_related("customer").get(pk=event.appointment_id)
    with translation.override(appointment.language):
        text = returned_text(appointment, amount_minor=event.data["amount_minor"])
    queue_message(
        key=f"event:{event.pk}",
        phone_number=appointment.customer.phone_number,
        template="appointment.returned",
        language=appointment.language,
        text=text,
    )


def text_parts(appointment: Appointment, salon: SalonProfile) -> dict[str, str]:
    """Return what the sentences speak of."""
    time = appointment.starts_at.astimezone(salon.zone)
    return {
        "salon": salon.name,
        "reference": appointment.reference,
        "time": formats.date_format(time, "DATETIME_FORMAT"),
    }


def last_booking(sender: Any, tenant: Any, **kwargs: Any) -> datetime | None:
    """Return when the salon was last booked: a sign of life for the platform's list."""
    newest = Appointment.objects.order_by("-created_at").values_list("created_at", flat=True)
    return newest.first()
