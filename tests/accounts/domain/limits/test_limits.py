"""The windows of devices, addresses, prefixes, countries and salons."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.db import DatabaseError, transaction
from django.utils import timezone

from accounts.domain.sessions.devices import block_devices, unblock_devices
from accounts.errors import CountryNotAllowed, InvalidCode, Throttled, TooManyGuesses
from accounts.models import AddressAllowance, CountryPolicy, RateWindow, SendLedger
from accounts.visitors import Visitor
from tests.accounts.callers import PHONE
from tests.accounts.domain.people import STRANGER, ask, device_visitor, guess, sign_in

pytestmark = [pytest.mark.integration, pytest.mark.usefixtures("db", "sandbox")]

GB = "+447400123456"


def number(index: int) -> str:
    """Return one of many numbers that share no prefix."""
    return f"+9665{index:04}0777"


def sent_until_refused(visitor: Visitor = STRANGER, **fields: Any) -> tuple[int, str]:
    """Ask for codes to ever new numbers; return how many were sent and which rule refused."""
    for index in range(100):
        try:
            ask(visitor, fields.get("phone_number") or number(index))
        except Throttled as refusal:
            return index, refusal.limit
    return 100, ""


def test_newcomers_of_an_address_are_limited() -> None:
    assert sent_until_refused() == (10, "address.newcomer:3600")


def test_numbers_of_a_device_are_limited() -> None:
    assert sent_until_refused(device_visitor()) == (5, "device.phones:86400")


def test_codes_of_a_device_are_limited() -> None:
    visitor = device_visitor()
    for index in range(5):
        ask(visitor, number(index % 3))
    with pytest.raises(Throttled) as refusal:
        ask(visitor, number(0))
    assert refusal.value.limit == "device:3600"


def test_numbers_of_an_address_are_limited(settings: Any) -> None:
    settings.OTP_THRESHOLDS = {"address_phones": ((3, 3600),)}
    assert sent_until_refused() == (3, "address.phones:3600")
    assert ask(phone_number=number(0)).phone_number == number(0)


def test_neighbours_of_one_ipv6_network_are_one_address(settings: Any) -> None:
    settings.OTP_THRESHOLDS = {"address_newcomers": ((1, 3600),)}
    ask(replace(STRANGER, address="2001:db8:1:2::7"), number(1))
    with pytest.raises(Throttled):
        ask(replace(STRANGER, address="2001:db8:1:2:ffff::1"), number(2))
    ask(replace(STRANGER, address="2001:db8:1:3::7"), number(3))


@pytest.mark.parametrize("network", ["192.0.2.0/24", "192.0.2.66/32", "192.0.2.66"])
def test_busy_network_has_times_the_limits_of_an_address(network: str) -> None:
    AddressAllowance.objects.create(network=network, factor=2)
    assert sent_until_refused() == (20, "address.newcomer:3600")


def test_busy_network_raises_nobody_elses_limits() -> None:
    AddressAllowance.objects.create(network="198.51.100.0/24", factor=9)
    assert sent_until_refused() == (10, "address.newcomer:3600")


def test_busy_network_that_is_no_network_is_refused_by_the_database() -> None:
    with pytest.raises(DatabaseError), transaction.atomic():
        AddressAllowance.objects.create(network="everybody", factor=9)


def test_salon_is_limited(settings: Any) -> None:
    settings.OTP_THRESHOLDS = {"salon_sends": ((2, 3600),)}
    assert sent_until_refused(replace(STRANGER, salon="noor")) == (2, "salon:3600")
    assert ask(replace(STRANGER, salon="reem"), number(50)).phone_number == number(50)


def test_prefix_is_limited() -> None:
    for index in range(10):
        ask(replace(STRANGER, address=f"192.0.2.{index}"), f"+96650000{index:04}")
    with pytest.raises(Throttled) as refusal:
        ask(replace(STRANGER, address="192.0.2.99"), "+966500009999")
    assert refusal.value.limit == "prefix:600"


def flood_prefix(count: int) -> None:
    """Send codes to neighbouring numbers from everywhere, nobody proves one."""
    for index in range(count):
        ask(replace(STRANGER, address=f"192.0.2.{index}"), f"+96650000{index:04}")


def test_prefix_without_proofs_is_blocked_for_a_day(settings: Any) -> None:
    settings.OTP_THRESHOLDS = {"prefix_sends": ((1000, 600),)}
    with time_machine.travel(timezone.now(), tick=False) as clock:
        flood_prefix(20)
        for wait in (0, 86399):
            clock.shift(wait)
            with pytest.raises(Throttled) as refusal:
                ask(replace(STRANGER, address="192.0.2.98"), "+966500009998")
            assert (refusal.value.limit, refusal.value.retry_after) == (
                "prefix.blocked",
                86400 - wait,
            )
        assert ask(phone_number=number(1)).phone_number == number(1)
        clock.shift(timedelta(seconds=1))
        assert ask(phone_number="+966500009998").phone_number == "+966500009998"


def test_prefix_with_proofs_is_not_blocked(settings: Any, sandbox: Any) -> None:
    settings.OTP_THRESHOLDS = {"prefix_sends": ((1000, 600),)}
    for index in range(4):
        sign_in(sandbox, phone_number=f"+96650000100{index}")
    flood_prefix(16)
    assert ask(phone_number="+966500009998").phone_number == "+966500009998"


def test_blocked_device_gets_no_codes_until_it_is_let_in(sandbox: Any) -> None:
    visitor = device_visitor()
    block_devices([visitor.device_id])
    with pytest.raises(Throttled) as refusal:
        ask(visitor)
    assert (refusal.value.limit, sandbox.inbox()) == ("device.blocked", [])
    unblock_devices([visitor.device_id])
    assert ask(visitor).phone_number == PHONE


def test_country_that_admins_closed_gets_no_codes(sandbox: Any) -> None:
    CountryPolicy.objects.create(country="SA", is_enabled=False)
    with pytest.raises(CountryNotAllowed):
        ask()
    assert (sandbox.inbox(), RateWindow.objects.count()) == ([], 0)


@pytest.mark.parametrize(
    ("cap", "rule"),
    [
        ({"hourly_cap": 2}, "country.send_total:3600"),
        ({"daily_cap": 2}, "country.send_total:86400"),
    ],
)
def test_country_is_limited_as_admins_say(cap: Any, rule: str) -> None:
    CountryPolicy.objects.create(country="SA", **cap)
    assert sent_until_refused() == (2, rule)


def test_country_of_the_settings_is_not_limited() -> None:
    CountryPolicy.objects.create(country="SA")
    ask()
    assert not RateWindow.objects.filter(scope="country").exists()


def open_country(settings: Any, *, sent: int, verified: int) -> None:
    settings.OTP_THRESHOLDS = {"new_country_sends": ((2, 86400),)}
    CountryPolicy.objects.create(country="GB")
    SendLedger.objects.create(
        hour=timezone.now(), country="GB", channel="sms", sent=sent, verified=verified
    )


@pytest.mark.parametrize(("sent", "verified"), [(0, 0), (1, 0), (100, 40)])
def test_new_country_is_limited_until_enough_is_proved(
    settings: Any, sent: int, verified: int
) -> None:
    open_country(settings, sent=sent, verified=verified)
    for _ in range(2):
        ask(phone_number=GB)
    with pytest.raises(Throttled) as refusal:
        ask(phone_number=GB)
    assert refusal.value.limit == "country.send_total:86400"


def test_new_country_that_converts_is_not_limited(settings: Any) -> None:
    open_country(settings, sent=100, verified=41)
    for _ in range(3):
        ask(phone_number=GB)


def test_proof_frees_every_place_but_the_totals(sandbox: Any, settings: Any) -> None:
    """As often as one likes, a whole desk full of customers on one device."""
    settings.OTP_THRESHOLDS = {"device_guesses": ((20, 60),)}
    visitor = replace(device_visitor(), salon="noor")
    for index in range(12):
        sign_in(sandbox, visitor, number(index))
    counts = RateWindow.objects.exclude(action__in=("guess", "send_total", "sent", "proved"))
    assert set(counts.values_list("count", flat=True)) == {0}


def test_proof_frees_no_place_of_somebody_else(sandbox: Any) -> None:
    visitor = device_visitor()
    ask(visitor, number(1))
    ask(visitor, number(2))
    for _ in range(2):
        sign_in(sandbox, visitor, number(2))
    assert RateWindow.objects.get(scope="device", action="phones").count == 1


@pytest.mark.parametrize(("has_device", "allowed"), [(True, 10), (False, 30)])
def test_typed_codes_are_limited(sandbox: Any, has_device: bool, allowed: int) -> None:
    visitor = device_visitor() if has_device else STRANGER
    sent = ask(visitor)
    for _ in range(allowed):
        with pytest.raises(InvalidCode):
            guess(sent, sandbox, visitor)
    with pytest.raises(TooManyGuesses) as refusal:
        guess(sent, sandbox, visitor)
    assert (refusal.value.code, refusal.value.status) == ("throttled", 429)
    assert 0 < refusal.value.retry_after <= 60
