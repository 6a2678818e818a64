"""A customer's appointments at every salon, on the platform's own host."""

from dataclasses import dataclass
from datetime import tzinfo

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accounts.web.phone.verified import phone_verified_required
from booking.models import Appointment
from booking.web.address import parse_number
from booking.web.every_salon import visits_everywhere
from booking.web.salon_places import Place, places_of
from booking.web.visit import again


@dataclass(frozen=True)
class Visit:
    """An appointment with the salon it is at, None for a salon that has left."""

    appointment: Appointment
    place: Place | None

    @property
    def zone(self) -> tzinfo:
        """Return the clock that the visit goes by."""
        return self.place.zone if self.place else timezone.get_default_timezone()

    @property
    def address(self) -> str:
        """Return the visit's page on the salon's host, empty for a salon that has left."""
        return self.place.page_of(self.appointment) if self.place else ""

    @property
    def again(self) -> str:
        """Return where the same is booked again."""
        return (
            self.place.booking_page(again(self.appointment.items.all()).query) if self.place else ""
        )


@require_safe
@never_cache
@phone_verified_required
def my_appointments(request: HttpRequest) -> HttpResponse:
    """List the visitor's appointments at all salons, each on its own salon's clock."""
    page = parse_number(request.GET.get("page", "")) or 1
    ahead, before, has_older = visits_everywhere(request.user, page=page)
    places = places_of(each.schema_name for each in (*ahead, *before))
    upcoming, past = (
        [Visit(each, places.get(each.schema_name)) for each in found] for found in (ahead, before)
    )
    context = {
        "upcoming": upcoming,
        "past": past,
        "newer": page - 1,
        "older": page + 1 if has_older else 0,
        # Where all salons are on one clock nobody needs its name.
        "names_zones": len({place.zone for place in places.values()}) > 1,
    }
    return render(request, "booking/pages/platform_mine.html", context)
