"""The switchboard over HTTP."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

import pytest
import requests
from werkzeug.test import Client, EnvironBuilder

from sandbox.app import Application
from sandbox.callers import AuthenticaCaller, MoyasarCaller, WebhookReceiver
from sandbox.config import Settings
from sandbox.core import Sandbox
from sandbox.modes import CHOICES, ModeError, Modes
from sandbox.testing import RunningSandbox


def post(sandbox: RunningSandbox, path: str, body: Any = None) -> requests.Response:
    return requests.post(f"{sandbox.url}/control/{path}", json=body, timeout=5)


def test_modes_are_shown_and_changed(sandbox: RunningSandbox) -> None:
    before = requests.get(f"{sandbox.url}/control/modes", timeout=5).json()
    after = post(sandbox, "modes", {"webhooks": "hold", "void_window_seconds": 5}).json()
    changed = {**before["modes"], "webhooks": "hold", "void_window_seconds": 5}
    assert after == {"modes": changed, "faults": []}


@pytest.mark.parametrize("many", [True, False])
def test_faults_are_queued_and_used_up(
    sandbox: RunningSandbox, moyasar: MoyasarCaller, many: bool
) -> None:
    fault = {"kind": "moyasar.payments.list", "action": "503", "count": 1}
    shown = post(sandbox, "modes", {"fail_next": [fault] if many else fault}).json()["faults"]
    assert shown == [{"kind": "moyasar.payments.list", "action": "503", "left": 1}]
    assert [moyasar.get("/payments").status_code for _ in range(2)] == [503, 200]


@pytest.mark.parametrize(
    "change",
    [
        {"webhook": "on"},
        {"webhooks": "later"},
        {"webhook_duplicate": "yes"},
        {"webhook_duplicate": 1},
        {"authentica_rate_limit": 1.5},
        {"timeout_seconds": "5"},
        {"given_id_replay": True, "unknown": 1},
        {"fail_next": {"kind": "moyasar.*"}},
        {"fail_next": "500"},
        {"fail_next": {"kind": "moyasar.*", "action": "500", "count": "two"}},
    ],
)
def test_wrong_change_is_refused_and_changes_nothing(
    sandbox: RunningSandbox, change: dict[str, Any]
) -> None:
    before = sandbox.sandbox.switchboard.as_json()
    reply = post(sandbox, "modes", change)
    assert (reply.status_code, list(reply.json())) == (400, ["error"])
    assert sandbox.sandbox.switchboard.as_json() == before


def test_every_text_choice_is_accepted(sandbox: RunningSandbox) -> None:
    for name, values in CHOICES.items():
        for value in values:
            sandbox.set_modes(**{name: value})
            assert asdict(sandbox.sandbox.modes)[name] == value
    with pytest.raises(ModeError):
        sandbox.set_modes(error_types="other")


def test_reset_brings_default_modes_and_keeps_data(
    sandbox: RunningSandbox, authentica: AuthenticaCaller
) -> None:
    authentica.send_otp()
    sandbox.set_modes(webhooks="off")
    assert post(sandbox, "reset").json() == {"modes": asdict(Modes()), "faults": []}
    assert len(sandbox.inbox()) == 1


def test_reset_with_data_empties_everything(
    sandbox: RunningSandbox, moyasar: MoyasarCaller, authentica: AuthenticaCaller
) -> None:
    moyasar.paid()
    authentica.send_otp()
    post(sandbox, "reset", {"data": True})
    assert (sandbox.payments(), sandbox.inbox()) == ([], [])


def test_release_and_webhook_address_over_http(
    sandbox: RunningSandbox, moyasar: MoyasarCaller, receiver: WebhookReceiver
) -> None:
    post(sandbox, "webhooks/url", {"url": ""})
    moyasar.paid()
    sandbox.set_modes(webhooks="hold")
    post(sandbox, "webhooks/url", {"url": receiver.url})
    payment = moyasar.paid()
    assert post(sandbox, "webhooks/release").json() == {"released": 1}
    receiver.wait(1)
    sandbox.wait_for_webhooks()
    assert [body["data"]["id"] for body in receiver.bodies] == [payment["id"]]


@pytest.mark.parametrize("path", ["modes", "webhooks"])
@pytest.mark.parametrize(
    ("address", "status"), [("127.0.0.1", 200), ("::1", 200), ("10.0.0.5", 403), ("", 403)]
)
def test_control_answers_this_machine_only(path: str, address: str, status: int) -> None:
    sandbox = Sandbox(Settings())
    builder = EnvironBuilder(path=f"/control/{path}", environ_base={"REMOTE_ADDR": address})
    reply = Client(Application(sandbox)).open(builder)
    assert reply.status_code == status
    sandbox.store.close()


def test_wrong_token_status_is_refused(sandbox: RunningSandbox) -> None:
    assert post(sandbox, "tokens/token_x/status", {"status": "lost"}).status_code == 400
    assert post(sandbox, "tokens/token_x/status", {"status": "active"}).status_code == 404


def test_latest_code_without_message_is_a_lookup_error(sandbox: RunningSandbox) -> None:
    with pytest.raises(LookupError):
        sandbox.latest_code("+966501234567")
