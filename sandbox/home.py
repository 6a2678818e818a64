"""The pages for people: start, payments, test cards."""

from __future__ import annotations

from dataclasses import asdict

from markupsafe import Markup
from werkzeug import Request, Response

from .core import Sandbox
from .moyasar.cards import CASES
from .moyasar.money import formatted
from .moyasar.payments import all_payments
from .moyasar.stcpay import BLOCKED_MOBILES, CODES
from .page import page, table
from .replies import html_reply
from .routing import Route

SHOWN_PAYMENTS = 100

START = Markup("""
<section class="card">
  <h1>Salon sandbox</h1>
  <p>Stands in for Moyasar and Authentica on this machine. No real money, no real messages.
  <span lang="ar" dir="rtl">بيئة تجريبية: لا مدفوعات ولا رسائل حقيقية.</span></p>
  <ul>
    <li><a href="/inbox">Inbox</a>: the messages and codes that were "sent"</li>
    <li><a href="/payments">Payments</a>: what was made, with masked cards</li>
    <li><a href="/cards">Test cards</a>: which number ends how</li>
    <li><a href="/dns">DNS</a>: the records of salons' own domains</li>
    <li><a href="/control/modes">Modes</a>: how the sandbox behaves now (from this machine)</li>
  </ul>
</section>
<section class="card"><h1>Current modes</h1>{modes}</section>
""")
CARDS = Markup("""
<section class="card"><h1>Test cards</h1>
<p>Name: two words. Expiry: any future month. CVC: any 3 digits, 4 for Amex.
Any other number fails.</p>{cards}</section>
<section class="card"><h1>STC Pay</h1>{mobiles}{codes}</section>
""")


def start(sandbox: Sandbox, _request: Request) -> Response:
    rows: list[list[str | Markup]] = [
        [name, str(value)] for name, value in asdict(sandbox.modes).items()
    ]
    return html_reply(page("Salon sandbox", START.format(modes=table(["Mode", "Value"], rows))))


def payments(sandbox: Sandbox, _request: Request) -> Response:
    rows: list[list[str | Markup]] = [
        [
            item.created_at,
            item.status,
            formatted(item.amount, item.currency),
            formatted(item.refunded, item.currency),
            str(item.source.get("number") or item.source.get("mobile") or ""),
            str(item.source.get("message") or ""),
            item.description or "",
            Markup("<code>{}</code>").format(item.id),
        ]
        for item in all_payments(sandbox)[:SHOWN_PAYMENTS]
    ]
    heads = ["Created", "Status", "Amount", "Refunded", "Source", "Message", "For", "Id"]
    shown = table(heads, rows) if rows else Markup("<p>No payments yet.</p>")
    body = Markup('<section class="card"><h1>Payments</h1>{}</section>').format(shown)
    return html_reply(page("Payments (sandbox)", body))


def cards(_sandbox: Sandbox, _request: Request) -> Response:
    rows: list[list[str | Markup]] = [
        [
            Markup("<code>{}</code>").format(number),
            case.company or "",
            case.code,
            case.message,
            "bank page" if case.flow != "none" else "no bank page",
        ]
        for number, case in CASES.items()
    ]
    mobiles: list[list[str | Markup]] = [[key, text] for key, text in BLOCKED_MOBILES.items()]
    codes: list[list[str | Markup]] = [[key, text] for key, (_, text) in CODES.items()]
    body = CARDS.format(
        cards=table(["Number", "Network", "Code", "Result", "3-D Secure"], rows),
        mobiles=table(["Mobile", "Refused with"], mobiles),
        codes=table(["Code", "Result"], codes),
    )
    return html_reply(page("Test cards (sandbox)", body))


def healthz(_sandbox: Sandbox, _request: Request) -> Response:
    return Response("ok\n", content_type="text/plain")


ROUTES = (
    Route(kind="sandbox.start", method="GET", path="/", handler=start),
    Route(kind="sandbox.payments", method="GET", path="/payments", handler=payments),
    Route(kind="sandbox.cards", method="GET", path="/cards", handler=cards),
    Route(kind="sandbox.healthz", method="GET", path="/healthz", handler=healthz),
)
