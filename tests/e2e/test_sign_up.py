"""From the platform's first page to a salon that takes bookings, in the browser."""

import time

import pytest

from tests.e2e.conftest import SCREENSHOTS
from tests.e2e.journeys import Visitor

OWNERS = {("ar", 390): "+966500000611", ("en", 1280): "+966500000612"}
NAMES = {"ar": "wafa", "en": "hind"}


@pytest.fixture(params=OWNERS, ids=lambda each: each[0])
def visitor(request, browser, stack):
    language, width = request.param
    visitor = Visitor(browser, stack, name=f"sign-up-{language}", width=width)
    visitor.language, visitor.phone = language, OWNERS[request.param]
    yield visitor
    visitor.context.close()


def begin(visitor):
    """From the platform's first page to the form, by a code."""
    page = visitor.page
    page.goto(f"{visitor.stack.platform}/{visitor.language}/")
    page.click(".open-band a.button")
    page.wait_for_selector(".pitch")
    visitor.look("pitch")
    page.locator("main a.button[href$='/open/salon/']").first.click()
    page.wait_for_selector("input[name=phone_number]")
    visitor.sign_in(visitor.phone)
    page.wait_for_selector("[data-sign-up]")
    visitor.look("form")


def fill(visitor, *, subdomain):
    page = visitor.page
    page.fill("[name=name_ar]", "صالون وفاء للعناية والجمال")
    page.fill("[name=name_en]", "Wafa Beauty Salon")
    page.fill("[name=subdomain]", subdomain)
    page.select_option("[name=city]", "jeddah")
    page.locator("label.chip:has([value=women])").click()
    for key in ("hair", "nails"):
        page.locator(f".starter:has([value={key}])").click()
    page.fill("[name=owner_name]", "Wafa")


def test_owner_opens_a_salon_and_is_in_her_back_office(visitor):
    begin(visitor)
    page, subdomain = visitor.page, NAMES[visitor.language]
    page.click("[data-go]")
    page.wait_for_selector(".field__error:visible")
    visitor.look("errors")
    fill(visitor, subdomain="n00r")
    page.locator("[data-chips] button").first.wait_for()
    assert page.locator("[data-refusal]").is_visible()
    visitor.look("too-similar")
    assert page.locator("[data-chips] button").count() == 3
    page.locator("[data-chips] button").first.click()
    page.wait_for_selector("[data-free]:visible")
    assert page.input_value("[name=subdomain]") != "n00r"
    page.fill("[name=subdomain]", subdomain)
    page.wait_for_selector(f"[data-free]:visible:has-text('{subdomain}.localhost')")
    assert not page.locator(".starter:has([value=barber])").is_visible()
    visitor.look("filled")
    assert visitor.fits()
    started = time.monotonic()
    page.click("[data-go]")
    page.wait_for_url(f"{visitor.stack.salon(subdomain)}/manage/")
    print(f"live in {time.monotonic() - started:.2f} s")
    assert page.locator(".checklist__step").count() >= 9
    assert page.locator(".checklist__step.is-done").count() == 0
    assert page.evaluate("document.documentElement.lang") == visitor.language
    visitor.look("back-office")
    book_a_visit(visitor, subdomain)
    page.goto(f"{visitor.stack.salon(subdomain)}/manage/")
    assert page.locator(".checklist__step.is-done").count() == 1
    visitor.look("one-done")
    # The form that was refused on purpose is all that the browser minded.
    assert [each for each in visitor.complaints if "400" not in each] == []


def book_a_visit(visitor, subdomain):
    """Book the first free time of the new salon, as its owner."""
    page = visitor.page
    page.goto(f"{visitor.stack.salon(subdomain)}/{visitor.language}/")
    visitor.look("storefront")
    page.goto(f"{visitor.stack.salon(subdomain)}/{visitor.language}/book/")
    assert page.locator(".pick").count() == 23
    page.locator(".pick").first.click()
    page.click("button[form=services]")
    page.wait_for_selector(".slot")
    visitor.look("times")
    with page.expect_navigation():
        page.locator(".slot").last.click()
    page.wait_for_selector("form#confirm")
    page.click("button.button--primary[form=confirm]")
    page.wait_for_selector("[data-card-form]:visible")
    visitor.look("payment")


def test_form_fits_the_smallest_phone_and_works_without_scripts(browser, stack):
    visitor = Visitor(browser, stack, name="sign-up-small", width=320)
    visitor.language, visitor.phone = "ar", "+966500000613"
    begin(visitor)
    assert visitor.fits()
    state = visitor.context.storage_state()
    plain = browser.new_context(
        viewport={"width": 320, "height": 640}, java_script_enabled=False, storage_state=state
    )
    page = plain.new_page()
    page.goto(f"{stack.platform}/ar/open/salon/")
    visitor.page = page
    fill(visitor, subdomain="noor")
    page.click("[data-go]")
    page.wait_for_selector("[data-chips] button")
    assert page.input_value("[name=name_ar]") == "صالون وفاء للعناية والجمال"
    page.screenshot(path=str(SCREENSHOTS / "sign-up-plain-refused.png"), full_page=True)
    page.locator("[data-chips] button").first.click()
    page.wait_for_load_state("load")
    chosen = page.input_value("[name=subdomain]")
    assert chosen != "noor"
    page.click("[data-go]")
    page.wait_for_url(f"{stack.salon(chosen)}/manage/")
    plain.close()
    visitor.context.close()
