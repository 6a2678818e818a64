"""Getting on the waiting list, answering an offer, taking a wish back."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from accounts.web.phone.verified import phone_verified_required, send_to_verify
from booking.domain.waitlist.errors import BookableNow, EntryNotFound
from booking.domain.waitlist.joining import MAX_ENTRIES, Wish, join_waitlist
from booking.domain.waitlist.leaving import withdraw_entry
from booking.domain.waitlist.wishes import Hours
from booking.errors import UnknownAddOn, UnknownService, UnknownStaff
from booking.web.choice import Choice
from booking.web.selection import Selection, offered_services, requested_visit, select
from booking.web.waitlist_form import WaitForm
from booking.web.zone import in_salon_zone
from foundation.errors import DomainError

# What sends the visitor back to choose again.
NOT_OFFERED = (UnknownService, UnknownStaff, UnknownAddOn)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@in_salon_zone
def book_wait(request: HttpRequest) -> HttpResponse:
    """Ask on which days and hours the chosen visit would suit; on POST put it on the list."""
    choice = Choice.from_query(request.GET).but(start=None)
    selection = select(offered_services(), choice)
    if not selection or selection.is_too_large:
        return redirect(f"{reverse('book_start')}?{choice.query}")
    elsewhere = send_to_verify(request)
    if elsewhere is not None:
        return elsewhere
    if request.method == "POST":
        return _join(request, selection)
    day = choice.day or timezone.localdate()
    return _show(request, selection, WaitForm(initial=WaitForm.start_from(day, choice.ready)))


@require_POST
@never_cache
@phone_verified_required
def withdraw(request: HttpRequest, entry_id: UUID) -> HttpResponse:
    """Take one of the visitor's own wishes back."""
    try:
        withdraw_entry(entry_id, customer=request.user)
    except EntryNotFound:
        raise Http404 from None
    except DomainError as refusal:
        messages.warning(request, str(refusal.detail))
    else:
        messages.success(request, _("You are no longer on the waiting list for this visit."))
    return redirect("my_appointments")


def _join(request: HttpRequest, selection: Selection) -> HttpResponse:
    form = WaitForm(request.POST)
    if not form.is_valid():
        return _show(request, selection, form)
    try:
        join_waitlist(_wish(request, selection, form.cleaned_data))
    except BookableNow as refusal:
        return _show(request, selection, form, free=refusal)
    except NOT_OFFERED as refusal:
        messages.warning(request, str(refusal.detail))
        return redirect("book_start")
    except DomainError as refusal:
        form.refuse(refusal.param, str(refusal.detail))
        return _show(request, selection, form, status=refusal.status)
    messages.success(
        request,
        _("You are on the waiting list. We write to you as soon as a time that suits is free."),
    )
    return redirect("my_appointments")


def _wish(request: HttpRequest, selection: Selection, typed: dict[str, Any]) -> Wish:
    return Wish(
        customer=request.user,
        visit=requested_visit(selection),
        first_day=typed["first_day"],
        last_day=typed["last_day"],
        hours=Hours(typed["earliest"], typed["latest"]),
        language=(get_language() or "ar")[:2],
    )


def _show(
    request: HttpRequest,
    selection: Selection,
    form: WaitForm,
    *,
    free: BookableNow | None = None,
    status: int | None = None,
) -> HttpResponse:
    choice = selection.choice
    context = {
        "selection": selection,
        "choice": choice,
        "form": form,
        "refusal": free,
        "free_query": choice.but(day=_day(free.start)).query if free else "",
        "limit": MAX_ENTRIES,
    }
    status = status or (free.status if free else 400 if form.errors else 200)
    return render(request, "booking/pages/wait.html", context, status=status)


def _day(start: datetime) -> Any:
    return timezone.localtime(start).date()
