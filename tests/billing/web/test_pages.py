"""The pages on which a customer pays."""

import json
import re

import pytest
from django.conf import settings

from billing.domain.payments import sync_payment
from billing.models import Payment
from booking.domain.transitions import cancel_appointment, expire_hold
from salons.models import SalonProfile
from tests.accounts_factories import UserFactory
from tests.billing.payer import NO_FUNDS_CARD
from tests.clients import client_of

HOST = "noor.localhost"
LANGUAGES = ["ar", "en"]


@pytest.fixture
def browser(appointment):
    return client_of(appointment.customer, HOST)


def page(payment, language="en", *, end=""):
    return f"/{language}/pay/{payment.pk}/{end}"


def back(browser, payment, language="en"):
    return browser.get(page(payment, language, end="return/"))


def settings_of(answer):
    """Return what the page hands to its script."""
    found = re.search(r'id="payment-settings"[^>]*>(.*?)</script>', answer.content.decode())
    return json.loads(found.group(1))


@pytest.mark.parametrize("language", LANGUAGES)
def test_start_leads_to_the_page_of_the_attempt(browser, appointment, language):
    for method in (browser.get, browser.post, browser.get):
        answer = method(f"/{language}/pay/for/{appointment.pk}/")
        assert answer.url == page(Payment.objects.get(), language)


def test_start_of_a_paid_appointment_leads_to_it(browser, paid):
    answer = browser.get(f"/en/pay/for/{paid.appointment_id}/")
    assert answer.url == f"/en/my/{paid.appointment_id}/"
    assert Payment.objects.count() == 1


def test_start_after_the_hold_says_so(browser, appointment, later):
    later(minutes=16)
    answer = browser.get(f"/en/pay/for/{appointment.pk}/")
    assert answer.status_code == 409
    assert "has run out" in answer.content.decode()
    assert not Payment.objects.exists()


@pytest.mark.parametrize(
    ("language", "direction", "texts"),
    [
        ("en", "ltr", ["Pay for your visit", "VAT 15%, included", "SAR 15", "SAR 115"]),
        ("ar", "rtl", ["15 ر.س", "115 ر.س"]),
    ],
)
def test_page_shows_total_vat_and_visit(browser, payment, language, direction, texts):
    answer = browser.get(page(payment, language))
    html = answer.content.decode()
    item = payment.appointment.items.get()
    expected = [*texts, payment.appointment.reference, f'dir="{direction}"']
    expected += [item.service_name_en if language == "en" else item.service_name_ar]
    assert [text for text in expected if text not in html] == []
    assert answer.status_code == 200


def test_page_of_an_unregistered_salon_has_no_vat_line(browser, payment):
    SalonProfile.objects.update(is_vat_registered=False)
    type(payment.appointment).objects.update(vat_minor=0)
    assert "VAT 15%" not in browser.get(page(payment)).content.decode()


def test_page_of_a_deposit_names_total_and_part(browser, appointment):
    type(appointment).objects.update(due_now_minor=5000)
    browser.get(f"/en/pay/for/{appointment.pk}/")
    html = browser.get(page(Payment.objects.get())).content.decode()
    parts = ["Total of the visit", "SAR 115", "SAR 50", "SAR 6.52"]
    assert [text for text in parts if text not in html] == []


def test_no_card_field_can_be_submitted(browser, payment):
    html = browser.get(page(payment)).content.decode()
    form = re.search(r"<form[^>]*data-card-form.*?</form>", html, re.S).group(0)
    assert len(re.findall(r"<input", form)) == 4
    assert [word for word in (" name=", " action=", " method=") if word in form] == []
    assert "<noscript>" in html


def test_page_hands_the_request_to_its_script(browser, payment):
    given = settings_of(browser.get(page(payment)))
    assert given["request"]["given_id"] == str(payment.pk)
    assert given["request"]["callback_url"] == f"http://{HOST}{page(payment, end='return/')}"
    assert 9 * 60 < given["hold_seconds"] <= 10 * 60
    assert settings.MOYASAR_SECRET_KEY not in json.dumps(given)


def test_page_may_connect_to_the_provider_and_is_kept_from_robots(browser, payment, sandbox):
    answer = browser.get(page(payment))
    policy = answer["Content-Security-Policy"]
    assert f"connect-src 'self' {sandbox.url};" in policy
    assert "'unsafe-inline'" not in policy
    assert '<meta name="robots" content="noindex">' in answer.content.decode()
    assert "no-store" in answer["Cache-Control"]


def test_other_pages_may_not_connect_to_the_provider(browser, payment, sandbox):
    answer = browser.get(f"/en/my/{payment.appointment_id}/")
    assert sandbox.url not in answer["Content-Security-Policy"]


def test_page_of_a_used_attempt_leads_to_its_end(browser, paid):
    assert browser.get(page(paid)).url == page(paid, end="return/")


def test_page_that_is_opened_again_after_the_card_was_sent_leads_on(browser, payment, payer, later):
    payer.send_card(payment)
    later(seconds=10)
    assert browser.get(page(payment)).url == page(payment, end="return/")


