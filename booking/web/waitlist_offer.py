"""The page behind the link of an offer: the visit, how long it is kept, one button."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts.visitors import address_of, visitor_of
from booking.domain.cancellation import free_until
from booking.domain.waitlist.answering import accept_offer, decline_offer
from booking.domain.waitlist.errors import OfferNotFound
from booking.domain.waitlist.links import offer_by_token
from booking.enums import AppointmentStatus, OfferStatus
from booking.models import AgreedPolicy, WaitlistOffer
from booking.web.confirm import next_step
from booking.web.visit import guests_of_items
from booking.web.zone import in_salon_zone
from foundation.errors import DomainError

DECLINES = {"decline": True, "leave": False}


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@in_salon_zone
def offer_page(request: HttpRequest, token: str) -> HttpResponse:
    """Show the offer of a link; on POST take it or let it go.

    Looking changes nothing: programs that fetch a link from a message look at it too.
    """
    try:
        offer = offer_by_token(token)
    except OfferNotFound:
        raise Http404 from None
    if request.method == "POST":
        return _answer(request, offer)
    return _show(request, offer)


def _answer(request: HttpRequest, offer: WaitlistOffer) -> HttpResponse:
    answer, is_hers = request.POST.get("answer", ""), _is_hers(request, offer)
    actor = request.user if is_hers else None
    try:
        if answer in DECLINES:
            decline_offer(offer.pk, actor=actor, stays=DECLINES[answer])
            messages.success(request, _("The time goes to somebody else."))
        elif answer == "accept":
            device = request.headers.get("User-Agent", "")
            address = address_of(visitor_of(request))
            appointment = accept_offer(offer.pk, actor=actor, address=address, device=device)
            if is_hers:
                return redirect(next_step(appointment))
    except DomainError as refusal:
        messages.warning(request, str(refusal.detail))
    return redirect(request.path)


def _show(request: HttpRequest, offer: WaitlistOffer) -> HttpResponse:
    appointment = offer.appointment
    context = {
        "offer": offer,
        "appointment": appointment,
        "state": _state(offer),
        "is_unpaid": appointment.status == AppointmentStatus.PENDING_PAYMENT,
        "is_hers": _is_hers(request, offer),
        "guests": guests_of_items(appointment.items.select_related("resource")),
        "policy": AgreedPolicy.objects.filter(appointment=appointment).first(),
        "free_until": free_until(appointment.starts_at),
        "now": timezone.now(),
        "next_step": next_step(appointment),
    }
    return render(request, "booking/pages/waitlist_offer.html", context)


def _state(offer: WaitlistOffer) -> str:
    """Return ``open``, ``taken`` or ``gone``: what the page has to say."""
    appointment, now = offer.appointment, timezone.now()
    if appointment.status == AppointmentStatus.HELD and offer.status == OfferStatus.OPEN:
        until = appointment.hold_expires_at
        return "open" if until is not None and until > now else "gone"
    if appointment.status in (AppointmentStatus.PENDING_PAYMENT, AppointmentStatus.CONFIRMED):
        return "taken"
    return "gone"


def _is_hers(request: HttpRequest, offer: WaitlistOffer) -> bool:
    return bool(request.user.pk == offer.entry.customer_id)
