"""Addresses under ``/api/auth/``."""

from django.urls import path

from accounts.api import views
from accounts.api.phone import urls as phone
from accounts.api.second_factor import urls as second_factor
from accounts.api.sessions import urls as sessions
from accounts.api.social import urls as social

urlpatterns = [
    path("phone/request/", views.RequestCodeView.as_view(), name="api_phone_request"),
    path("phone/verify/", views.VerifyCodeView.as_view(), name="api_phone_verify"),
    path("phone/resend/", views.ResendCodeView.as_view(), name="api_phone_resend"),
    path("me/", views.ProfileView.as_view(), name="api_me"),
    path("csrf/", views.CsrfView.as_view(), name="api_csrf"),
    # Old clients ask here with name and password.
    path("token/", views.password_login_removed, name="api_token"),
    path("token/refresh/", views.password_login_removed, name="api_token_refresh"),
    *phone.urlpatterns,
    *sessions.urlpatterns,
    *second_factor.urlpatterns,
    *social.urlpatterns,
]
