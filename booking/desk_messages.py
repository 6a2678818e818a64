"""What customers are told of what the salon wrote down for them."""

from typing import Any

from django.utils import formats, translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from booking.domain.desk.series_words import TOLD
from booking.enums import AppointmentStatus, EventKind, Source
from booking.models import Appointment, AppointmentEvent
from booking.outbox import on_move
from booking.visit_links import visit_link
from notifications.domain.messages import queue_message
from salons.models import SalonProfile

_S = AppointmentStatus


@on_move(_S.CONFIRMED, _S.CANCELLED_BY_SALON)
def tell_of_series(event: AppointmentEvent) -> None:
    """Queue the one SMS about the visits of a series that were booked or cancelled together."""
    count = event.data.get(TOLD, 0)
    appointment = _of(event)
    if not count or appointment.customer is None:
        return
    with translation.override(appointment.language):
        words = {**_words(appointment), "count": count}
        if event.kind == EventKind.CREATED:
            text = ngettext(
                "%(salon)s: %(count)d appointment is booked for you, on %(time)s.",
                "%(salon)s: %(count)d appointments are booked for you, the first on %(time)s.",
                count,
            )
        else:
            text = ngettext(
                "%(salon)s: %(count)d appointment is cancelled, on %(time)s.",
                "%(salon)s: %(count)d appointments are cancelled, from %(time)s on.",
                count,
            )
        _queue(event, appointment, text % words, template="appointment.series")


@on_move(_S.PENDING_PAYMENT)
def send_to_pay(event: AppointmentEvent) -> None:
    """Send who was booked by the salon the address at which she pays, once per event."""
    appointment = _of(event)
    is_waiting = appointment.status == _S.PENDING_PAYMENT and appointment.hold_expires_at
    if appointment.source != Source.SALON or appointment.customer is None or not is_waiting:
        return
    with translation.override(appointment.language):
        words = {**_words(appointment), "link": visit_link(appointment)}
        words["until"] = _moment(appointment.hold_expires_at)
        text = _(
            "%(salon)s: your time on %(time)s is kept until %(until)s. Please pay here: %(link)s"
        )
        _queue(event, appointment, text % words, template="appointment.to_pay")


def _of(event: AppointmentEvent) -> Appointment:
    found: Appointment = Appointment.objects.select_related("customer").get(pk=event.appointment_id)
    return found


def _words(appointment: Appointment) -> dict[str, str]:
    return {"salon": SalonProfile.load().name, "time": _moment(appointment.starts_at)}


def _moment(instant: Any) -> str:
    local = instant.astimezone(SalonProfile.load().zone)
    return str(formats.date_format(local, "DATETIME_FORMAT"))


def _queue(event: AppointmentEvent, appointment: Appointment, text: str, *, template: str) -> None:
    assert appointment.customer is not None
    queue_message(
        key=f"event:{event.pk}",
        phone_number=appointment.customer.phone_number,
        template=template,
        language=appointment.language,
        text=text,
    )