@pytest.mark.parametrize("query", ["", "?id=x&status=failed&message=DECLINED", "?status=paid"])
def test_return_of_a_paid_payment_leads_to_the_appointment(browser, payment, payer, query):
    payer.pay(payment)
    answer = browser.get(page(payment, end=f"return/{query}"))
    assert answer.url == f"/en/my/{payment.appointment_id}/"


def test_return_does_not_believe_the_query(browser, payment, payer):
    payer.pay(payment, NO_FUNDS_CARD)
    answer = browser.get(page(payment, end=f"return/?id={payment.pk}&status=paid"))
    assert "There is not enough money on the card." in answer.content.decode()
    payment.appointment.refresh_from_db()
    assert payment.appointment.status == "pending_payment"


@pytest.mark.parametrize(
    ("result", "text"),
    [
        ("UNAUTHENTICATED", "could not confirm that it is you"),
        ("CANCELLED_AUTHENTICATION", "could not confirm that it is you"),
    ],
)
def test_return_of_a_failed_challenge_says_so(browser, payment, payer, sandbox, result, text):
    payer.send_card(payment)
    sandbox.settle(str(payment.pk), result)
    assert text in back(browser, payment).content.decode()


def test_try_again_starts_a_new_attempt(browser, payment, payer):
    payer.pay(payment, NO_FUNDS_CARD)
    html = back(browser, payment).content.decode()
    address = re.search(r'<form method="post" action="(/en/pay/for/[^"]+)"', html).group(1)
    assert browser.post(address).url == page(Payment.objects.exclude(pk=payment.pk).get())


def test_return_while_the_bank_decides_renews_itself(browser, payment, payer):
    payer.send_card(payment)
    html = back(browser, payment).content.decode()
    assert '<meta http-equiv="refresh" content="3">' in html
    assert "Checking the payment" in html


def test_return_while_the_provider_is_down_renews_itself(browser, payment, sandbox):
    sandbox.fail_next("moyasar.payments.fetch", "503", count=3)
    assert '<meta http-equiv="refresh" content="3">' in back(browser, payment).content.decode()


def test_return_without_a_card_leads_back_to_the_form(browser, payment):
    assert back(browser, payment).url == page(payment)


def test_return_after_the_time_was_taken_tells_of_the_refund(browser, payment, payer):
    cancel_appointment(payment.appointment_id, actor=None, by_salon=True)
    payer.pay(payment)
    html = back(browser, payment).content.decode()
    assert "Your money is being returned" in html
    assert "cancelled before the payment arrived" in html


def test_return_after_the_refund_tells_that_it_is_done(browser, paid, payer):
    payer.refund(paid, 11500)
    sync_payment(paid.pk)
    assert "Your money was returned" in back(browser, paid).content.decode()


def test_return_of_a_payment_that_differs_is_under_review(browser, payment, payer):
    payer.pay(payment, amount=100)
    html = back(browser, payment).content.decode()
    assert "under review" in html
    assert payment.appointment.reference in html


@pytest.mark.parametrize("job_has_run", [True, False])
def test_page_after_the_hold_leads_to_the_reason(browser, payment, later, job_has_run):
    later(minutes=16)
    if job_has_run:
        expire_hold(str(payment.appointment_id))
    answer = browser.get(page(payment))
    assert answer.url == f"/en/pay/for/{payment.appointment_id}/"
    assert "has run out" in browser.get(answer.url).content.decode()


def test_page_of_a_cancelled_appointment_leads_to_it(browser, payment):
    cancel_appointment(payment.appointment_id, actor=None, by_salon=True)
    answer = browser.get(page(payment), follow=True)
    assert answer.redirect_chain[-1][0] == f"/en/my/{payment.appointment_id}/"


def addresses(payment):
    return [
        f"/en/pay/for/{payment.appointment_id}/",
        page(payment),
        page(payment, end="return/"),
    ]


def test_strangers_find_nothing(payment, salon):
    stranger = client_of(UserFactory(), HOST)
    assert [stranger.get(path).status_code for path in addresses(payment)] == [404] * 3


def test_other_salon_finds_nothing(payment):
    elsewhere = client_of(payment.appointment.customer, "reem.localhost")
    assert [elsewhere.get(path).status_code for path in addresses(payment)] == [404] * 3


def test_nobody_is_led_to_sign_in_and_back(payment):
    nobody = client_of(None, HOST)
    for path in addresses(payment):
        answer = nobody.get(path)
        assert (answer.status_code, f"?next={path}" in answer.url) == (302, True)


@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_pages_only_show(browser, payment, method):
    for path in addresses(payment)[1:]:
        assert getattr(browser, method)(path).status_code == 405
    payment.refresh_from_db()
    assert payment.status == "created"


def test_appointment_page_shows_the_payment_and_its_refund(browser, paid, payer):
    payer.refund(paid, 1500)
    sync_payment(paid.pk)
    paid.refunds.create(amount_minor=1500, reason="x", status="done")
    html = browser.get(f"/en/my/{paid.appointment_id}/").content.decode()
    texts = ["•••• 1111", "partly refunded", "Refund", "SAR 15"]
    assert [text for text in texts if text not in html] == []


def test_appointment_page_without_payment_shows_none(browser, payment):
    html = browser.get(f"/en/my/{payment.appointment_id}/").content.decode()
    assert "payments-heading" not in html
