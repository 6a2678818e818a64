"""Calls under ``/api/auth/``: second factors."""

from django.urls import URLPattern, path

from accounts.api.second_factor import views

urlpatterns: list[URLPattern] = [
    path("second-factor/", views.SecondFactorView.as_view(), name="api_second_factor"),
    path("second-factor/confirm/", views.ConfirmView.as_view(), name="api_second_factor_confirm"),
    path("factors/", views.FactorsView.as_view(), name="api_factors"),
    path("factors/<int:factor_id>/", views.FactorView.as_view(), name="api_factor"),
]
