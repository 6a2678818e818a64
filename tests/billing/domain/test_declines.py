import pytest

from billing.domain.declines import BY_MESSAGE, BY_RESPONSE_CODE, TEXTS, Failure, failure_code
from sandbox.moyasar.cards import CASES
from sandbox.moyasar.settlement import AUTH_RESULTS, AUTHENTICATED, EXPIRED

pytestmark = pytest.mark.unit


@pytest.mark.parametrize(
    ("code", "message", "expected"),
    [
        ("51", "INSUFFICIENT FUNDS", "insufficient_funds"),
        ("", "INSUFFICIENT FUNDS", "insufficient_funds"),
        ("54", "EXPIRED CARD", "card_expired"),
        ("61", "EXCEEDS WITHDRAWAL AMOUNT LIMIT", "limit_exceeded"),
        ("41", "LOST CARD", "card_blocked"),
        ("43", "STOLEN CARD", "card_blocked"),
        ("", "BLOCKED", "card_blocked"),
        ("82", "CVV", "wrong_details"),
        ("96", "SYSTEM ERROR", "bank_unavailable"),
        ("05", "DECLINED", "declined"),
        ("99", "UNSPECIFIED FAILURE", "declined"),
        ("99", "3-D Secure: card is not enrolled", "authentication_failed"),
        ("", "", "declined"),
        ("", EXPIRED, "timed_out"),
    ],
)
def test_failure_is_named_by_code_then_by_text(code, message, expected):
    assert failure_code(code, message) == expected


@pytest.mark.parametrize("result", sorted(set(AUTH_RESULTS) - {AUTHENTICATED}))
def test_every_refusal_of_the_bank_page_is_a_failed_authentication(result):
    message = f"3-D Secure transaction failed: {result.replace('_', ' ').lower()}"
    assert failure_code("", message) == "authentication_failed"


@pytest.mark.parametrize("case", CASES.values(), ids=lambda case: case.message)
def test_every_test_card_has_a_text(case):
    assert Failure(failure_code(case.code, case.message)).message


def test_every_code_has_a_text():
    assert {*BY_RESPONSE_CODE.values(), *(code for _words, code in BY_MESSAGE)} <= set(TEXTS)
