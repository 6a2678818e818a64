"""More than one service for one person, in the browser: an add-on, and a party ready together."""

import pytest

from tests.e2e.journeys import Visitor

SALON = "noor"


@pytest.fixture
def phone(browser, stack):
    visitor = Visitor(browser, stack, name="visit-ar", width=320)
    yield visitor
    visitor.context.close()


@pytest.fixture
def desktop(browser, stack):
    visitor = Visitor(browser, stack, name="visit-en", width=1280)
    yield visitor
    visitor.context.close()


def tick(visitor, name):
    """Tick a service of the price list and wait for the sum to follow."""
    with visitor.page.expect_response(lambda answer: "/book/?" in answer.url):
        visitor.page.locator(".pick__label", has_text=name).first.click()
    visitor.page.wait_for_load_state("networkidle")


def book_latest_time(visitor):
    visitor.page.click("button.button--primary[form=services]")
    visitor.page.wait_for_selector(".slot")
    visitor.look("times")
    assert visitor.fits()
    with visitor.page.expect_navigation():
        visitor.page.locator(".slot").last.click()


def test_customer_adds_to_a_service_and_keeps_her_words_in_the_other_language(phone):
    page = phone.page
    page.goto(f"{phone.stack.salon(SALON)}/ar/book/")
    tick(phone, "صبغة كاملة")
    extra = page.locator(".pick", has_text="صبغة كاملة").locator(".extra").first
    name = extra.locator(".extra__name").inner_text()
    with page.expect_response(lambda answer: "add=" in answer.url):
        extra.click()
    phone.look("add-on")
    assert phone.fits()
    book_latest_time(phone)
    phone.sign_in("+966500000104")
    page.wait_for_selector("form#confirm")
    assert name in page.inner_text(".visit")
    page.fill("form#confirm textarea", "بهدوء")
    page.click("button[name=switch]")
    page.wait_for_url("**/en/book/confirm/**")
    assert page.input_value("form#confirm textarea") == "بهدوء"
    page.click("button[name=switch]")
    page.wait_for_url("**/ar/book/confirm/**")
    phone.confirm()
    phone.pay()
    phone.pass_bank()
    page.wait_for_selector(".reference")
    phone.look("booked")
    page.goto(f"{phone.stack.salon(SALON)}/ar/my/")
    page.locator(".booked").first.click()
    page.wait_for_selector(".ticket")
    assert name in page.inner_text(".ticket")
    assert phone.complaints == []


def test_party_of_three_is_ready_together(desktop):
    page = desktop.page
    page.goto(f"{desktop.stack.salon(SALON)}/en/book/")
    tick(desktop, "Cut and style")
    page.click(".party-link button")
    page.wait_for_selector(".party")
    page.locator(".chip", has_text="3").click()
    page.get_by_text("Be ready together").click()
    page.fill("#ready", "20:00")
    desktop.look("party")
    page.click(".party button.button--primary")
    page.locator(".guests .chip").nth(2).click()
    page.wait_for_selector("input[name=service3]", state="attached")
    tick(desktop, "Manicure")
    desktop.look("third-guest")
    assert page.locator(".basket__guest").count() == 3
    book_latest_time(desktop)
    desktop.sign_in("+966500000102")
    desktop.confirm()
    desktop.pay()
    desktop.pass_bank()
    page.wait_for_selector(".reference")
    page.goto(f"{desktop.stack.salon(SALON)}/en/my/")
    page.locator(".booked", has_text="3 guests").first.click()
    page.wait_for_selector(".ticket")
    desktop.look("party-booked")
    ends = {
        text.split("–")[1].strip() for text in page.locator(".summary__guest bdi").all_inner_texts()
    }
    assert (page.locator(".summary__guest").count(), len(ends)) == (3, 1)
    assert desktop.complaints == []
