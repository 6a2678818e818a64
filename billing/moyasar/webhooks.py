"""Where Moyasar tells its news: the registrations of one account, and what became of deliveries."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from uuid import UUID

from billing.moyasar.errors import OutcomeUnknown

if TYPE_CHECKING:
    from billing.moyasar.transport import Transport


@dataclass(frozen=True, kw_only=True)
class ProviderWebhook:
    """A registered address. Its secret is never returned."""

    id: UUID
    url: str
    events: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class DeliveryAttempt:
    """One attempt to deliver one event. ``is_delivered``: the address answered with a success."""

    id: str
    event_id: str
    event_type: str
    retry_number: int
    is_delivered: bool
    response_code: int | None


class Webhooks:
    """The webhook calls of one account. One registration serves test and live keys."""

    def __init__(self, transport: "Transport") -> None:
        self._transport = transport

    def register(
        self, *, url: str, shared_secret: str, events: Sequence[str] = ()
    ) -> ProviderWebhook:
        """Register an HTTPS address; no ``events`` means all, also those to come."""
        body: dict[str, Any] = {"url": url, "http_method": "post", "shared_secret": shared_secret}
        if events:
            body["events"] = list(events)
        return _parse(self._transport.write("POST", "/webhooks", body))

    def registered(self) -> list[ProviderWebhook]:
        """Return every registration."""
        return [_parse(each) for each in _rows(self._transport.read("/webhooks"), "webhooks")]

    def change(self, webhook_id: UUID, *, url: str, shared_secret: str) -> ProviderWebhook:
        """Move a registration to another address or secret."""
        body = {"url": url, "shared_secret": shared_secret}
        path = f"/webhooks/{webhook_id}"
        return _parse(self._transport.write("PUT", path, body) or self._transport.read(path))

    def delete(self, webhook_id: UUID) -> None:
        """Take a registration away. Raises NotFound where there is none."""
        self._transport.write("DELETE", f"/webhooks/{webhook_id}")

    def attempts(self, *, page: int = 1) -> list[DeliveryAttempt]:
        """Return one page of deliveries, newest first: what was lost is seen here."""
        body = self._transport.read("/webhooks/attempts", params={"page": str(page)})
        return [_parse_attempt(each) for each in _rows(body, "webhook_attempts")]


def _rows(body: Any, name: str) -> list[Any]:
    if not isinstance(body, dict) or not isinstance(body.get(name), list):
        raise OutcomeUnknown(f"the answer has no {name}")
    rows: list[Any] = body[name]
    return rows


def _parse(body: Any) -> ProviderWebhook:
    try:
        events = tuple(str(each) for each in body.get("events") or ())
        return ProviderWebhook(id=UUID(body["id"]), url=str(body["url"]), events=events)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise OutcomeUnknown("the answer is not a webhook") from error


def _parse_attempt(body: Any) -> DeliveryAttempt:
    try:
        code = body.get("response_code")
        return DeliveryAttempt(
            id=str(body["id"]),
            event_id=str(body["event_id"]),
            event_type=str(body["event_type"]),
            retry_number=int(body.get("retry_number") or 0),
            is_delivered=body.get("result") == "success",
            response_code=int(code) if code is not None else None,
        )
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise OutcomeUnknown("the answer is not a delivery") from error
