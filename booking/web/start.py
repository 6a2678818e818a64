"""The first two steps: what to book, with whom and when. All of it works as plain links."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_cache_control, patch_vary_headers
from django.views.decorators.http import require_safe

from booking.domain.availability import MAX_SERVICES
from booking.web.choice import Choice, parse_day
from booking.web.offer import offer_for, times_on
from booking.web.selection import (
    Selection,
    by_category,
    offered_services,
    requested_visit,
    select,
    staff_options,
)
from booking.web.zone import in_salon_zone


@require_safe
@in_salon_zone
def book_start(request: HttpRequest) -> HttpResponse:
    """Show the services, or, once some are chosen, people, days and times.

    Asked by htmx for one part of the page, answer with that part alone.
    """
    choice = Choice.from_query(request.GET)
    offered = offered_services()
    selection = select(offered, choice)
    too_many = len(set(request.GET.getlist("service"))) > MAX_SERVICES
    if selection and not too_many and request.GET.get("step") != "services":
        response = _times(request, choice, selection)
    else:
        response = _services(request, choice, selection, offered, too_many=too_many)
    # The same address answers with parts: no cache may hand one out as the page.
    patch_vary_headers(response, ["HX-Request", "HX-Target"])
    patch_cache_control(response, private=True, no_cache=True)
    return response


def _services(
    request: HttpRequest, choice: Choice, selection: Selection, offered: Any, *, too_many: bool
) -> HttpResponse:
    context = {
        "step": "services",
        "choice": choice,
        "selection": selection,
        "maximum": MAX_SERVICES,
    }
    if _part(request) == "basket":
        return render(request, "booking/components/basket.html", context)
    context |= {
        "categories": by_category(offered),
        "count": len(offered),
        "is_empty": not offered,
        "nothing_chosen": request.GET.get("step") != "services"
        and "chosen" in request.GET
        and not selection,
        "too_many": too_many,
        "not_offered": bool(choice.services) and len(selection.services) < len(choice.services),
    }
    return render(request, "booking/pages/services.html", context)


def _times(request: HttpRequest, choice: Choice, selection: Selection) -> HttpResponse:
    people = staff_options(selection, choice.staff)
    if not any(option.is_selected for option in people):
        choice = choice.but(staff=None)
    visit = requested_visit(selection, choice.staff)
    choice = choice.but(services=tuple(service.pk for service in selection.services), start=None)
    context: dict[str, Any] = {
        "step": "times",
        "choice": choice,
        "selection": selection,
        "anyone": choice.but(staff=None).query,
    }
    part = _part(request)
    if part == "times":
        context["times"] = times_on(visit, choice)
        return render(request, "booking/components/times.html", context)
    offer = offer_for(visit, choice, first=parse_day(request.GET.get("from", "")))
    context |= {"strip": offer.strip, "times": offer.times, "people": people}
    if part == "calendar":
        return render(request, "booking/components/calendar.html", context)
    return render(request, "booking/pages/times.html", context)


def _part(request: Any) -> str:
    """Return the id of the element that htmx wants to replace; empty for a whole page."""
    is_part = request.htmx and not request.htmx.history_restore_request
    return request.htmx.target or "" if is_part else ""
