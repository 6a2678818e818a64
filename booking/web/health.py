"""The customer's own health note at this salon: she sees it, gives it and takes it back."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from accounts.web.phone.verified import phone_verified_required
from booking.domain.customers.health import (
    Consent,
    consent_text,
    keep_health,
    own_health,
    withdraw_health,
)
from booking.models import HealthNote
from booking.web.family_forms import HealthForm
from booking.web.zone import in_salon_zone
from foundation.errors import DomainError


@sensitive_post_parameters("allergies", "notes")
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@phone_verified_required
@in_salon_zone
def my_health(request: HttpRequest) -> HttpResponse:
    """Show her own note; on POST keep what she wrote, the first time with her consent."""
    note = own_health(request.user)
    form = _form(request, note)
    if request.method == "POST" and form.is_valid():
        try:
            keep_health(
                request.user.pk,  # type: ignore[arg-type]
                allergies=form.cleaned_data["allergies"],
                notes=form.cleaned_data["notes"],
                consent=Consent(consent_text()) if form.cleaned_data.get("consent") else None,
                actor=request.user,
            )
        except DomainError as refusal:
            form.add_error(
                refusal.param if refusal.param in form.fields else None, str(refusal.detail)
            )
        else:
            messages.success(request, _("Saved. Thank you for telling us."))
            return redirect("my_health")
    context = {"note": note, "form": form}
    status = 400 if form.errors else 200
    return render(request, "booking/pages/health.html", context, status=status)


@require_POST
@never_cache
@phone_verified_required
def my_health_withdraw(request: HttpRequest) -> HttpResponse:
    """Take the agreement back: the note is deleted."""
    withdraw_health(request.user.pk, actor=request.user)  # type: ignore[arg-type]
    messages.success(request, _("Deleted. The salon keeps nothing about your health any more."))
    return redirect("my_health")


def _form(request: HttpRequest, note: HealthNote | None) -> HealthForm:
    initial = {"allergies": note.allergies, "notes": note.notes} if note else {}
    return HealthForm(
        request.POST or None,
        initial=initial,
        consent_text=consent_text(),
        has_consent=note is not None,
    )
