"""Charging a saved card: once for an id, in both worlds that are told of."""

from dataclasses import replace
from uuid import uuid4

import pytest

from billing.moyasar import errors
from billing.moyasar.client import NewPayment

BOTH_WORLDS = pytest.mark.parametrize("is_replayed", [False, True], ids=["refused", "replayed"])

UNCLEAR = ["500", "html_502", "timeout_before_commit", "timeout_after_commit", "drop_after_commit"]


@pytest.fixture
def token(payer):
    """A card that was saved with a first payment."""
    return payer.paid(source={"save_card": True})["source"]["token"]


@pytest.fixture
def new(token):
    return NewPayment(
        id=uuid4(),
        amount_minor=5000,
        currency="SAR",
        description="Fee BK-1042",
        callback_url="http://noor.localhost:8000/pay/return/BK-1042",
        token=token,
        metadata={"salon": "noor"},
    )


def charges(sandbox, new):
    return [each.status for each in sandbox.payments() if each.id == str(new.id)]


def test_active_token_is_charged_at_once(client, sandbox, new):
    seen = client.create_payment(new)
    assert (seen.id, seen.status, seen.amount, dict(seen.metadata)) == (
        new.id,
        "paid",
        5000,
        {"salon": "noor"},
    )


def test_bank_that_asks_leaves_the_payment_open_with_its_page(client, sandbox, new):
    sandbox.set_modes(token_challenge=True)
    seen = client.create_payment(new)
    assert seen.status == "initiated"
    assert seen.source.transaction_url.startswith(sandbox.url)


def test_amount_can_be_reserved(client, new):
    assert client.create_payment(replace(new, manual=True)).status == "authorized"


@BOTH_WORLDS
def test_same_id_again_is_the_same_payment(client, sandbox, new, is_replayed):
    sandbox.set_modes(given_id_replay=is_replayed)
    first, second = client.create_payment(new), client.create_payment(new)
    assert (second, charges(sandbox, new)) == (first, ["paid"])


@BOTH_WORLDS
@pytest.mark.parametrize(
    "action",
    ["500", "html_502", "timeout_before_commit", "timeout_after_commit", "drop_after_commit"],
)
def test_unclear_outcome_is_looked_up_and_charged_once(client, sandbox, new, action, is_replayed):
    sandbox.set_modes(timeout_seconds=0.01, given_id_replay=is_replayed)
    sandbox.fail_next("moyasar.payments.create", action)
    assert client.create_payment(new).status == "paid"
    assert charges(sandbox, new) == ["paid"]


def test_outcome_that_stays_unclear_is_said_to_be_so(client, sandbox, new):
    sandbox.fail_next("moyasar.payments.create", "500", count=None)
    with pytest.raises(errors.OutcomeUnknown):
        client.create_payment(new)
    assert charges(sandbox, new) == []


def test_edge_block_is_sent_again(client, sandbox, new):
    sandbox.fail_next("moyasar.payments.create", "html_403", count=2)
    assert client.create_payment(new).status == "paid"
    assert charges(sandbox, new) == ["paid"]


def test_unknown_token_is_refused_and_nothing_is_made(client, sandbox, new):
    wrong = replace(new, token="token_unknown")
    with pytest.raises(errors.Refused) as caught:
        client.create_payment(wrong)
    assert caught.value.fields == {"source.token": ("The token was not found.",)}
    assert charges(sandbox, new) == []


def test_too_small_an_amount_is_refused(client, sandbox, new):
    with pytest.raises(errors.Refused) as caught:
        client.create_payment(replace(new, amount_minor=99))
    assert list(caught.value.fields) == ["amount"]


def test_busy_provider_is_no_unknown_outcome(client, sandbox, new):
    sandbox.fail_next("moyasar.payments.create", "429")
    with pytest.raises(errors.RateLimited):
        client.create_payment(new)
    assert charges(sandbox, new) == []
