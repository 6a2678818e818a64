"""The person's own list of her sessions, and ending them from there."""

import uuid
from typing import Any

import pytest

from accounts.domain.sessions.device_names import coarse_address, device_name
from accounts.models import AuthEvent, Session, User
from tests.accounts.callers import NOOR, PHONE, PLATFORM, REEM, Caller, app_caller, browser_caller
from tests.accounts_factories import UserFactory
from tests.clients import client_of

pytestmark = pytest.mark.django_db
CHROME = (
    "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 (KHTML, like Gecko)"
    " Chrome/130.0 Mobile Safari/537.36"
)
SAFARI = (
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15"
    " (KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1"
)
EDGE = "Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/130.0 Safari/537.36 Edg/130.0"


def listed(caller: Caller, **headers: str) -> list[dict[str, Any]]:
    return caller.call("GET", "sessions/", **headers).json()["results"]


@pytest.mark.parametrize(
    ("agent", "is_app", "name"),
    [
        (CHROME, False, "Chrome on Android"),
        (SAFARI, False, "Safari on iPhone"),
        (EDGE, False, "Edge on Windows"),
        ("SalonApp/3 (iPhone; iOS 18)", True, "App on iPhone"),
        ("okhttp/4", True, "App"),
        ("curl/8", False, "Unknown device"),
        ("", False, "Unknown device"),
    ],
)
def test_device_is_named_after_its_browser(agent, is_app, name, settings):
    from django.utils import translation

    with translation.override("en"):
        assert device_name(agent, is_app=is_app) == name


@pytest.mark.parametrize(
    ("address", "shown"),
    [("203.0.113.77", "203.0.113.x"), ("2001:db8:1:2::5", "2001:db8:1::x"), (None, "")],
)
def test_address_is_shown_as_its_network(address, shown):
    assert coarse_address(address) == shown


def test_list_shows_every_session_and_marks_this_one(browser: Caller, sandbox):
    browser.client.defaults |= {"HTTP_USER_AGENT": CHROME, "REMOTE_ADDR": "203.0.113.77"}
    browser.sign_in()
    phone = app_caller(NOOR, sandbox, HTTP_USER_AGENT="SalonApp/3 (iPhone)")
    phone.sign_in()
    mine, other = listed(browser, HTTP_ACCEPT_LANGUAGE="en")
    assert {name: mine[name] for name in ("is_current", "kind", "host", "device", "address")} == {
        "is_current": True,
        "kind": "web",
        "host": NOOR,
        "device": "Chrome on Android",
        "address": "203.0.113.x",
    }
    assert (other["is_current"], other["kind"], other["device"]) == (False, "app", "App on iPhone")


def test_salon_is_not_told_where_else_somebody_is_a_customer(browser: Caller, sandbox):
    browser.sign_in()
    at_home = browser_caller(PLATFORM, sandbox)
    at_home.sign_in()
    browser_caller(REEM, sandbox).sign_in()
    assert sorted(session["host"] for session in listed(browser)) == ["", PLATFORM, NOOR]
    assert sorted(session["host"] for session in listed(at_home)) == [PLATFORM, NOOR, REEM]


def test_list_of_nobody_is_refused(app: Caller):
    assert app.call("GET", "sessions/").status_code == 401


@pytest.mark.parametrize("count", [1, 3, 120])
def test_list_costs_one_question_and_stops_at_a_hundred(count, django_assert_num_queries):
    user = UserFactory()
    clients = [client_of(user, NOOR) for _number in range(count)]
    # Search path twice, host, session, person, sessions.
    with django_assert_num_queries(6):
        answer = clients[0].get("/api/auth/sessions/")
    assert len(answer.json()["results"]) == min(count, 100)


def test_end_of_another_session_ends_it_at_once(browser: Caller, sandbox):
    browser.sign_in()
    phone = app_caller(NOOR, sandbox)
    token = phone.sign_in().json()["session_token"]
    other = listed(browser)[1]["id"]
    assert browser.call("DELETE", f"sessions/{other}/").status_code == 204
    assert phone.call("GET", "me/", HTTP_X_SESSION_TOKEN=token).status_code == 401
    assert [session["is_current"] for session in listed(browser)] == [True]


def test_end_of_the_own_session_signs_out(browser: Caller):
    browser.sign_in()
    mine = listed(browser)[0]["id"]
    assert browser.call("DELETE", f"sessions/{mine}/").status_code == 204
    assert browser.call("GET", "me/").status_code == 401


def test_end_of_somebody_elses_session_is_not_found(browser: Caller):
    hers = Session.objects.get(
        pk__in=[_stored(client_of(UserFactory(), NOOR))],
    )
    browser.sign_in()
    for family in (hers.family, uuid.uuid4()):
        assert browser.call("DELETE", f"sessions/{family}/").status_code == 404
    assert Session.objects.filter(pk=hers.pk).exists()


def test_end_without_csrf_token_is_refused(browser: Caller):
    browser.sign_in()
    mine = listed(browser)[0]["id"]
    del browser.client.cookies["csrftoken"]
    assert browser.call("DELETE", f"sessions/{mine}/").status_code == 403
    assert browser.call("POST", "logout-all/").status_code == 403
    assert browser.call("GET", "me/").status_code == 200


def test_logout_everywhere_ends_everything_on_every_host(browser: Caller, sandbox):
    browser.sign_in()
    others = [browser_caller(PLATFORM, sandbox), browser_caller(REEM, sandbox)]
    for other in others:
        other.sign_in()
    assert browser.call("POST", "logout-all/").status_code == 204
    assert [caller.call("GET", "me/").status_code for caller in (browser, *others)] == [401] * 3
    assert not Session.objects.filter(user__isnull=False).exists()
    assert User.objects.get(phone_number=PHONE).auth_epoch == 1
    assert browser.sign_in().status_code == 200


def test_ways_out_are_recorded(browser: Caller, sandbox):
    browser.sign_in()
    browser.call("POST", "logout/")
    browser.sign_in()
    browser.call("POST", "logout-all/")
    kinds = ["signed_out", "session_ended"]
    events = AuthEvent.objects.filter(kind__in=kinds).order_by("pk")
    assert list(events.values_list("kind", "rule", "host")) == [
        ("signed_out", "", NOOR),
        ("session_ended", "everywhere", NOOR),
    ]


def _stored(client: Any) -> str:
    from accounts.sessions import stored_key

    return stored_key(client.cookies["sessionid"].value)
