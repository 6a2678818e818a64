"""One-time codes: kept per recipient, good for five minutes, used once."""

from __future__ import annotations

import hmac
import secrets

from ..core import Sandbox

KIND = "otp"
# The code that the vendor makes itself is fixed in the sandbox.
VENDOR_CODE = "1234"


def choose_code(sandbox: Sandbox, own: str | None) -> str:
    """Return the caller's code; with `ignore_otp` a code of ours that differs from it."""
    if own is None:
        return VENDOR_CODE
    if not sandbox.modes.authentica_ignore_otp:
        return own
    other = "".join(secrets.choice("0123456789") for _ in own)
    return other if other != own else other[:-1] + str((int(other[-1]) + 1) % 10)


def keep_code(sandbox: Sandbox, recipient: str, code: str) -> None:
    """Make this the only good code of the recipient."""
    body = {"code": code, "sent_at": sandbox.timestamp()}
    sandbox.store.save(KIND, recipient, body)


def use_code(sandbox: Sandbox, recipient: str, code: str) -> bool:
    """Take the code if it is the recipient's, in time and unused; False otherwise."""
    with sandbox.store.transaction():
        kept = sandbox.store.get(KIND, recipient)
        if kept is None or not hmac.compare_digest(kept["code"].encode(), code.encode()):
            return False
        age = sandbox.timestamp() - float(kept["sent_at"])
        sandbox.store.delete(KIND, recipient)
        return age < sandbox.modes.authentica_code_seconds
