"""Pages of a salon show times on the salon's wall clock, wherever the visitor is."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from salons.models import SalonProfile

View = Callable[..., HttpResponse]


def in_salon_zone(view: View) -> View:
    """Run the view, rendering included, in the salon's time zone."""

    @wraps(view)
    def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        with timezone.override(SalonProfile.load(request_or_site=request).zone):
            return view(request, *args, **kwargs)

    return wrapped
