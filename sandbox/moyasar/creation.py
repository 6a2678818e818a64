"""Makes payments: checks the input, plans the outcome, stores, settles what needs no payer."""

from __future__ import annotations

import secrets
from dataclasses import asdict, dataclass
from typing import Any
from uuid import uuid4

from ..config import MOYASAR_PREFIX
from ..core import Sandbox
from ..store import Json
from . import stcpay
from .errors import Problems, used_given_id
from .fields import read_amount, read_currency, read_text, read_url, read_uuid
from .keys import KeyKind
from .metadata import check_metadata
from .payment import KIND, Payment, Plan, from_record
from .settlement import settle
from .sources import SourceInput, read_source
from .tokens import chargeable_token, new_token


@dataclass(frozen=True, kw_only=True)
class PaymentInput:
    """A payment request that passed every check."""

    given_id: str | None
    amount: int
    currency: str
    description: str | None
    callback_url: str | None
    metadata: Json | None
    source: SourceInput
    splits: list[Any]


def read_payment(sandbox: Sandbox, body: Json, *, from_form: bool) -> PaymentInput:
    """Check a creation request; raises one 400 that names every wrong field."""
    problems = Problems()
    source = read_source(sandbox, body.get("source"), problems)
    # Documented: callback_url is required for cards and tokens.
    needs_return = source is None or source.type in ("creditcard", "token")
    callback_url = read_url(
        "callback_url", body.get("callback_url"), problems, required=needs_return
    )
    given_id = read_uuid("given_id", body.get("given_id"), problems)
    amount = read_amount(body.get("amount"), problems, from_form=from_form)
    currency = read_currency(body.get("currency"), problems)
    metadata = check_metadata(body.get("metadata"), problems)
    problems.raise_if_any()
    assert source is not None
    splits = body.get("splits")
    return PaymentInput(
        given_id=given_id,
        amount=amount,
        currency=currency,
        description=read_text(body.get("description")),
        callback_url=callback_url,
        metadata=metadata,
        source=source,
        splits=splits if isinstance(splits, list) else [],
    )


def create_payment(
    sandbox: Sandbox, given: PaymentInput, *, key: KeyKind, ip: str | None, invoice_id: str | None
) -> Payment:
    """Store the payment and settle it at once when no challenge is due.

    A used given_id raises 400, or returns the first payment with `given_id_replay`.
    """
    with sandbox.store.transaction():
        repeated = sandbox.store.get(KIND, given.given_id) if given.given_id else None
        if repeated is not None:
            if sandbox.modes.given_id_replay:
                return from_record(repeated)
            raise used_given_id()
        payment = _planned(sandbox, given, key)
        payment.ip = ip
        payment.invoice_id = invoice_id
        insert_payment(sandbox, payment)
        if payment.plan.flow == "none":
            settle(sandbox, payment)
    return payment


def insert_payment(sandbox: Sandbox, payment: Payment) -> None:
    sandbox.store.insert(KIND, payment.id, asdict(payment))


def challenge_url(sandbox: Sandbox, plan: Plan) -> str:
    return f"{sandbox.settings.base_url}{MOYASAR_PREFIX}/card_auth/{plan.auth_id}/prepare"


def _planned(sandbox: Sandbox, given: PaymentInput, key: KeyKind) -> Payment:
    if given.source.type == "stcpay":
        source, plan = stcpay.planned(sandbox, given.source)
    elif given.source.type == "token":
        source, plan = _token_plan(sandbox, given.source, key)
    else:
        source, plan = _card_plan(sandbox, given.source)
    now = sandbox.now_text()
    return Payment(
        id=given.given_id or str(uuid4()),
        status="initiated",
        amount=given.amount,
        currency=given.currency,
        description=given.description,
        callback_url=given.callback_url,
        metadata=given.metadata,
        splits=given.splits,
        source=source,
        plan=plan,
        created_at=now,
        updated_at=now,
    )


def _card_plan(sandbox: Sandbox, source: SourceInput) -> tuple[Json, Plan]:
    card = source.card
    assert card is not None
    # Documented: 3ds false makes the payment a MOTO one, settled without the payer.
    flow = card.case.flow if source.three_ds else "none"
    plan = Plan(code=card.case.code, message=card.case.message, flow=flow, manual=source.manual)
    plan.auth_id = secrets.token_hex(16)
    if source.save_card:
        plan.token_id = new_token(sandbox, card).id
    shown = card_object(company=card.case.company, name=card.name, mask=card.mask)
    # Documented: with save_card the token is named while the payment is still initiated.
    shown["token"] = plan.token_id or None
    shown["transaction_url"] = challenge_url(sandbox, plan) if flow != "none" else None
    return shown, plan


def _token_plan(sandbox: Sandbox, source: SourceInput, key: KeyKind) -> tuple[Json, Plan]:
    """Seen live: the backend's charge of an active token is settled at once."""
    token = chargeable_token(sandbox, source.token, three_ds=source.three_ds)
    at_once = token.status == "active" and key == "secret" and not sandbox.modes.token_challenge
    flow = "none" if at_once or not source.three_ds else "challenge"
    plan = Plan(code=token.case.code, message=token.case.message, flow=flow, manual=source.manual)
    plan.auth_id = secrets.token_hex(16)
    plan.token_id = token.id
    shown = card_object(company=token.brand, name=token.name, mask=token.mask)
    shown["token"] = token.id
    shown["transaction_url"] = challenge_url(sandbox, plan) if flow != "none" else None
    return shown, plan


def card_object(*, company: str | None, name: str, mask: str) -> Json:
    """Return the documented card source before the payment is settled."""
    debit = company == "mada"
    return {
        "type": "creditcard",
        "company": company,
        "name": name,
        "number": mask,
        "gateway_id": "moyasar_cc_" + secrets.token_hex(8),
        "reference_number": None,
        "token": None,
        "message": None,
        "transaction_url": None,
        "response_code": None,
        "authorization_code": None,
        "issuer_name": "Sandbox Bank",
        "issuer_country": "SA",
        "issuer_card_type": "debit" if debit else "credit",
        "issuer_card_category": "CLASSIC",
    }
