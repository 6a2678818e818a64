"""The inbox, for people and for tests."""

from __future__ import annotations

from dataclasses import asdict
from datetime import timedelta

from markupsafe import Markup, escape
from werkzeug import Request, Response

from .core import Sandbox, parse_time
from .messages import Message, kept_messages, normalised
from .page import page
from .replies import html_reply, json_reply
from .routing import Route

REFRESH_SECONDS = 5
SHOWN_MESSAGES = 100
# Salons and their customers read Riyadh time, which has no summer time.
RIYADH_OFFSET = timedelta(hours=3)

FILTER = Markup("""
<form class="inline" method="get" action="/inbox">
  <input name="phone" value="{phone}" placeholder="+9665…" aria-label="Phone" dir="ltr">
  <button type="submit">Filter · تصفية</button> <a href="/inbox">All · الكل</a>
</form>
""")
CARD = Markup("""
<article class="card" data-message-id="{id}">
  <p><strong><bdi dir="ltr">{recipient}</bdi></strong>
    <span class="soft">{channel} ·
      <time datetime="{stamp}"><bdi>{time}</bdi></time>{sender}</span></p>
  {code}<p dir="auto">{text}</p>
</article>
""")
CODE = Markup('<p class="code" data-code><bdi dir="ltr">{}</bdi></p>')
EMPTY = Markup("""
<section class="card"><p>No messages yet. <span lang="ar" dir="rtl">لا توجد رسائل بعد.</span></p>
</section>
""")


def show_inbox(sandbox: Sandbox, request: Request) -> Response:
    phone = normalised(request.args.get("phone", ""))
    messages = kept_messages(sandbox, phone)[:SHOWN_MESSAGES]
    cards = Markup("").join(_card(item) for item in messages)
    body = Markup("<h1>Inbox · صندوق الرسائل</h1>{}{}").format(
        FILTER.format(phone=phone), cards or EMPTY
    )
    return html_reply(page("Inbox (sandbox)", body, refresh_seconds=REFRESH_SECONDS))


def inbox_json(sandbox: Sandbox, request: Request) -> Response:
    """Return the messages, newest first; ?phone= keeps those of one recipient."""
    messages = kept_messages(sandbox, request.args.get("phone", ""))
    return json_reply({"messages": [asdict(item) for item in messages]})


def _card(message: Message) -> Markup:
    sent = parse_time(message.created_at)
    return CARD.format(
        id=message.id,
        recipient=message.phone or message.email,
        channel=message.channel,
        stamp=message.created_at,
        time=(sent + RIYADH_OFFSET).strftime("%Y-%m-%d %H:%M:%S") if sent else "",
        sender=f" · {message.sender_name}" if message.sender_name else "",
        code=CODE.format(message.code) if message.code else "",
        text=escape(message.text).replace("\n", Markup("<br>")),
    )


ROUTES = (
    Route(kind="sandbox.inbox", method="GET", path="/inbox", handler=show_inbox),
    Route(kind="sandbox.inbox_json", method="GET", path="/inbox.json", handler=inbox_json),
)
