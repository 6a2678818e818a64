"""Calls to Moyasar with the secret key: payments here, the rest by subject."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any
from uuid import UUID

from django.conf import settings

from billing.moyasar.errors import MoyasarError, NotFound, OutcomeUnknown, Refused
from billing.moyasar.invoices import Invoices
from billing.moyasar.parsing import ProviderPage, ProviderPayment, parse_page, parse_payment
from billing.moyasar.tokens import Tokens
from billing.moyasar.transport import Transport
from billing.moyasar.webhooks import Webhooks

# "Already used with a different payment", also where it is the same one.
USED_GIVEN_ID = "used_given_id"
CREATIONS = 2


@dataclass(frozen=True, kw_only=True)
class NewPayment:
    """A charge of a saved card. ``id`` is our row's: one id, one attempt.

    ``manual``: only reserve the amount. ``three_ds``: let the bank ask the payer; without it the
    payment is one that the merchant starts.
    """

    id: UUID
    amount_minor: int
    currency: str
    description: str
    callback_url: str
    token: str
    metadata: Mapping[str, str] = field(default_factory=dict)
    three_ds: bool = True
    manual: bool = False

    def as_json(self) -> dict[str, Any]:
        return {
            "given_id": str(self.id),
            "amount": self.amount_minor,
            "currency": self.currency,
            "description": self.description,
            "callback_url": self.callback_url,
            "metadata": dict(self.metadata),
            # Coupons of the provider's would lower the amount behind our back.
            "apply_coupon": False,
            "source": {
                "type": "token",
                "token": self.token,
                "3ds": self.three_ds,
                "manual": self.manual,
            },
        }


class MoyasarClient(Transport):
    """One account at Moyasar. Every method raises MoyasarError."""

    @cached_property
    def invoices(self) -> Invoices:
        return Invoices(self)

    @cached_property
    def tokens(self) -> Tokens:
        return Tokens(self)

    @cached_property
    def webhooks(self) -> Webhooks:
        return Webhooks(self)

    def create_payment(self, new: NewPayment) -> ProviderPayment:
        """Charge a saved card, at most once for an id, whatever happens on the way.

        Moyasar refuses an id that it knows, even from the very same request; some of its accounts
        are said to return the first payment instead. So after that refusal, and after an unclear
        outcome, the payment is looked up, and sent again only where there is none. The caller
        compares what came back with what it asked for.

        Raises OutcomeUnknown where it cannot be told: look the id up later.
        """
        for _attempt in range(CREATIONS):
            try:
                return parse_payment(self.write("POST", "/payments", new.as_json()))
            except MoyasarError as error:
                known = self._known_after(error, new.id)
            if known is not None:
                return known
        raise OutcomeUnknown("the payment could not be made")

    def fetch_payment(self, payment_id: UUID) -> ProviderPayment:
        """Return the payment as it is now. Raises NotFound before the payer sent the card."""
        return parse_payment(self.read(f"/payments/{payment_id}"))

    def list_payments(
        self, filters: Mapping[str, str] | None = None, *, page: int = 1
    ) -> ProviderPage:
        """Return one page, newest first. Filters are Moyasar's own: ``created[gt]``, ``status``."""
        return parse_page(self.read("/payments", params={**(filters or {}), "page": str(page)}))

    def update_payment(
        self,
        payment_id: UUID,
        *,
        description: str | None = None,
        metadata: Mapping[str, str] | None = None,
    ) -> ProviderPayment:
        """Change what is written on a payment; an empty value takes a key of ``metadata`` away."""
        given = {"description": description, "metadata": metadata and dict(metadata)}
        body = {name: value for name, value in given.items() if value is not None}
        answer = self.write("PUT", f"/payments/{payment_id}", body)
        # Some answer with the payment, some with nothing.
        return parse_payment(answer) if answer else self.fetch_payment(payment_id)

    def refund_payment(self, payment_id: UUID, *, amount_minor: int) -> ProviderPayment:
        """Give back ``amount_minor``; not idempotent: after OutcomeUnknown fetch and compare."""
        return self._act(payment_id, "refund", {"amount": amount_minor})

    def void_payment(self, payment_id: UUID) -> ProviderPayment:
        """Cancel the whole payment before it is settled (about two hours)."""
        return self._act(payment_id, "void", {})

    def capture_payment(
        self, payment_id: UUID, *, amount_minor: int | None = None
    ) -> ProviderPayment:
        """Take all or part of an authorized payment."""
        body = {} if amount_minor is None else {"amount": amount_minor}
        return self._act(payment_id, "capture", body)

    def _act(self, payment_id: UUID, verb: str, body: Mapping[str, Any]) -> ProviderPayment:
        return parse_payment(self.write("POST", f"/payments/{payment_id}/{verb}", body))

    def _known_after(self, error: MoyasarError, payment_id: UUID) -> ProviderPayment | None:
        """Return the payment that a failed creation made or met; None where there is none.

        Raises the error where it says for certain that nothing was made.
        """
        is_used = isinstance(error, Refused) and error.kind == USED_GIVEN_ID
        if error.was_refused and not is_used:
            raise error
        try:
            return self.fetch_payment(payment_id)
        except NotFound:
            if is_used:
                # Another account's: it will never be ours.
                raise error from None
            return None


def moyasar_client() -> MoyasarClient:
    """Return a client for the configured account."""
    return MoyasarClient(base_url=settings.MOYASAR_BASE_URL, secret_key=settings.MOYASAR_SECRET_KEY)
