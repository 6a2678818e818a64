"""The inbox page and its JSON."""

from __future__ import annotations

from typing import Any

import pytest
import requests

from sandbox.callers import AuthenticaCaller
from sandbox.testing import RunningSandbox

FIRST, SECOND = "+966501234567", "+966509999999"


def inbox(sandbox: RunningSandbox, query: str = "") -> list[dict[str, Any]]:
    reply = requests.get(f"{sandbox.url}/inbox.json{query}", timeout=5)
    messages: list[dict[str, Any]] = reply.json()["messages"]
    return messages


def page(sandbox: RunningSandbox, query: str = "") -> str:
    return requests.get(f"{sandbox.url}/inbox{query}", timeout=5).text


def test_json_has_messages_newest_first(
    authentica: AuthenticaCaller, sandbox: RunningSandbox
) -> None:
    authentica.send_otp(FIRST, otp="482913", template_id=2)
    authentica.send_otp(SECOND, otp="771200")
    newest, oldest = inbox(sandbox)
    assert newest["phone"] == SECOND
    assert oldest.pop("id")
    assert oldest.pop("created_at").endswith("Z")
    assert oldest == {
        "phone": FIRST,
        "email": None,
        "channel": "sms",
        "code": "482913",
        "text": "Your verification code is 482913. Do not share it with anyone.",
        "template_id": 2,
        "sender_name": None,
    }


@pytest.mark.parametrize("query", ["?phone=%2B966501234567", "?phone=+966501234567"])
def test_json_filters_by_phone(
    authentica: AuthenticaCaller, sandbox: RunningSandbox, query: str
) -> None:
    authentica.send_otp(FIRST)
    authentica.send_otp(SECOND)
    assert [item["phone"] for item in inbox(sandbox, query)] == [FIRST]


def test_json_without_messages_is_an_empty_list(sandbox: RunningSandbox) -> None:
    assert inbox(sandbox) == []


def test_page_shows_code_text_and_phone(
    authentica: AuthenticaCaller, sandbox: RunningSandbox
) -> None:
    authentica.send_otp(FIRST, otp="482913")
    text = page(sandbox)
    assert '<p class="code" data-code><bdi dir="ltr">482913</bdi></p>' in text
    assert f'<bdi dir="ltr">{FIRST}</bdi>' in text
    assert "رمز التحقق" in text
    assert 'http-equiv="refresh"' in text


def test_page_escapes_what_was_sent(authentica: AuthenticaCaller, sandbox: RunningSandbox) -> None:
    body = {"phone": FIRST, "message": "<script>x</script>\nنور", "sender_name": "<b>"}
    authentica.call("POST", "/send-sms", body)
    text = page(sandbox)
    assert "&lt;script&gt;x&lt;/script&gt;<br>نور" in text
    assert "<script>" not in text
    assert "&lt;b&gt;" in text


def test_page_filters_by_phone(authentica: AuthenticaCaller, sandbox: RunningSandbox) -> None:
    authentica.send_otp(FIRST)
    authentica.send_otp(SECOND)
    text = page(sandbox, "?phone=%2B966501234567")
    assert (FIRST in text, SECOND in text) == (True, False)


def test_page_without_messages_says_so(sandbox: RunningSandbox) -> None:
    text = page(sandbox)
    assert "No messages yet." in text
    assert "لا توجد رسائل بعد." in text


def test_page_escapes_the_filter(sandbox: RunningSandbox) -> None:
    assert 'value="&#34;&gt;&lt;i&gt;"' in page(sandbox, "?phone=%22%3E%3Ci%3E")
