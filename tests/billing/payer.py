"""What a customer's browser does at the provider, and what the provider tells us."""

from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from django.conf import settings

from billing.domain.observation import expected_metadata
from billing.models import Payment
from sandbox.callers import MoyasarCaller

GOOD_CARD = "4111111111111111"
NO_FUNDS_CARD = "4123120001090000"


@dataclass
class Payer:
    """Posts cards straight to the sandbox and answers the bank's page."""

    sandbox: Any

    @property
    def moyasar(self) -> MoyasarCaller:
        return MoyasarCaller(self.sandbox.moyasar_url)

    def send_card(self, payment: Payment, number: str = GOOD_CARD, **changes: Any) -> Any:
        """Post the card as the payment page does; the bank has not been asked yet."""
        body = {
            "given_id": str(payment.pk),
            "amount": payment.amount_minor,
            "currency": payment.currency,
            "metadata": expected_metadata(payment),
            "apply_coupon": False,
            **changes,
        }
        return self.moyasar.pay(number, **body)

    def pay(self, payment: Payment, number: str = GOOD_CARD, **changes: Any) -> Any:
        """Post the card and pass the bank's page."""
        self.send_card(payment, number, **changes)
        return self.sandbox.settle(str(payment.pk))

    def refund(self, payment: Payment, amount: int) -> None:
        """Refund in the provider's dashboard, past us."""
        answer = self.moyasar.post(f"/payments/{payment.pk}/refund", {"amount": amount})
        assert answer.status_code == 200, answer.text

    def seen(self, payment: Payment) -> Any:
        """Return the payment as the provider has it."""
        return next(item for item in self.sandbox.payments() if item.id == str(payment.pk))


def delivery(payment: Payment, kind: str = "payment_paid", **changes: Any) -> dict[str, Any]:
    """Return a webhook body about a payment."""
    return {
        "id": str(uuid4()),
        "type": kind,
        "created_at": "2030-01-05T09:00:00+03:00",
        "secret_token": settings.MOYASAR_WEBHOOK_SECRET,
        "account_name": "Noor",
        "live": False,
        "data": {"id": str(payment.pk), "status": "paid", "amount": 1},
        **changes,
    }
