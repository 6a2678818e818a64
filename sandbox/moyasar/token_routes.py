"""The token endpoints."""

from __future__ import annotations

import secrets
from dataclasses import replace
from uuid import uuid4

from werkzeug import Request, Response

from ..bodies import read_body
from ..config import MOYASAR_PREFIX
from ..core import Sandbox
from ..replies import empty_reply, json_reply
from ..routing import Route
from .creation import card_object, challenge_url, insert_payment
from .errors import Problems, not_found
from .fields import read_bool, read_url
from .keys import any_key, secret_key_only
from .metadata import check_metadata
from .money import CURRENCY, MINIMUM
from .payment import Payment, Plan
from .sources import read_card
from .tokens import KIND, Token, get_token, new_token, token_object


def create(sandbox: Sandbox, request: Request) -> Response:
    """Documented: without save_only the payer confirms at verification_url."""
    body = read_body(request)
    problems = Problems()
    card = read_card(sandbox, body, problems)
    save_only = read_bool(body.get("save_only"), default=False)
    callback = read_url("callback_url", body.get("callback_url"), problems, required=not save_only)
    metadata = check_metadata(body.get("metadata"), problems)
    problems.raise_if_any()
    assert card is not None
    with sandbox.store.transaction():
        token = new_token(sandbox, card, save_only=save_only, metadata=metadata)
        if not save_only:
            _start_verification(sandbox, token, callback)
    return json_reply(token_object(token), 201)


def fetch(sandbox: Sandbox, _request: Request, token_id: str) -> Response:
    return json_reply(token_object(get_token(sandbox, token_id)))


def delete(sandbox: Sandbox, _request: Request, token_id: str) -> Response:
    """Documented: 204 with an empty body."""
    if not sandbox.store.delete(KIND, token_id):
        raise not_found()
    return empty_reply(204)


def _start_verification(sandbox: Sandbox, token: Token, callback: str | None) -> None:
    """Make the 1 SAR payment whose 3-D Secure activates the token (status `verified`)."""
    flow = "fails_in_challenge" if token.case.flow == "fails_in_challenge" else "challenge"
    plan = Plan(code=token.case.code, message=token.case.message, flow=flow, verification=True)
    plan = replace(plan, auth_id=secrets.token_hex(16), token_id=token.id)
    token.verification_url = challenge_url(sandbox, plan)
    token.save(sandbox)
    source = card_object(company=token.brand, name=token.name, mask=token.mask)
    source["token"] = token.id
    source["transaction_url"] = token.verification_url
    payment = Payment(
        id=str(uuid4()),
        status="initiated",
        amount=MINIMUM,
        currency=CURRENCY,
        description="Card verification",
        callback_url=callback,
        source=source,
        plan=plan,
        created_at=token.created_at,
        updated_at=token.created_at,
    )
    insert_payment(sandbox, payment)


BASE = f"{MOYASAR_PREFIX}/tokens"

ROUTES = (
    Route(
        kind="moyasar.tokens.create",
        method="POST",
        path=BASE,
        handler=create,
        guard=any_key,
        cross_origin=True,
    ),
    Route(
        kind="moyasar.tokens.fetch",
        method="GET",
        path=f"{BASE}/<token_id>",
        handler=fetch,
        guard=secret_key_only,
    ),
    Route(
        kind="moyasar.tokens.delete",
        method="DELETE",
        path=f"{BASE}/<token_id>",
        handler=delete,
        guard=secret_key_only,
    ),
)
