"""The question that a passkey is to answer: kept in the session, good once, for one purpose."""

from datetime import datetime, timedelta
from typing import Any

from django.contrib.sessions.backends.base import SessionBase
from django.db.models import TextChoices
from django.utils import timezone

from accounts.domain.second_factor.errors import PasskeyRefused

KEY = "_passkey_question"
LIFETIME = timedelta(minutes=5)


class Purpose(TextChoices):
    """What a passkey is asked for; an answer to one question is none to another."""

    REGISTER = "register"
    CONFIRM = "confirm"
    SECOND_FACTOR = "second-factor"
    SIGN_IN = "sign-in"


def keep_question(
    session: SessionBase, state: dict[str, Any], *, purpose: Purpose, user_id: int | None
) -> None:
    """Remember what was asked, of whom (None: anybody). An earlier question is void."""
    session[KEY] = {
        "state": state,
        "purpose": purpose.value,
        "user_id": user_id,
        "at": timezone.now().isoformat(),
    }


def take_question(session: SessionBase, *, purpose: Purpose, user_id: int | None) -> dict[str, Any]:
    """Return the state and forget it. Raises PasskeyRefused for none, an old or another one."""
    kept = session.pop(KEY, None)
    if not kept or timezone.now() - datetime.fromisoformat(kept["at"]) > LIFETIME:
        raise PasskeyRefused
    if (kept["purpose"], kept["user_id"]) != (purpose.value, user_id):
        raise PasskeyRefused
    state: dict[str, Any] = kept["state"]
    return state
