"""The client against every documented answer of the stand-in."""

import logging
from uuid import uuid4

import pytest

from billing.moyasar import errors
from billing.moyasar.client import MoyasarClient, moyasar_client
from sandbox.config import PUBLISHABLE_KEY, SECRET_KEY
from tests.billing.moyasar.conftest import TRIES


@pytest.fixture
def paid_id(payer):
    return payer.paid()["id"]


def kind_of(call):
    """Return the class of the error that a call ends in."""
    with pytest.raises(errors.MoyasarError) as caught:
        call()
    return type(caught.value)


def test_fetch_returns_the_payment(client, payer):
    body = payer.paid(metadata={"salon": "noor"})
    seen = client.fetch_payment(body["id"])
    assert (str(seen.id), seen.status, seen.amount, seen.currency, seen.metadata) == (
        body["id"],
        "paid",
        11500,
        "SAR",
        {"salon": "noor"},
    )
    assert (seen.source.company, seen.source.last_four, seen.source.response_code) == (
        "visa",
        "1111",
        "00",
    )


def test_factory_reads_settings_when_called(sandbox, settings, paid_id):
    settings.MOYASAR_SECRET_KEY = "sk_test_other"
    assert kind_of(lambda: moyasar_client().fetch_payment(paid_id)) is errors.Unauthorized


@pytest.mark.parametrize(
    ("action", "error"),
    [
        ("500", errors.OutcomeUnknown),
        ("503", errors.OutcomeUnknown),
        ("html_502", errors.OutcomeUnknown),
        ("html_403", errors.EdgeBlocked),
        ("429", errors.RateLimited),
        ("timeout_before_commit", errors.OutcomeUnknown),
        ("drop_after_commit", errors.OutcomeUnknown),
    ],
)
def test_fetch_repeats_and_then_names_the_trouble(client, sandbox, paid_id, action, error):
    sandbox.set_modes(timeout_seconds=0.01)
    sandbox.fail_next("moyasar.payments.fetch", action, count=TRIES)
    assert kind_of(lambda: client.fetch_payment(paid_id)) is error
    sandbox.fail_next("moyasar.payments.fetch", action, count=TRIES - 1)
    assert client.fetch_payment(paid_id).status == "paid"


@pytest.mark.parametrize(
    ("action", "error", "was_refused", "refunded"),
    [
        ("500", errors.OutcomeUnknown, False, 0),
        ("503", errors.OutcomeUnknown, False, 0),
        ("html_502", errors.OutcomeUnknown, False, 0),
        ("429", errors.RateLimited, True, 0),
        ("timeout_before_commit", errors.OutcomeUnknown, False, 0),
        ("timeout_after_commit", errors.OutcomeUnknown, False, 500),
        ("drop_after_commit", errors.OutcomeUnknown, False, 500),
    ],
)
def test_refund_is_sent_once_whatever_happens(
    client, sandbox, payer, paid_id, action, error, was_refused, refunded
):
    sandbox.set_modes(timeout_seconds=0.01)
    sandbox.fail_next("moyasar.payments.refund", action)
    with pytest.raises(error) as caught:
        client.refund_payment(paid_id, amount_minor=500)
    assert caught.value.was_refused is was_refused
    assert payer.fetched(paid_id)["refunded"] == refunded


def test_refund_is_repeated_after_an_edge_block(client, sandbox, payer, paid_id):
    sandbox.fail_next("moyasar.payments.refund", "html_403", count=TRIES - 1)
    assert client.refund_payment(paid_id, amount_minor=500).refunded == 500
    sandbox.fail_next("moyasar.payments.refund", "html_403", count=TRIES)
    assert kind_of(lambda: client.refund_payment(paid_id, amount_minor=1)) is errors.EdgeBlocked
    assert payer.fetched(paid_id)["refunded"] == 500


def test_slow_answer_is_an_unknown_outcome(sandbox, payer, paid_id):
    sandbox.set_modes(delay_seconds=0.5)
    sandbox.fail_next("moyasar.payments.refund", "delay")
    hasty = MoyasarClient(
        base_url=sandbox.moyasar_url, secret_key=SECRET_KEY, write_timeout=(1.0, 0.05)
    )
    assert kind_of(lambda: hasty.refund_payment(paid_id, amount_minor=5)) is errors.OutcomeUnknown
    assert payer.fetched(paid_id)["refunded"] == 5


