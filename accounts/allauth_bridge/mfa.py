"""All that we take from inside ``allauth.mfa`` and the passkey library below it.

Nothing here looks at a request, a session or a cache. ``tests/accounts/second_factor/test_bridge``
holds what we rely on.
"""

import base64
import hmac
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from allauth.account.utils import url_str_to_user_pk
from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal import auth as totp
from allauth.mfa.utils import decrypt, encrypt
from django.conf import settings
from fido2.server import Fido2Server
from fido2.utils import websafe_decode
from fido2.webauthn import (
    AttestedCredentialData,
    AuthenticationResponse,
    PublicKeyCredentialRpEntity,
    PublicKeyCredentialUserEntity,
    RegistrationResponse,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from foundation.addresses import site_url

__all__ = ["Authenticator", "RecoveryCodes", "decrypt", "encrypt"]


class NotGenuine(Exception):
    """The bytes are no answer of a passkey to what we asked on our own page."""


@dataclass(frozen=True)
class Assertion:
    """What a passkey has signed."""

    credential_id: bytes
    sign_count: int


def new_totp_secret() -> str:
    """Return a random secret for an authenticator app, in base 32."""
    return str(totp.generate_totp_secret())


def totp_counter(secret: str, code: str) -> int | None:
    """Return the time step that the code is of, None where it is of none that is tolerated."""
    for counter in totp.yield_hotp_counters_from_time():
        expected = totp.format_hotp_value(totp.hotp_value(secret, counter))
        if hmac.compare_digest(expected.encode(), code.encode()):
            return int(counter)
    return None


def totp_picture(user: Any, secret: str) -> str:
    """Return the QR code that an authenticator app reads, as a ``data:`` address of an SVG."""
    adapter = get_adapter()
    svg = adapter.build_totp_svg(adapter.build_totp_url(user, secret))
    return "data:image/svg+xml;base64," + base64.b64encode(svg.encode()).decode()


def registration_options(
    user: Any, registered: Iterable[Authenticator]
) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return what the browser needs to make a passkey, and the state to check its answer with."""
    entity = get_adapter().get_public_key_credential_user_entity(user)
    options, state = _server().register_begin(
        user=PublicKeyCredentialUserEntity(**entity),
        credentials=[_credential(each) for each in registered],
        resident_key_requirement=ResidentKeyRequirement.REQUIRED,
        user_verification=UserVerificationRequirement.REQUIRED,
        extensions={"credProps": True},
    )
    return dict(options), state


def registered_data(state: dict[str, Any], response: dict[str, Any], name: str) -> dict[str, Any]:
    """Return the data of an Authenticator for a new passkey. Raises NotGenuine."""
    try:
        answer = RegistrationResponse.from_dict(response)
        _refuse_embedded(answer)
        made = _server().register_complete(state, answer)
        return {"name": name, "credential": dict(answer), "sign_count": made.counter}
    except Exception as error:
        # A stranger's bytes go through JSON, CBOR and keys: whatever breaks, they are not genuine.
        raise NotGenuine from error


def assertion_options(
    registered: Iterable[Authenticator] | None,
) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return what the browser needs to use one of these passkeys (None: any), and the state."""
    options, state = _server().authenticate_begin(
        credentials=None if registered is None else [_credential(each) for each in registered],
        user_verification=UserVerificationRequirement.REQUIRED,
    )
    return dict(options), state


def checked_assertion(
    state: dict[str, Any], registered: Iterable[Authenticator], response: dict[str, Any]
) -> Assertion:
    """Return what one of the passkeys has signed. Raises NotGenuine."""
    try:
        answer = AuthenticationResponse.from_dict(response)
        _refuse_embedded(answer)
        _server().authenticate_complete(state, [_credential(each) for each in registered], answer)
        return Assertion(answer.raw_id, answer.response.authenticator_data.counter)
    except Exception as error:
        # As above.
        raise NotGenuine from error


def credential_id(passkey: Authenticator) -> bytes:
    """Return the name by which browsers know the passkey."""
    return bytes(_credential(passkey).credential_id)


def person_named_by(response: dict[str, Any]) -> int:
    """Return the id of the person that a discoverable passkey names. Raises NotGenuine."""
    try:
        handle = response["response"]["userHandle"]
        return int(url_str_to_user_pk(websafe_decode(handle).decode()))
    except Exception as error:
        raise NotGenuine from error


def _credential(passkey: Authenticator) -> AttestedCredentialData:
    answer = RegistrationResponse.from_dict(passkey.data["credential"])
    return answer.response.attestation_object.auth_data.credential_data


def _refuse_embedded(answer: Any) -> None:
    if answer.response.client_data.cross_origin:
        raise NotGenuine


def _server() -> Fido2Server:
    entity = get_adapter().get_public_key_credential_rp_entity()
    return Fido2Server(PublicKeyCredentialRpEntity(**entity), verify_origin=_is_platform)


def _is_platform(origin: str) -> bool:
    """Take the platform's own pages alone.

    The library would take every host below the RP's as well, and those are the salons'.
    """
    return origin == site_url(settings.PLATFORM_DOMAIN).rstrip("/")
