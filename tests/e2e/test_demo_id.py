"""Signing in with Demo ID on the running stack, and the page of linked accounts."""

import pytest

from tests.e2e.journeys import Visitor

PHONES = {"ar": "+966500000201", "en": "+966500000202"}
SIZES = {"ar": 320, "en": 1280}
NAMES = {"ar": "سارة علي", "en": "Sara Ali"}
SIGN_IN = "form[action*='/social/to/oidc/'] button"


@pytest.mark.parametrize("language", ["ar", "en"])
def test_visitor_signs_in_with_demo_id(browser, stack, language):
    visitor = Visitor(browser, stack, name=f"demo-id-{language}", width=SIZES[language])
    page = visitor.page
    page.goto(f"{stack.platform}/{language}/account/login/")
    visitor.look("ways")
    assert visitor.fits()
    _agree(visitor, NAMES[language])
    page.wait_for_selector("input[name=phone_number]")
    visitor.look("prove")
    assert (visitor.fits(), NAMES[language] in page.inner_text("main")) == (True, True)
    visitor.sign_in(PHONES[language])
    page.goto(f"{stack.platform}/{language}/account/social/")
    visitor.look("linked")
    assert (visitor.fits(), "Demo ID" in page.inner_text("main")) == (True, True)
    assert any("Demo ID" in m["text"] for m in _messages(stack, PHONES[language]))
    # The next time no code is needed.
    again = Visitor(browser, stack, name=f"demo-id-{language}-again", width=SIZES[language])
    again.page.goto(f"{stack.platform}/{language}/account/login/?next=/{language}/account/social/")
    _agree(again, NAMES[language])
    again.page.wait_for_url("**/account/social/")
    assert "Demo ID" in again.page.inner_text("main")
    assert (visitor.complaints, again.complaints) == ([], [])
    visitor.context.close()
    again.context.close()


def test_saying_no_leads_back_to_the_sign_in_page(browser, stack):
    visitor = Visitor(browser, stack, name="demo-id-no")
    visitor.page.goto(f"{stack.platform}/en/account/login/")
    visitor.page.click(SIGN_IN)
    visitor.page.click("button[name=deny]")
    visitor.page.wait_for_url("**/en/account/login/")
    visitor.look("cancelled")
    assert "Nothing was changed." in visitor.page.inner_text("body")
    visitor.context.close()


def _agree(visitor, name):
    """Press the button and say who one is at Demo ID; the page between leads on by itself."""
    visitor.page.click(SIGN_IN)
    visitor.page.wait_for_selector("input[name=name]")
    visitor.page.fill("input[name=name]", name)
    visitor.page.locator("form", has=visitor.page.locator("input[name=name]")).locator(
        "button"
    ).click()


def _messages(stack, phone, *, seconds=30):
    """Wait for the worker to send the news."""
    import time

    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if len(found := stack.messages(phone)) > 1:
            return found
        time.sleep(0.3)
    return stack.messages(phone)
