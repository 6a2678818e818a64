"""Updates, saved cards, hosted pages and webhook registrations against the stand-in."""

import logging
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest

from billing.moyasar import errors
from billing.moyasar.invoices import NewInvoice

PAGE = NewInvoice(
    amount_minor=23000,
    currency="SAR",
    description="Deposit BK-1043",
    success_url="http://noor.localhost:8000/done",
    metadata={"appointment": "BK-1043"},
)


@pytest.mark.parametrize("is_empty", [False, True])
def test_payment_is_described_anew_whatever_the_answer_holds(client, sandbox, payer, is_empty):
    paid = payer.paid(metadata={"salon": "noor", "draft": "1"})
    sandbox.set_modes(empty_put_body=is_empty)
    seen = client.update_payment(paid["id"], description="New", metadata={"draft": ""})
    assert dict(seen.metadata) == {"salon": "noor"}
    assert payer.fetched(paid["id"])["description"] == "New"


def test_saved_card_is_read_and_forgotten(client, payer, caplog):
    caplog.set_level(logging.INFO)
    token_id = payer.paid(source={"save_card": True})["source"]["token"]
    token = client.tokens.fetch(token_id)
    assert (token.is_active, token.brand, token.last_four, token.month, token.year) == (
        True,
        "visa",
        "1111",
        12,
        2035,
    )
    client.tokens.delete(token_id)
    with pytest.raises(errors.NotFound):
        client.tokens.fetch(token_id)
    assert "/tokens/…" in caplog.text
    assert token_id not in caplog.text


def test_card_that_was_not_proved_is_not_active(client, payer):
    token_id = payer.pay(source={"save_card": True})["source"]["token"]
    assert client.tokens.fetch(token_id).is_active is False


def test_odd_token_leads_to_no_other_address(client):
    with pytest.raises(errors.NotFound):
        client.tokens.fetch("../payments")


def test_hosted_page_is_made_found_and_closed(client):
    made = client.invoices.create(PAGE)
    assert (made.status, made.amount, made.payments) == ("initiated", 23000, ())
    assert client.invoices.fetch(made.id) == made
    found = client.invoices.page({"metadata[appointment]": "BK-1043"})
    assert ([each.id for each in found.invoices], found.next_page) == ([made.id], None)
    assert client.invoices.cancel(made.id).status == "canceled"
    with pytest.raises(errors.Refused) as caught:
        client.invoices.cancel(made.id)
    assert caught.value.message == "Cancel failed. The Invoice is already canceled."


def test_hosted_page_ends(client, sandbox):
    soon = datetime.now(UTC) + timedelta(hours=1)
    made = client.invoices.create(NewInvoice(**{**vars(PAGE), "expires_at": soon}))
    sandbox.advance_clock(7200)
    assert client.invoices.fetch(made.id).status == "expired"


def test_page_that_ended_before_it_began_is_refused(client):
    past = datetime(2020, 1, 1, tzinfo=UTC)
    with pytest.raises(errors.Refused) as caught:
        client.invoices.create(NewInvoice(**{**vars(PAGE), "expires_at": past}))
    assert list(caught.value.fields) == ["expired_at"]


def test_unknown_page_is_not_found(client):
    with pytest.raises(errors.NotFound):
        client.invoices.fetch(uuid4())


def test_webhook_is_registered_moved_and_taken_away(client):
    before = client.webhooks.registered()
    made = client.webhooks.register(
        url="https://salon.example/hooks", shared_secret="one", events=["payment_paid"]
    )
    assert made.events == ("payment_paid",)
    moved = client.webhooks.change(
        made.id, url="https://salon.example/hooks/2", shared_secret="two"
    )
    assert moved.url == "https://salon.example/hooks/2"
    assert moved in client.webhooks.registered()
    client.webhooks.delete(made.id)
    assert client.webhooks.registered() == before


def test_webhook_without_https_is_refused(client):
    with pytest.raises(errors.Refused) as caught:
        client.webhooks.register(url="http://salon.example/hooks", shared_secret="one")
    assert list(caught.value.fields) == ["url"]


def test_deliveries_that_were_lost_are_seen(client, sandbox, payer):
    sandbox.set_webhook_url("http://127.0.0.1:9/nobody")
    payer.paid()
    sandbox.wait_for_webhooks()
    attempts = client.webhooks.attempts()
    assert {(each.event_type, each.is_delivered) for each in attempts} == {("payment_paid", False)}
    assert {each.retry_number for each in attempts} == set(range(6))
