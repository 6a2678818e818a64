"""One appointment: what, when, who, what happened, what was paid, what can be done."""

from typing import Any

from django.utils.functional import cached_property

from billing.domain.balance import balance_of
from billing.models import Payment
from billing.permissions import can_refund_payments, can_view_payments
from booking.domain.changing.limits import CHANGEABLE_BY_SALON
from booking.domain.policy.agreed import agreed_policy
from booking.models import Appointment, AppointmentEvent
from booking.permissions import (
    can_change_appointments,
    can_see_contacts,
    can_view_appointments,
)
from cms.backoffice.actions import can_be_cancelled, possible_actions
from cms.backoffice.money import payments_of
from cms.backoffice.people import phone_of
from cms.backoffice.views.base import BackOfficeView, appointment_or_404, trail_to


class AppointmentView(BackOfficeView):
    """Everything about one appointment that the reader may see."""

    permitted = can_view_appointments
    template_name = "cms/backoffice/pages/appointment.html"

    @cached_property
    def appointment(self) -> Appointment:
        return appointment_or_404(self.kwargs["appointment_id"], reader=self.request.user)

    def get_page_title(self) -> str:
        return str(self.appointment.reference)

    def trail(self) -> list[dict[str, Any]]:
        return trail_to(self.appointment)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        reader, appointment = self.request.user, self.appointment
        may_change, items = can_change_appointments(reader), list(appointment.items.all())
        return super().get_context_data(
            **kwargs,
            appointment=appointment,
            items=items,
            is_party=any(item.guest for item in items),
            phone=phone_of(appointment.customer, reader=reader),
            may_call=can_see_contacts(reader),
            events=self._events(),
            actions=possible_actions(appointment) if may_change else [],
            can_cancel=may_change and can_be_cancelled(appointment),
            can_change=may_change and appointment.status in CHANGEABLE_BY_SALON,
            balance=balance_of(appointment) if can_view_payments(reader) else None,
            sees_money=can_view_payments(reader),
            payments=self._payments() if can_view_payments(reader) else [],
            agreed=agreed_policy(appointment) if can_view_payments(reader) else None,
            can_refund=can_refund_payments(reader),
        )

    def _events(self) -> list[AppointmentEvent]:
        return list(self.appointment.events.select_related("actor"))

    def _payments(self) -> list[Payment]:
        return payments_of(self.appointment)
