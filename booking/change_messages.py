"""What a customer is told of a change of her appointment, and of money that goes back."""

from django.utils import formats, translation
from django.utils.translation import gettext as _

from booking.domain.told import money_told
from booking.enums import EventKind
from booking.models import Appointment, AppointmentEvent
from booking.outbox import on_kind
from booking.visit_links import with_link
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
        text = with_link(text, appointment)
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
    """Return the sentence about what goes back and when; nothing where nothing does.

    It stands for the message of the refund (``billing.messages``).
    """
    refund = money_told(event)
    if not refund:
        return ""
    return " " + _("%(amount)s goes back to your card within 3–14 days.") % {
        "amount": Money(refund, event.appointment.currency)
    }
