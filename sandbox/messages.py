"""Messages that were "sent": the record behind the inbox."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from uuid import uuid4

from .core import Sandbox

KIND = "message"


@dataclass(frozen=True, kw_only=True)
class Message:
    """One message; `code` only when it carries a one-time code."""

    id: str
    phone: str | None
    email: str | None
    channel: str
    code: str | None
    text: str
    template_id: int | None
    sender_name: str | None
    created_at: str


def keep_message(
    sandbox: Sandbox,
    *,
    phone: str | None,
    email: str | None = None,
    channel: str,
    text: str,
    code: str | None = None,
    template_id: int | None = None,
    sender_name: str | None = None,
) -> Message:
    """Put a message into the inbox."""
    message = Message(
        id=str(uuid4()),
        phone=phone,
        email=email,
        channel=channel,
        code=code,
        text=text,
        template_id=template_id,
        sender_name=sender_name,
        created_at=sandbox.now_text(),
    )
    sandbox.store.insert(KIND, message.id, asdict(message))
    return message


def kept_messages(sandbox: Sandbox, phone: str = "") -> list[Message]:
    """Return messages, newest first; only those to one phone or address when it is given."""
    messages = [Message(**record) for record in sandbox.store.newest_first(KIND)]
    wanted = normalised(phone)
    return [item for item in messages if not wanted or wanted in (item.phone, item.email)]


def normalised(phone: str) -> str:
    """Mend a plus sign that arrived as a space because it was not escaped."""
    text = phone.strip()
    return f"+{text}" if text.isdigit() else text
