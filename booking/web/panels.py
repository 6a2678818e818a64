"""Places on booking's pages where higher apps show something of their own.

Billing shows what was paid on an appointment's page and what comes back when it is cancelled;
booking does not know billing.
"""

from collections import defaultdict
from collections.abc import Callable
from enum import StrEnum

from django.http import HttpRequest

from booking.models import Appointment

# Returns safe HTML, or an empty text to show nothing.
Panel = Callable[[HttpRequest, Appointment], str]


class Place(StrEnum):
    """Where a panel stands."""

    APPOINTMENT = "appointment"
    CANCELLATION = "cancellation"


_panels: dict[Place, list[Panel]] = defaultdict(list)


def register_panel(place: Place) -> Callable[[Panel], Panel]:
    """Register a builder for a place; call it when the app is ready. A second time is ignored."""

    def register(panel: Panel) -> Panel:
        if panel not in _panels[place]:
            _panels[place].append(panel)
        return panel

    return register


def panels_at(place: Place, request: HttpRequest, appointment: Appointment) -> list[str]:
    """Return what the registered builders have to show, in the order of registration."""
    return [html for panel in _panels[place] if (html := panel(request, appointment))]
