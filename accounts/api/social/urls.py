"""Calls under ``/api/auth/``: identities of other providers."""

from django.urls import URLPattern, path

from accounts.api.social import views

urlpatterns: list[URLPattern] = [
    path("social/token/", views.TokenView.as_view(), name="api_social_token"),
    path("social/pending/", views.PendingView.as_view(), name="api_social_pending"),
    path("social/phone/request/", views.RequestPhoneCodeView.as_view(), name="api_social_request"),
    path("social/phone/verify/", views.VerifyPhoneCodeView.as_view(), name="api_social_verify"),
    path("social/", views.IdentitiesView.as_view(), name="api_social_list"),
    path("social/<int:account_id>/", views.IdentityView.as_view(), name="api_social_unlink"),
]
