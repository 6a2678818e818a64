"""Addresses on the platform's host, below ``/api/``."""

from django.urls import path

from tenants.web import tls

urlpatterns = [path("tls/ask", tls.ask, name="tls_ask")]
