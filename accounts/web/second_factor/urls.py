"""Pages: second factors."""

from django.urls import URLPattern

# On every host, below the language.
urlpatterns: list[URLPattern] = []
# Only on the platform's host, below the language.
platform_urlpatterns: list[URLPattern] = []
# On every host, without a language.
plain_urlpatterns: list[URLPattern] = []
