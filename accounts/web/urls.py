"""Addresses of the account's pages, below the language; and the ones without a language."""

from django.urls import path
from django.views.generic import RedirectView

from accounts.web import profile, views
from accounts.web.phone import urls as phone
from accounts.web.second_factor import urls as second_factor
from accounts.web.sessions import urls as sessions
from accounts.web.social import urls as social

urlpatterns = [
    path("account/login/", views.login, name="account_login"),
    path("account/code/", views.code, name="account_code"),
    path("account/code/again/", views.resend, name="account_resend"),
    path("account/logout/", views.logout, name="account_logout"),
    path("account/", profile.profile, name="account_profile"),
    *phone.urlpatterns,
    *sessions.urlpatterns,
    *second_factor.urlpatterns,
    *social.urlpatterns,
]
platform_urlpatterns = [
    *phone.platform_urlpatterns,
    *sessions.platform_urlpatterns,
    *second_factor.platform_urlpatterns,
    *social.platform_urlpatterns,
]
# LOGIN_URL names no language: the doors that send people here do not know one.
plain_urlpatterns = [
    path("account/login/", RedirectView.as_view(pattern_name="account_login", query_string=True)),
    path("account/", RedirectView.as_view(pattern_name="account_profile")),
    *phone.plain_urlpatterns,
    *sessions.plain_urlpatterns,
    *second_factor.plain_urlpatterns,
    *social.plain_urlpatterns,
]
