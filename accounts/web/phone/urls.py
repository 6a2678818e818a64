"""Pages: proving, reauthenticating and changing the number."""

from django.urls import URLPattern, path

from accounts.web.phone import reauthentication

# On every host, below the language.
urlpatterns: list[URLPattern] = [
    path("account/reauthenticate/", reauthentication.start, name="account_reauthenticate"),
    path("account/reauthenticate/code/", reauthentication.code, name="account_reauthenticate_code"),
    path(
        "account/reauthenticate/again/",
        reauthentication.resend,
        name="account_reauthenticate_resend",
    ),
]
# Only on the platform's host, below the language.
platform_urlpatterns: list[URLPattern] = []
# On every host, without a language.
plain_urlpatterns: list[URLPattern] = []
