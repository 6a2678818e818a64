"""Where the short link of a message leads: to the visitor's own visit, after a sign-in."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accounts.web.phone.verified import phone_verified_required
from booking.queries import appointments_of


@require_safe
@never_cache
@phone_verified_required
def visit_link(request: HttpRequest, reference: str) -> HttpResponse:
    """Lead to the visit of a reference; somebody else's does not exist for her."""
    found = appointments_of(request.user).filter(reference=reference.upper()).first()
    if found is None:
        raise Http404
    return redirect("appointment_detail", found.pk)
