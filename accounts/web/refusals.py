"""Shows a refusal of the domain on the page that caused it."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import ngettext

from foundation.errors import DomainError


def explain(refusal: DomainError) -> str:
    """Return the reason, with the time to wait where there is one."""
    reason = str(refusal.detail)
    return f"{reason} {_wait(refusal.retry_after)}" if refusal.retry_after else reason


def render_form(
    request: HttpRequest,
    template: str,
    form: forms.BaseForm,
    *,
    refusal: DomainError | None = None,
    **context: Any,
) -> HttpResponse:
    """Render a form; a refusal stands at its field, or above the form, with its own status."""
    status, alert = (400 if form.is_bound and form.errors else 200), ""
    if refusal is not None:
        status = refusal.status
        if refusal.param in form.fields:
            form.add_error(refusal.param, explain(refusal))
        else:
            alert = explain(refusal)
    response = render(request, template, {"form": form, "alert": alert} | context, status=status)
    if refusal is not None and refusal.retry_after is not None:
        response["Retry-After"] = str(refusal.retry_after)
    return response


def _wait(seconds: int) -> str:
    if seconds <= 90:
        text = ngettext("Try again in %(n)d second.", "Try again in %(n)d seconds.", seconds)
        return text % {"n": seconds}
    minutes = -(-seconds // 60)
    text = ngettext("Try again in %(n)d minute.", "Try again in %(n)d minutes.", minutes)
    return text % {"n": minutes}
