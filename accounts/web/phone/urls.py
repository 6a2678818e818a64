"""Pages: proving, reauthenticating and changing the number."""

from django.urls import URLPattern, path

from accounts.web.phone import change, reauthentication, recycled, undo, verified

# On every host, below the language.
urlpatterns: list[URLPattern] = [
    path("account/reauthenticate/", reauthentication.start, name="account_reauthenticate"),
    path("account/reauthenticate/code/", reauthentication.code, name="account_reauthenticate_code"),
    path(
        "account/reauthenticate/again/",
        reauthentication.resend,
        name="account_reauthenticate_resend",
    ),
    path("account/phone/", change.number, name="account_phone"),
    path("account/phone/change/", change.start, name="account_phone_change"),
    path("account/phone/change/code/", change.code, name="account_phone_change_code"),
    path("account/phone/change/again/", change.resend, name="account_phone_change_resend"),
    path("account/phone/verify/", verified.start, name="account_phone_verify"),
    path("account/phone/verify/code/", verified.code, name="account_phone_verify_code"),
    path("account/phone/verify/again/", verified.resend, name="account_phone_verify_resend"),
    path("account/number/", recycled.ask, name="account_recycled"),
    path("account/number/new/", recycled.start_again, name="account_recycled_new"),
]
# Only on the platform's host, below the language.
platform_urlpatterns: list[URLPattern] = [
    path("account/phone/undo/<str:secret>/", undo.undo, name="account_phone_undo"),
]
# On every host, without a language.
plain_urlpatterns: list[URLPattern] = []
