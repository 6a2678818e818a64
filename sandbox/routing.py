"""What a route is: a kind of call, its address, who may call it, and its handler."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from werkzeug import Request, Response

from .core import Sandbox

Handler = Callable[..., Response]
Guard = Callable[[Sandbox, Request], None]


def anyone(_sandbox: Sandbox, _request: Request) -> None:
    """Let everybody in."""


@dataclass(frozen=True, kw_only=True)
class Route:
    """`kind` names the call for the fault switchboard, e.g. moyasar.payments.create."""

    kind: str
    method: str
    path: str
    handler: Handler
    guard: Guard = anyone
    # Called by browsers from a salon's own origin.
    cross_origin: bool = False
