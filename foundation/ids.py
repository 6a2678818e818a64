"""Identifiers that are unique everywhere and cannot be guessed."""

import secrets
import time
import uuid

# No 0/O, 1/I/L, 2/Z, 5/S, 8/B: a person reads the reference out on the phone.
REFERENCE_ALPHABET = "34679ACDEFGHJKMNPQRTUVWXY"


def uuid7() -> uuid.UUID:
    """Return a time-ordered random UUID (RFC 9562, version 7): new rows land side by side."""
    milliseconds = time.time_ns() // 1_000_000
    value = (milliseconds & (2**48 - 1)) << 80 | 0x7 << 76 | secrets.randbits(12) << 64
    return uuid.UUID(int=value | 0b10 << 62 | secrets.randbits(62))


def reference_code(length: int = 8) -> str:
    """Return a random code without look-alike characters, such as ``7KQ4MXRD``."""
    return "".join(secrets.choice(REFERENCE_ALPHABET) for _ in range(length))
