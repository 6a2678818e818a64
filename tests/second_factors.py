"""Second factors for tests: an authenticator app, and a passkey made of software."""

import base64
import hashlib
import json
import secrets
import struct
import time
from typing import Any

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from fido2 import cbor

ORIGIN = "http://localhost:8000"
PRESENT, VERIFIED, WITH_KEY = 0x01, 0x04, 0x40
STEP = 30


def give_app(user: Any, secret: str = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP") -> str:
    """Give the person an authenticator app; return its secret."""
    from accounts.allauth_bridge.mfa import Authenticator, encrypt

    Authenticator.objects.create(user=user, type="totp", data={"secret": encrypt(secret)})
    return secret


def app_code(secret: str, *, steps: int = 0) -> str:
    """Return what the app shows now, or so many steps of half a minute later."""
    from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value

    return str(format_hotp_value(hotp_value(secret, int(time.time()) // STEP + steps)))


def give_codes(user: Any) -> list[str]:
    """Give the person recovery codes and return them."""
    from accounts.allauth_bridge.mfa import RecoveryCodes

    return list(RecoveryCodes.activate(user).generate_codes())


class SoftPasskey:
    """Answers a browser's questions as an authenticator that knows its owner does."""

    def __init__(self, *, origin: str = ORIGIN, rp_id: str = "localhost", counts: bool = True):
        self.origin, self.rp_id = origin, rp_id
        self.key = ec.generate_private_key(ec.SECP256R1())
        self.id, self.handle = secrets.token_bytes(16), b""
        self.step, self.count, self.flags = int(counts), 0, PRESENT | VERIFIED

    def create(self, options: dict[str, Any]) -> dict[str, Any]:
        """Make the passkey that was asked for."""
        public = options["publicKey"]
        self.handle = _bytes(public["user"]["id"])
        numbers = self.key.public_key().public_numbers()
        x, y = (number.to_bytes(32, "big") for number in (numbers.x, numbers.y))
        cose = cbor.encode({1: 2, 3: -7, -1: 1, -2: x, -3: y})
        made = bytes(16) + struct.pack(">H", len(self.id)) + self.id + cose
        data = self._data(self.flags | WITH_KEY) + made
        statement = {"fmt": "none", "attStmt": {}, "authData": data}
        client = self._client("webauthn.create", public["challenge"])
        return self._answer(clientDataJSON=client, attestationObject=cbor.encode(statement))

    def get(self, options: dict[str, Any]) -> dict[str, Any]:
        """Sign the question."""
        client = self._client("webauthn.get", options["publicKey"]["challenge"])
        data = self._data(self.flags)
        signature = self.key.sign(data + hashlib.sha256(client).digest(), ec.ECDSA(SHA256()))
        return self._answer(
            clientDataJSON=client,
            authenticatorData=data,
            signature=signature,
            userHandle=self.handle,
        )

    def _data(self, flags: int) -> bytes:
        self.count += self.step
        return hashlib.sha256(self.rp_id.encode()).digest() + struct.pack(">BI", flags, self.count)

    def _client(self, kind: str, challenge: str) -> bytes:
        return json.dumps({"type": kind, "challenge": challenge, "origin": self.origin}).encode()

    def _answer(self, **parts: bytes) -> dict[str, Any]:
        return {
            "id": _text(self.id),
            "rawId": _text(self.id),
            "type": "public-key",
            "response": {name: _text(value) for name, value in parts.items()},
            "clientExtensionResults": {},
        }


def _text(value: bytes) -> str:
    return base64.urlsafe_b64encode(value).decode().rstrip("=")


def _bytes(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