def test_unreachable_provider_is_an_unknown_outcome():
    nowhere = MoyasarClient(base_url="http://127.0.0.1:9", secret_key="sk", pauses=())
    assert kind_of(lambda: nowhere.fetch_payment(uuid4())) is errors.OutcomeUnknown


@pytest.mark.parametrize(
    ("key", "error"),
    [("sk_test_wrong", errors.Unauthorized), (PUBLISHABLE_KEY, errors.Forbidden)],
)
def test_wrong_key_is_a_matter_of_configuration(sandbox, paid_id, key, error):
    client = MoyasarClient(base_url=sandbox.moyasar_url, secret_key=key)
    assert kind_of(lambda: client.fetch_payment(paid_id)) is error
    assert issubclass(error, errors.NotConfigured)


@pytest.mark.parametrize("types", ["live", "docs"])
def test_unknown_payment_is_not_found_under_either_name(client, sandbox, types):
    sandbox.set_modes(error_types=types)
    assert kind_of(lambda: client.fetch_payment(uuid4())) is errors.NotFound


def test_address_that_is_not_the_provider_is_no_404(sandbox):
    client = MoyasarClient(base_url=f"{sandbox.url}/elsewhere", secret_key="sk", pauses=())
    assert kind_of(lambda: client.fetch_payment(uuid4())) is errors.OutcomeUnknown


@pytest.mark.parametrize(
    ("as_string", "fields"),
    [
        (False, {"amount": ("The value to refund must be less than or equal to 11500.",)}),
        (True, {"": ("amount: The value to refund must be less than or equal to 11500.",)}),
    ],
)
def test_refusal_names_its_fields(client, sandbox, paid_id, as_string, fields):
    sandbox.set_modes(errors_as_string=as_string)
    with pytest.raises(errors.Refused) as caught:
        client.refund_payment(paid_id, amount_minor=11501)
    assert (caught.value.fields, caught.value.kind) == (fields, "validation_error")
    assert (caught.value.is_permanent, caught.value.was_refused) == (True, True)


def test_refund_of_an_unpaid_payment_is_refused(client, payer):
    with pytest.raises(errors.Refused) as caught:
        client.refund_payment(payer.pay()["id"], amount_minor=100)
    assert caught.value.message == "Only paid or captured payments can be refunded."


def test_void_and_capture(client, payer):
    held = payer.paid(source={"manual": True})
    assert client.fetch_payment(held["id"]).status == "authorized"
    captured = client.capture_payment(held["id"], amount_minor=5000)
    assert (captured.status, captured.captured) == ("captured", 5000)
    assert client.void_payment(payer.paid()["id"]).status == "voided"


def test_whole_capture_takes_all(client, payer):
    held = payer.paid(source={"manual": True})
    assert client.capture_payment(held["id"]).captured == 11500


def test_list_walks_pages_with_filters(client, payer):
    ids = {payer.pay(metadata={"salon": "noor"})["id"] for _ in range(41)}
    payer.pay(metadata={"salon": "reem"})
    filters = {"metadata[salon]": "noor"}
    first, second = (client.list_payments(filters, page=number) for number in (1, 2))
    assert (len(first.payments), first.next_page) == (40, 2)
    assert (len(second.payments), second.next_page) == (1, None)
    assert {str(item.id) for item in (*first.payments, *second.payments)} == ids


def test_missing_optional_keys_are_tolerated(client, sandbox, paid_id):
    sandbox.set_modes(missing_optional_keys=True)
    seen = client.fetch_payment(paid_id)
    assert (seen.status, seen.captured, seen.source.response_code) == ("paid", 0, "")


def test_nothing_secret_is_logged(client, sandbox, paid_id, caplog):
    caplog.set_level(logging.DEBUG)
    sandbox.fail_next("moyasar.payments.fetch", "500")
    client.fetch_payment(paid_id)
    kind_of(lambda: client.refund_payment(paid_id, amount_minor=99999))
    assert f"GET /payments/{paid_id}: 500 OutcomeUnknown" in caplog.text
    assert f"POST /payments/{paid_id}/refund: 400 Refused" in caplog.text
    for secret in (SECRET_KEY, "Basic ", "Sara Ali", "99999"):
        assert secret not in caplog.text
    assert SECRET_KEY not in repr(client)
