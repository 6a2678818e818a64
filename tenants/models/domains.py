"""Host names of salons: those that work, and those still to be proved."""

import secrets

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_tenants.models import DomainMixin

from foundation.tenancy.erasure import Delete
from foundation.tenancy.models import TenantOwnedModel, tenant_constraints
from tenants.enums import ClaimResult


def new_token() -> str:
    """Return what the salon puts into its domain's TXT record."""
    return secrets.token_urlsafe(24)


class Domain(DomainMixin):
    """A host name that leads to a salon, without scheme or port."""

    created_at = models.DateTimeField(default=timezone.now, editable=False)
    # Of a name below the platform's domain: what it looks like
    # (tenants.domain.subdomains.skeletons). Empty for own domains.
    skeleton = models.CharField(max_length=63, blank=True, default="", editable=False)

    class Meta:
        verbose_name = _("domain")
        verbose_name_plural = _("domains")
        indexes = [
            # Does a new name look like another salon's?
            models.Index(
                fields=["skeleton"],
                condition=~models.Q(skeleton=""),
                name="tenants_domain_skeleton",
            )
        ]
        constraints = [
            # Every other host of the salon leads to this one.
            models.UniqueConstraint(
                fields=["tenant"],
                condition=models.Q(is_primary=True),
                name="tenants_domain_one_primary",
            )
        ]


class DomainClaim(TenantOwnedModel):
    """A salon says that a domain is hers; it becomes a Domain once DNS says so too.

    Several salons may claim one name: only the one that can write its DNS gets it.
    """

    on_erasure = Delete()

    domain = models.CharField(_("domain"), max_length=253)
    token = models.CharField(max_length=48, default=new_token, editable=False)
    created_at = models.DateTimeField(_("added"), default=timezone.now, editable=False)
    result = models.CharField(
        _("result"), max_length=12, choices=ClaimResult, default=ClaimResult.WAITING, editable=False
    )
    attempts = models.PositiveSmallIntegerField(default=0, editable=False)
    checked_at = models.DateTimeField(_("last checked"), null=True, editable=False)
    # Asked again from here on; empty once proved or given up.
    next_check_at = models.DateTimeField(null=True, default=timezone.now, editable=False)
    proved_at = models.DateTimeField(_("proved"), null=True, editable=False)

    class Meta:
        verbose_name = _("domain to be proved")
        verbose_name_plural = _("domains to be proved")
        ordering = ["domain"]
        constraints = [
            *tenant_constraints("tenants_domainclaim"),
            models.UniqueConstraint(
                fields=["schema_name", "domain"], name="tenants_domainclaim_once"
            ),
        ]
        indexes = [
            models.Index(
                fields=["next_check_at"],
                condition=models.Q(next_check_at__isnull=False),
                name="tenants_domainclaim_due",
            )
        ]

    def __str__(self) -> str:
        return self.domain
