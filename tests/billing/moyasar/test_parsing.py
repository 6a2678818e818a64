from datetime import UTC, datetime
from uuid import UUID

import pytest

from billing.moyasar.errors import OutcomeUnknown
from billing.moyasar.parsing import (
    ProviderPayment,
    ProviderSource,
    parse_error_fields,
    parse_page,
    parse_payment,
)

pytestmark = pytest.mark.unit

ID = "6f0a3c1e-2a59-4f0e-9d43-0b6f2f1f7a11"
LEAST = {"id": ID, "status": "paid", "amount": 11500, "currency": "SAR"}


def test_whole_payment_is_read():
    body = LEAST | {
        "refunded": 500,
        "captured": 11500,
        "metadata": {"salon": "noor", "visit": 7},
        "created_at": "2026-03-01T14:30:00.120Z",
        "source": {
            "type": "creditcard",
            "company": "mada",
            "number": "4201-32XX-XXXX-1010",
            "message": None,
            "transaction_url": "https://bank.example/3ds",
            "response_code": "00",
        },
    }
    assert parse_payment(body) == ProviderPayment(
        id=UUID(ID),
        status="paid",
        amount=11500,
        currency="SAR",
        refunded=500,
        captured=11500,
        metadata={"salon": "noor", "visit": 7},
        source=ProviderSource(
            type="creditcard",
            company="mada",
            last_four="1010",
            response_code="00",
            transaction_url="https://bank.example/3ds",
        ),
        created_at=datetime(2026, 3, 1, 14, 30, 0, 120000, UTC),
    )


def test_least_payment_is_read():
    assert parse_payment(LEAST) == ProviderPayment(
        id=UUID(ID), status="paid", amount=11500, currency="SAR"
    )


@pytest.mark.parametrize("number", ["XXXX-XXXX-XXXX-1111", "4111-11XX-XXXX-1111"])
def test_both_masks_give_the_last_four(number):
    assert parse_payment(LEAST | {"source": {"number": number}}).source.last_four == "1111"


@pytest.mark.parametrize(
    "body",
    [
        None,
        [],
        "paid",
        {},
        LEAST | {"id": "nonsense"},
        LEAST | {"status": None},
        LEAST | {"status": ""},
        LEAST | {"amount": "11500"},
        LEAST | {"amount": True},
        LEAST | {"amount": -1},
        LEAST | {"currency": None},
        LEAST | {"refunded": "all"},
    ],
)
def test_what_is_no_payment_is_an_unknown_outcome(body):
    with pytest.raises(OutcomeUnknown):
        parse_payment(body)


@pytest.mark.parametrize("refunded", [{}, {"refunded": None}, {"refunded": 0}])
def test_refunded_payment_without_total_was_given_back_whole(refunded):
    assert parse_payment(LEAST | {"status": "refunded"} | refunded).refunded == 11500


@pytest.mark.parametrize("odd", [None, "text", ["a"]])
def test_odd_metadata_and_source_are_empty(odd):
    assert parse_payment(LEAST | {"metadata": odd, "source": odd}) == parse_payment(LEAST)


@pytest.mark.parametrize("body", [None, {}, {"payments": None}, {"payments": [{}]}])
def test_what_is_no_list_is_an_unknown_outcome(body):
    with pytest.raises(OutcomeUnknown):
        parse_page(body)


def test_page_without_meta_is_the_last():
    page = parse_page({"payments": [LEAST]})
    assert (page.payments, page.next_page) == ((parse_payment(LEAST),), None)


@pytest.mark.parametrize(
    ("errors", "fields"),
    [
        (None, {}),
        ("too much", {"": ("too much",)}),
        ({"amount": ["low", "odd"]}, {"amount": ("low", "odd")}),
        ({"source.number": "bad"}, {"source.number": ("bad",)}),
        ([1], {}),
    ],
)
def test_error_fields_come_in_several_shapes(errors, fields):
    assert parse_error_fields(errors) == fields
