"""A chosen time is held: counted down, over, taken again, let go; without scripts too."""

import pytest

from tests.e2e.journeys import Visitor

CUSTOMER = "+966500000105"


@pytest.fixture(params=[("ar", 320), ("en", 1280)], ids=["ar-phone", "en-desktop"])
def visitor(request, browser, stack):
    language, width = request.param
    visitor = Visitor(browser, stack, name=f"hold-{language}", width=width)
    visitor.language = language
    yield visitor
    visitor.context.close()


def test_time_is_held_until_its_end_and_taken_again(visitor):
    page = visitor.page
    page.clock.install()
    visitor.choose_time(visitor.language)
    visitor.sign_in(CUSTOMER)
    page.wait_for_selector("[data-kept-clock]:visible")
    assert page.inner_text("[data-kept-say]") == ""
    page.clock.fast_forward("08:30")
    page.wait_for_selector('[data-kept][data-state="short"]')
    visitor.look("two-minutes")
    assert (page.inner_text("[data-kept-say]") != "", visitor.fits()) == (True, True)
    page.clock.fast_forward("02:00")
    page.wait_for_selector("[data-kept-over]:visible")
    assert not page.locator("form#confirm").is_visible()
    assert not page.locator("button.button--primary[form=confirm]").is_visible()
    visitor.look("over")
    assert visitor.fits()
    with page.expect_navigation():
        page.click("[data-kept-over] button")
    page.wait_for_selector("form#confirm")
    with page.expect_navigation():
        page.click("button[form=release]")
    page.wait_for_selector(".slot")
    assert page.locator(".kept--bar").count() == 0
    assert visitor.complaints == []


def test_time_is_held_confirmed_and_found_again_without_scripts(browser, stack):
    visitor = Visitor(browser, stack, name="hold-plain")
    visitor.choose_time("en", service=1)
    visitor.sign_in(CUSTOMER)
    page = visitor.page
    page.wait_for_selector("form#confirm")
    plain = browser.new_context(
        viewport={"width": 320, "height": 640},
        java_script_enabled=False,
        storage_state=visitor.context.storage_state(),
    )
    quiet = plain.new_page()
    quiet.goto(f"{stack.salon('noor')}/en/book/")
    quiet.locator(".pick__label").nth(1).click()
    quiet.locator("button[form=services]").click()
    held = quiet.locator(".kept--bar")
    assert "is held for you until" in held.inner_text()
    quiet.locator(".slot").first.click()
    assert "Held for you until" in quiet.inner_text(".kept")
    assert not quiet.locator("[data-kept-over]").is_visible()
    quiet.locator("button[form=release]").click()
    assert quiet.locator(".kept--bar").count() == 0
    plain.close()
    visitor.context.close()
