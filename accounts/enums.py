"""Purposes and ways of codes, kinds of sessions."""

from django.db import models


class OTPPurpose(models.TextChoices):
    """What a code is good for; one for one purpose is worthless for another."""

    AUTH = "auth"
    VERIFY = "verify"
    PHONE_CHANGE = "phone_change"
    SOCIAL_LINK = "social_link"
    REAUTH = "reauth"


class CodeChannel(models.TextChoices):
    """The way on which a code reaches a phone."""

    SMS = "sms"
    WHATSAPP = "whatsapp"


class Verifier(models.TextChoices):
    """Who made the code and compares it: we, or the provider of messages (plan B)."""

    LOCAL = "local"
    VENDOR = "vendor"


class NumberChange(models.TextChoices):
    """Why a person no longer has a number."""

    CHANGED = "changed"
    RELEASED = "released"
    UNDONE = "undone"


class Proof(models.TextChoices):
    """What a person has shown in a session."""

    CODE = "code"
    SOCIAL = "social"
    TOTP = "totp"
    PASSKEY = "passkey"
    RECOVERY = "recovery"
    # Came over from another host of ours, with the proofs of the session there.
    TICKET = "ticket"
    # Said that the account of a number that slept for long is hers; told what only she knows.
    CLAIMED = "claimed"
    FACT = "fact"


SECOND_FACTORS = frozenset({Proof.TOTP, Proof.PASSKEY, Proof.RECOVERY})


class AuthEventKind(models.TextChoices):
    """What happened at the doors."""

    CODE_REQUESTED = "code_requested"
    CODE_VERIFIED = "code_verified"
    SIGNED_IN = "signed_in"
    SIGNED_OUT = "signed_out"
    SESSION_ENDED = "session_ended"
    TOKEN_REFRESHED = "token_refreshed"  # noqa: S105 - an event's name
    SECOND_FACTOR = "second_factor"
    FACTOR_ADDED = "factor_added"
    FACTOR_REMOVED = "factor_removed"
    IDENTITY_LINKED = "identity_linked"
    IDENTITY_UNLINKED = "identity_unlinked"
    SOCIAL_SIGN_IN = "social_sign_in"
    PHONE_CHANGED = "phone_changed"
    PHONE_RELEASED = "phone_released"
    REAUTHENTICATED = "reauthenticated"


class AuthResult(models.TextChoices):
    """How it ended."""

    OK = "ok"
    REFUSED = "refused"
    FAILED = "failed"


class SessionKind(models.TextChoices):
    """A browser's session comes by cookie, an app's by header; neither is taken for the other."""

    WEB = "web"
    APP = "app"
