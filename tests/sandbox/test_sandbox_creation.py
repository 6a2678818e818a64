"""Creating payments: what is accepted, what is refused and how."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import Any
from uuid import uuid4

import pytest

from sandbox import config
from sandbox.callers import MoyasarCaller, payment_body
from sandbox.testing import RunningSandbox

PUBLISHABLE = (config.PUBLISHABLE_KEY, "")


def refusal(moyasar: MoyasarCaller, body: dict[str, Any]) -> dict[str, list[str]]:
    """Post the body, check that it is refused as invalid, and return the field errors."""
    reply = moyasar.post("/payments", body, auth=PUBLISHABLE)
    answer = reply.json()
    assert (reply.status_code, answer["type"]) == (400, "validation_error")
    assert moyasar.get("/payments").json()["payments"] == []
    errors: dict[str, list[str]] = answer["errors"]
    return errors


def test_card_payment_is_the_documented_object(moyasar: MoyasarCaller) -> None:
    key = str(uuid4())
    payment = moyasar.pay(given_id=key, metadata={"booking_id": "BK-1042", "seats": 2})
    source = payment.pop("source")
    stamp = payment["created_at"]
    assert payment == {
        "id": key,
        "status": "initiated",
        "amount": 11500,
        "fee": 0,
        "currency": "SAR",
        "refunded": 0,
        "refunded_at": None,
        "captured": 0,
        "captured_at": None,
        "voided_at": None,
        "description": "Booking BK-1042",
        "amount_format": "115.00 SAR",
        "fee_format": "0.00 SAR",
        "refunded_format": "0.00 SAR",
        "captured_format": "0.00 SAR",
        "invoice_id": None,
        "ip": "127.0.0.1",
        "callback_url": "http://noor.localhost:8000/pay/return/BK-1042",
        "created_at": stamp,
        "updated_at": stamp,
        "metadata": {"booking_id": "BK-1042", "seats": 2},
    }
    assert source.pop("transaction_url").startswith(moyasar.base + "/card_auth/")
    assert source.pop("gateway_id").startswith("moyasar_cc_")
    assert source == {
        "type": "creditcard",
        "company": "visa",
        "name": "Sara Ali",
        "number": "4111-11XX-XXXX-1111",
        "reference_number": None,
        "token": None,
        "message": None,
        "response_code": None,
        "authorization_code": None,
        "issuer_name": "Sandbox Bank",
        "issuer_country": "SA",
        "issuer_card_type": "credit",
        "issuer_card_category": "CLASSIC",
    }


def test_amount_of_the_minimum_is_accepted(moyasar: MoyasarCaller) -> None:
    assert moyasar.pay(amount=100)["amount_format"] == "1.00 SAR"


def test_amount_below_the_minimum_is_refused(moyasar: MoyasarCaller) -> None:
    errors = refusal(moyasar, payment_body(amount=99))
    assert errors == {"amount": ["The value must be greater than or equal to 100."]}


@pytest.mark.parametrize("amount", [None, "11500", 115.5, True, [100]])
def test_amount_that_is_no_integer_is_refused(moyasar: MoyasarCaller, amount: Any) -> None:
    assert list(refusal(moyasar, payment_body(amount=amount))) == ["amount"]


@pytest.mark.parametrize("files", [None, {"ignored": b""}])
def test_form_and_multipart_bodies_are_accepted(moyasar: MoyasarCaller, files: Any) -> None:
    form = {
        "amount": "11500",
        "callback_url": "https://noor.example/return",
        "publishable_api_key": config.PUBLISHABLE_KEY,
        "metadata[booking_id]": "BK-1",
        "source[type]": "creditcard",
        "source[name]": "Sara Ali",
        "source[number]": "4111 1111 1111 1111",
        "source[month]": "9",
        "source[year]": "35",
        "source[cvc]": "123",
        "source[manual]": "false",
    }
    reply = moyasar.call("POST", "/payments", auth=None, data=form, files=files)
    body = reply.json()
    assert (reply.status_code, body["amount"], body["metadata"]) == (
        201,
        11500,
        {"booking_id": "BK-1"},
    )


def test_body_that_is_no_json_is_refused(moyasar: MoyasarCaller) -> None:
    for data in ("{", "[]", '"text"'):
        headers = {"Content-Type": "application/json"}
        reply = moyasar.call("POST", "/payments", data=data, headers=headers)
        assert (reply.status_code, reply.json()["type"]) == (400, "invalid_request_error")


def test_currency_left_out_is_sar(moyasar: MoyasarCaller) -> None:
    body = payment_body()
    del body["currency"]
    assert moyasar.post("/payments", body).json()["currency"] == "SAR"


@pytest.mark.parametrize(
    ("changes", "fields"),
    [
        ({"currency": "USD"}, ["currency"]),
        ({"given_id": "BK-1042"}, ["given_id"]),
        ({"callback_url": None}, ["callback_url"]),
        ({"callback_url": "noor.example/return"}, ["callback_url"]),
        ({"callback_url": "javascript:alert(1)"}, ["callback_url"]),
        ({"metadata": "BK-1042"}, ["metadata"]),
        ({"metadata": {f"k{n}": 1 for n in range(31)}}, ["metadata"]),
        ({"metadata": {"k" * 41: 1}}, ["metadata." + "k" * 40]),
        ({"metadata": {"note": "x" * 501}}, ["metadata.note"]),
        ({"metadata": {"note": {"deep": 1}}}, ["metadata.note"]),
        ({"source": {"type": "cash"}}, ["source.type"]),
        ({"source": {"type": None}}, ["source.type"]),
        ({"source": {"name": "Sara"}}, ["source.name"]),
        ({"source": {"name": "S " + "a" * 255}}, ["source.name"]),
        ({"source": {"number": "411111111111"}}, ["source.number"]),
        ({"source": {"number": "4111x11111111111"}}, ["source.number"]),
        ({"source": {"number": "4" * 20}}, ["source.number"]),
        ({"source": {"cvc": "12"}}, ["source.cvc"]),
        ({"source": {"cvc": None}}, ["source.cvc"]),
        ({"source": {"number": "340000000900000", "cvc": "123"}}, ["source.cvc"]),
        ({"source": {"month": 13}}, ["source.month"]),
        ({"source": {"year": "next"}}, ["source.year"]),
        ({"source": {"year": 2020}}, ["source.year"]),
        ({"amount": 5, "source": {"name": "Sara", "cvc": ""}}, None),
    ],
)
def test_wrong_field_is_named(
    moyasar: MoyasarCaller, changes: dict[str, Any], fields: list[str] | None
) -> None:
    expected = fields or ["source.name", "source.cvc", "amount"]
    assert list(refusal(moyasar, payment_body(**changes))) == expected


def test_source_left_out_is_refused(moyasar: MoyasarCaller) -> None:
    body = payment_body()
    del body["source"]
    assert list(refusal(moyasar, body)) == ["source"]


def test_metadata_at_the_limits_is_kept(moyasar: MoyasarCaller) -> None:
    metadata = {f"{n:040d}": "x" * 500 for n in range(30)}
    assert moyasar.pay(metadata=metadata)["metadata"] == metadata


def test_card_is_good_through_its_last_month(
    moyasar: MoyasarCaller, sandbox: RunningSandbox
) -> None:
    now = sandbox.sandbox.now()
    card = {"month": now.month, "year": now.year}
    assert moyasar.pay(source=card)["status"] == "initiated"


@pytest.mark.parametrize("wallet", ["applepay", "samsungpay", "googlepay"])
def test_wallet_is_refused_with_a_word_on_the_token(moyasar: MoyasarCaller, wallet: str) -> None:
    reply = moyasar.post("/payments", payment_body(source={"type": wallet, "token": "{}"}))
    answer = reply.json()
    assert (reply.status_code, answer["type"]) == (400, "invalid_request_error")
    assert "token" in answer["message"]


def test_localhost_callback_is_accepted(moyasar: MoyasarCaller) -> None:
    assert moyasar.pay(callback_url="http://localhost:8000/r")["status"] == "initiated"


def test_moto_with_save_card_is_refused(moyasar: MoyasarCaller) -> None:
    reply = moyasar.post("/payments", payment_body(source={"3ds": False, "save_card": True}))
    assert (reply.status_code, reply.json()) == (
        400,
        {
            "type": "invalid_request_error",
            "message": "Wrong number of parameters",
            "errors": "save_card options can't be used with MOTO transaction",
        },
    )


@pytest.mark.parametrize("off", [False, "false"])
def test_payment_without_3ds_is_settled_at_once(moyasar: MoyasarCaller, off: Any) -> None:
    payment = moyasar.pay(source={"3ds": off})
    assert (payment["status"], payment["source"]["transaction_url"]) == ("paid", None)


@pytest.mark.parametrize(
    ("manual", "status"), [(True, "authorized"), ("true", "authorized"), ("false", "paid")]
)
def test_manual_as_bool_or_text_decides_the_status(
    moyasar: MoyasarCaller, manual: Any, status: str
) -> None:
    assert moyasar.paid(source={"manual": manual})["status"] == status


def test_given_id_used_again_is_refused(moyasar: MoyasarCaller, sandbox: RunningSandbox) -> None:
    body = payment_body(given_id=str(uuid4()))
    moyasar.post("/payments", body)
    reply = moyasar.post("/payments", body)
    text = "The given_id provided has been already used with a different payment."
    assert (reply.status_code, reply.json()) == (
        400,
        {"type": "used_given_id", "message": text, "errors": None},
    )
    assert len(sandbox.payments()) == 1


def test_given_id_used_again_is_replayed_by_mode(
    moyasar: MoyasarCaller, sandbox: RunningSandbox
) -> None:
    sandbox.set_modes(given_id_replay=True)
    body = payment_body(given_id=str(uuid4()))
    first, again = moyasar.post("/payments", body), moyasar.post("/payments", body)
    assert (first.status_code, again.status_code) == (201, 201)
    assert first.json() == again.json()
    assert len(sandbox.payments()) == 1


def test_given_id_in_a_race_makes_one_payment(
    moyasar: MoyasarCaller, sandbox: RunningSandbox
) -> None:
    body = payment_body(given_id=str(uuid4()))
    with ThreadPoolExecutor(8) as pool:
        codes = list(pool.map(lambda _: moyasar.post("/payments", body).status_code, range(8)))
    assert sorted(codes) == [201] + [400] * 7
    assert len(sandbox.payments()) == 1


def test_splits_are_returned_when_given(moyasar: MoyasarCaller) -> None:
    splits = [{"recipient_id": str(uuid4()), "amount": 11500}]
    assert moyasar.pay(splits=splits)["splits"] == splits
