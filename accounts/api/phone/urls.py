"""Calls under ``/api/auth/``: proving, reauthenticating and changing the number."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
