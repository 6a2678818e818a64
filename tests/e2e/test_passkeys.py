"""A passkey in the browser, with Chromium's own virtual authenticator."""

import pytest

from tests.e2e.journeys import Visitor

PHONE = "+966500000105"
AUTHENTICATOR = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture
def visitor(browser, stack):
    visitor = Visitor(browser, stack, name="passkey")
    yield visitor
    visitor.context.close()


def put_in_hand(visitor, is_there=True):
    """Let the person touch her device when the browser asks, or leave it in the bag."""
    command = "WebAuthn.setAutomaticPresenceSimulation"
    visitor.device.send(command, {"authenticatorId": visitor.key, "enabled": is_there})


def test_passkey_is_made_signs_in_alone_and_confirms(visitor, stack):
    page, security = visitor.page, f"{stack.platform}/en/account/security/"
    visitor.device = visitor.context.new_cdp_session(page)
    visitor.device.send("WebAuthn.enable")
    made = visitor.device.send("WebAuthn.addVirtualAuthenticator", {"options": AUTHENTICATOR})
    visitor.key = made["authenticatorId"]
    page.goto(security)
    put_in_hand(visitor, is_there=False)
    visitor.sign_in(PHONE)
    put_in_hand(visitor)
    page.click("main a[href$='/passkeys/new/']")
    page.fill("[name=name]", "My phone")
    visitor.look("new")
    page.click("[data-passkey-button]")
    page.wait_for_selector(".codes li")
    page.goto(security)
    assert "My phone" in page.inner_text(".factors")
    visitor.look("security")
    visitor.context.clear_cookies()
    # Offered while she would type her number (conditional mediation); her touch is enough.
    page.goto(f"{stack.platform}/en/account/login/?next=/en/account/")
    page.wait_for_url(f"{stack.platform}/en/account/")
    put_in_hand(visitor, is_there=False)
    page.goto(f"{stack.platform}/en/account/confirm/?next=/en/account/")
    visitor.look("confirm")
    put_in_hand(visitor)
    page.click("[data-passkey-button]")
    page.wait_for_url(f"{stack.platform}/en/account/")
    assert "Thank you, it is confirmed." in page.inner_text("body")
    assert visitor.complaints == []


def test_passkey_of_another_device_is_refused_in_words(visitor, stack):
    page = visitor.page
    device = visitor.context.new_cdp_session(page)
    device.send("WebAuthn.enable")
    page.goto(f"{stack.platform}/en/account/login/")
    options = AUTHENTICATOR | {"isUserVerified": False}
    device.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    page.click("[data-passkey-button]")
    page.wait_for_selector("[data-passkey-error]:visible")
    assert page.inner_text("[data-passkey-error]") == (
        "The passkey did not work. Please try again."
    )
    visitor.look("refused")
