"""What a customer is told of a change of her appointment, and of money that goes back."""

from django.utils import formats, translation
from django.utils.translation import gettext as _

from booking.enums import AppointmentStatus, EventKind
from booking.models import Appointment, AppointmentEvent
from booking.outbox import on_kind
from foundation.money import Money
from notifications.domain.messages import queue_message
from salons.models import SalonProfile


@on_kind(EventKind.RESCHEDULED, EventKind.EDITED)
def tell_of_change(event: AppointmentEvent) -> None:
    """Queue the SMS about a change, once per event; nobody is told who gave no number."""
    appointment = Appointment.objects.select_related("customer").get(pk=event.appointment_id)
    if appointment.customer is None:
        return
    with translation.override(appointment.language):
        text = change_text(event, appointment, SalonProfile.load()) + money_text(event)
    queue_message(
        key=f"event:{event.pk}",
        phone_number=appointment.customer.phone_number,
        template=f"appointment.{event.kind}",
        language=appointment.language,
        text=text,
    )


def change_text(event: AppointmentEvent, appointment: Appointment, salon: SalonProfile) -> str:
    """Return what is booked now, in the active language."""
    time = formats.date_format(appointment.starts_at.astimezone(salon.zone), "DATETIME_FORMAT")
    words = {"salon": salon.name, "reference": appointment.reference, "time": time}
    if event.kind == EventKind.RESCHEDULED:
        return _("%(salon)s: your appointment %(reference)s is now on %(time)s.") % words
    return _("%(salon)s: your appointment %(reference)s on %(time)s was changed.") % words


def money_text(event: AppointmentEvent) -> str:
    """Return the sentence about what goes back; nothing where nothing does, or not yet for sure."""
    refund = int(event.policy.get("refund_minor", 0))
    if not refund or event.to_status == AppointmentStatus.NO_SHOW:
        return ""
    return " " + _("%(amount)s goes back to your card within 3–14 days.") % {
        "amount": Money(refund, event.appointment.currency)
    }
