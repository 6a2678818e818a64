"""The bank page: 3-D Secure results, the way back, and the time limit."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import pytest
import requests

from sandbox.callers import MoyasarCaller, WebhookReceiver
from sandbox.moyasar.settlement import AUTH_RESULTS
from sandbox.testing import RunningSandbox

EXPIRED = "Allowed time frame for transaction has been expired."


def query_of(address: str) -> dict[str, list[str]]:
    return parse_qs(urlsplit(address).query)


def test_page_shows_payment_and_all_results(moyasar: MoyasarCaller) -> None:
    payment = moyasar.pay(description="<b>Cut & colour</b>")
    reply = requests.get(payment["source"]["transaction_url"], timeout=5)
    assert (reply.status_code, reply.headers["Content-Type"]) == (200, "text/html; charset=utf-8")
    for text in ("SANDBOX", "بيئة تجريبية", "115.00 SAR", "4111-11XX-XXXX-1111", "width=device"):
        assert text in reply.text
    assert "&lt;b&gt;Cut &amp; colour&lt;/b&gt;" in reply.text
    positions = [reply.text.index(f'value="{value}"') for value in AUTH_RESULTS]
    assert positions == sorted(positions)
    assert 'value="AUTHENTICATED" class="primary"' in reply.text


def test_page_warns_of_a_card_that_always_fails(moyasar: MoyasarCaller) -> None:
    sure, plain = moyasar.pay("4111112205628150"), moyasar.pay()
    warned = [
        "fails whatever you choose" in requests.get(address, timeout=5).text
        for address in (sure["source"]["transaction_url"], plain["source"]["transaction_url"])
    ]
    assert warned == [True, False]


@pytest.mark.parametrize("result", AUTH_RESULTS)
def test_result_decides_and_the_browser_goes_back(moyasar: MoyasarCaller, result: str) -> None:
    payment = moyasar.pay()
    reply = moyasar.answer(payment, result)
    after = moyasar.fetched(payment["id"])
    assert after["status"] == ("paid" if result == "AUTHENTICATED" else "failed")
    assert reply.status_code == 302
    assert query_of(reply.headers["Location"]) == {
        "id": [payment["id"]],
        "status": [after["status"]],
        "message": [after["source"]["message"]],
    }


def test_way_back_keeps_query_and_fragment(moyasar: MoyasarCaller) -> None:
    payment = moyasar.pay(callback_url="http://noor.localhost:8000/r?lang=ar&empty=#top")
    address = moyasar.answer(payment).headers["Location"]
    assert address == (
        "http://noor.localhost:8000/r?lang=ar&empty="
        f"&id={payment['id']}&status=paid&message=APPROVED#top"
    )


def test_second_submit_changes_nothing(moyasar: MoyasarCaller, receiver: WebhookReceiver) -> None:
    payment = moyasar.pay()
    first = moyasar.answer(payment, "AUTHENTICATED")
    second = moyasar.answer(payment, "UNAUTHENTICATED")
    assert second.headers["Location"] == first.headers["Location"]
    assert moyasar.fetched(payment["id"])["status"] == "paid"
    receiver.wait(1)
    assert receiver.types == ["payment_paid"]


def test_page_of_a_finished_payment_goes_back(moyasar: MoyasarCaller) -> None:
    payment = moyasar.paid()
    reply = moyasar.get(urlsplit(payment["source"]["transaction_url"]).path[len("/moyasar/v1") :])
    assert (reply.status_code, query_of(reply.headers["Location"])["status"]) == (302, ["paid"])


def test_unknown_result_is_refused(moyasar: MoyasarCaller) -> None:
    payment = moyasar.pay()
    assert moyasar.answer(payment, "MAYBE").status_code == 400
    assert moyasar.fetched(payment["id"])["status"] == "initiated"


def test_unknown_page_is_404(moyasar: MoyasarCaller) -> None:
    assert moyasar.get("/card_auth/unknown/prepare").status_code == 404


def test_payment_is_still_open_before_fifteen_minutes(
    moyasar: MoyasarCaller, sandbox: RunningSandbox
) -> None:
    payment = moyasar.pay()
    sandbox.advance_clock(890)
    assert moyasar.fetched(payment["id"])["status"] == "initiated"


def test_payment_fails_after_fifteen_minutes(
    moyasar: MoyasarCaller, sandbox: RunningSandbox, receiver: WebhookReceiver
) -> None:
    payment = moyasar.pay()
    sandbox.advance_clock(900)
    receiver.wait(1)
    assert receiver.types == ["payment_failed"]
    after = moyasar.fetched(payment["id"])
    assert (after["status"], after["source"]["message"]) == ("failed", EXPIRED)
    reply = moyasar.answer(payment)
    assert query_of(reply.headers["Location"])["message"] == [EXPIRED]
    assert moyasar.fetched(payment["id"])["status"] == "failed"


def test_lifetime_is_scaled_by_mode(moyasar: MoyasarCaller, sandbox: RunningSandbox) -> None:
    payment = moyasar.pay()
    sandbox.set_modes(payment_lifetime_seconds=0)
    assert moyasar.fetched(payment["id"])["status"] == "failed"


def test_settling_through_the_control_answers_the_page(
    moyasar: MoyasarCaller, sandbox: RunningSandbox
) -> None:
    payment = moyasar.pay()
    address = f"{sandbox.url}/control/payments/{payment['id']}/settle"
    reply = requests.post(address, json={"auth_result": "CANCELLED_AUTHENTICATION"}, timeout=5)
    assert (reply.status_code, reply.json()["status"]) == (200, "failed")
    assert requests.post(address, json={"auth_result": "MAYBE"}, timeout=5).status_code == 400
