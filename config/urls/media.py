"""Uploaded pictures, served by Django in development only."""

import re
from typing import Any

from django.conf import settings
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.urls import re_path
from django.views.static import serve


def media_urlpatterns(prefix: str) -> list[Any]:
    """Return the address of uploaded files where DEBUG is on, nothing elsewhere."""
    if not settings.DEBUG:
        return []
    return [re_path(rf"^{re.escape(prefix.lstrip('/'))}(?P<path>.*)$", _serve_media)]


def _serve_media(request: HttpRequest, path: str) -> HttpResponse | FileResponse:
    """Serve a file of this host's salon; another salon's folder does not exist here."""
    folder = str(getattr(request.tenant, "uuid", "platform"))  # type: ignore[attr-defined]
    # The rest is taken from inside the folder: "..", however written, does not lead out of it.
    first, _slash, rest = path.partition("/")
    if first != folder:
        raise Http404
    return serve(request, rest, document_root=f"{settings.MEDIA_ROOT}/{folder}")
