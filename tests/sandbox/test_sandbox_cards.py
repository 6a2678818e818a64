"""The documented test cards, each to its end."""

from __future__ import annotations

import pytest

from sandbox.callers import MoyasarCaller
from sandbox.moyasar.cards import COMPANIES, RESULTS, TABLE, company_of, masked

ROWS = [
    (company, number, line.split()[0])
    for line in TABLE.strip().split("\n")
    for company, number in zip(COMPANIES, line.split()[1:], strict=True)
]


@pytest.mark.parametrize(("company", "number", "code"), ROWS)
def test_test_card_ends_by_its_code(
    moyasar: MoyasarCaller, company: str, number: str, code: str
) -> None:
    created = moyasar.pay(number)
    assert (created["status"], created["source"]["company"]) == ("initiated", company)
    moyasar.answer(created)
    after = moyasar.fetched(created["id"])
    status = "paid" if code == "00" else "failed"
    source = after["source"]
    assert (after["status"], source["response_code"], source["message"]) == (
        status,
        code,
        RESULTS[code],
    )


def test_paid_card_gets_reference_authorization_and_fee(moyasar: MoyasarCaller) -> None:
    payment = moyasar.paid(amount=29000)
    assert payment["fee"] == 449
    assert len(payment["source"]["reference_number"]) == 12
    assert len(payment["source"]["authorization_code"]) == 6


def test_mada_card_is_a_debit_card(moyasar: MoyasarCaller) -> None:
    assert moyasar.pay("4201320111111010")["source"]["issuer_card_type"] == "debit"


def test_frictionless_card_is_paid_without_challenge(moyasar: MoyasarCaller) -> None:
    payment = moyasar.pay("4111114005765430")
    assert (payment["status"], payment["source"]["transaction_url"]) == ("paid", None)


@pytest.mark.parametrize("number", ["4111118250252531", "4111113343111067", "4111116611600661"])
def test_card_that_fails_at_enrolment_is_201_failed(moyasar: MoyasarCaller, number: str) -> None:
    payment = moyasar.pay(number)
    assert (payment["status"], payment["source"]["transaction_url"]) == ("failed", None)
    assert "3-D Secure" in payment["source"]["message"]


@pytest.mark.parametrize("number", ["4111112205628150", "4111115784228433", "4111115620358287"])
def test_card_that_fails_at_authentication_fails_whatever_is_chosen(
    moyasar: MoyasarCaller, number: str
) -> None:
    payment = moyasar.pay(number)
    assert payment["status"] == "initiated"
    moyasar.answer(payment, "AUTHENTICATED")
    assert moyasar.fetched(payment["id"])["status"] == "failed"


@pytest.mark.parametrize("number", ["4242424242424242", "9999999999999999", "5555555555554444"])
def test_unknown_card_fails(moyasar: MoyasarCaller, number: str) -> None:
    payment = moyasar.pay(number)
    assert (payment["status"], payment["source"]["response_code"]) == ("failed", "99")


@pytest.mark.parametrize(
    ("number", "mask"),
    [
        ("4111111111111111", "4111-11XX-XXXX-1111"),
        ("340000000900000", "3400-00XX-XXX0-000"),
        ("6200000000000000005", "6200-00XX-XXXX-XXX0-005"),
    ],
)
def test_mask_hides_all_but_six_and_four(number: str, mask: str) -> None:
    assert masked(number) == mask


@pytest.mark.parametrize(
    ("number", "company"), [("2221000000000009", "master"), ("6011000000000000", None)]
)
def test_company_follows_the_first_digits(number: str, company: str | None) -> None:
    assert company_of(number) == company
