"""An account that runs low is told of once a day, one that cannot be asked is an error."""

from typing import Any

import pytest

from notifications.domain.credit import watch_balance
from notifications.models import DirectMessage

pytestmark = [pytest.mark.integration, pytest.mark.django_db]
CONTACT = "+966500000009"


@pytest.fixture(autouse=True)
def contact(settings: Any) -> None:
    settings.PLATFORM_CONTACT_PHONE, settings.AUTHENTICA_LOW_BALANCE = CONTACT, 50


def told() -> list[tuple[str, str]]:
    return list(DirectMessage.objects.values_list("phone_number", "text"))


def test_enough_is_no_news(sandbox: Any) -> None:
    sandbox.set_modes(authentica_balance=50)
    assert (watch_balance(), told()) == (False, [])


def test_little_is_told_once_a_day(sandbox: Any, time_machine: Any) -> None:
    sandbox.set_modes(authentica_balance=49.5)
    time_machine.move_to("2026-03-01T09:00:00+03:00")
    assert (watch_balance(), watch_balance(), len(told())) == (True, True, 1)
    time_machine.move_to("2026-03-02T09:00:00+03:00")
    assert watch_balance()
    assert [(phone, "49.5" in text) for phone, text in told()] == [(CONTACT, True)] * 2


def test_provider_that_does_not_answer_is_an_error(sandbox: Any, caplog: Any) -> None:
    sandbox.fail_next("authentica.balance", "500")
    assert (watch_balance(), told()) == (False, [])
    assert [record.levelname for record in caplog.records] == ["ERROR"]


def test_without_a_provider_nothing_is_low(settings: Any) -> None:
    settings.NOTIFICATION_PROVIDER = "console"
    assert (watch_balance(), told()) == (False, [])
