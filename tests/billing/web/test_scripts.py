"""The payment page's scripts in a browser: what is typed, and what the provider answers.

Nothing here touches the database: the browser driver and Django's do not mix in one thread.
"""

from pathlib import Path
from uuid import uuid4

import pytest

from sandbox.config import PUBLISHABLE_KEY
from sandbox.moyasar.cards import CASES
from tests.e2e.browser import CHROMIUM, chromium

SCRIPTS = Path(__file__).resolve().parents[3] / "billing" / "static" / "billing" / "js"
pytestmark = [
    pytest.mark.e2e,
    pytest.mark.xdist_group("e2e"),
    pytest.mark.skipif(not CHROMIUM.exists(), reason=f"no browser at {CHROMIUM}"),
]


@pytest.fixture(scope="module")
def page(sandbox_server):
    """A page of another origin than the product's, as the provider sees it."""
    with chromium() as browser:
        page = browser.new_page()
        page.route("**/js/*.js", lambda route: route.fulfill(path=_script(route.request.url)))
        page.goto(sandbox_server.url)
        yield page


def _script(url):
    return SCRIPTS / url.rsplit("/", 1)[1]


def call(page, module, name, *arguments):
    """Call an exported function of a module in the page."""
    return page.evaluate(
        "async ([module, name, args]) => (await import(`/js/${module}.js`))[name](...args)",
        [module, name, list(arguments)],
    )


def card(page, name, *arguments):
    return call(page, "card", name, *arguments)


@pytest.mark.parametrize(
    ("text", "digits"),
    [("4111 1111-1111", "411111111111"), ("٤١١١", "4111"), ("۴۱۱۱", "4111"), ("ab", ""), ("", "")],
)
def test_digits_of_every_alphabet_are_read(page, text, digits):
    assert card(page, "digitsOf", text) == digits


@pytest.mark.parametrize(
    ("digits", "text"),
    [
        ("4111111111111111", "4111 1111 1111 1111"),
        ("41111", "4111 1"),
        ("340000000900000", "3400 000009 00000"),
        ("34000", "3400 0"),
        ("6" * 25, "6666 6666 6666 6666 666"),
        ("", ""),
    ],
)
def test_number_is_grouped_as_on_the_card(page, digits, text):
    assert card(page, "grouped", digits) == text


def test_every_test_card_is_a_card_number(page):
    assert [number for number in CASES if not card(page, "isCardNumber", number)] == []


@pytest.mark.parametrize("digits", ["4111111111111112", "", "0", "41111111111111", "4" * 20])
def test_wrong_numbers_are_none(page, digits):
    assert card(page, "isCardNumber", digits) is False


@pytest.mark.parametrize(
    ("digits", "text"),
    [
        ("1", "1"),
        ("2", "02"),
        ("12", "12"),
        ("123", "12 / 3"),
        ("1235", "12 / 35"),
        ("122035", "12 / 35"),
        ("535", "05 / 35"),
        ("", ""),
    ],
)
def test_expiry_takes_shape_while_it_is_typed(page, digits, text):
    assert card(page, "expiryText", digits) == text


@pytest.mark.parametrize(
    ("text", "expiry"),
    [
        ("12 / 35", {"month": 12, "year": 2035}),
        ("٠١ / ٣٠", {"month": 1, "year": 2030}),
        ("13 / 35", None),
        ("00 / 35", None),
        ("12 / 3", None),
        ("", None),
    ],
)
def test_expiry_is_read(page, text, expiry):
    assert card(page, "expiryOf", text) == expiry


@pytest.mark.parametrize(
    ("month", "year", "is_good"), [(11, 2030, True), (10, 2030, False), (1, 2031, True)]
)
def test_card_is_good_through_its_last_month(page, month, year, is_good):
    good = page.evaluate(
        "async ([month, year]) => (await import('/js/card.js'))"
        ".isInFuture({month, year}, new Date(2030, 10, 30))",
        [month, year],
    )
    assert good is is_good


