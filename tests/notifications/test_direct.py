"""Messages of the platform itself: after the commit, once, whatever host they were written on."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from django_tenants.utils import schema_context

from notifications.domain import direct
from notifications.models import DirectMessage, Message

pytestmark = [pytest.mark.integration, pytest.mark.django_db]
PHONE = "+966500000777"


@pytest.fixture
def handed_out(monkeypatch: Any) -> list[Any]:
    calls: list[Any] = []

    def enqueue(task: str, *args: Any, schema_name: str) -> None:
        calls.append((schema_name, *args))

    monkeypatch.setattr(direct, "enqueue", enqueue)
    return calls


def queue(key: str = "k") -> DirectMessage:
    return direct.queue_direct(
        key=key, phone_number=PHONE, template="t", language="ar", text="تغيّر رقمك"
    )


def test_same_news_is_written_once(handed_out: list[Any]) -> None:
    first, second = queue(), queue()
    assert (second, handed_out) == (first, [("public", first.pk)])


def test_news_written_on_a_salons_host_belongs_to_no_salon(noor: Any, sandbox: Any) -> None:
    with schema_context("noor"):
        message = queue()
        assert Message.objects.count() == 0
    direct.send_direct(message.pk)
    direct.send_direct(message.pk)
    assert [sent.text for sent in sandbox.inbox(PHONE)] == ["تغيّر رقمك"]
    # It may have held a link that undoes something.
    assert DirectMessage.objects.get().text == ""


def test_news_that_did_not_leave_is_found_again(
    sandbox: Any, handed_out: list[Any], time_machine: Any
) -> None:
    sandbox.fail_next("authentica.send_sms", "429")
    message = queue()
    direct.send_direct(message.pk)
    assert direct.sweep_direct() == 0
    time_machine.move_to(timezone.now() + timedelta(minutes=1))
    assert (direct.sweep_direct(), handed_out[-1]) == (1, ("public", message.pk))
    direct.send_direct(message.pk)
    message.refresh_from_db()
    assert (message.status, len(sandbox.inbox(PHONE))) == ("sent", 1)


def test_news_that_has_left_is_left_alone(sandbox: Any, handed_out: list[Any]) -> None:
    message = queue()
    direct.send_direct(message.pk)
    assert direct.sweep_direct() == 0
