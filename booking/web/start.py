"""The first two steps: what to book, with whom and when. All of it works as plain links."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_cache_control, patch_vary_headers
from django.views.decorators.http import require_safe

from booking.domain.availability import MAX_ADD_ONS, MAX_GUESTS, MAX_PARTS, MAX_SERVICES
from booking.web.address import parse_day, parse_number
from booking.web.choice import Choice, GuestChoice, has_too_many, suffix_of
from booking.web.held import own_hold
from booking.web.offer import offer_for, times_on
from booking.web.people import people_for
from booking.web.price_list import price_list
from booking.web.selection import Selection, offered_services, requested_visit, select
from booking.web.zone import in_salon_zone

LIMITS = {"services": MAX_SERVICES, "add_ons": MAX_ADD_ONS, "parts": MAX_PARTS}


@require_safe
@in_salon_zone
def book_start(request: HttpRequest) -> HttpResponse:
    """Show the services, or, once some are chosen, people, days and times; or the party's page.

    Asked by htmx for one part of the page, answer with that part alone.
    """
    choice = Choice.from_query(request.GET)
    offered = offered_services()
    selection = select(offered, choice)
    if request.GET.get("step") == "party":
        response = _party(request, selection)
    elif _is_chosen(request, selection):
        response = _times(request, selection)
    else:
        response = _services(request, choice, selection, offered)
    # The same address answers with parts: no cache may hand one out as the page.
    patch_vary_headers(response, ["HX-Request", "HX-Target"])
    patch_cache_control(response, private=True, no_cache=True)
    return response


def _is_chosen(request: HttpRequest, selection: Selection) -> bool:
    """Return whether the services stand: chosen, within the limits, and not to be looked at."""
    looks = request.GET.get("step") == "services" or "guest" in request.GET
    beyond = selection.is_too_large or has_too_many(request.GET)
    return bool(selection) and not looks and not beyond


def _party(request: HttpRequest, selection: Selection) -> HttpResponse:
    context = {
        "step": "services",
        "choice": selection.choice,
        "selection": selection,
        "sizes": range(1, MAX_GUESTS + 1),
        # Everything but what this page asks for.
        "carried": selection.choice.but(start=None).pairs_without("guests", "align", "ready"),
        "is_empty": True,
    }
    return render(request, "booking/pages/party.html", context)


def _services(
    request: HttpRequest, choice: Choice, selection: Selection, offered: Any
) -> HttpResponse:
    guest = _guest(request, selection)
    context: dict[str, Any] = {
        "step": "services",
        "choice": selection.choice,
        "selection": selection,
        "limits": LIMITS,
    }
    if _part(request) == "basket":
        return render(request, "booking/components/basket.html", context)
    suffix = suffix_of(guest)
    own = selection.guests[guest] if selection.choice.has_own(guest) else ()
    context |= {
        "guest": selection.parties[guest],
        "suffix": suffix,
        "same": selection.choice.with_guest(guest, GuestChoice()).query,
        "carried": selection.choice.but(start=None).pairs_without(
            f"service{suffix}", f"add{suffix}"
        ),
        "categories": price_list(offered, own),
        "count": len(offered),
        "is_empty": not offered,
        "nothing_chosen": _is_sent(request) and not selection,
        "too_many": has_too_many(request.GET),
        "not_offered": selection.choice.guests != choice.guests,
    }
    return render(request, "booking/pages/services.html", context)


def _times(request: HttpRequest, selection: Selection) -> HttpResponse:
    choice = selection.choice.but(start=None)
    visit = requested_visit(selection)
    context: dict[str, Any] = {
        "step": "times",
        "choice": choice,
        "selection": selection,
        "anyone": choice.anyone.query,
    }
    part = _part(request)
    if part == "times":
        context["times"] = times_on(visit, choice)
        return render(request, "booking/components/times.html", context)
    offer = offer_for(visit, choice, first=parse_day(request.GET.get("from", "")))
    context |= {"strip": offer.strip, "times": offer.times, "lost": _lost(request, selection)}
    if part == "calendar":
        return render(request, "booking/components/calendar_and_basket.html", context)
    context |= {
        "people": people_for(selection),
        "held": own_hold(request),
        # The page asks for people and days itself.
        "carried": choice.anyone.but(day=None).pairs,
    }
    return render(request, "booking/pages/times.html", context)


def _lost(request: HttpRequest, selection: Selection) -> str:
    """Return what of the address is no longer offered: services, people, or nothing."""
    asked, kept = Choice.from_query(request.GET), selection.choice
    if asked.anyone.guests != kept.anyone.guests:
        return "services"
    return "people" if (asked.guests, asked.staff) != (kept.guests, kept.staff) else ""


def _guest(request: HttpRequest, selection: Selection) -> int:
    """Return whose services are looked at: of guests that there are, the first otherwise."""
    number = parse_number(request.GET.get("guest", "")) or 1
    return number - 1 if number <= selection.choice.size else 0


def _is_sent(request: HttpRequest) -> bool:
    """Return whether the form of services was sent on to the times."""
    return "chosen" in request.GET and not {"step", "guest"} & set(request.GET)


def _part(request: Any) -> str:
    """Return the id of the element that htmx wants to replace; empty for a whole page."""
    is_part = request.htmx and not request.htmx.history_restore_request
    return request.htmx.target or "" if is_part else ""
