"""The addresses of accounts alone, for their part of the API's description."""

from django.urls import include, path

urlpatterns = [path("api/auth/", include("accounts.api.urls"))]
