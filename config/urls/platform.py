"""The platform's own host (public schema)."""

from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.urls import include, path, re_path

from accounts.web.urls import plain_urlpatterns as account_doors
from accounts.web.urls import platform_plain_urlpatterns as account_returns
from accounts.web.urls import platform_urlpatterns as account_pages
from booking.web.platform_urls import plain_urlpatterns as calendars
from cms.web.favicon import favicon
from cms.web.language import choose_language
from cms.web.views import platform_home
from foundation.api.problems import nothing_here

handler400 = "foundation.api.problems.bad_request"
handler500 = "foundation.api.problems.server_error"
urlpatterns = [
    path("admin/", admin.site.urls),
    path("api/auth/", include("accounts.api.urls")),
    path("api/", include("billing.api.webhook_urls")),
    path("api/", include("tenants.web.urls")),
    re_path(r"^api/", nothing_here),
    path("language/<slug:code>/", choose_language, name="choose_language"),
    path("favicon.ico", favicon),
    *account_doors,
    *account_returns,
    *calendars,
    *i18n_patterns(
        path("", platform_home, name="platform_home"),
        path("", include("accounts.web.urls")),
        *account_pages,
        path("", include("booking.web.platform_urls")),
        path("", include("cms.signup.urls")),
    ),
]
