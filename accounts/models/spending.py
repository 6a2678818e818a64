"""What codes cost, and where they may go."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class CountryPolicy(models.Model):
    """Whether codes go to the numbers of a country, and how many. Kept by platform admins.

    A country without a row follows the settings (``OTP_ALLOWED_COUNTRIES``).
    """

    country = models.CharField(_("country"), max_length=2, primary_key=True)
    is_enabled = models.BooleanField(_("codes are sent there"), default=True)
    hourly_cap = models.PositiveIntegerField(_("codes an hour"), null=True, blank=True)
    daily_cap = models.PositiveIntegerField(_("codes a day"), null=True, blank=True)
    opened_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("country for codes")
        verbose_name_plural = _("countries for codes")

    def __str__(self) -> str:
        return self.country


class AddressAllowance(models.Model):
    """Addresses behind which many honest people sit: a salon's Wi-Fi, a carrier's gateway."""

    network = models.CharField(_("network"), max_length=43, unique=True, help_text="203.0.113.0/24")
    factor = models.PositiveSmallIntegerField(_("times the usual limits"), default=5)
    note = models.CharField(_("note"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("busy network")
        verbose_name_plural = _("busy networks")

    def __str__(self) -> str:
        return self.network


class SendLedger(models.Model):
    """Codes that left and codes that were proved, by hour, country and channel."""

    hour = models.DateTimeField()
    country = models.CharField(max_length=2)
    channel = models.CharField(max_length=8)
    sent = models.PositiveIntegerField(default=0)
    verified = models.PositiveIntegerField(default=0)
    # Minor units of SAR, by the price list of the settings.
    cost = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("codes of an hour")
        verbose_name_plural = _("codes: figures and limits")
        constraints = [
            models.UniqueConstraint(
                fields=["hour", "country", "channel"], name="accounts_ledger_uniq"
            )
        ]
