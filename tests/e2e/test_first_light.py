"""The main job, on the running stack: look, book, sign in, pay, run the day."""

import os
import time

import pytest
import requests

from tests.e2e.journeys import Visitor

CUSTOMERS = {"ar": "+966500000101", "en": "+966500000102"}
SIZES = {"ar": 390, "en": 1280}
OWNER = "+966500000001"


@pytest.fixture(params=["ar", "en"])
def visitor(request, browser, stack):
    language = request.param
    visitor = Visitor(browser, stack, name=f"customer-{language}", width=SIZES[language])
    visitor.language = language
    yield visitor
    visitor.context.close()


def test_storefront_is_bilingual_and_fits(visitor):
    language = visitor.language
    visitor.page.goto(f"{visitor.stack.salon('noor')}/")
    assert (visitor.page.url.endswith("/ar/"), visitor.direction()) == (True, "rtl")
    visitor.page.goto(f"{visitor.stack.salon('noor')}/{language}/")
    visitor.look("home")
    visitor.look("first-screen", whole=False)
    assert (visitor.direction(), visitor.fits()) == ({"ar": "rtl", "en": "ltr"}[language], True)
    assert visitor.page.locator("h1").count() == 1
    visitor.page.goto(f"{visitor.stack.platform}/{language}/")
    visitor.look("platform")
    assert visitor.page.locator(f"a[href='{visitor.stack.salon('noor')}/']").count() >= 1
    assert visitor.complaints == []


def test_customer_books_and_pays(visitor):
    visitor.choose_time(visitor.language)
    visitor.look("sign-in")
    visitor.sign_in(CUSTOMERS[visitor.language])
    visitor.confirm()
    visitor.pay()
    visitor.pass_bank()
    visitor.page.wait_for_selector(".reference")
    visitor.look("confirmed")
    reference = visitor.page.inner_text(".reference")
    calendar = visitor.page.locator("a[href$='calendar.ics']").first.get_attribute("href")
    # Asked from the page: the browser knows *.localhost, the system's resolver may not.
    entry = visitor.page.evaluate("async path => (await fetch(path)).text()", calendar)
    assert "BEGIN:VEVENT" in entry
    assert visitor.page.locator(".ticket--success, .badge--success").count() >= 1
    assert len(reference) == 8
    assert visitor.complaints == []


def test_declined_card_says_so_and_can_be_tried_again(browser, stack):
    visitor = Visitor(browser, stack, name="declined")
    visitor.choose_time("en", service=1)
    visitor.sign_in("+966500000103")
    visitor.confirm()
    visitor.pay(number="4123120001090000")
    visitor.pass_bank()
    visitor.page.wait_for_url("**/return/**")
    visitor.look("declined")
    assert "There is not enough money on the card." in visitor.page.inner_text("main")
    visitor.page.locator("main form button, main a.button--primary").first.click()
    visitor.page.wait_for_selector("[data-card-form]:visible")
    visitor.pay()
    visitor.pass_bank()
    visitor.page.wait_for_selector(".reference")
    visitor.context.close()


def test_owner_sees_the_booking_and_refunds_it(browser, stack):
    customer = Visitor(browser, stack, name="refunded")
    customer.choose_time("ar", service=2)
    customer.sign_in("+966500000104")
    customer.confirm()
    customer.pay()
    customer.pass_bank()
    customer.page.wait_for_selector(".reference")
    reference = customer.page.inner_text(".reference")
    owner = Visitor(browser, stack, name="owner", width=1280)
    owner.page.goto(f"{stack.salon('noor')}/manage/")
    owner.sign_in(OWNER)
    owner.page.wait_for_url("**/manage/**")
    owner.look("dashboard")
    owner.page.goto(f"{stack.salon('noor')}/manage/appointments/")
    owner.look("day", whole=False)
    owner.page.goto(f"{stack.salon('noor')}/manage/appointments/?q={reference}")
    owner.page.locator("a[href*='/manage/appointments/']", has_text=reference).first.click()
    owner.page.wait_for_selector(f"text={reference}")
    owner.look("appointment")
    owner.page.locator("a[href*='refund']").first.click()
    show_first_factor(owner)
    owner.page.fill("[name=reason]", "Came on the wrong day")
    owner.look("refund")
    owner.page.locator("main form button[type=submit]").first.click()
    owner.page.wait_for_url(lambda url: "refund" not in url)
    owner.look("refunded")
    customer.page.reload()
    customer.look("refunded")
    assert _comes_true(lambda: _payment_of(stack, reference)["status"] == "refunded")
    assert _comes_true(
        lambda: any(reference in m["text"] for m in stack.messages("+966500000104")[:1])
    )
    customer.context.close()
    owner.context.close()


def show_first_factor(owner):
    """Money wants a second factor: added on the platform's host, it crosses to the salon."""
    if "/account/login/" in owner.page.url:
        owner.sign_in(OWNER)
        owner.add_app(OWNER)
    owner.look("back-to-the-salon")
    owner.page.locator("main form button.button--primary").click()


def test_owner_of_another_salon_gets_none_of_it(browser, stack):
    stranger = Visitor(browser, stack, name="stranger", width=1280)
    stranger.page.goto(f"{stack.salon('noor')}/manage/")
    stranger.sign_in("+966500000002")
    stranger.page.goto(f"{stack.salon('noor')}/manage/appointments/")
    assert "/account/login/" in stranger.page.url
    stranger.look("refused")
    stranger.context.close()


def _payment_of(stack, reference):
    """Return the provider's own record of the payment for an appointment."""
    answer = requests.get(
        f"{stack.sandbox}/moyasar/v1/payments",
        auth=(os.environ["MOYASAR_SECRET_KEY"], ""),
        headers={"User-Agent": "test"},
        timeout=10,
    )
    return next(p for p in answer.json()["payments"] if reference in p["description"])


def _comes_true(question, *, seconds=30):
    """Ask until the worker has done its part."""
    deadline = time.monotonic() + seconds
    while not question():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.3)
    return True
