"""One-time codes, wrong guesses, and how often codes were asked for."""

from datetime import timedelta

from django.db import models
from django.db.models import Q
from django.utils import timezone

from accounts.enums import OTPPurpose, Verifier
from accounts.models.devices import Device
from accounts.models.people import User
from accounts.phone import E164_SQL
from foundation.ids import uuid7


class OTPChallenge(models.Model):
    """One code that was sent, bound to a purpose, a person, a number and a host.

    The code itself is kept only as a keyed hash; attempts are reserved before they are compared.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    purpose = models.CharField(max_length=12, choices=OTPPurpose)
    user = models.ForeignKey(User, models.CASCADE, related_name="otp_challenges")
    phone_number = models.CharField(max_length=16)
    host = models.CharField(max_length=253)
    # The salon on whose host it was asked for, empty on the platform's.
    salon = models.CharField(max_length=63, default="")
    # What else it is good for alone: the identity to be linked, the session that asked.
    binding_hash = models.CharField(max_length=64, default="")
    verifier = models.CharField(max_length=6, choices=Verifier, default=Verifier.LOCAL)
    code_hmac = models.BinaryField(max_length=32, null=True)
    key_id = models.PositiveSmallIntegerField(null=True)
    channel = models.CharField(max_length=8, default="sms")
    # How many codes went before it in the same sign-in.
    resend_count = models.PositiveSmallIntegerField(default=0)
    # Sent to a device on which the number was proved before: good on that device alone.
    from_known_device = models.BooleanField(default=False)
    device = models.ForeignKey(Device, models.SET_NULL, null=True, related_name="+")
    address = models.GenericIPAddressField(null=True)
    user_agent = models.CharField(max_length=200, default="")
    attempts = models.PositiveSmallIntegerField(default=0)
    max_attempts = models.PositiveSmallIntegerField(default=5)
    created_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField()
    consumed_at = models.DateTimeField(null=True)
    invalidated_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(attempts__lte=models.F("max_attempts")) & Q(max_attempts__lte=10),
                name="accounts_otp_attempts",
            ),
            models.CheckConstraint(
                condition=Q(purpose__in=OTPPurpose.values), name="accounts_otp_purpose"
            ),
            models.CheckConstraint(
                condition=Q(consumed_at__isnull=True) | Q(invalidated_at__isnull=True),
                name="accounts_otp_one_end",
            ),
            models.CheckConstraint(
                condition=Q(verifier="local", code_hmac__isnull=False, key_id__isnull=False)
                | Q(verifier="vendor", code_hmac__isnull=True),
                name="accounts_otp_verifier",
            ),
            models.CheckConstraint(
                condition=Q(expires_at__lte=models.F("created_at") + timedelta(minutes=10)),
                name="accounts_otp_ten_minutes",
            ),
            models.CheckConstraint(
                condition=Q(phone_number__regex=E164_SQL), name="accounts_otp_phone_e164"
            ),
            # One live code per number, purpose and binding: a new one ends the old one first. A
            # stranger's does not end the one that the owner asked for on her own device.
            models.UniqueConstraint(
                fields=["phone_number", "purpose", "binding_hash", "from_known_device"],
                condition=Q(consumed_at__isnull=True, invalidated_at__isnull=True),
                name="accounts_otp_one_live",
            ),
        ]
        indexes = [
            models.Index(fields=["expires_at"], name="accounts_otp_expires"),
            models.Index(fields=["phone_number", "created_at"], name="accounts_otp_number"),
        ]


class PhoneAuthState(models.Model):
    """Wrong codes in a row for one number. Survives new codes (NIST SP 800-63B 3.1.3.2)."""

    phone_number = models.CharField(max_length=16, primary_key=True)
    consecutive_failures = models.PositiveSmallIntegerField(default=0)
    # Those on devices that had proved the number: counted apart, so that nobody else's lock it.
    known_device_failures = models.PositiveSmallIntegerField(default=0)
    locked_until = models.DateTimeField(null=True)
    last_failed_at = models.DateTimeField(null=True)
    last_success_at = models.DateTimeField(null=True)


class RateWindow(models.Model):
    """How often something happened in one window of time, the same for every salon."""

    scope = models.CharField(max_length=16)
    key = models.CharField(max_length=64)  # SHA-256: no number or address in clear
    action = models.CharField(max_length=16)
    seconds = models.PositiveIntegerField()
    start = models.BigIntegerField()
    count = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["scope", "key", "action", "seconds", "start"],
                name="accounts_rate_window_uniq",
            )
        ]
        indexes = [models.Index(fields=["start"], name="accounts_rate_window_start")]
