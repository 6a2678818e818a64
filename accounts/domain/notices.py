"""News of a person's own account, by SMS: what changed that somebody else should not change."""

from uuid import uuid4

from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.enums import AuthEventKind
from accounts.models import User
from notifications.domain.direct import queue_direct

_K = AuthEventKind
PLATFORM = pgettext_lazy("platform name", "Salon")

# No code, no number in full. ``name`` is the provider or the kind of second factor.
TEXTS: dict[AuthEventKind, str | Promise] = {
    _K.PHONE_CHANGED: _(
        "%(platform)s: your account has another mobile number now. Was it not you? Take it back"
        " within 7 days: %(link)s"
    ),
    _K.FACTOR_ADDED: _(
        "%(platform)s: %(name)s was added to your account as a second proof. Was it not you? Sign"
        " in, remove it and end all sessions."
    ),
    _K.FACTOR_REMOVED: _(
        "%(platform)s: %(name)s was removed from your account as a second proof. Was it not you?"
        " Sign in and end all sessions."
    ),
    _K.IDENTITY_LINKED: _(
        "%(platform)s: your account can be opened with %(name)s now. Was it not you? Sign in,"
        " remove it and end all sessions."
    ),
    _K.IDENTITY_UNLINKED: _("%(platform)s: your account can no longer be opened with %(name)s."),
    # Of the second factors only the recovery code is news: it is there for lost devices.
    _K.SECOND_FACTOR: _(
        "%(platform)s: a recovery code was used to sign in to your account. Was it not you? Sign"
        " in and make new codes."
    ),
    _K.SESSION_ENDED: _("%(platform)s: you were signed out on all devices."),
}


def notify_person(
    user: User,
    what: AuthEventKind,
    *,
    phone_number: str | None = None,
    name: str | Promise = "",
    link: str = "",
    key: str = "",
) -> None:
    """Queue the news for the person's number, or for ``phone_number``, in her language.

    One of ``TEXTS``: SECOND_FACTOR tells of a used recovery code, SESSION_ENDED of "sign out
    everywhere". ``name``: the provider or factor. A second call with the same ``key`` tells
    nothing; without a key every call does. It leaves after the commit.
    """
    with translation.override(user.language):
        text = str(TEXTS[what]) % {"platform": PLATFORM, "name": name, "link": link}
    queue_direct(
        key=f"account:{what}:{key or uuid4()}",
        phone_number=phone_number or user.phone_number,
        template=f"account.{what}",
        language=user.language,
        text=text,
    )
