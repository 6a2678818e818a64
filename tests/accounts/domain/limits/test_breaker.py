"""The breaker: few proofs or too many codes, and strangers get none."""

import logging
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.utils import timezone

from accounts.domain.limits.breaker import Breaker, Figures, hour_of, read_breaker
from accounts.errors import SmsPaused, SmsUnavailable
from accounts.models import AuthEvent, SendLedger, User
from tests.accounts.callers import PHONE
from tests.accounts.domain.people import ask, owner_at_home, sign_in

pytestmark = pytest.mark.integration


def note(hours_ago: int = 0, *, sent: int, verified: int = 0) -> None:
    hour = hour_of(timezone.now()) - timedelta(hours=hours_ago)
    SendLedger.objects.create(
        hour=hour, country="SA", channel=f"{sent}", sent=sent, verified=verified
    )


@pytest.mark.unit
@pytest.mark.parametrize(
    ("figures", "reason"),
    [
        (Figures(), ""),
        (Figures(hour_sent=49), ""),
        (Figures(hour_sent=50), "conversion"),
        (Figures(hour_sent=50, hour_verified=9), "conversion"),
        (Figures(hour_sent=50, hour_verified=10), ""),
        # A quarter of the last hour is still within the last sixty minutes.
        (Figures(hour_sent=40, last_hour_sent=40), "conversion"),
        (Figures(hour_sent=40, last_hour_sent=39), ""),
        (Figures(hour_sent=40, last_hour_sent=40, last_hour_verified=40), ""),
        (Figures(day_sent=499), ""),
        (Figures(day_sent=500), "day"),
        (Figures(day_sent=999, usual_day=500), ""),
        (Figures(day_sent=1000, usual_day=500), "day"),
        (Figures(day_sent=10_000, usual_day=9000), "day"),
    ],
)
def test_reason(figures: Figures, reason: str) -> None:
    at = datetime.fromisoformat("2026-03-01T12:45:00+00:00")
    assert Breaker(figures=figures, now=at).reason == reason


@pytest.mark.unit
@pytest.mark.parametrize(
    ("sent", "usual", "busy"),
    [(199, 0, False), (200, 0, True), (299, 100, False), (300, 100, True)],
)
def test_busy_hour(sent: int, usual: float, busy: bool) -> None:
    figures = Figures(hour_sent=sent, usual_hour=usual)
    assert Breaker(figures=figures, now=timezone.now()).is_hour_busy is busy


def test_figures_are_sums_of_the_ledger(db: Any) -> None:
    for hours_ago, sent in ((0, 1), (1, 2), (23, 4), (24, 8), (48, 16), (7 * 24, 32)):
        note(hours_ago, sent=sent, verified=1)
    note(8 * 24, sent=1000)
    figures = read_breaker(now=timezone.now()).figures
    assert figures == Figures(1, 1, 2, 1, 7, (8 + 16 + 32) / 7, (8 + 16 + 32) / 7)


def test_ledger_counts_what_left_and_what_was_proved(db: Any, sandbox: Any, settings: Any) -> None:
    settings.OTP_PRICES = {"sms": 12, "whatsapp": 6}
    sign_in(sandbox)
    ask()
    ask(channel="whatsapp")
    rows = SendLedger.objects.order_by("channel")
    assert list(rows.values_list("country", "channel", "sent", "verified", "cost")) == [
        ("SA", "sms", 2, 1, 24),
        ("SA", "whatsapp", 1, 0, 6),
    ]


def test_code_that_did_not_leave_is_not_in_the_ledger(db: Any, sandbox: Any) -> None:
    sandbox.fail_next("authentica.send_otp", "500")
    with pytest.raises(SmsUnavailable):
        ask()
    assert not SendLedger.objects.exists()


@pytest.mark.parametrize(("sent", "reason"), [(50, "conversion"), (500, "day")])
def test_open_breaker_refuses_strangers_and_leaves_nothing(
    db: Any, sandbox: Any, sent: int, reason: str
) -> None:
    note(0 if sent == 50 else 5, sent=sent)
    people = User.objects.count()
    with pytest.raises(SmsPaused) as refusal:
        ask()
    assert (refusal.value.code, refusal.value.status, refusal.value.limit) == (
        "sms_paused",
        503,
        reason,
    )
    assert 60 <= refusal.value.retry_after <= 3600
    assert (sandbox.inbox(), User.objects.count()) == ([], people)


def test_open_breaker_lets_known_devices_in(db: Any, sandbox: Any) -> None:
    note(sent=50)
    assert sign_in(sandbox, owner_at_home()).phone_number == PHONE


def test_alarm_is_given_once_an_hour(db: Any, sandbox: Any, caplog: Any) -> None:
    note(sent=200, verified=100)
    for number in range(3):
        ask(phone_number=f"+96650000077{number}")
    (record,) = [r for r in caplog.records if r.levelno == logging.ERROR]
    assert "busy (hour)" in record.getMessage()
    alarms = AuthEvent.objects.filter(kind="sending_alarm").values_list("result", "rule")
    assert list(alarms) == [("failed", "busy:hour")]


def test_pause_is_told_and_every_refusal_written_down(db: Any, sandbox: Any, caplog: Any) -> None:
    note(sent=50)
    for _ in range(2):
        with pytest.raises(SmsPaused):
            ask()
    events = AuthEvent.objects.order_by("pk").values_list("kind", "result", "rule")
    assert list(events) == [
        ("sending_alarm", "failed", "paused:conversion"),
        *[("code_requested", "refused", "sms_paused:conversion")] * 2,
    ]
    assert "paused (conversion)" in caplog.text
