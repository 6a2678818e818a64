"""Refund, capture, void and update."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from sandbox.callers import MoyasarCaller
from sandbox.testing import RunningSandbox

REFUND_REFUSED = {
    "type": "invalid_request_error",
    "message": "Only paid or captured payments can be refunded.",
    "errors": None,
}


def test_refund_without_amount_gives_all_back(moyasar: MoyasarCaller) -> None:
    payment = moyasar.paid()
    reply = moyasar.post(f"/payments/{payment['id']}/refund")
    after = reply.json()
    assert (reply.status_code, after["status"], after["refunded"], after["refunded_format"]) == (
        200,
        "refunded",
        11500,
        "115.00 SAR",
    )
    assert after["refunded_at"] == after["updated_at"]
    assert moyasar.fetched(payment["id"]) == after


@pytest.mark.parametrize("status", ["refunded", "paid"])
def test_partial_refunds_run_up_to_the_whole(
    moyasar: MoyasarCaller, sandbox: RunningSandbox, status: str
) -> None:
    sandbox.set_modes(partial_refund_status=status)
    path = f"/payments/{moyasar.paid()['id']}/refund"
    answers = [moyasar.post(path, {"amount": part}).json() for part in (1000, 4000)]
    answers.append(moyasar.post(path).json())
    assert [(item["status"], item["refunded"]) for item in answers] == [
        (status, 1000),
        (status, 5000),
        ("refunded", 11500),
    ]
    again = moyasar.post(path)
    assert (again.status_code, again.json()) == (400, REFUND_REFUSED)


def test_second_partial_refund_is_refused_by_mode(
    moyasar: MoyasarCaller, sandbox: RunningSandbox
) -> None:
    sandbox.set_modes(second_partial_refund="refuse")
    payment = moyasar.paid()
    path = f"/payments/{payment['id']}/refund"
    assert moyasar.post(path, {"amount": 1000}).status_code == 200
    assert moyasar.post(path, {"amount": 1000}).json() == REFUND_REFUSED
    assert moyasar.fetched(payment["id"])["refunded"] == 1000


@pytest.mark.parametrize("amount", [11501, 0, -5, "500", 1.5, True])
def test_refund_of_a_wrong_amount_is_refused(moyasar: MoyasarCaller, amount: Any) -> None:
    payment = moyasar.paid()
    reply = moyasar.post(f"/payments/{payment['id']}/refund", {"amount": amount})
    assert (reply.status_code, list(reply.json()["errors"])) == (400, ["amount"])
    assert moyasar.fetched(payment["id"]) == payment


def test_refund_amount_in_a_form_is_read(moyasar: MoyasarCaller) -> None:
    path = f"/payments/{moyasar.paid()['id']}/refund"
    assert moyasar.call("POST", path, data={"amount": "500"}).json()["refunded"] == 500


def test_refund_of_an_open_or_failed_payment_is_refused(moyasar: MoyasarCaller) -> None:
    for payment in (moyasar.pay(), moyasar.pay("4242424242424242")):
        reply = moyasar.post(f"/payments/{payment['id']}/refund")
        assert (reply.status_code, reply.json()) == (400, REFUND_REFUSED)


def test_refunds_at_the_same_time_never_exceed_the_payment(moyasar: MoyasarCaller) -> None:
    payment = moyasar.paid()
    path = f"/payments/{payment['id']}/refund"
    with ThreadPoolExecutor(6) as pool:
        replies = list(pool.map(lambda _: moyasar.post(path, {"amount": 4000}), range(6)))
    assert sorted(item.status_code for item in replies) == [200, 200, 400, 400, 400, 400]
    assert moyasar.fetched(payment["id"])["refunded"] == 8000


@pytest.mark.parametrize(("amount", "captured"), [(None, 11500), (4000, 4000)])
def test_capture_takes_all_or_part(
    moyasar: MoyasarCaller, amount: int | None, captured: int
) -> None:
    payment = moyasar.paid(source={"manual": True})
    body = {} if amount is None else {"amount": amount}
    after = moyasar.post(f"/payments/{payment['id']}/capture", body).json()
    assert (after["status"], after["captured"]) == ("captured", captured)
    assert after["captured_at"] == after["updated_at"]


def test_refund_after_part_capture_is_limited_to_it(moyasar: MoyasarCaller) -> None:
    path = f"/payments/{moyasar.paid(source={'manual': True})['id']}"
    moyasar.post(f"{path}/capture", {"amount": 4000})
    assert moyasar.post(f"{path}/refund", {"amount": 4001}).status_code == 400
    assert moyasar.post(f"{path}/refund").json()["refunded"] == 4000


def test_capture_refuses_too_much_and_other_states(moyasar: MoyasarCaller) -> None:
    held, paid = moyasar.paid(source={"manual": True}), moyasar.paid()
    too_much = moyasar.post(f"/payments/{held['id']}/capture", {"amount": 11501})
    other = moyasar.post(f"/payments/{paid['id']}/capture")
    assert (too_much.status_code, other.status_code) == (400, 400)
    assert moyasar.fetched(held["id"]) == held
    assert moyasar.fetched(paid["id"]) == paid


@pytest.mark.parametrize("manual", [True, False])
def test_void_cancels_authorized_and_fresh_paid_payments(
    moyasar: MoyasarCaller, manual: bool
) -> None:
    payment = moyasar.paid(source={"manual": manual})
    after = moyasar.post(f"/payments/{payment['id']}/void").json()
    assert (after["status"], after["voided_at"]) == ("voided", after["updated_at"])
    assert moyasar.post(f"/payments/{payment['id']}/void").status_code == 400
    assert moyasar.post(f"/payments/{payment['id']}/refund").json() == REFUND_REFUSED


def test_void_after_the_window_works_for_authorized_only(
    moyasar: MoyasarCaller, sandbox: RunningSandbox
) -> None:
    paid, held = moyasar.paid(), moyasar.paid(source={"manual": True})
    sandbox.advance_clock(7200)
    replies = [moyasar.post(f"/payments/{item['id']}/void") for item in (paid, held)]
    assert [item.status_code for item in replies] == [400, 200]


@pytest.mark.parametrize("verb", ["refund", "capture", "void"])
def test_operation_on_unknown_payment_is_404(moyasar: MoyasarCaller, verb: str) -> None:
    reply = moyasar.post(f"/payments/unknown/{verb}")
    body = {"type": "record_not_found", "message": "Object not found", "errors": None}
    assert (reply.status_code, reply.json()) == (404, body)


def test_update_changes_description_and_merges_metadata(moyasar: MoyasarCaller) -> None:
    payment = moyasar.pay(metadata={"a": "1", "b": "2"})
    change = {"description": "Moved", "metadata": {"b": "", "c": 3}}
    reply = moyasar.put(f"/payments/{payment['id']}", change)
    after = reply.json()
    assert (reply.status_code, after["description"], after["metadata"]) == (
        200,
        "Moved",
        {"a": "1", "c": 3},
    )
    assert moyasar.put(f"/payments/{payment['id']}", {"metadata": {}}).json()["metadata"] is None
    assert moyasar.fetched(payment["id"])["description"] == "Moved"


def test_update_with_wrong_metadata_changes_nothing(moyasar: MoyasarCaller) -> None:
    payment = moyasar.pay(metadata={"a": "1"})
    reply = moyasar.put(f"/payments/{payment['id']}", {"metadata": {"x" * 41: 1}})
    assert (reply.status_code, moyasar.fetched(payment["id"])) == (400, payment)


def test_update_answers_with_empty_body_by_mode(
    moyasar: MoyasarCaller, sandbox: RunningSandbox
) -> None:
    payment = moyasar.pay()
    sandbox.set_modes(empty_put_body=True)
    reply = moyasar.put(f"/payments/{payment['id']}", {"description": "Moved"})
    assert (reply.status_code, reply.content) == (200, b"")
    assert moyasar.fetched(payment["id"])["description"] == "Moved"
