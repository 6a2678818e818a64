"""The choice of a gateway, and the one that prints."""

from typing import Any

import pytest

from notifications.gateways import DeliveryError, send_code, send_text

PHONE = "+966500000777"


def send_both() -> None:
    send_code(phone_number=PHONE, code="012345", language="ar")
    send_text(phone_number=PHONE, text="See you at noon")


@pytest.mark.unit
@pytest.mark.parametrize(
    ("debug", "lines"),
    [
        (True, ["code 012345", "See you at noon"]),
        (False, ["code ••••••", "••••••"]),
    ],
)
def test_console_prints_secrets_only_with_debug(
    settings: Any, capsys: Any, debug: bool, lines: list[str]
) -> None:
    settings.NOTIFICATION_PROVIDER, settings.DEBUG = "console", debug
    send_both()
    expected = [f"[sms] +966••••••777: {line}" for line in lines]
    assert capsys.readouterr().out.splitlines() == expected


@pytest.mark.integration
@pytest.mark.parametrize("provider", ["sandbox", "authentica"])
def test_both_names_of_the_provider_lead_to_its_api(
    sandbox: Any, settings: Any, provider: str
) -> None:
    settings.NOTIFICATION_PROVIDER = provider
    send_both()
    sent = [(message.code, message.text) for message in sandbox.inbox(PHONE)]
    assert [code for code, _text in sent] == [None, "012345"]
    assert sent[0][1] == "See you at noon"


@pytest.mark.integration
def test_failure_comes_out_as_delivery_error(sandbox: Any, settings: Any) -> None:
    settings.AUTHENTICA_API_KEY = ""
    with pytest.raises(DeliveryError) as failure:
        send_text(phone_number=PHONE, text="x")
    assert (failure.value.code, failure.value.permanent) == ("key_refused", True)
