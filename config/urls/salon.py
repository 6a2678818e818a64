"""A salon's host (the salon's schema)."""

from django.urls import include, path
from wagtail.admin import urls as wagtailadmin_urls

urlpatterns = [path("manage/", include(wagtailadmin_urls))]
