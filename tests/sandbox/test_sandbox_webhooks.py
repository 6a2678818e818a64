"""Webhooks as they arrive."""

from __future__ import annotations

import time
from uuid import UUID

import pytest
import requests

from sandbox import config
from sandbox.callers import MoyasarCaller, WebhookReceiver, running_receiver
from sandbox.core import parse_time
from sandbox.moyasar.events import DELIVERY
from sandbox.moyasar.transmission import local_address
from sandbox.testing import RunningSandbox


def wait_for_retry(sandbox: RunningSandbox, number: int) -> None:
    """Wait until the only delivery is queued for this retry."""
    for _ in range(1000):
        (delivery,) = sandbox.sandbox.store.newest_first(DELIVERY)
        if delivery["retry"] == number:
            return
        time.sleep(0.005)
    raise TimeoutError(f"retry {number} was not queued")


def test_event_is_the_documented_envelope(
    moyasar: MoyasarCaller, receiver: WebhookReceiver
) -> None:
    payment = moyasar.paid(metadata={"booking_id": "BK-1042"})
    (body,) = receiver.wait(1)
    stamp = body.pop("created_at")
    UUID(body.pop("id"))
    assert stamp.endswith("+00:00")
    assert parse_time(stamp) is not None
    assert body == {
        "type": "payment_paid",
        "secret_token": config.WEBHOOK_SECRET,
        "account_name": "Sandbox Salon",
        "live": False,
        "data": payment,
    }
    assert receiver.methods == ["POST"]


def test_each_change_has_its_event(moyasar: MoyasarCaller, receiver: WebhookReceiver) -> None:
    held = moyasar.paid(source={"manual": True})
    moyasar.post(f"/payments/{held['id']}/capture")
    moyasar.post(f"/payments/{held['id']}/refund")
    moyasar.post(f"/payments/{moyasar.paid()['id']}/void")
    moyasar.answer(moyasar.pay(), "CANCELLED_AUTHENTICATION")
    receiver.wait(6)
    assert receiver.types == [
        "payment_authorized",
        "payment_captured",
        "payment_refunded",
        "payment_paid",
        "payment_voided",
        "payment_failed",
    ]


def test_creation_and_update_send_nothing(
    moyasar: MoyasarCaller, receiver: WebhookReceiver, sandbox: RunningSandbox
) -> None:
    moyasar.put(f"/payments/{moyasar.pay()['id']}", {"description": "Moved"})
    sandbox.wait_for_webhooks()
    assert receiver.bodies == []


def test_delivery_is_tried_again_until_accepted(
    moyasar: MoyasarCaller, receiver: WebhookReceiver, sandbox: RunningSandbox
) -> None:
    receiver.answers = [500, 302]
    moyasar.paid()
    receiver.wait(3)
    sandbox.wait_for_webhooks()
    assert len({body["id"] for body in receiver.bodies}) == 1
    attempts = moyasar.get("/webhooks/attempts").json()["webhook_attempts"]
    assert [(item["retry_number"], item["result"], item["response_code"]) for item in attempts] == [
        (2, "success", 200),
        (1, "failed", 302),
        (0, "failed", 500),
    ]


def test_delivery_is_dropped_after_six_tries(
    moyasar: MoyasarCaller, receiver: WebhookReceiver, sandbox: RunningSandbox
) -> None:
    sandbox.set_modes(webhook_retry_scale=0.000001)
    receiver.answers = [503] * 20
    moyasar.paid()
    sandbox.wait_for_webhooks()
    assert len(receiver.bodies) == 6


def test_retry_waits_are_those_documented(
    moyasar: MoyasarCaller, receiver: WebhookReceiver, sandbox: RunningSandbox
) -> None:
    sandbox.set_modes(webhook_retry_scale=1)
    receiver.answers = [500] * 6
    moyasar.paid()
    receiver.wait(1)
    for count, wait in enumerate((60, 600, 1800, 3600, 7200), start=2):
        wait_for_retry(sandbox, count - 1)
        sandbox.advance_clock(wait - 5)
        time.sleep(0.05)
        assert len(receiver.bodies) == count - 1
        sandbox.advance_clock(5)
        receiver.wait(count)
    sandbox.wait_for_webhooks()
    assert len(receiver.bodies) == 6


def test_unreachable_receiver_is_noted(moyasar: MoyasarCaller, sandbox: RunningSandbox) -> None:
    sandbox.set_modes(webhook_retry_scale=0.000001)
    sandbox.set_webhook_url("http://127.0.0.1:9/closed")
    moyasar.paid()
    sandbox.wait_for_webhooks()
    attempts = moyasar.get("/webhooks/attempts").json()["webhook_attempts"]
    assert [(item["response_code"], item["message"]) for item in attempts] == [
        (None, "ConnectionError")
    ] * 6