@pytest.mark.parametrize(
    ("code", "number", "fits"),
    [("123", "4111", True), ("1234", "4111", False), ("1234", "34", True), ("123", "37", False)],
)
def test_security_code_has_the_length_of_its_card(page, code, number, fits):
    assert card(page, "isSecurityCode", code, number) is fits


@pytest.mark.parametrize(
    ("name", "fits"), [("Sara Ali", True), (" Sara  Ali ", True), ("Sara", False), ("", False)]
)
def test_name_has_two_words(page, name, fits):
    assert card(page, "isFullName", name) is fits


def send(page, sandbox, *, key=PUBLISHABLE_KEY, **changes):
    """Send a card as the page does; return the outcome."""
    request = {
        "given_id": str(uuid4()),
        "amount": 11500,
        "currency": "SAR",
        "description": "visit",
        "callback_url": "http://noor.localhost/return/",
        "metadata": {"salon": "noor"},
        "publishable_api_key": key,
        "api_url": f"{sandbox.moyasar_url}/payments",
        "status": "created",
    }
    details = {
        "name": "Sara Ali",
        "number": "4111111111111111",
        "cvc": "123",
        "month": 12,
        "year": 2035,
    }
    request |= {key: value for key, value in changes.items() if key not in details}
    details |= {key: value for key, value in changes.items() if key in details}
    return call(page, "provider", "sendPayment", request, details)


def test_card_that_is_taken_becomes_the_payment(page, sandbox):
    outcome = send(page, sandbox, given_id="6f0a3c1e-2a59-4f0e-9d43-0b6f2f1f7a11")
    [made] = sandbox.payments()
    assert (outcome["kind"], outcome["payment"]["id"], made.id) == (
        "made",
        "6f0a3c1e-2a59-4f0e-9d43-0b6f2f1f7a11",
        "6f0a3c1e-2a59-4f0e-9d43-0b6f2f1f7a11",
    )
    assert "/card_auth/" in outcome["payment"]["source"]["transaction_url"]
    assert (made.amount, made.metadata) == (11500, {"salon": "noor"})


@pytest.mark.parametrize(("replay", "kind"), [(False, "used"), (True, "made")])
def test_attempt_that_was_sent_before_is_known(page, sandbox, replay, kind):
    sandbox.set_modes(given_id_replay=replay)
    given_id = str(uuid4())
    send(page, sandbox, given_id=given_id)
    assert send(page, sandbox, given_id=given_id)["kind"] == kind
    assert len(sandbox.payments()) == 1


@pytest.mark.parametrize(
    ("changes", "as_string", "fields"),
    [
        ({"name": "Sara"}, False, ["name"]),
        ({"number": "1", "cvc": "1"}, False, ["number", "cvc"]),
        ({"year": 2020}, False, ["year"]),
        ({"amount": 1}, False, ["amount"]),
        ({"name": "Sara"}, True, []),
    ],
)
def test_refusal_names_the_fields(page, sandbox, changes, as_string, fields):
    sandbox.set_modes(errors_as_string=as_string)
    assert send(page, sandbox, **changes) == {"kind": "refused", "fields": fields}
    assert sandbox.payments() == []


@pytest.mark.parametrize(
    ("action", "kind"),
    [
        ("429", "busy"),
        ("500", "unreachable"),
        ("503", "unreachable"),
        ("html_502", "unreachable"),
        ("html_403", "unreachable"),
        ("drop_after_commit", "unreachable"),
    ],
)
def test_trouble_leaves_the_same_attempt_to_try_again(page, sandbox, action, kind):
    given_id = str(uuid4())
    sandbox.fail_next("moyasar.payments.create", action)
    assert send(page, sandbox, given_id=given_id) == {"kind": kind}
    again = send(page, sandbox, given_id=given_id)["kind"]
    assert again == ("used" if action == "drop_after_commit" else "made")


def test_wrong_key_is_no_fault_of_the_customer(page, sandbox):
    assert send(page, sandbox, key="pk_test_wrong") == {"kind": "unavailable"}
