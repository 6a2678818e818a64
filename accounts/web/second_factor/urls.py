"""Pages: second factors."""

from django.urls import URLPattern, path, register_converter

from accounts.web.second_factor import app, challenge, passkeys, recovery, return_paths, security
from accounts.web.second_factor.converters import PurposeConverter

register_converter(PurposeConverter, "passkey_purpose")

# On every host, below the language.
urlpatterns: list[URLPattern] = [
    path("account/second-factor/", challenge.second_factor, name="account_second_factor"),
    path("account/confirm/", challenge.confirm, name="account_confirm"),
]
# Only on the platform's host, below the language.
platform_urlpatterns: list[URLPattern] = [
    path("account/security/", security.overview, name="account_security"),
    path("account/security/back/", return_paths.hand_back, name="account_factor_back"),
    path("account/security/app/", app.set_up, name="account_app"),
    path("account/security/recovery/", recovery.codes, name="account_recovery_codes"),
    path("account/security/passkeys/new/", passkeys.new, name="account_passkey"),
    path("account/security/<int:factor_id>/name/", security.rename, name="account_passkey_name"),
    path("account/security/<int:factor_id>/remove/", security.remove, name="account_factor_remove"),
    path(
        "account/passkeys/<passkey_purpose:purpose>/begin/",
        passkeys.begin,
        name="account_passkey_begin",
    ),
    path(
        "account/passkeys/<passkey_purpose:purpose>/complete/",
        passkeys.complete,
        name="account_passkey_complete",
    ),
]
# On every host, without a language.
plain_urlpatterns: list[URLPattern] = []