def test_duplicate_mode_sends_the_same_event_twice(
    moyasar: MoyasarCaller, receiver: WebhookReceiver, sandbox: RunningSandbox
) -> None:
    sandbox.set_modes(webhook_duplicate=True)
    moyasar.paid()
    first, second = receiver.wait(2)
    assert first == second


def test_out_of_order_mode_turns_events_round(
    moyasar: MoyasarCaller, receiver: WebhookReceiver, sandbox: RunningSandbox
) -> None:
    sandbox.set_modes(webhook_out_of_order=True, webhook_gather_seconds=0.6)
    moyasar.post(f"/payments/{moyasar.paid()['id']}/refund")
    receiver.wait(2)
    assert receiver.types == ["payment_refunded", "payment_paid"]


def test_hold_mode_keeps_events_until_released(
    moyasar: MoyasarCaller, receiver: WebhookReceiver, sandbox: RunningSandbox
) -> None:
    sandbox.set_modes(webhooks="hold")
    moyasar.paid()
    time.sleep(0.1)
    counts = requests.get(f"{sandbox.url}/control/webhooks", timeout=5).json()
    assert (receiver.bodies, counts) == ([], {"pending": 0, "held": 1})
    assert sandbox.release_webhooks() == 1
    receiver.wait(1)
    assert receiver.types == ["payment_paid"]


def test_delay_mode_waits_before_sending(
    moyasar: MoyasarCaller, receiver: WebhookReceiver, sandbox: RunningSandbox
) -> None:
    sandbox.set_modes(webhook_delay_seconds=100)
    moyasar.paid()
    time.sleep(0.1)
    assert receiver.bodies == []
    sandbox.advance_clock(100)
    receiver.wait(1)
    assert receiver.types == ["payment_paid"]


def test_off_mode_loses_the_event(
    moyasar: MoyasarCaller, receiver: WebhookReceiver, sandbox: RunningSandbox
) -> None:
    sandbox.set_modes(webhooks="off")
    lost = moyasar.paid()
    sandbox.set_modes(webhooks="on")
    kept = moyasar.paid()
    receiver.wait(1)
    assert [body["data"]["id"] for body in receiver.bodies] == [kept["id"]]
    assert moyasar.fetched(lost["id"])["status"] == "paid"


def test_wrong_secret_mode_sends_another_secret(
    moyasar: MoyasarCaller, receiver: WebhookReceiver, sandbox: RunningSandbox
) -> None:
    sandbox.set_modes(webhook_wrong_secret=True)
    moyasar.paid()
    (body,) = receiver.wait(1)
    assert body["secret_token"].startswith("wrong-")


def test_faild_spelling_mode_changes_the_type_only(
    moyasar: MoyasarCaller, receiver: WebhookReceiver, sandbox: RunningSandbox
) -> None:
    sandbox.set_modes(webhook_faild_spelling=True)
    moyasar.answer(moyasar.pay(), "UNAUTHENTICATED")
    (body,) = receiver.wait(1)
    assert (body["type"], body["data"]["status"]) == ("payment_faild", "failed")


def test_every_registration_gets_what_it_asked_for(
    moyasar: MoyasarCaller, receiver: WebhookReceiver, sandbox: RunningSandbox
) -> None:
    with running_receiver() as other:
        body = {
            "url": other.url,
            "http_method": "put",
            "shared_secret": "other-secret",
            "events": ["payment_refunded"],
        }
        moyasar.post("/webhooks", body)
        moyasar.post(f"/payments/{moyasar.paid()['id']}/refund")
        sandbox.wait_for_webhooks()
        assert sorted(receiver.types) == ["payment_paid", "payment_refunded"]
        assert (other.types, other.methods) == (["payment_refunded"], ["PUT"])
        assert other.bodies[0]["secret_token"] == "other-secret"


def test_localhost_name_reaches_this_machine_with_its_host(
    moyasar: MoyasarCaller, receiver: WebhookReceiver, sandbox: RunningSandbox
) -> None:
    port = receiver.url.split(":")[2].split("/")[0]
    sandbox.set_webhook_url(f"http://noor.localhost:{port}/hooks/moyasar")
    moyasar.paid()
    receiver.wait(1)
    assert receiver.hosts == [f"noor.localhost:{port}"]


@pytest.mark.parametrize(
    ("url", "address"),
    [
        ("http://noor.localhost:8000/h?x=1", "http://127.0.0.1:8000/h?x=1"),
        ("http://localhost:8000/h", "http://localhost:8000/h"),
        ("https://salon.example/h", "https://salon.example/h"),
    ],
)
def test_only_subdomains_of_localhost_are_mapped(url: str, address: str) -> None:
    assert local_address(url)[0] == address
