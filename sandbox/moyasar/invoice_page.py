"""The hosted page of an invoice."""

from __future__ import annotations

from markupsafe import Markup

from ..page import page
from .invoice import Invoice
from .money import formatted

BODY = Markup("""
<section class="card narrow">
  <p class="badge">SANDBOX · بيئة تجريبية</p>
  <h1><bdi dir="auto">{description}</bdi></h1>
  <p class="amount"><bdi>{amount}</bdi></p>
  {rest}
</section>
""")
FORM = Markup("""
<form method="post">
  <label>Name · الاسم <input name="name" value="Sara Ali" required></label>
  <label>Card number · رقم البطاقة
    <input name="number" inputmode="numeric" value="4201320111111010" required></label>
  <label>Month · الشهر <input name="month" inputmode="numeric" value="12" required></label>
  <label>Year · السنة <input name="year" inputmode="numeric" value="2035" required></label>
  <label>CVC <input name="cvc" inputmode="numeric" value="123" required></label>
  <button type="submit" class="primary">Pay · ادفع</button>
</form>
""")
CLOSED = Markup("<p>Status · الحالة: <strong>{status}</strong></p>")


def invoice_page(invoice: Invoice) -> str:
    """Return a payment form while the invoice is open, else its status."""
    rest = FORM if invoice.status == "initiated" else CLOSED.format(status=invoice.status)
    body = BODY.format(
        description=invoice.description,
        amount=formatted(invoice.amount, invoice.currency),
        rest=rest,
    )
    return page("Invoice (sandbox)", body, navigation=False)
