"""Calls under ``/api/auth/``: second factors."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
