"""The calendar of a person's visits at every salon, by a secret address, on the platform's host."""

from datetime import timedelta
from typing import Any, cast

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.models import User
from accounts.web.phone.verified import phone_verified_required
from booking.domain.feeds import end_feed, feed_of, find_feed, make_feed
from booking.models import CalendarFeed
from booking.web.calendar_answer import feed_body, feed_response
from booking.web.calendar_events import LOST, Told, event_of
from booking.web.every_salon import visits_for_calendar
from booking.web.salon_places import Place, places_of
from booking.web.visit import guests_of_items
from foundation.addresses import site_url

# What is older stays in the lists of visits; calendars are for what comes.
KEPT = timedelta(days=90)


@never_cache
@phone_verified_required
@require_http_methods(["GET", "HEAD", "POST"])
@sensitive_variables("secret")
def my_calendar(request: HttpRequest) -> HttpResponse:
    """Say whether there is an address; on POST make one, which is shown this once."""
    user = cast(User, request.user)
    context: dict[str, Any] = {}
    if request.method == "POST":
        secret = make_feed(user, language=translation.get_language() or "ar")
        path = reverse("calendar_feed", args=[secret])
        context["address"] = request.build_absolute_uri(path)
        context["webcal"] = "webcal://" + context["address"].partition("://")[2]
    context["feed"] = feed_of(user)
    return render(request, "booking/pages/calendar.html", context)


@never_cache
@phone_verified_required
@require_POST
def my_calendar_end(request: HttpRequest) -> HttpResponse:
    """End the address."""
    end_feed(request.user)
    messages.success(request, _("The address is ended. Calendars that use it get nothing more."))
    return redirect("my_calendar")


@require_safe
@sensitive_variables("token")
def calendar_feed(request: HttpRequest, token: str) -> HttpResponse:
    """Send the calendar of whoever made the address; no session is looked at or begun."""
    feed = find_feed(token)
    if feed is None:
        return feed_response(request, None)
    with translation.override(feed.language):
        return feed_response(request, _calendar(feed))


def _calendar(feed: CalendarFeed) -> bytes:
    visits = visits_for_calendar(feed.user, since=timezone.now() - KEPT, lost=LOST)
    places = places_of(each.schema_name for each in visits)
    told = [_told(each, places[each.schema_name]) for each in visits if each.schema_name in places]
    page = site_url(settings.PLATFORM_DOMAIN) + reverse("my_appointments").lstrip("/")
    return feed_body(_("My appointments"), page, map(event_of, told))


def _told(appointment: Any, place: Place) -> Told:
    # Rooms are in the salon's own schema; a feed of many salons does without their names.
    items = list(appointment.items.all())
    return Told(
        appointment=appointment,
        guests=tuple(guests_of_items(items)),
        place=place,
        page=place.page_of(appointment),
        changes=appointment.changes,
        changed_at=appointment.changed_at,
    )
