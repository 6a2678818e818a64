"""How the back office shows states, people and money."""

from datetime import datetime
from typing import Any

from django import template
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from billing.enums import PaymentStatus, RefundStatus
from billing.models import Payment
from booking.domain.availability import Slot
from booking.enums import AppointmentStatus, EventKind
from booking.models import AppointmentEvent
from booking.templatetags.booking import clock, long_day
from cms.backoffice.money import can_be_refunded
from cms.backoffice.notices import notices_for
from cms.backoffice.people import who_of

register = template.Library()

_S = AppointmentStatus
GOOD = frozenset({_S.CONFIRMED, _S.ARRIVED, _S.IN_PROGRESS, PaymentStatus.PAID, RefundStatus.DONE})
WAITING = frozenset(
    {
        *(_S.HELD, _S.PENDING_PAYMENT, PaymentStatus.PENDING, PaymentStatus.PARTLY_REFUNDED),
        *(RefundStatus.REQUESTED, RefundStatus.SENT, RefundStatus.UNKNOWN),
    }
)
BAD = frozenset(
    {
        *(_S.NO_SHOW, _S.CANCELLED_BY_SALON, PaymentStatus.FAILED, PaymentStatus.QUARANTINED),
        RefundStatus.FAILED,
    }
)

# What leaves the state as it was.
KIND_WORDS = {
    EventKind.EXTENDED: gettext_lazy("kept longer while the bank asks"),
    EventKind.RETURNED: gettext_lazy("paid too late, the money goes back"),
}


@register.filter
def state_colour(status: str) -> str:
    """Return the class of a state's tag."""
    for name, states in (("good", GOOD), ("waiting", WAITING), ("bad", BAD)):
        if status in states:
            return f"state--{name}"
    return "state--over"


@register.filter
def person_name(user: Any) -> str:
    """Return a person's name; the masked number of one who gave none."""
    return str(user)


@register.filter
def who(appointment: Any) -> str:
    """Return who comes, as the salon knows her."""
    return who_of(appointment)


@register.filter
def people(slot: Slot) -> str:
    """Return who would do a planned visit, each once."""
    return _(", ").join(dict.fromkeys(str(part.staff.name) for part in slot.parts))


@register.filter
def story(event: AppointmentEvent) -> str:
    """Return what an event says: what was changed, or the state it led to, in words."""
    if event.kind == EventKind.RESCHEDULED:
        start = datetime.fromisoformat(event.data["after"]["start"])
        return _("moved to %(day)s, %(time)s") % {"day": long_day(start), "time": clock(start)}
    if event.kind == EventKind.EDITED:
        return _("services changed")
    words = KIND_WORDS.get(EventKind(event.kind), AppointmentStatus(event.to_status).label)
    return str(words)


@register.filter
def is_beginning(event: AppointmentEvent) -> bool:
    """Return whether the event is the making of the appointment."""
    return event.kind == EventKind.CREATED


@register.filter
def refundable(payment: Payment) -> bool:
    """Return whether the refund button has something to do."""
    return can_be_refunded(payment)


@register.inclusion_tag("cms/backoffice/components/notices.html", takes_context=True)
def backoffice_notices(context: Any) -> dict[str, Any]:
    """Show what the reader must not overlook."""
    request = context.get("request")
    return {"notices": notices_for(request), "csrf_token": context.get("csrf_token")}
