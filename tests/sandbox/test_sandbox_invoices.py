"""Invoices and their hosted page."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
import requests

from sandbox.callers import MoyasarCaller, running_receiver
from sandbox.store import Json
from sandbox.testing import RunningSandbox

BODY = {"amount": 23000, "currency": "SAR", "description": "Deposit BK-1043"}
FORM = {
    "name": "Sara Ali",
    "number": "4201320111111010",
    "month": "12",
    "year": "2035",
    "cvc": "123",
}


def new_invoice(moyasar: MoyasarCaller, **changes: Any) -> Json:
    reply = moyasar.post("/invoices", {**BODY, **changes})
    assert reply.status_code == 201, reply.text
    created: Json = reply.json()
    return created


def pay(invoice: Json, number: str = FORM["number"]) -> requests.Response:
    form = {**FORM, "number": number}
    return requests.post(invoice["url"], data=form, allow_redirects=False, timeout=5)


def test_invoice_is_the_documented_object(moyasar: MoyasarCaller, sandbox: RunningSandbox) -> None:
    invoice = new_invoice(moyasar, metadata={"booking_id": "BK-1043"})
    assert moyasar.get(f"/invoices/{invoice['id']}").json() == invoice
    key = invoice.pop("id")
    assert invoice.pop("created_at") == invoice.pop("updated_at")
    assert invoice == {
        **BODY,
        "status": "initiated",
        "logo_url": None,
        "amount_format": "230.00 SAR",
        "url": f"{sandbox.url}/moyasar/invoices/{key}",
        "callback_url": None,
        "success_url": None,
        "back_url": None,
        "expired_at": None,
        "metadata": {"booking_id": "BK-1043"},
        "payments": [],
    }


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"amount": 99}, "amount"),
        ({"currency": "USD"}, "currency"),
        ({"description": ""}, "description"),
        ({"callback_url": "noor"}, "callback_url"),
        ({"expired_at": "2020-01-01"}, "expired_at"),
        ({"expired_at": "soon"}, "expired_at"),
    ],
)
def test_wrong_invoice_is_refused(
    moyasar: MoyasarCaller, change: dict[str, Any], field: str
) -> None:
    reply = moyasar.post("/invoices", {**BODY, **change})
    assert (reply.status_code, list(reply.json()["errors"])) == (400, [field])


def test_invoice_is_paid_through_its_page(moyasar: MoyasarCaller, sandbox: RunningSandbox) -> None:
    with running_receiver() as receiver:
        invoice = new_invoice(
            moyasar, callback_url=receiver.url, success_url="http://noor.localhost:8000/done"
        )
        assert "230.00 SAR" in requests.get(invoice["url"], timeout=5).text
        address = pay(invoice).headers["Location"]
        payment = sandbox.payments()[0]
        assert address == payment.source["transaction_url"]
        back = moyasar.answer({"source": payment.source})
        assert back.headers["Location"].startswith("http://noor.localhost:8000/done?id=")
        after = moyasar.get(f"/invoices/{invoice['id']}").json()
        assert (after["status"], [item["status"] for item in after["payments"]]) == (
            "paid",
            ["paid"],
        )
        assert after["payments"][0]["invoice_id"] == invoice["id"]
        (called,) = receiver.wait(1)
        assert (called["id"], called["status"], "secret_token" in called) == (
            invoice["id"],
            "paid",
            False,
        )
        assert "paid" in requests.get(invoice["url"], timeout=5).text
        assert pay(invoice).status_code == 400


def test_failed_attempt_leaves_the_invoice_open(moyasar: MoyasarCaller) -> None:
    invoice = new_invoice(moyasar)
    assert pay(invoice, "4242424242424242").headers["Location"] == invoice["url"]
    after = moyasar.get(f"/invoices/{invoice['id']}").json()
    assert (after["status"], after["payments"][0]["status"]) == ("initiated", "failed")


def test_cancel_works_once(moyasar: MoyasarCaller) -> None:
    path = f"/invoices/{new_invoice(moyasar)['id']}/cancel"
    assert moyasar.put(path).json()["status"] == "canceled"
    again = moyasar.put(path)
    assert (again.status_code, again.json()) == (
        400,
        {
            "type": "invalid_request_error",
            "message": "Cancel failed. The Invoice is already canceled.",
            "errors": None,
        },
    )


def test_invoice_expires(moyasar: MoyasarCaller, sandbox: RunningSandbox) -> None:
    end = (sandbox.sandbox.now() + timedelta(hours=1)).isoformat()
    invoice = new_invoice(moyasar, expired_at=end)
    sandbox.advance_clock(3601)
    assert moyasar.get(f"/invoices/{invoice['id']}").json()["status"] == "expired"
    reply = moyasar.put(f"/invoices/{invoice['id']}/cancel")
    assert reply.json()["message"] == "Cancel failed. The Invoice is already expired."
    assert pay(invoice).status_code == 400


def test_list_filters_and_update_changes_metadata(moyasar: MoyasarCaller) -> None:
    first, second = new_invoice(moyasar, metadata={"b": "1"}), new_invoice(moyasar)
    moyasar.put(f"/invoices/{second['id']}/cancel")

    def ids(**query: str) -> list[str]:
        found = moyasar.get("/invoices", params=query).json()["invoices"]
        return [item["id"] for item in found]

    assert ids() == [second["id"], first["id"]]
    assert ids(status="canceled") == [second["id"]]
    assert ids(**{"metadata[b]": "1"}) == [first["id"]]
    changed = moyasar.put(f"/invoices/{first['id']}", {"metadata": {"c": 2}}).json()
    assert changed["metadata"] == {"b": "1", "c": 2}


def test_unknown_invoice_is_404(moyasar: MoyasarCaller) -> None:
    assert moyasar.get("/invoices/unknown").status_code == 404
