"""Addresses of the account's pages, below the language; and the ones without a language."""

from django.urls import path
from django.views.generic import RedirectView

from accounts.web import profile, tickets, views

urlpatterns = [
    path("account/login/", views.login, name="account_login"),
    path("account/code/", views.code, name="account_code"),
    path("account/code/again/", views.resend, name="account_resend"),
    path("account/logout/", views.logout, name="account_logout"),
    path("account/", profile.profile, name="account_profile"),
]
# LOGIN_URL names no language: the doors that send people here do not know one.
plain_urlpatterns = [
    path("account/enter/", tickets.enter, name="account_enter"),
    path("account/login/", RedirectView.as_view(pattern_name="account_login", query_string=True)),
    path("account/", RedirectView.as_view(pattern_name="account_profile")),
]
