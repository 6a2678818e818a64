"""Visits that are booked and confirmed, to be changed."""

from types import SimpleNamespace

import pytest

from booking.domain.availability import PartRequest, VisitRequest
from booking.domain.transitions import confirm_appointment
from booking.models import AgreedPolicy, Appointment, AppointmentItem, Occupancy
from salons.models import BookingRules
from tests.booking.conftest import book


@pytest.fixture
def appointment(catalogue):
    """The catalogue's service by the first stylist at ten, confirmed."""
    return confirm_appointment(book(catalogue, staff=catalogue.stylists[0]).pk)


def rules(**changes):
    """Set the salon's rules; what was booked before follows them too, as if agreed so."""
    BookingRules.load()
    BookingRules.objects.update(**changes)
    AgreedPolicy.objects.all().delete()


def visit_of(*parts, guests=()):
    """Return the wish of one guest, (service, staff or None) each, and of further ones."""
    return VisitRequest(
        tuple(
            tuple(PartRequest(service.pk, staff and staff.pk) for service, staff in each)
            for each in (parts, *guests)
        )
    )


def state_of(appointment):
    """Return all of a visit that a refusal must leave as it was."""
    row = Appointment.objects.get(pk=appointment.pk)
    items = AppointmentItem.objects.filter(appointment=row).order_by("position")
    rows = Occupancy.objects.filter(appointment=row).order_by("starts_at", "pk")
    return SimpleNamespace(
        visit=(row.status, row.starts_at, row.ends_at, row.total_minor, row.due_now_minor),
        items=list(items.values_list("pk", "service", "staff", "starts_at", "price_minor")),
        taken=list(rows.values_list("staff", "resource", "starts_at", "blocking")),
        events=list(row.events.values_list("kind", "to_status")),
    )


def agreed(appointment, terms):
    """Write down what was agreed: service -> Terms."""
    row, _is_new = AgreedPolicy.objects.update_or_create(
        appointment=appointment,
        defaults={
            "terms": {str(pk): each.as_json() for pk, each in terms.items()},
            "language": "en",
            "version": "1",
        },
    )
    return row
