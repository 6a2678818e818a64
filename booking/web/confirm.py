"""The last step of booking: look over the time that is held, confirm it, pay."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts.web.phone.verified import phone_verified_required
from booking.acceptance import accepted_by
from booking.domain.availability import load_around
from booking.domain.cancellation import free_until
from booking.domain.customers.family import family_of
from booking.domain.holding import Confirmation, confirm_hold, is_kept
from booking.domain.policy.held import policy_of_held
from booking.enums import AppointmentStatus
from booking.errors import HoldOver, InvalidTransition
from booking.models import Appointment
from booking.web.choice import Choice
from booking.web.exact import exact_visit, times_url
from booking.web.forms import ConfirmForm
from booking.web.held import HeldVisit, choice_of, held_visit
from booking.web.mine import own_appointment
from booking.web.visit import guests_of_items
from booking.web.zone import in_salon_zone
from foundation.errors import DomainError
from foundation.money import Money
from salons.models import BookingRules, PriceKind

_S = AppointmentStatus
# The button of the other language sends the form along, so that nothing typed is lost.
SWITCH = "switch"
# As the makers of colours ask for it.
PATCH_TEST_BEFORE = timedelta(hours=48)
KEPT = ("name", "member", "note")


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@phone_verified_required
@in_salon_zone
def book_confirm(request: HttpRequest, appointment_id: UUID) -> HttpResponse:
    """Show the held visit; on POST confirm it and go on to the payment.

    A time that is not kept any more says so, and can be taken again where it is still free.
    """
    appointment = own_appointment(request, appointment_id)
    if appointment.status not in (_S.HELD, _S.EXPIRED):
        # A second tap, or the way back from the payment.
        return redirect(next_step(appointment))
    held, choice = held_visit(appointment), choice_of(request, appointment)
    if not is_kept(appointment):
        return _over(request, held, choice)
    if request.method == "POST" and SWITCH not in request.POST:
        return _confirm(request, held, choice)
    return _show(request, held, choice)


def _show(
    request: HttpRequest,
    held: HeldVisit,
    choice: Choice,
    form: ConfirmForm | None = None,
    *,
    refusal: DomainError | None = None,
) -> HttpResponse:
    services = [item.service for item in held.parts]
    policy = policy_of_held(held.appointment)
    context = {
        **_common(held, choice),
        "guests": guests_of_items(held.parts),
        "form": form or _fresh_form(request),
        "policy": policy,
        "rules": BookingRules.load(),
        "is_late": timezone.now() > free_until(held.start, hours=policy.free_hours()),
        "vat": Money(held.appointment.vat_minor, held.appointment.currency),
        "vat_percent": settings.VAT_RATE_PERCENT,
        "is_from": any(service.price_kind == PriceKind.FROM for service in services),
        "needs_patch_test": any(service.needs_patch_test for service in services),
        "is_late_for_patch_test": held.start - timezone.now() < PATCH_TEST_BEFORE,
        "shows_times": len(held.parts) > 1,
        "refusal": refusal,
        "switch_form": "confirm",
    }
    status = refusal.status if refusal else (400 if form and form.errors else 200)
    return render(request, "booking/pages/confirm.html", context, status=status)


def _over(request: HttpRequest, held: HeldVisit, choice: Choice) -> HttpResponse:
    """Say that the time is not kept any more; whoever wanted to confirm it gets a 409."""
    context = {**_common(held, choice), "is_free": _is_free(held, choice), "is_empty": True}
    is_refusal = request.method == "POST" and SWITCH not in request.POST
    status = HoldOver.status if is_refusal else 200
    return render(request, "booking/pages/hold_over.html", context, status=status)


def _common(held: HeldVisit, choice: Choice) -> dict[str, Any]:
    return {
        "step": "confirm",
        "choice": choice,
        "slot": held,
        "appointment": held.appointment,
        "times_url": times_url(choice),
        "hold_url": f"{reverse('book_hold')}?{choice.query}",
        "release_url": f"{reverse('book_release', args=[held.appointment.pk])}?{choice.query}",
    }


def _is_free(held: HeldVisit, choice: Choice) -> bool:
    """Return whether the lost time can be taken again."""
    if held.appointment.status == _S.HELD:
        # Its job is a moment late: nobody else can have it yet.
        return True
    try:
        return load_around(exact_visit(choice), held.start).slot_at(held.start) is not None
    except DomainError:
        return False


def _fresh_form(request: HttpRequest) -> ConfirmForm:
    """Return the form to fill in; what was typed before the language was switched stays."""
    typed = {name: request.POST[name] for name in KEPT if request.POST.get(name)}
    return ConfirmForm(**_asked(request.user), initial=typed)


def _confirm(request: HttpRequest, held: HeldVisit, choice: Choice) -> HttpResponse:
    form = ConfirmForm(request.POST, **_asked(request.user))
    if not form.is_valid():
        return _show(request, held, choice, form)
    _remember_name(request.user, form.cleaned_data.get("name", ""))
    try:
        appointment = confirm_hold(
            held.appointment.pk,
            customer=request.user,
            said=Confirmation(
                note=form.cleaned_data["note"],
                member_id=form.cleaned_data.get("member"),
                language=(get_language() or "ar")[:2],
                acceptance=accepted_by(request, version=form.cleaned_data["policy"]),
            ),
        )
    except (HoldOver, InvalidTransition):
        # It ran out, or was let go in another window, between our look and the lock.
        held.appointment.refresh_from_db()
        return _over(request, held, choice)
    except DomainError as refusal:
        # Busy and the like: nothing is lost, the same button may work in a moment.
        return _show(request, held, choice, form, refusal=refusal)
    return redirect(next_step(appointment))


def next_step(appointment: Appointment) -> str:
    """Return where a booked customer goes: to the payment, or to her appointment."""
    is_unpaid = appointment.status == _S.PENDING_PAYMENT
    name = "payment_start" if is_unpaid and appointment.due_now_minor else "appointment_detail"
    return reverse(name, args=[appointment.pk])


def _asked(user: Any) -> dict[str, Any]:
    return {"needs_name": _needs_name(user), "family": list(family_of(user))}


def _needs_name(user: Any) -> bool:
    return not user.first_name.strip()


def _remember_name(user: Any, name: str) -> None:
    if name:
        user.first_name = name
        user.save(update_fields=["first_name"])
