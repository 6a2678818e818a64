"""The platform's own host (public schema)."""

from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.urls import path

from cms.web.language import choose_language
from cms.web.views import platform_home

urlpatterns = [
    path("admin/", admin.site.urls),
    path("language/<slug:code>/", choose_language, name="choose_language"),
    *i18n_patterns(
        path("", platform_home, name="platform_home"),
    ),
]
