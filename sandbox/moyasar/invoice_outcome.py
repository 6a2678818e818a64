"""What a payment's outcome means for the invoice it was made on."""

from __future__ import annotations

from ..core import Sandbox
from .events import queue_delivery
from .invoice import get_invoice, invoice_object
from .payment import Payment


def note_payment(sandbox: Sandbox, payment: Payment) -> None:
    """Mark the invoice paid and call its callback_url; a failed attempt leaves it open.

    Documented: the callback is a POST of the invoice object, without authentication.
    """
    if payment.invoice_id is None or payment.status != "paid":
        return
    invoice = get_invoice(sandbox, payment.invoice_id)
    if invoice.status != "initiated":
        return
    invoice.status = "paid"
    invoice.save(sandbox)
    if invoice.callback_url and sandbox.modes.webhooks != "off":
        body = invoice_object(sandbox, invoice)
        queue_delivery(sandbox, url=invoice.callback_url, method="post", body=body, webhook_id=None)
