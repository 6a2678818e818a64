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


class SessionKind(models.TextChoices):
    """A browser's session comes by cookie, an app's by header; neither is taken for the other."""

    WEB = "web"
    APP = "app"
