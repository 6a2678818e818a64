"""Carries out fault actions: refusing early, or hiding an answer that was given."""

from __future__ import annotations

from werkzeug import Response

from .core import Sandbox
from .replies import html_reply, json_reply

EDGE_BLOCK = """<!DOCTYPE html><html lang="en"><head><title>Access denied</title></head>
<body><h1>Error 1010</h1><p>The owner of this website has banned your access based on your
browser's signature.</p><p>code 1010</p></body></html>"""
BAD_GATEWAY = "<!DOCTYPE html><html><body><h1>502 Bad Gateway</h1></body></html>"

AUTHENTICA_TEXTS = {429: "Too many requests", 500: "Server Error", 503: "Service Unavailable"}
MOYASAR_TYPES = {429: "rate_limit_error", 500: "api_error", 503: "api_connection_error"}


class DroppedConnectionError(ConnectionError):
    """Tells the server to close the connection without an answer."""


def edge_block() -> Response:
    """Documented: a blocked agent gets 403 with an HTML body, code 1010."""
    return html_reply(EDGE_BLOCK, 403)


def answer_early(sandbox: Sandbox, kind: str, action: str) -> Response | None:
    """Return the answer of a fault that keeps the call from being done, if it is one."""
    if action == "timeout_before_commit":
        wait_and_drop(sandbox)
    if action == "html_403":
        return edge_block()
    if action == "html_502":
        return html_reply(BAD_GATEWAY, 502)
    if action in ("500", "503", "429"):
        return _error(kind, int(action))
    return None


def answer_late(sandbox: Sandbox, action: str, reply: Response) -> Response:
    """Carry out a fault that comes after the call was done and stored."""
    if action == "timeout_after_commit":
        wait_and_drop(sandbox)
    if action == "drop_after_commit":
        raise DroppedConnectionError
    if action == "delay":
        sandbox.stopping.wait(sandbox.modes.delay_seconds)
    return reply


def wait_and_drop(sandbox: Sandbox) -> None:
    """Stay silent for `timeout_seconds`, then close the connection without an answer."""
    sandbox.stopping.wait(sandbox.modes.timeout_seconds)
    raise DroppedConnectionError


def _error(kind: str, status: int) -> Response:
    text = AUTHENTICA_TEXTS[status]
    if kind.startswith("authentica."):
        return json_reply({"message": text}, status)
    return json_reply({"type": MOYASAR_TYPES[status], "message": text, "errors": None}, status)
