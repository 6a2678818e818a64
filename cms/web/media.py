"""Uploaded files on a salon's host: its own alone, renditions to all, originals to few."""

from urllib.parse import quote

from django.conf import settings
from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseNotModified
from django.utils.http import http_date
from django.views.decorators.http import require_safe
from django.views.static import was_modified_since
from wagtail.images import get_image_model
from wagtail.permissions import policy_registry

from tenants.domain.media import (
    SIGNATURE,
    UNKNOWN_TYPE,
    content_type_of,
    is_public,
    is_signed,
    is_storable_name,
)
from tenants.storage import media_folder

FOREVER = "public, max-age=31536000, immutable"
NOT_KEPT = "private, no-store"
# Whatever was uploaded under whatever name: no script of it runs, no page of it is one of ours.
SANDBOX = "default-src 'none'; style-src 'unsafe-inline'; sandbox"


@require_safe
def media(request: HttpRequest, folder: str, name: str) -> HttpResponse | FileResponse:
    """Serve a file of this host's salon; another salon's folder does not exist here.

    A rendition is for everybody. Any other file needs a signature or a member of the salon who may
    work with pictures; without, it is not there (404).
    """
    if folder != media_folder() or not is_storable_name(name):
        raise Http404
    if not (is_public(name) or _may_see(request, folder, name)):
        raise Http404
    response = _by_proxy(folder, name) if settings.MEDIA_ACCEL_PREFIX else _from_disk(request, name)
    response["Cache-Control"] = FOREVER if is_public(name) else NOT_KEPT
    response["Content-Security-Policy"] = SANDBOX
    response["X-Content-Type-Options"] = "nosniff"
    if content_type_of(name) == UNKNOWN_TYPE:
        response["Content-Disposition"] = "attachment"
    return response


def _may_see(request: HttpRequest, folder: str, name: str) -> bool:
    if is_signed(folder, name, request.GET.get(SIGNATURE, "")):
        return True
    policy = policy_registry.get_by_type(get_image_model())
    user = request.user
    return bool(
        user.has_perm("wagtailadmin.access_admin")
        and policy.user_has_any_permission(user, ["add", "change", "choose"])
    )


def _by_proxy(folder: str, name: str) -> HttpResponse:
    """Let the proxy in front send the file from its own internal location."""
    response = HttpResponse(content_type=content_type_of(name))
    response["X-Accel-Redirect"] = f"{settings.MEDIA_ACCEL_PREFIX}{folder}/{quote(name)}"
    return response


def _from_disk(request: HttpRequest, name: str) -> HttpResponse | FileResponse:
    try:
        file = default_storage.open(name)
        changed = default_storage.get_modified_time(name).timestamp()
    except (OSError, ValueError):
        raise Http404 from None
    if not was_modified_since(request.headers.get("If-Modified-Since"), changed):
        file.close()
        return HttpResponseNotModified()
    response = FileResponse(file, content_type=content_type_of(name))
    response["Last-Modified"] = http_date(changed)
    return response
