"""What platform admins see of codes, and what they may change."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from accounts.admin.events import KINDS, RESULTS
from accounts.domain.events import phone_hash
from accounts.enums import AuthEventKind, AuthResult
from accounts.models import AddressAllowance, AuthEvent, CountryPolicy, Device, SendLedger, User
from audit.models import AuditEntry
from tests.accounts.callers import PHONE, PLATFORM
from tests.accounts.domain.people import device_visitor
from tests.clients import client_of

pytestmark = pytest.mark.integration

FIGURES = "/admin/accounts/sendledger/"
EVENTS = "/admin/accounts/authevent/"
DEVICES = "/admin/accounts/device/"
COUNTRIES = "/admin/accounts/countrypolicy/"
NETWORKS = "/admin/accounts/addressallowance/"


@pytest.fixture
def boss(db: Any) -> Client:
    client = client_of(User.objects.create_superuser("+966500000009"), PLATFORM)
    client.cookies["django_language"] = "en"
    return client


def event(hours_ago: float, kind: str, rule: str = "", **fields: Any) -> None:
    AuthEvent.objects.create(
        at=timezone.now() - timedelta(hours=hours_ago),
        kind=kind,
        result="refused" if rule else "ok",
        rule=rule,
        **fields,
    )


def figures(boss: Client, query: str = "") -> Any:
    return boss.get(f"{FIGURES}{query}").context["figures"]


def test_page_is_linked_from_the_index(boss: Client) -> None:
    assert f'href="{FIGURES}"' in boss.get("/admin/").content.decode()


def test_empty_page_says_so_and_shows_limits_and_breaker(boss: Client) -> None:
    text = boss.get(FIGURES).content.decode()
    for part in ("No code was sent or refused", "Closed: everybody gets codes", "phone_sends"):
        assert part in text
    assert "3 / 600 s, 6 / 3600 s, 10 / 86400 s" in text


def test_sends_are_summed_by_day_country_and_channel(boss: Client) -> None:
    now = timezone.now().replace(minute=0)
    for days, country, channel in ((0, "SA", "sms"), (0, "SA", "whatsapp"), (2, "AE", "sms")):
        SendLedger.objects.create(
            hour=now - timedelta(days=days),
            country=country,
            channel=channel,
            sent=10 + days,
            verified=6,
            cost=120,
        )
    shown = figures(boss)
    sums = [(day.sums.sent, day.sums.verified, day.sums.percent) for day in shown.days[:3]]
    assert sums == [(20, 12, 60), (0, 0, None), (12, 6, 50)]
    assert [(country, channel, s.sent) for country, channel, s in shown.places] == [
        ("AE", "sms", 12),
        ("SA", "sms", 10),
        ("SA", "whatsapp", 10),
    ]


@pytest.mark.parametrize(("query", "days"), [("", 7), ("?days=30", 30), ("?days=x", 7)])
def test_range_is_a_week_or_thirty_days(boss: Client, query: str, days: int) -> None:
    assert len(figures(boss, query).days) == days


def test_refusals_are_counted_by_rule_and_perhaps_honest_ones_told(boss: Client) -> None:
    mine, device = phone_hash(PHONE), device_visitor().device_id
    full = "throttled:phone:600"
    event(100, "signed_in", phone_hash=mine)
    event(30, "signed_in", device_id=device)
    event(5, "code_requested", full, phone_hash=mine)
    event(5, "code_requested", full, phone_hash=phone_hash("+966500000001"), device_id=device)
    event(5, "code_requested", full, phone_hash=phone_hash("+966500000002"))
    event(5, "code_verified", "invalid_code", phone_hash=mine)
    event(4.5, "code_verified", phone_hash=phone_hash("+966500000003"))
    event(5, "code_requested", "sms_paused:day", phone_hash=phone_hash("+966500000003"))
    event(3, "code_verified", phone_hash=phone_hash("+966500000002"))
    shown = {each.rule: (each.count, each.perhaps_honest) for each in figures(boss).rules}
    assert shown == {full: (3, 2), "sms_paused:day": (1, 1), "invalid_code": (1, 0)}


def test_thousands_of_events_take_the_same_few_statements(
    boss: Client, django_assert_num_queries: Any
) -> None:
    AuthEvent.objects.bulk_create(
        AuthEvent(
            at=timezone.now() - timedelta(minutes=number),
            kind=AuthEventKind.CODE_REQUESTED,
            result="refused",
            rule=f"throttled:phone:{number % 5}",
            phone_hash=f"{number % 100}",
        )
        for number in range(5000)
    )
    with django_assert_num_queries(9):
        assert sum(day.refusals.count for day in figures(boss).days) == 5000


def test_open_breaker_is_shown(boss: Client) -> None:
    SendLedger.objects.create(hour=timezone.now(), country="SA", channel="sms", sent=500)
    SendLedger.objects.update(hour=timezone.now().replace(minute=0, second=0, microsecond=0))
    assert "Open: more codes" in boss.get(FIGURES).content.decode()


def test_page_is_in_arabic_too(boss: Client) -> None:
    boss.cookies["django_language"] = "ar"
    answer = boss.get(FIGURES)
    assert (answer.status_code, 'dir="rtl"' in answer.content.decode()) == (200, True)


@pytest.mark.parametrize("path", [FIGURES, EVENTS, DEVICES, COUNTRIES, NETWORKS])
def test_only_platform_admins_enter(make_person: Any, path: str) -> None:
    clerk = client_of(make_person(PHONE, is_staff=True), PLATFORM)
    assert clerk.get(path).status_code == 302


def test_events_show_no_number_and_are_found_by_it(boss: Client) -> None:
    event(1, "signed_in", phone_hash=phone_hash(PHONE))
    event(1, "signed_in", phone_hash=phone_hash("+966500000001"))
    answer = boss.get(EVENTS, {"q": "0500000777"})
    assert [e.phone_hash for e in answer.context["cl"].result_list] == [phone_hash(PHONE)]
    assert "500000777" not in boss.get(EVENTS).content.decode()


def test_every_kind_of_event_has_words() -> None:
    assert (set(KINDS), set(RESULTS)) == (set(AuthEventKind), set(AuthResult))


@pytest.mark.parametrize("path", [FIGURES, EVENTS, DEVICES])
def test_log_and_devices_are_only_read(boss: Client, path: str) -> None:
    event(1, "signed_in")
    assert boss.get(f"{path}add/").status_code in (403, 404)
    answer = boss.post(path, {"action": "delete_selected", "_selected_action": ["1"]})
    assert (answer.status_code in (200, 302), AuthEvent.objects.count()) == (True, 1)


def test_devices_are_blocked_and_let_in_again(boss: Client) -> None:
    device_id = str(device_visitor().device_id)
    states = []
    for action in ("block", "unblock"):
        boss.post(DEVICES, {"action": action, "_selected_action": [device_id]})
        states.append(Device.objects.get().blocked_at is not None)
    assert states == [True, False]


def test_device_page_hides_its_secret(boss: Client) -> None:
    device = Device.objects.get(pk=device_visitor().device_id)
    text = boss.get(f"{DEVICES}{device.pk}/change/").content.decode()
    assert (device.secret_hash in text, str(device.pk) in text) == (False, True)


def test_country_is_limited_here_and_the_change_is_logged(boss: Client) -> None:
    boss.post(f"{COUNTRIES}add/", {"country": "gb", "is_enabled": "1", "daily_cap": "9"})
    boss.post(f"{COUNTRIES}GB/change/", {"is_enabled": "", "daily_cap": "5"})
    policy = CountryPolicy.objects.get()
    assert (policy.country, policy.is_enabled, policy.daily_cap) == ("GB", False, 5)
    entry = AuditEntry.objects.filter(object_pk="GB").order_by("-pk").first()
    assert (entry.changes["daily_cap"], entry.actor.is_superuser) == (["9", "5"], True)


def test_country_that_does_not_exist_is_refused(boss: Client) -> None:
    answer = boss.post(f"{COUNTRIES}add/", {"country": "QQ", "is_enabled": "1"})
    assert list(answer.context["adminform"].form.errors) == ["country"]
    assert not CountryPolicy.objects.exists()


@pytest.mark.parametrize(
    ("typed", "kept"),
    [(" 203.0.113.7/24 ", "203.0.113.0/24"), ("203.0.113.7", "203.0.113.7/32")],
)
def test_network_is_kept_in_its_short_form(boss: Client, typed: str, kept: str) -> None:
    boss.post(f"{NETWORKS}add/", {"network": typed, "factor": "5"})
    assert list(AddressAllowance.objects.values_list("network", "factor")) == [(kept, 5)]


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ({"network": "everybody"}, "network"),
        ({"network": "0.0.0.0/0"}, "network"),
        ({"network": "::/0"}, "network"),
        ({"factor": "0"}, "factor"),
        ({"factor": "1000"}, "factor"),
    ],
)
def test_bad_network_is_refused(boss: Client, fields: Any, wrong: str) -> None:
    body = {"network": "203.0.113.0/24", "factor": "5"} | fields
    answer = boss.post(f"{NETWORKS}add/", body)
    assert list(answer.context["adminform"].form.errors) == [wrong]
    assert not AddressAllowance.objects.exists()
