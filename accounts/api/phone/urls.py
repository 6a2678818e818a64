"""Calls under ``/api/auth/``: proving, reauthenticating and changing the number."""

from django.urls import URLPattern, path

from accounts.api.phone import recycled, views

urlpatterns: list[URLPattern] = [
    path("otp/request/", views.RequestVerificationView.as_view(), name="api_otp_request"),
    path("otp/verify/", views.VerifyOwnNumberView.as_view(), name="api_otp_verify"),
    path("reauth/request/", views.RequestReauthenticationView.as_view(), name="api_reauth_request"),
    path("reauth/verify/", views.ReauthenticateView.as_view(), name="api_reauth_verify"),
    path(
        "phone/change/request/",
        views.RequestPhoneChangeView.as_view(),
        name="api_phone_change_request",
    ),
    path("phone/change/verify/", views.ChangePhoneView.as_view(), name="api_phone_change_verify"),
    path("recycled/", recycled.RecycledView.as_view(), name="api_recycled"),
]
