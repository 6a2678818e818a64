"""What a person does in the browser, step by step, in either language."""

from typing import Any

from tests.e2e.authenticator import App
from tests.e2e.conftest import SCREENSHOTS, Stack

CARD = {"#card-name": "Sara Ali", "#card-number": "4111111111111111", "#card-cvc": "123"}


class Visitor:
    """A browser window of one person, phone or desktop size."""

    def __init__(self, browser: Any, stack: Stack, *, name: str, width: int = 390) -> None:
        self.stack = stack
        self.name = name
        self.shots = 0
        self.complaints: list[str] = []
        height = 844 if width < 800 else 800
        self.context = browser.new_context(viewport={"width": width, "height": height})
        self.page = self.context.new_page()
        self.page.set_default_timeout(20_000)
        self.page.on("console", self._note)
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))

    def look(self, what: str, *, whole: bool = True) -> None:
        """Keep a picture of the whole page, or of what the window shows."""
        SCREENSHOTS.mkdir(parents=True, exist_ok=True)
        self.shots += 1
        self.page.wait_for_load_state("load")
        # Pictures load as they come into view: pass over the page once.
        self.page.evaluate(
            """async () => {
              for (let y = 0; y < document.body.scrollHeight; y += 600) {
                scrollTo(0, y); await new Promise(done => setTimeout(done, 40));
              }
              scrollTo(0, 0);
            }"""
        )
        self.page.wait_for_load_state("networkidle")
        path = SCREENSHOTS / f"{self.name}-{self.shots:02d}-{what}.png"
        self.page.screenshot(path=str(path), full_page=whole)

    def fits(self) -> bool:
        """Return whether nothing is wider than the window."""
        return bool(self.page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"))

    def direction(self) -> str:
        return str(self.page.evaluate("document.documentElement.dir"))

    def sign_in(self, phone: str) -> None:
        """Enter phone and code on the pages that ask for them."""
        self.page.fill("input[name=phone_number]", phone)
        self.page.click("main form button.button--primary")
        self.page.wait_for_selector("input[name=code]")
        self.page.wait_for_load_state("load")
        code = self.stack.latest_code(phone)
        with self.page.expect_navigation(url=lambda url: "/account/code/" not in url):
            # The page sends itself once the sixth digit is there.
            self.page.fill("input[name=code]", code)
        self.page.wait_for_load_state("load")
        if "/account/second-factor/" in self.page.url:
            self.show_factor(phone)

    def add_app(self, phone: str) -> None:
        """Set up an authenticator app on the page that asks for one, and go on where it says."""
        self.page.click("main a[href$='/account/security/app/']")
        secret = self.page.inner_text("code.secret").replace(" ", "")
        app = self.stack.apps[phone] = App(secret)
        self.look("authenticator-app")
        self.page.fill("input[name=code]", app.code())
        self.page.click("main form button.button--primary")
        self.page.wait_for_selector(".codes li")
        self.look("recovery-codes")
        self.page.click("main a.button--primary")
        self.page.wait_for_selector(".factors")
        self.page.click("main a.button--primary")

    def show_factor(self, phone: str) -> None:
        """Type what the person's app shows."""
        self.page.fill("input[name=code]", self.stack.apps[phone].code())
        here = self.page.url
        with self.page.expect_navigation(url=lambda url: url != here):
            self.page.click("main form button.button--primary")

    def choose_time(self, language: str, *, service: int = 0) -> None:
        """From the storefront to the confirmation: a service, anybody, the first free time."""
        self.page.goto(f"{self.stack.salon('noor')}/{language}/book/")
        self.page.locator(".pick").nth(service).click()
        self.look("services")
        self.page.click("button[form=services]")
        self.page.wait_for_selector(".slot")
        self.look("times")
        with self.page.expect_navigation():
            self.page.locator(".slot").last.click()

    def confirm(self) -> None:
        """Accept the visit; leads to the payment page."""
        self.page.wait_for_selector("form#confirm")
        self.look("confirm")
        name = self.page.locator("form#confirm input[type=text]").first
        if name.count() and not name.input_value():
            name.fill("Sara")
        self.page.click("button.button--primary[form=confirm]")
        self.page.wait_for_selector("[data-card-form]:visible")

    def pay(self, *, number: str = CARD["#card-number"]) -> None:
        """Enter the card, pass the bank's page, come back."""
        for field, value in (CARD | {"#card-number": number}).items():
            self.page.fill(field, value)
        self.page.fill("#card-expiry", "1231")
        self.look("payment")
        self.page.click("[data-pay]")

    def pass_bank(self) -> None:
        """Answer 3-D Secure as the card's owner."""
        self.page.wait_for_selector("button[name=auth_result][value=AUTHENTICATED]")
        self.look("bank")
        self.page.click("button[name=auth_result][value=AUTHENTICATED]")

    def _note(self, message: Any) -> None:
        if message.type in ("error", "warning"):
            self.complaints.append(f"{message.text} {message.location['url']}")
