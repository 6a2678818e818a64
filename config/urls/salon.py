"""A salon's host (the salon's schema)."""

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import include, path
from django.views.generic import RedirectView
from wagtail.admin import urls as wagtailadmin_urls

from accounts.web.urls import plain_urlpatterns as account_doors
from booking.web.urls import plain_urlpatterns as calendars
from cms.urls import page_urlpatterns, plain_urlpatterns
from cms.web.favicon import favicon
from cms.web.media import media

# Doors of Wagtail that a salon's back office does not have: the administration of people and of
# documents, the import of redirects, and a page that fails on purpose.
CLOSED = (
    "manage/bulk/accounts/<path:rest>",
    "manage/documents/<path:rest>",
    "manage/documents/",
    "manage/api/main/documents/<path:rest>",
    "manage/api/main/documents/",
    "manage/failwhale/",
    # Keeps the uploaded file's name in the session and fails where it is not there.
    "manage/redirects/import/<path:rest>",
    "manage/redirects/import/",
)


def closed(request: HttpRequest, rest: str = "") -> HttpResponse:
    """Answer as if nothing were here."""
    raise Http404


handler400 = "foundation.api.problems.bad_request"
handler500 = "foundation.api.problems.server_error"
urlpatterns = [
    *(path(address, closed) for address in CLOSED),
    # Wagtail's own sign-in asks for a password.
    path("manage/login/", RedirectView.as_view(url=settings.LOGIN_URL, query_string=True)),
    path("manage/", include(wagtailadmin_urls)),
    path("api/", include("config.urls.api")),
    path("favicon.ico", favicon),
    *account_doors,
    *calendars,
    *plain_urlpatterns,
    path(f"{settings.MEDIA_URL.strip('/')}/<str:folder>/<path:name>", media, name="media"),
    *i18n_patterns(
        path("", include("accounts.web.urls")),
        path("", include("tenants.web.salon_urls")),
        path("", include("booking.web.urls")),
        path("", include("billing.web.urls")),
        # The storefront comes last: its pages take every address that is left.
        *page_urlpatterns,
    ),
]
