"""Calls under ``/api/auth/``: sessions: list, end, cross to another host."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
