"""A chosen time is held before anything else is asked; and let go again.

Only a button holds: its POST, or, after signing in on the way, the GET that completes it. What it
asked for waits in the session: a link, a prefetch, an address typed anew hold nothing.
"""

import hashlib
from datetime import timedelta
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.web.phone.verified import phone_verified_required, send_to_verify
from booking.domain.appointments import NewAppointment, create_appointment
from booking.domain.holding import release_hold
from booking.enums import Source
from booking.errors import InvalidTransition
from booking.models import Appointment
from booking.web.choice import Choice
from booking.web.exact import back_to_times, exact_visit
from booking.web.held import choice_of
from booking.web.mine import own_appointment
from booking.web.refusals import words_of
from booking.web.zone import in_salon_zone
from foundation.errors import DomainError

PENDING = "booking_hold"
# As long as signing in may take.
PENDING_FOR = timedelta(minutes=30)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@in_salon_zone
def book_hold(request: HttpRequest) -> HttpResponse:
    """Hold the chosen time and lead to its confirmation, over signing in where that is owed."""
    choice = Choice.from_query(request.GET)
    if not choice.services or choice.start is None:
        return back_to_times(choice)
    if request.method != "POST" and not _is_asked_for(request, choice):
        return back_to_times(choice)
    elsewhere = send_to_verify(request)
    if elsewhere is not None:
        if request.method == "POST":
            _remember(request, choice)
        return elsewhere
    request.session.pop(PENDING, None)
    return _hold(request, choice)


@require_safe
@never_cache
@in_salon_zone
def book_link(request: HttpRequest) -> HttpResponse:
    """Lead an address that names a time to the times around it: to look at, nothing is held."""
    return back_to_times(Choice.from_query(request.GET))


@require_POST
@never_cache
@phone_verified_required
@in_salon_zone
def book_release(request: HttpRequest, appointment_id: UUID) -> HttpResponse:
    """Let go of a held time and lead back to the others."""
    appointment = own_appointment(request, appointment_id)
    try:
        release_hold(appointment.pk, customer=request.user)
    except InvalidTransition:
        return redirect("appointment_detail", appointment.pk)
    except DomainError as refusal:
        messages.warning(request, str(refusal.detail))
        return redirect("book_confirm", appointment.pk)
    return back_to_times(choice_of(request, appointment))


def confirm_url(appointment: Appointment, choice: Choice) -> str:
    """Return the address of a hold's confirmation; it carries the choice for the ways back."""
    return f"{reverse('book_confirm', args=[appointment.pk])}?{choice.query}"


def _hold(request: HttpRequest, choice: Choice) -> HttpResponse:
    try:
        appointment = create_appointment(
            _details(request, choice), vat_rate_percent=settings.VAT_RATE_PERCENT
        )
    except DomainError as refusal:
        messages.warning(request, words_of(refusal))
        return back_to_times(choice)
    return HttpResponseRedirect(confirm_url(appointment, choice))


def _details(request: HttpRequest, choice: Choice) -> NewAppointment:
    return NewAppointment(
        customer=request.user,
        start=choice.start,  # type: ignore[arg-type]
        visit=exact_visit(choice),
        source=Source.WEB,
        language=(get_language() or "ar")[:2],
        fingerprint=hashlib.sha256(choice.query.encode()).hexdigest(),
        hold=True,
    )


def _remember(request: HttpRequest, choice: Choice) -> None:
    until = timezone.now() + PENDING_FOR
    request.session[PENDING] = {"query": choice.query, "until": until.timestamp()}


def _is_asked_for(request: HttpRequest, choice: Choice) -> bool:
    """Return whether this session's own POST waits for this GET to complete it."""
    pending = request.session.get(PENDING)
    is_read_ahead = "prefetch" in request.headers.get("Sec-Purpose", "")
    if request.method != "GET" or is_read_ahead or not pending:
        return False
    in_time: bool = pending["until"] > timezone.now().timestamp()
    return in_time and pending["query"] == choice.query
