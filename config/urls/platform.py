"""The platform's own host (public schema)."""

from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.urls import include, path

from accounts.web.urls import plain_urlpatterns as account_doors
from cms.web.language import choose_language
from cms.web.views import platform_home

urlpatterns = [
    path("admin/", admin.site.urls),
    path("api/auth/", include("accounts.api.urls")),
    path("api/", include("billing.api.webhook_urls")),
    path("language/<slug:code>/", choose_language, name="choose_language"),
    *account_doors,
    *i18n_patterns(
        path("", platform_home, name="platform_home"),
        path("", include("accounts.web.urls")),
        path("", include("booking.web.platform_urls")),
    ),
]
