"""The lines of the day's list: a visit, who is late, what one tap records."""

from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from billing.permissions import can_view_payments
from booking.models import Appointment
from booking.permissions import can_change_appointments
from cms.backoffice.actions import Action, possible_actions
from cms.backoffice.days import DaySheet
from cms.backoffice.desk.lateness import Late, late_by
from cms.backoffice.people import phone_of, staff_names
from salons.models import BookingRules


@dataclass(frozen=True)
class Entry:
    """One visit of the list."""

    appointment: Appointment
    staff: str
    guests: int
    phone: str
    late: Late | None
    # In the order of the day: what comes next first.
    actions: list[Action]
    total: str


def entries_of(sheet: DaySheet, *, reader: Any) -> list[Entry]:
    """Return the lines of a day for one reader. One statement beyond the sheet's: the rules."""
    if not sheet.appointments:
        return []
    now, grace = timezone.now(), BookingRules.load().late_grace_minutes
    may_run, sees_money = can_change_appointments(reader), can_view_payments(reader)
    return [
        Entry(
            appointment=each,
            staff=staff_names(each),
            guests=len({item.guest for item in each.items.all()}),
            phone=phone_of(each.customer, reader=reader),
            late=late_by(each, now=now, grace=grace),
            actions=possible_actions(each, grace=grace) if may_run else [],
            total=str(each.total) if sees_money else "",
        )
        for each in sheet.appointments
    ]
