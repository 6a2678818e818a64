"""Calls under ``/api/auth/``: identities of other providers."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
