"""From a salon to the platform and back, in a browser that holds forms to the pages' policy."""

import pytest

from tests.e2e.journeys import Visitor

CUSTOMERS = {("ar", 320): "+966500000621", ("en", 1280): "+966500000622"}


@pytest.fixture(params=CUSTOMERS, ids=lambda each: each[0])
def visitor(request, browser, stack):
    language, width = request.param
    visitor = Visitor(browser, stack, name=f"crossing-{language}", width=width)
    visitor.language, visitor.phone = language, CUSTOMERS[request.param]
    yield visitor
    visitor.context.close()


def cross(visitor, salon):
    """Go to a salon's sign-in page and press for the platform's account."""
    visitor.page.goto(f"{visitor.stack.salon(salon)}/{visitor.language}/account/login/")
    visitor.page.click("a[href*='/account/start/']")


def is_at(visitor, salon):
    visitor.page.wait_for_url(f"{visitor.stack.salon(salon)}/{visitor.language}/")
    page = f"{visitor.stack.salon(salon)}/{visitor.language}/account/devices/"
    visitor.page.goto(page)
    return visitor.page.url == page


def test_person_signs_in_at_the_platform_and_is_known_at_two_salons(visitor):
    page, language = visitor.page, visitor.language
    cross(visitor, "noor")
    visitor.sign_in(visitor.phone)
    page.wait_for_selector("form[action$='/account/authorize/']")
    visitor.look("continue")
    assert visitor.fits()
    page.click("form[action$='/account/authorize/'] button")
    assert is_at(visitor, "noor")
    # At the next salon she is asked, and the second time at the first one she is not.
    cross(visitor, "reem")
    page.click("form[action$='/account/authorize/'] button")
    assert is_at(visitor, "reem")
    visitor.look("devices-at-a-salon")
    assert visitor.fits()
    cross(visitor, "noor")
    assert is_at(visitor, "noor")
    page.goto(f"{visitor.stack.platform}/{language}/account/devices/")
    # Three: the second way to noor renewed the session there.
    assert page.locator(".devices__item").count() == 3
    visitor.look("devices")
    assert visitor.fits()
    page.click("form[action$='/all/end/'] button")
    page.wait_for_url(f"{visitor.stack.platform}/{language}/account/login/")
    page.goto(f"{visitor.stack.salon('noor')}/{language}/account/devices/")
    assert "/account/login/" in page.url
    assert visitor.complaints == []


def test_ticket_in_another_browser_opens_nothing(visitor, browser):
    tickets = []
    visitor.page.on(
        "request", lambda asked: "/account/enter/" in asked.url and tickets.append(asked)
    )
    cross(visitor, "noor")
    visitor.sign_in(visitor.phone)
    visitor.page.click("form[action$='/account/authorize/'] button")
    assert is_at(visitor, "noor")
    thief = Visitor(browser, visitor.stack, name="thief")
    thief.page.goto(tickets[0].url)
    assert "/account/login/" in thief.page.url
    assert thief.page.locator("main .alert, .messages").count()
    thief.look("refused")
    thief.page.goto(f"{visitor.stack.salon('noor')}/ar/account/")
    assert "/account/login/" in thief.page.url
    thief.context.close()
