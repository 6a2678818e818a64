"""The icon that browsers ask for at an address of its own."""

from django.http import HttpRequest, HttpResponseRedirect
from django.shortcuts import redirect
from django.templatetags.static import static


def favicon(request: HttpRequest) -> HttpResponseRedirect:
    """Lead to the static file, whose name carries its hash in production."""
    return redirect(static("cms/img/icon.svg"))
