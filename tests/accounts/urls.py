"""A site with nothing on it but accounts: what they need of the rest is what they may need."""

from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.urls import include, path

from accounts.web.urls import plain_urlpatterns
from accounts.web.urls import urlpatterns as pages

urlpatterns = [
    path("admin/", admin.site.urls),
    path("api/auth/", include("accounts.api.urls")),
    *plain_urlpatterns,
    *i18n_patterns(*pages),
]
