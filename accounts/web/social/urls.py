"""Pages: identities of other providers. All on the platform's host: providers know no other."""

from django.urls import URLPattern, path

from accounts.web.social import doors, linked, phone

# On every host, below the language.
urlpatterns: list[URLPattern] = []
# Only on the platform's host, below the language.
platform_urlpatterns: list[URLPattern] = [
    path("account/social/", linked.identities, name="account_identities"),
    path("account/social/<int:account_id>/unlink/", linked.unlink, name="account_unlink"),
    path("account/social/phone/", phone.number, name="account_social_phone"),
    path("account/social/phone/code/", phone.code, name="account_social_code"),
    path("account/social/phone/again/", phone.resend, name="account_social_resend"),
    path("account/social/phone/cancel/", phone.cancel, name="account_social_cancel"),
    path("account/social/to/<slug:provider_id>/", doors.sign_in, name="account_social_sign_in"),
    path("account/social/to/<slug:provider_id>/link/", doors.link, name="account_social_link"),
]
# On every host, without a language.
plain_urlpatterns: list[URLPattern] = []
# Only on the platform's host, without a language: what providers have been told. The names are
# those by which allauth looks for them.
platform_plain_urlpatterns: list[URLPattern] = [
    *(
        path(
            f"account/social/{provider}/callback/",
            doors.callback,
            {"provider_id": provider},
            name=f"{provider}_callback",
        )
        for provider in ("google", "apple")
    ),
    path(
        "account/social/<slug:provider_id>/callback/",
        doors.callback,
        name="openid_connect_callback",
    ),
]
