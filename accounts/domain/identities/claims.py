"""What is taken from a provider's word: who, by which name, with which address."""

from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from accounts.domain.identities.errors import IdTokenInvalid

# Columns of socialaccount_socialaccount and accounts_user.
LONGEST_UID = 191
LONGEST_NAME = 150


@dataclass(frozen=True)
class Identity:
    """A person as one provider knows her. Only ``provider`` and ``uid`` say who she is.

    ``email`` is contact data, empty unless the provider may vouch for it. A phone number that the
    provider claims is not even here.
    """

    provider: str
    uid: str
    name: str = ""
    email: str = ""

    @property
    def binding(self) -> str:
        """What a code for this identity is bound to."""
        return f"{self.provider}:{self.uid}"


def identity_of(provider: str, claims: dict[str, Any]) -> Identity:
    """Return the identity of verified claims. Raises IdTokenInvalid for an odd subject."""
    uid = claims.get("sub")
    if not isinstance(uid, str) or not 0 < len(uid) <= LONGEST_UID or not uid.isprintable():
        raise IdTokenInvalid
    return Identity(provider, uid, _name(claims), _vouched_email(provider, claims))


def _name(claims: dict[str, Any]) -> str:
    full = claims.get("name") or " ".join(
        str(claims.get(part) or "") for part in ("given_name", "family_name")
    )
    text = " ".join(str(full).split())
    return text[:LONGEST_NAME] if text.isprintable() else ""


def _vouched_email(provider: str, claims: dict[str, Any]) -> str:
    """Return the address that the provider itself gives out, nothing for any other one.

    Google vouches for gmail.com and for the domain of a Workspace (``hd``); for other addresses
    ``email_verified`` only says that a link was once clicked. Apple vouches for all.
    """
    email, verified = claims.get("email"), claims.get("email_verified")
    if not isinstance(email, str) or verified not in (True, "true") or not _is_email(email):
        return ""
    domain = email.rpartition("@")[2].lower()
    hosted = provider == "google" and domain in ("gmail.com", str(claims.get("hd")).lower())
    return email if provider == "apple" or hosted else ""


def _is_email(text: str) -> bool:
    try:
        validate_email(text)
    except ValidationError:
        return False
    return len(text) <= 254
