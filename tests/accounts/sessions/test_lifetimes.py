"""How long sessions live: idle and absolute, by kind; what is written about their use."""

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.sessions.backends.base import UpdateError
from django.contrib.sessions.exceptions import SessionInterrupted
from django.test import Client
from django.utils import timezone

from accounts.models import Session, User
from accounts.sessions import stored_key
from tests.accounts.callers import NOOR, PHONE, Caller
from tests.accounts_factories import UserFactory
from tests.clients import client_of

DAY = timedelta(days=1)
pytestmark = pytest.mark.django_db


@pytest.fixture
def clock(time_machine: Any) -> Any:
    """A clock that stands still until it is moved."""
    time_machine.move_to("2026-11-22T09:00:05Z", tick=False)
    return time_machine


def me(client: Client, **headers: str) -> int:
    return client.get("/api/auth/me/", **headers).status_code


def row() -> Session:
    return Session.objects.get(user__isnull=False)


def test_browser_session_ends_when_idle_for_two_weeks(clock):
    client = client_of(UserFactory(), NOOR)
    clock.shift(14 * DAY - timedelta(seconds=1))
    assert me(client) == 200
    clock.shift(14 * DAY)
    assert me(client) == 401


def test_browser_session_ends_after_thirty_days_however_busy(clock):
    client = client_of(UserFactory(), NOOR)
    seen = []
    for _day in range(31):
        seen.append(me(client))
        clock.shift(DAY)
    assert seen == [200] * 30 + [401]


def test_app_secret_ends_when_idle_for_a_day(app: Caller, clock):
    token = app.sign_in().json()["session_token"]
    clock.shift(DAY - timedelta(seconds=1))
    assert me(app.client, HTTP_X_SESSION_TOKEN=token) == 200
    clock.shift(DAY)
    assert me(app.client, HTTP_X_SESSION_TOKEN=token) == 401
    assert row().expire_date > timezone.now()


def test_lifetimes_are_settings(clock, settings):
    settings.SESSION_LIFETIMES = {"web_idle": DAY}
    client = client_of(UserFactory(), NOOR)
    clock.shift(DAY)
    assert me(client) == 401


def test_cookie_lives_as_long_as_the_session_may(browser: Caller):
    browser.sign_in()
    cookie = browser.client.cookies["sessionid"]
    assert 30 * 86400 - 60 < cookie["max-age"] <= 30 * 86400
    assert row().ends_at - row().created_at == 30 * DAY


def test_use_is_noted_every_ten_minutes_at_most(clock, django_assert_num_queries):
    client = client_of(UserFactory(), NOOR)
    signed_in = timezone.now()
    clock.shift(timedelta(minutes=9, seconds=59))
    # Search path twice, host, session, person.
    with django_assert_num_queries(5):
        me(client)
    assert (row().last_seen_at, row().expire_date) == (signed_in, signed_in + 14 * DAY)
    clock.shift(timedelta(seconds=1))
    with django_assert_num_queries(6):
        me(client)
    now = timezone.now()
    assert (row().last_seen_at, row().expire_date) == (now, now + 14 * DAY)


def test_use_is_not_noted_for_visitors(clock):
    client = Client(HTTP_HOST=NOOR)
    client.post("/ar/account/login/", {"phone_number": ""})
    session = client.session
    session["basket"] = 1
    session.save()
    client.cookies["sessionid"] = session.session_key
    before = Session.objects.values().get()
    clock.shift(DAY)
    client.get("/ar/account/login/")
    assert Session.objects.values().get() == before


def test_save_of_the_data_keeps_the_rest_of_the_row(browser: Caller):
    browser.client.defaults["HTTP_USER_AGENT"] = "Firefox"
    browser.sign_in()
    kept = Session.objects.values().get()
    session = browser.client.session
    session["later"] = 1
    session.save()
    changed = Session.objects.values().get()
    assert kept["user_agent"] == "Firefox"
    assert {name for name in kept if changed[name] != kept[name]} == {"session_data", "expire_date"}


def test_sign_in_records_where_it_was(browser: Caller):
    browser.client.defaults |= {"HTTP_USER_AGENT": "Firefox " * 40, "REMOTE_ADDR": "203.0.113.9"}
    browser.sign_in()
    assert (row().user_agent, row().address) == (("Firefox " * 40)[:200], "203.0.113.9")


def test_sign_in_again_renews_the_secret_and_keeps_the_session(browser: Caller, clock):
    browser.sign_in()
    first, secret = row(), browser.client.cookies["sessionid"].value
    clock.shift(DAY)
    browser.sign_in()
    assert browser.client.cookies["sessionid"].value != secret
    assert (row().family, row().ends_at - first.ends_at) == (first.family, DAY)
    assert row().session_key == stored_key(browser.client.cookies["sessionid"].value)


def test_sign_in_as_somebody_else_is_another_session(browser: Caller):
    browser.sign_in()
    family = row().family
    browser.sign_in("+966500000778")
    assert (row().user, row().family != family) == (
        User.objects.exclude(phone_number=PHONE).get(phone_number="+966500000778"),
        True,
    )


def test_planted_visitors_session_gets_another_secret_and_name(browser: Caller):
    """Session fixation: whoever planted the cookie holds nothing afterwards."""
    attacker = Client(HTTP_HOST=NOOR)
    planted = attacker.session
    planted["basket"] = 1
    planted.save()
    browser.client.cookies["sessionid"] = planted.session_key
    family = str(planted.family)
    browser.sign_in()
    attacker.cookies["sessionid"] = planted.session_key
    assert me(attacker) == 401
    assert not Session.objects.filter(pk=stored_key(planted.session_key)).exists()
    assert str(row().family) != family


def test_session_of_a_closed_account_is_nobodys_at_once():
    user = UserFactory()
    client = client_of(user, NOOR)
    User.objects.filter(pk=user.pk).update(is_active=False)
    assert me(client) == 401
    assert client.get("/ar/account/").status_code == 302


def test_session_saved_after_its_end_stays_ended():
    client = client_of(UserFactory(), NOOR)
    slower = client.session
    slower["touched"] = 1
    Session.objects.all().delete()
    with pytest.raises(UpdateError):
        slower.save()
    with pytest.raises(SessionInterrupted):
        slower.cycle_key()
    assert not Session.objects.exists()


def test_new_secret_keeps_the_row():
    client = client_of(UserFactory(), NOOR)
    before = Session.objects.values().get()
    session = client.session
    session.cycle_key()
    session.save()
    after = Session.objects.values().get()
    assert {name for name in before if after[name] != before[name]} == {
        "session_key",
        "expire_date",
    }
    assert me(client) == 401


def test_account_that_is_closed_and_opened_again_is_signed_in_nowhere(clock):
    user, boss = UserFactory(), User.objects.create_superuser("+966500000009")
    client, admin = client_of(user, NOOR), client_of(boss, "localhost")
    for is_active in ("", "on"):
        form = {"first_name": "Sara", "language": "ar", "is_active": is_active}
        assert admin.post(f"/admin/accounts/user/{user.pk}/change/", form).status_code == 302
    assert User.objects.get(pk=user.pk).is_active
    assert me(client) == 401
