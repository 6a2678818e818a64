"""Visits that a salon wrote down for a number before its holder had proved it."""

from typing import Any

from accounts.models import User
from booking.models import Appointment, AppointmentSeries
from foundation.tenancy.scope import platform_scope


def on_person_absorbed(*, shell: User, person: User, **_kwargs: Any) -> None:
    """Hand the visits, at every salon, to the person who proved the number.

    Requests of the record's own keys are over: a key that both used would be taken for a repeat.
    """
    with platform_scope("visits of a number that its holder has proved"):
        Appointment.objects.filter(customer=shell).update(customer=person, idempotency_key=None)
        AppointmentSeries.objects.filter(customer=shell).update(customer=person)
