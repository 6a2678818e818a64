"""Answers: JSON, HTML, redirects, and the headers for calls from other origins."""

from __future__ import annotations

import json
from typing import Any

from werkzeug import Response

CROSS_ORIGIN_HEADERS = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Allow-Methods": "POST, OPTIONS",
    "Access-Control-Allow-Headers": "Authorization, Content-Type, Accept, Mysr-Client",
    "Access-Control-Max-Age": "600",
}


def json_reply(body: Any, status: int = 200) -> Response:
    text = json.dumps(body, ensure_ascii=False)
    return Response(text, status=status, content_type="application/json; charset=utf-8")


def html_reply(text: str, status: int = 200) -> Response:
    reply = Response(text, status=status, content_type="text/html; charset=utf-8")
    reply.headers["Cache-Control"] = "no-store"
    return reply


def empty_reply(status: int = 204) -> Response:
    return Response(b"", status=status)


def redirect_reply(address: str) -> Response:
    """Send the browser on with 302, so that it makes a GET."""
    return Response(b"", status=302, headers={"Location": address})


def allow_cross_origin(reply: Response) -> Response:
    reply.headers.extend(CROSS_ORIGIN_HEADERS)
    return reply
