"""WhatsApp first, SMS where it was certainly not taken: one code, never two messages."""

from typing import Any

import pytest

from notifications.delivery import DeliveryError
from notifications.gateways import send_code

pytestmark = pytest.mark.integration
PHONE = "+966500000777"


def send() -> str:
    return send_code(phone_number=PHONE, code="012345", language="ar", channel="whatsapp")


def arrived(sandbox: Any) -> list[tuple[str, str]]:
    return [(message.channel, message.code) for message in sandbox.inbox(PHONE)]


def test_whatsapp_takes_it(sandbox: Any) -> None:
    assert (send(), arrived(sandbox)) == ("whatsapp", [("whatsapp", "012345")])


def test_refused_code_goes_by_sms(sandbox: Any) -> None:
    sandbox.fail_next("authentica.send_otp", "429")
    assert (send(), arrived(sandbox)) == ("sms", [("sms", "012345")])


@pytest.mark.parametrize("action", ["drop_after_commit", "500"])
def test_unclear_answer_is_not_sent_twice(sandbox: Any, action: str) -> None:
    sandbox.fail_next("authentica.send_otp", action)
    with pytest.raises(DeliveryError) as failure:
        send()
    assert (failure.value.maybe_sent, len(arrived(sandbox)) <= 1) == (True, True)


def test_templates_are_those_of_the_channel(sandbox: Any, settings: Any) -> None:
    settings.AUTHENTICA_WHATSAPP_TEMPLATE_AR = 9
    send()
    send_code(phone_number=PHONE, code="543210", language="ar", channel="sms")
    templates = [(message.channel, message.template_id) for message in sandbox.inbox(PHONE)]
    assert sorted(templates) == [("sms", 1), ("whatsapp", 9)]
