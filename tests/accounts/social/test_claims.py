"""What is taken from a provider's word."""

from typing import Any

import pytest

from accounts.domain.identities.claims import Identity, identity_of
from accounts.domain.identities.errors import IdTokenInvalid

pytestmark = pytest.mark.unit


@pytest.mark.parametrize(
    ("provider", "claims", "kept"),
    [
        ("google", {"email": "a@gmail.com", "email_verified": True}, True),
        ("google", {"email": "a@Gmail.com", "email_verified": True}, True),
        ("google", {"email": "a@gmail.com", "email_verified": False}, False),
        ("google", {"email": "a@gmail.com"}, False),
        ("google", {"email": "a@salon.sa", "email_verified": True, "hd": "salon.sa"}, True),
        ("google", {"email": "a@salon.sa", "email_verified": True, "hd": "other.sa"}, False),
        ("google", {"email": "a@salon.sa", "email_verified": True}, False),
        ("google", {"email": "a@none", "email_verified": True, "hd": None}, False),
        ("google", {"email": "a@gmail.com.evil.sa", "email_verified": True}, False),
        ("apple", {"email": "a@privaterelay.appleid.com", "email_verified": "true"}, True),
        ("apple", {"email": "a@salon.sa", "email_verified": True}, True),
        ("apple", {"email": "a@salon.sa", "email_verified": "false"}, False),
        ("apple", {"email": "no address", "email_verified": True}, False),
        ("apple", {"email": ["a@salon.sa"], "email_verified": True}, False),
        ("oidc", {"email": "a@gmail.com", "email_verified": True}, False),
    ],
)
def test_address_is_kept_where_the_provider_gives_it_out(
    provider: str, claims: dict[str, Any], kept: bool
) -> None:
    identity = identity_of(provider, {"sub": "1"} | claims)
    assert identity.email == (claims["email"] if kept else "")


@pytest.mark.parametrize(
    ("claims", "name"),
    [
        ({"name": "  Noura \n Al-Otaibi "}, "Noura Al-Otaibi"),
        ({"given_name": "نورة", "family_name": "العتيبي"}, "نورة العتيبي"),
        ({"given_name": "Noura"}, "Noura"),
        ({"name": "x" * 200}, "x" * 150),
        ({"name": "a\u202eb"}, ""),
        ({"name": None}, ""),
        ({}, ""),
    ],
)
def test_name_is_one_clean_line(claims: dict[str, Any], name: str) -> None:
    assert identity_of("oidc", {"sub": "1"} | claims).name == name


def test_claimed_number_is_not_taken() -> None:
    claims = {"sub": "1", "phone_number": "+966500000777", "phone_number_verified": True}
    assert identity_of("oidc", claims) == Identity("oidc", "1")


@pytest.mark.parametrize("sub", ["", None, 7, "x" * 192, "a\nb"])
def test_odd_subject_is_refused(sub: Any) -> None:
    with pytest.raises(IdTokenInvalid):
        identity_of("oidc", {"sub": sub})
