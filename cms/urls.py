"""Addresses of the storefront on a salon's host. Wagtail's pages come last: they take the rest."""

from django.urls import include, path
from wagtail import urls as wagtail_urls

from cms.web.language import choose_language
from cms.web.theme import theme_css

# Not under a language prefix.
plain_urlpatterns = [
    path("theme.css", theme_css, name="theme_css"),
    path("language/<slug:code>/", choose_language, name="choose_language"),
]
page_urlpatterns = [path("", include(wagtail_urls))]
