"""Webhook registrations."""

from __future__ import annotations

from typing import Any

import pytest

from sandbox.callers import MoyasarCaller, WebhookReceiver
from sandbox.moyasar.webhook import ALL_EVENTS, CONFIGURED_ID

GOOD = {"url": "https://noor.example/hooks", "shared_secret": "s", "events": ["payment_paid"]}


def test_registration_is_created_fetched_changed_and_deleted(moyasar: MoyasarCaller) -> None:
    created = moyasar.post("/webhooks", GOOD)
    webhook = created.json()
    key, stamp = webhook["id"], webhook["created_at"]
    assert created.status_code == 201
    assert webhook == {
        "id": key,
        "url": GOOD["url"],
        "http_method": "post",
        "events": ["payment_paid"],
        "created_at": stamp,
    }
    assert moyasar.get(f"/webhooks/{key}").json() == webhook
    assert moyasar.get("/webhooks").json() == {"webhooks": [webhook]}
    changed = moyasar.put(f"/webhooks/{key}", {"http_method": "patch"}).json()
    assert changed == {**webhook, "http_method": "patch"}
    assert moyasar.call("DELETE", f"/webhooks/{key}").status_code == 204
    assert moyasar.get("/webhooks").json() == {"webhooks": []}


def test_registration_without_events_gets_all(moyasar: MoyasarCaller) -> None:
    body = {"url": GOOD["url"], "shared_secret": "s"}
    assert moyasar.post("/webhooks", body).json()["events"] == ALL_EVENTS


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"url": "http://noor.example/hooks"}, "url"),
        ({"url": ""}, "url"),
        ({"shared_secret": ""}, "shared_secret"),
        ({"http_method": "get"}, "http_method"),
        ({"events": ["payment_made"]}, "events"),
        ({"events": "payment_paid"}, "events"),
    ],
)
def test_wrong_registration_is_refused(
    moyasar: MoyasarCaller, change: dict[str, Any], field: str
) -> None:
    reply = moyasar.post("/webhooks", {**GOOD, **change})
    assert (reply.status_code, list(reply.json()["errors"])) == (400, [field])
    assert moyasar.get("/webhooks").json() == {"webhooks": []}


@pytest.mark.parametrize("url", ["http://localhost:1/h", "http://noor.localhost:1/h"])
def test_plain_http_on_this_machine_is_accepted(moyasar: MoyasarCaller, url: str) -> None:
    assert moyasar.post("/webhooks", {**GOOD, "url": url}).status_code == 201


def test_configured_address_is_listed(moyasar: MoyasarCaller, receiver: WebhookReceiver) -> None:
    (webhook,) = moyasar.get("/webhooks").json()["webhooks"]
    assert (webhook["id"], webhook["url"]) == (CONFIGURED_ID, receiver.url)


def test_available_events_are_those_documented(moyasar: MoyasarCaller) -> None:
    events = moyasar.get("/webhooks/available_events").json()["events"]
    assert len(events) == 18
    assert {"payment_paid", "payment_failed", "payment_refunded", "payout_returned"} < set(events)


def test_attempt_is_fetched_by_id(
    moyasar: MoyasarCaller, receiver: WebhookReceiver, sandbox: Any
) -> None:
    moyasar.paid()
    (event,) = receiver.wait(1)
    sandbox.wait_for_webhooks()
    (attempt,) = moyasar.get("/webhooks/attempts").json()["webhook_attempts"]
    assert moyasar.get(f"/webhooks/attempts/{attempt['id']}").json() == attempt
    assert (attempt["event_id"], attempt["event_type"], attempt["response_body"]) == (
        event["id"],
        "payment_paid",
        "noted",
    )
    assert attempt["webhook_id"] == CONFIGURED_ID


@pytest.mark.parametrize("path", ["/webhooks/unknown", "/webhooks/attempts/unknown"])
def test_unknown_id_is_404(moyasar: MoyasarCaller, path: str) -> None:
    assert moyasar.get(path).status_code == 404
