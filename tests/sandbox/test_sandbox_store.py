"""Records, their survival, and what must never be among them."""

from __future__ import annotations

import logging
import sqlite3
import threading
from pathlib import Path

import pytest

from sandbox.callers import AuthenticaCaller, MoyasarCaller, payment_body
from sandbox.store import AlreadyStoredError, Store
from sandbox.testing import running_sandbox

NUMBER = "4201320111111010"


def test_transaction_keeps_all_or_nothing() -> None:
    store = Store(":memory:")

    def write_and_fail() -> None:
        with store.transaction():
            store.insert("payment", "a", {"n": 1})
            with store.transaction():
                store.insert("payment", "b", {"n": 2})
            raise RuntimeError

    with pytest.raises(RuntimeError):
        write_and_fail()
    assert store.newest_first("payment") == []
    store.insert("payment", "a", {"n": 1})
    with pytest.raises(AlreadyStoredError):
        store.insert("payment", "a", {"n": 2})
    assert store.newest_first("payment") == [{"n": 1}]
    store.close()


def test_counting_from_many_threads_loses_nothing() -> None:
    store = Store(":memory:")
    store.insert("counter", "c", {"n": 0})

    def count() -> None:
        for _ in range(50):
            with store.transaction():
                body = store.get("counter", "c") or {}
                store.save("counter", "c", {"n": body["n"] + 1})

    threads = [threading.Thread(target=count) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert store.get("counter", "c") == {"n": 200}
    store.close()


def test_state_file_of_another_version_is_emptied(tmp_path: Path) -> None:
    path = str(tmp_path / "state.sqlite3")
    store = Store(path)
    store.insert("payment", "a", {})
    store.close()
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA user_version = 999")
    connection.close()
    again = Store(path)
    assert again.newest_first("payment") == []
    again.close()


def test_payments_and_inbox_survive_a_restart(tmp_path: Path) -> None:
    state = str(tmp_path / "state.sqlite3")
    with running_sandbox(state=state) as first:
        payment = MoyasarCaller(first.moyasar_url).paid()
        AuthenticaCaller(first.authentica_url).send_otp(otp="482913")
    with running_sandbox(state=state) as second:
        moyasar = MoyasarCaller(second.moyasar_url)
        assert moyasar.fetched(payment["id"]) == payment
        assert second.latest_code("+966501234567") == "482913"
        assert moyasar.post(f"/payments/{payment['id']}/refund").json()["status"] == "refunded"


def test_held_events_survive_a_restart(tmp_path: Path) -> None:
    state = str(tmp_path / "state.sqlite3")
    options = {"state": state, "webhook_url": "http://127.0.0.1:9/closed"}
    with running_sandbox(**options, modes={"webhooks": "hold"}) as first:
        MoyasarCaller(first.moyasar_url).paid()
    with running_sandbox(**options) as second:
        assert second.release_webhooks() == 1


def test_two_sandboxes_share_nothing() -> None:
    with running_sandbox() as first, running_sandbox() as second:
        AuthenticaCaller(first.authentica_url).send_otp()
        assert (len(first.inbox()), len(second.inbox())) == (1, 0)
        assert first.url != second.url


def test_card_numbers_and_cvc_are_nowhere_kept(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG, logger="sandbox")
    state = tmp_path / "state.sqlite3"
    with running_sandbox(state=str(state)) as running:
        moyasar = MoyasarCaller(running.moyasar_url)
        body = payment_body(NUMBER, source={"save_card": True})
        moyasar.answer(moyasar.post("/payments", body).json())
        moyasar.post("/payments", payment_body(NUMBER, amount=1))
        card = {key: value for key, value in body["source"].items() if key != "type"}
        moyasar.post("/tokens", {**card, "callback_url": "http://localhost:8000/r"})
        kept = b"".join(path.read_bytes() for path in tmp_path.iterdir())
    assert b"4201-32XX-XXXX-1010" in kept
    for secret in (NUMBER.encode(), NUMBER[:12].encode(), b"cvc"):
        assert secret not in kept
    assert "POST /moyasar/v1/payments 201" in caplog.text
    assert NUMBER not in caplog.text


def test_log_names_no_query_key_or_code(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG, logger="sandbox")
    with running_sandbox() as running:
        AuthenticaCaller(running.authentica_url).send_otp(otp="482913")
        MoyasarCaller(running.moyasar_url).get("/payments?metadata[booking_id]=BK-77")
    lines = [record.getMessage() for record in caplog.records if record.name == "sandbox"]
    assert lines == [
        "POST /authentica/api/v2/send-otp 200",
        "GET /moyasar/v1/payments 200",
    ]


def test_unexpected_error_is_a_500_without_its_text(caplog: pytest.LogCaptureFixture) -> None:
    with running_sandbox() as running:
        running.sandbox.store.save("payment", "broken", {"secret-text": "x"})
        reply = MoyasarCaller(running.moyasar_url).get("/payments/broken")
        assert (reply.status_code, reply.json()["type"]) == (500, "api_error")
    assert "KeyError in moyasar.payments.fetch" in caplog.text
    assert "secret-text" not in caplog.text
