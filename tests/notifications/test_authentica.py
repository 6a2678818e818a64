"""The client of Authentica against the sandbox: every documented and every doubtful answer."""

import socket
import time
from types import SimpleNamespace
from typing import Any

import pytest

from notifications.authentica import client as client_module
from notifications.authentica.client import AuthenticaClient
from notifications.authentica.errors import (
    AuthenticaError,
    KeyRefused,
    MessageRefused,
    NoCredit,
    OutcomeUnknown,
    TooManyRequests,
    Unreachable,
)
from notifications.delivery import DeliveryError

pytestmark = pytest.mark.integration

PHONE = "+966500000777"


@pytest.fixture
def client(sandbox: Any) -> AuthenticaClient:
    return AuthenticaClient.from_settings()


def pointed_at(client: AuthenticaClient, **changes: Any) -> AuthenticaClient:
    return AuthenticaClient(**(vars(client) | changes))


def send(client: AuthenticaClient, **changes: Any) -> None:
    message = {"phone_number": PHONE, "code": "012345", "language": "ar", "channel": "sms"}
    client.send_code(**(message | changes))


@pytest.mark.parametrize(("language", "template"), [("ar", 1), ("en", 2), ("fr", 1)])
@pytest.mark.parametrize("channel", ["sms", "whatsapp"])
def test_code_leaves_as_it_is(
    client: AuthenticaClient, sandbox: Any, language: str, template: int, channel: str
) -> None:
    send(client, language=language, channel=channel)
    (message,) = sandbox.inbox()
    assert (message.phone, message.code, message.channel, message.template_id) == (
        PHONE,
        "012345",
        channel,
        template,
    )


def test_text_leaves_under_our_sender_name(client: AuthenticaClient, sandbox: Any) -> None:
    client.send_text(phone_number=PHONE, text="موعدك غداً")
    (message,) = sandbox.inbox()
    assert (message.phone, message.text, message.sender_name, message.code) == (
        PHONE,
        "موعدك غداً",
        "Salon",
        None,
    )


@pytest.mark.parametrize("status", ["402", "400"])
def test_empty_account_may_be_filled_up(
    client: AuthenticaClient, sandbox: Any, status: str
) -> None:
    sandbox.set_modes(authentica_balance=0, authentica_no_credit_status=status)
    with pytest.raises(NoCredit) as failure:
        send(client)
    assert (failure.value.permanent, failure.value.maybe_sent) == (False, False)


@pytest.mark.parametrize("status", ["400", "422"])
def test_wrong_fields_are_permanent(client: AuthenticaClient, sandbox: Any, status: str) -> None:
    sandbox.set_modes(authentica_validation_status=status)
    with pytest.raises(MessageRefused) as failure:
        send(client, phone_number="0500000777")
    assert (failure.value.permanent, sandbox.inbox()) == (True, [])


def test_wrong_key_is_permanent(client: AuthenticaClient, sandbox: Any) -> None:
    with pytest.raises(KeyRefused) as failure:
        send(pointed_at(client, api_key="wrong"))
    assert (failure.value.permanent, sandbox.inbox()) == (True, [])


@pytest.mark.parametrize(
    ("action", "error"),
    [
        ("500", OutcomeUnknown),
        ("503", OutcomeUnknown),
        ("html_502", OutcomeUnknown),
        ("html_403", OutcomeUnknown),
        ("429", TooManyRequests),
    ],
)
def test_trouble_of_the_provider_may_pass(
    client: AuthenticaClient, sandbox: Any, action: str, error: type[AuthenticaError]
) -> None:
    sandbox.fail_next("authentica.send_otp", action)
    with pytest.raises(error) as failure:
        send(client)
    assert failure.value.permanent is False


def test_answer_that_breaks_off_is_not_sent_again(client: AuthenticaClient, sandbox: Any) -> None:
    sandbox.fail_next("authentica.send_otp", "drop_after_commit")
    with pytest.raises(OutcomeUnknown) as failure:
        send(client)
    assert (failure.value.maybe_sent, len(sandbox.inbox())) == (True, 1)


def test_silence_ends_after_the_timeout_and_is_not_sent_again(
    client: AuthenticaClient, sandbox: Any
) -> None:
    sandbox.set_modes(timeout_seconds=1.5)
    sandbox.fail_next("authentica.send_otp", "timeout_after_commit")
    with pytest.raises(OutcomeUnknown):
        send(pointed_at(client, timeout=(1, 0.3)))
    assert len(sandbox.inbox()) == 1


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


def test_no_connection_means_not_sent(client: AuthenticaClient) -> None:
    with pytest.raises(Unreachable) as failure:
        send(pointed_at(client, base_url=f"http://127.0.0.1:{free_port()}"))
    assert (failure.value.permanent, failure.value.maybe_sent) == (False, False)


def test_no_connection_is_tried_once_more_after_a_pause(
    client: AuthenticaClient, answering: Any, monkeypatch: Any
) -> None:
    port, pauses = free_port(), []

    def pause(seconds: float) -> None:
        pauses.append(seconds)
        answering(200, b'{"success": true}', port)

    clock = SimpleNamespace(sleep=pause, monotonic=time.monotonic)
    monkeypatch.setattr(client_module, "time", clock)
    send(pointed_at(client, base_url=f"http://127.0.0.1:{port}"))
    assert (len(pauses), 0 < pauses[0] < 1) == (1, True)


@pytest.mark.parametrize(
    ("status", "body", "error"),
    [
        (200, b"", OutcomeUnknown),
        (200, b"<html>OK</html>", OutcomeUnknown),
        (200, b"[]", OutcomeUnknown),
        (200, b"{}", OutcomeUnknown),
        (200, b'{"success": "true"}', MessageRefused),
        (200, b'{"success": null}', MessageRefused),
        (200, b'{"success": false, "message": "no"}', MessageRefused),
        (200, b'{"success": true, "status": false}', MessageRefused),
        (302, b"", OutcomeUnknown),
        (402, b'{"message": "x"}', NoCredit),
        (418, b'{"errors": [{"message": "teapot"}]}', MessageRefused),
    ],
)
def test_unclear_answer_is_no_success(
    client: AuthenticaClient, answering: Any, status: int, body: bytes, error: Any
) -> None:
    with pytest.raises(error):
        send(pointed_at(client, base_url=answering(status, body).url))


def test_text_needs_no_flag_but_json(client: AuthenticaClient, answering: Any) -> None:
    taken = pointed_at(client, base_url=answering(200, b'{"message": "queued"}').url)
    taken.send_text(phone_number=PHONE, text="x")
    unclear = pointed_at(client, base_url=answering(200, b"ok").url)
    with pytest.raises(OutcomeUnknown):
        unclear.send_text(phone_number=PHONE, text="x")


def test_request_names_itself_and_carries_the_key(client: AuthenticaClient, answering: Any) -> None:
    server = answering(200, b'{"success": true}')
    send(pointed_at(client, base_url=server.url))
    (headers,) = server.headers
    assert (headers["User-Agent"], headers["X-Authorization"], headers["Accept"]) == (
        "salon-platform/1",
        client.api_key,
        "application/json",
    )


def test_errors_and_the_client_show_no_secret(client: AuthenticaClient, answering: Any) -> None:
    echo = b'{"message": "012345 to +966500000777 is invalid"}'
    with pytest.raises(DeliveryError) as failure:
        send(pointed_at(client, base_url=answering(422, echo).url))
    shown = f"{failure.value} {failure.value!r} {failure.value.__context__} {client!r}"
    for secret in ("012345", PHONE[1:], client.api_key):
        assert secret not in shown
