"""The people of Demo ID. Whoever types another name is somebody new."""

from __future__ import annotations

from ..store import Json

# The claimed number is that of a customer of the demo: nobody may be found by it.
DEMO_PHONE = "+966500000101"
PEOPLE = {
    "demo-noura": "Noura Al-Otaibi",
    "demo-huda": "Huda Al-Harbi",
}


def subject_of(name: str) -> str:
    """Return the identity of a typed name: the same name is the same person."""
    return "demo-" + "-".join(name.lower().split())[:60]


def claims_of(subject: str) -> Json:
    """Return what Demo ID says of a person."""
    name = PEOPLE.get(subject) or subject.removeprefix("demo-").replace("-", " ").title()
    return {
        "sub": subject,
        "name": name,
        "email": f"{subject}@demo-id.example",
        "email_verified": True,
        "phone_number": DEMO_PHONE,
        "phone_number_verified": True,
    }
