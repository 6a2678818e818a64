"""Pages: sessions: list, end, cross to another host."""

from django.urls import URLPattern, path
from django.views.generic import RedirectView

from accounts.web.sessions import crossing, devices

# On every host, below the language.
urlpatterns: list[URLPattern] = [
    path("account/devices/", devices.devices, name="account_sessions"),
    path("account/devices/others/end/", devices.end_others, name="account_sessions_end_others"),
    path("account/devices/all/end/", devices.end_all, name="account_sessions_end_all"),
    path("account/devices/<uuid:family>/end/", devices.end, name="account_session_end"),
    path("account/start/", crossing.start, name="account_start"),
]
# Only on the platform's host, below the language.
platform_urlpatterns: list[URLPattern] = [
    path("account/authorize/", crossing.authorize, name="account_authorize"),
]
# On every host, without a language.
plain_urlpatterns: list[URLPattern] = [
    path("account/enter/", crossing.enter, name="account_enter"),
    path("account/start/", RedirectView.as_view(pattern_name="account_start", query_string=True)),
]
