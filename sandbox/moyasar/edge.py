"""The edge protection in front of Moyasar."""

from __future__ import annotations

from werkzeug import Request


def is_stock_agent(request: Request) -> bool:
    """Seen live: a missing or stock Python-urllib agent is blocked with 403 HTML, code 1010."""
    agent = request.headers.get("User-Agent", "")
    return not agent or agent.startswith("Python-urllib")
