"""Saved cards. The browser makes them with the publishable key; we read and forget them."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from billing.moyasar.errors import OutcomeUnknown

if TYPE_CHECKING:
    from billing.moyasar.transport import Transport


@dataclass(frozen=True, kw_only=True)
class ProviderToken:
    """A card as far as it may be kept. Only an ``active`` one can be charged."""

    id: str
    status: str
    brand: str
    last_four: str
    month: int
    year: int
    # Where the payer proves the card while it is ``initiated``.
    verification_url: str = ""

    @property
    def is_active(self) -> bool:
        return self.status == "active"


class Tokens:
    """The token calls of one account."""

    def __init__(self, transport: "Transport") -> None:
        self._transport = transport

    def fetch(self, token_id: str) -> ProviderToken:
        """Return a token as it is now. Raises NotFound."""
        return parse_token(self._transport.read(_path(token_id)))

    def delete(self, token_id: str) -> None:
        """Forget a card. Raises NotFound for one that is gone already."""
        self._transport.write("DELETE", _path(token_id))


def parse_token(body: Any) -> ProviderToken:
    """Read a token object. Raises OutcomeUnknown where its core is missing."""
    try:
        return ProviderToken(
            id=str(body["id"]),
            status=str(body["status"]),
            brand=str(body.get("brand") or ""),
            last_four=str(body.get("last_four") or "")[-4:],
            month=int(body["month"]),
            year=int(body["year"]),
            verification_url=str(body.get("verification_url") or ""),
        )
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise OutcomeUnknown("the answer is not a token") from error


def _path(token_id: str) -> str:
    return f"/tokens/{quote(token_id, safe='')}"
