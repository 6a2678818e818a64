"""Giving money back from the back office."""

import pytest

from accounts.enums import Proof
from audit.models import AuditEntry
from billing.domain.payments import start_payment, sync_payment
from billing.domain.refund_sending import send_refund
from billing.models import Refund
from tests.billing.payer import Payer
from tests.booking.conftest import NOW, book
from tests.clients import client_of
from tests.cms_backoffice.conftest import HOST, texts
from tests.second_factors import app_code, give_app


def page_of(payment):
    return f"/manage/payments/{payment.pk}/refund/"


def send(browser, payment, amount, reason="Hair colour was off"):
    return browser.post(page_of(payment), {"amount": amount, "reason": reason}, follow=True)


def refunds():
    return [(row.amount_minor, row.reason, row.status) for row in Refund.objects.all()]


def test_form_offers_all_that_is_left(owner, paid):
    paid.status, paid.refunded_minor = "partly_refunded", 1500
    paid.save()
    response = owner.get(page_of(paid))
    assert 'value="100"' in response.content.decode()
    assert "At most SAR 100." in response.content.decode()


@pytest.mark.parametrize(("amount", "minor"), [("115", 11500), ("20.50", 2050), ("0.01", 1)])
def test_refund_of_all_or_part_is_opened_and_audited(owner, people, paid, amount, minor):
    response = send(owner, paid, amount)
    assert refunds() == [(minor, "Hair colour was off", "requested")]
    assert "is on its way" in texts(response)[0]
    refund = Refund.objects.get()
    assert refund.requested_by == people.owner
    entry = AuditEntry.objects.get(additional_data__verb="refund_requested")
    assert (entry.actor, entry.additional_data["reason"]) == (people.owner, "Hair colour was off")
    paid.appointment.refresh_from_db()
    assert paid.appointment.status == "confirmed"


@pytest.mark.parametrize("amount", ["115.01", "0", "-5", "", "abc", "1.005", "NaN", "1e9"])
def test_refund_of_an_odd_amount_is_refused(owner, paid, amount):
    response = send(owner, paid, amount)
    assert response.context["form"].errors.keys() == {"amount"}
    assert refunds() == []


def test_refund_without_a_reason_is_refused(owner, paid):
    response = send(owner, paid, "10", reason="  ")
    assert response.context["form"].errors.keys() == {"reason"}
    assert refunds() == []


def test_second_refund_waits_for_the_first(owner, paid):
    send(owner, paid, "10")
    html = owner.get(f"/manage/appointments/{paid.appointment_id}/").content.decode()
    assert "/refund/" not in html
    assert "nothing left to refund" in texts(owner.get(page_of(paid), follow=True))[0]
    response = send(owner, paid, "10")
    assert texts(response) == ["A refund of this payment is still in progress."]
    assert len(refunds()) == 1


@pytest.mark.parametrize("status", ["pending", "failed", "refunded", "voided", "quarantined"])
def test_payments_without_money_have_no_button(owner, paid, status):
    paid.status = status
    paid.save()
    html = owner.get(f"/manage/appointments/{paid.appointment_id}/").content.decode()
    assert "/refund/" not in html
    assert send(owner, paid, "10").redirect_chain
    assert refunds() == []


def test_code_alone_gives_no_money_back(people, paid):
    """Without a second factor she is led to add one, on the platform's host, and back."""
    browser = client_of(people.owner, HOST, proofs=(Proof.CODE,))
    for answer in (browser.get(page_of(paid)), browser.post(page_of(paid), {"amount": "1"})):
        assert answer.status_code == 302
        assert answer.url.startswith("http://localhost:8000/ar/account/security/back/?next=")
        assert answer.url.endswith("from=noor.localhost")
    assert refunds() == []


def test_second_factor_on_the_salons_own_host_opens_the_form(people, paid):
    secret = give_app(people.owner)
    browser = client_of(people.owner, HOST, proofs=(Proof.CODE,))
    form = {"amount": "1", "reason": "Hair colour was off"}
    asked = browser.post(page_of(paid), form, HTTP_REFERER=f"http://{HOST}{page_of(paid)}")
    assert (asked.status_code, refunds()) == (302, [])
    code = {"code": app_code(secret), "next": page_of(paid)}
    confirmed = browser.post("/en/account/confirm/", code, follow=True)
    assert confirmed.redirect_chain == [(page_of(paid), 302)]
    assert browser.post(page_of(paid), form).status_code == 302
    assert refunds() == [(100, "Hair colour was off", "requested")]


def test_refund_reaches_the_provider(owner, people, sandbox, catalogue, time_machine):
    """The whole way with the sandbox: pay, refund in the back office, see it done."""
    time_machine.move_to(NOW, tick=True)
    appointment = book(catalogue)
    payment = start_payment(appointment.pk, customer=catalogue.customer)
    Payer(sandbox).pay(payment)
    sync_payment(payment.pk)
    send(owner, payment, "15")
    send_refund(Refund.objects.get().pk)
    html = owner.get(f"/manage/appointments/{appointment.pk}/").content.decode()
    assert ("−SAR 15" in html, "Done" in html, "Partly refunded" in html) == (True, True, True)
