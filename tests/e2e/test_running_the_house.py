"""Owner and platform admin at work in the browser, on the running stack."""

import pytest

from tests.e2e.journeys import Visitor

BOSS = "+966500000009"


@pytest.fixture
def owner(browser, stack):
    owner = Visitor(browser, stack, name="editor", width=1280)
    owner.page.goto(f"{stack.salon('noor')}/manage/")
    owner.sign_in("+966500000001")
    owner.page.wait_for_url("**/manage/**")
    yield owner
    owner.context.close()


@pytest.fixture
def boss(browser, stack):
    boss = Visitor(browser, stack, name="platform", width=1280)
    boss.page.goto(f"{stack.platform}/admin/")
    boss.sign_in(BOSS)
    if "/account/security/" in boss.page.url:
        boss.look("second-factor-needed")
        boss.add_app(BOSS)
    boss.page.wait_for_url(f"{stack.platform}/admin/")
    yield boss
    boss.context.close()


def test_owner_changes_a_price_and_the_site_shows_it(owner, stack):
    page, site = owner.page, stack.salon("noor")
    page.goto(f"{site}/manage/snippets/salons/service/")
    owner.look("services")
    # The second: the first one's price is by the person.
    page.locator("td.title a, .title-wrapper a").nth(1).click()
    page.wait_for_selector("input[name=price_minor]")
    name = page.input_value("input[name=name_en]")
    page.fill("input[name=price_minor]", "777.50")
    owner.look("service")
    page.locator("footer button[type=submit]").first.click()
    page.wait_for_selector(".messages .success, [role=status] .success, .w-message, .messages")
    page.goto(f"{site}/en/services/")
    assert name in page.inner_text("main")
    assert "777.50" in page.inner_text("main")


def test_owner_edits_the_home_page_and_the_site_shows_it(owner, stack):
    page, site = owner.page, stack.salon("noor")
    page.goto(f"{site}/en/")
    edit = page.evaluate("document.querySelector('[data-page-id]')?.dataset.pageId ?? ''")
    page.goto(f"{site}/manage/pages/")
    owner.look("pages")
    page.goto(f"{site}/manage/pages/{edit or _home_page(page, site)}/edit/")
    page.wait_for_selector("[name=hero_title]")
    owner.look("page-editor")
    page.fill("[name=hero_title]", "A new light in Riyadh")
    with page.expect_navigation():
        page.locator("button[name=action-publish]").evaluate("button => button.click()")
    page.goto(f"{site}/en/")
    assert page.inner_text("h1") == "A new light in Riyadh"
    owner.look("edited")


def test_platform_admin_creates_suspends_and_reads_the_log(boss, browser, stack):
    page = boss.page
    boss.look("admin")
    page.goto(f"{stack.platform}/admin/tenants/tenant/add/")
    for field, value in {
        "subdomain": "layla",
        "name_ar": "صالون ليلى",
        "name_en": "Layla Salon",
        "city_ar": "الرياض",
        "city_en": "Riyadh",
        "owner_phone": "0500000444",
    }.items():
        page.fill(f"[name={field}]", value)
    boss.look("new-salon")
    page.click("[name=_save]")
    page.wait_for_url("**/admin/tenants/tenant/")
    boss.look("salons")
    guest = Visitor(browser, stack, name="layla")
    guest.page.goto(f"{stack.salon('layla')}/")
    guest.look("storefront")
    assert "صالون ليلى" in guest.page.inner_text("body")
    _do(page, stack, "suspend")
    guest.page.reload()
    guest.look("suspended")
    answer = guest.page.goto(f"{stack.salon('layla')}/en/")
    assert answer.status == 503
    page.goto(f"{stack.platform}/admin/audit/auditentry/")
    boss.look("audit-log")
    assert "active → suspended" in page.inner_text("#result_list")
    guest.context.close()


def test_support_enters_with_a_reason_and_the_owner_reads_it(boss, owner, stack):
    page, site = boss.page, stack.salon("reem")
    page.goto(f"{stack.platform}/admin/tenants/tenant/?q=noor")
    page.goto(f"{stack.platform}{page.get_attribute('#result_list tbody th a', 'href')}")
    page.click(".object-tools a[href$='/support/']")
    page.fill("[name=reason]", "The owner cannot find a booking")
    boss.look("support-form")
    with page.expect_navigation(url="**/manage/"):
        page.click(".submit-row input[type=submit]")
    assert "The owner cannot find a booking" in page.inner_text("[data-notice=support]")
    boss.look("support")
    assert "/account/login/" in page.goto(f"{site}/manage/").url  # not the salon she asked for
    page.goto(f"{stack.salon('noor')}/manage/")
    with page.expect_navigation(url=f"{stack.platform}/admin/"):
        page.click("[data-notice=support] button")
    owner.page.goto(f"{stack.salon('noor')}/manage/log/?only=support")
    owner.look("log")
    assert "The owner cannot find a booking" in owner.page.inner_text("main")


def _do(page, stack, move):
    """Move the salon ``layla`` from its page in the administration."""
    page.goto(f"{stack.platform}/admin/tenants/tenant/?q=layla")
    page.goto(f"{stack.platform}{page.get_attribute('#result_list tbody th a', 'href')}")
    page.click(f".object-tools a[href$='/move/{move}/']")
    page.fill("[name=reason]", "unpaid for two months")
    page.click(".submit-row input[type=submit]")
    page.wait_for_selector(".messagelist .success")


def _home_page(page, site):
    """Return the id of the English home page from the explorer."""
    page.goto(f"{site}/manage/pages/")
    links = page.eval_on_selector_all(
        "a[href*='/edit/']", "links => links.map(link => [link.href, link.innerText])"
    )
    return next(href.split("/")[-3] for href, text in links if "Home" in text)
