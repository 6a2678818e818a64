"""Salons as tenants. All in the public schema."""

import uuid

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_tenants.models import DomainMixin, TenantMixin

from foundation.localized import Localized
from foundation.tenancy.models import TenantOwnedModel, tenant_constraints
from tenants.enums import OPEN_STATUSES, Audience, Role, TenantStatus


class Tenant(TenantMixin):
    """A salon: its schema, its state. ``public`` is the platform itself."""

    # Provisioning runs the stored template; django-tenants' own way takes seconds.
    auto_create_schema = False
    auto_drop_schema = False
    is_tenant_registry = True  # has schema_name but is no row *of* a salon

    # Never changes, also when the schema is renamed: media live under it.
    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    name_ar = models.CharField(_("name in Arabic"), max_length=120)
    name_en = models.CharField(_("name in English"), max_length=120)
    city = models.CharField(_("city"), max_length=80, blank=True)
    audience = models.CharField(
        _("serves"), max_length=8, choices=Audience, default=Audience.EVERYONE
    )
    status = models.CharField(
        _("status"), max_length=9, choices=TenantStatus, default=TenantStatus.TRIAL, editable=False
    )
    database_alias = models.CharField(max_length=63, default="default", editable=False)
    heads_hash = models.CharField(max_length=64, blank=True, editable=False)
    created_at = models.DateTimeField(_("created"), default=timezone.now, editable=False)

    name = Localized("name")

    class Meta:
        verbose_name = _("salon")
        verbose_name_plural = _("salons")
        ordering = ["schema_name"]

    def __str__(self) -> str:
        return self.schema_name

    @property
    def is_open(self) -> bool:
        """Return whether the salon's site answers its visitors."""
        return self.status in OPEN_STATUSES


class Domain(DomainMixin):
    """A host name that leads to a salon, without scheme or port."""

    class Meta:
        verbose_name = _("domain")
        verbose_name_plural = _("domains")


class SalonMembership(models.Model):
    """Who works where: the public index of the groups that people have in salons."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="memberships")
    tenant = models.ForeignKey(Tenant, models.CASCADE, related_name="memberships")
    role = models.CharField(_("role"), max_length=9, choices=Role)
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "tenant"], name="tenants_membership_uniq")
        ]

    def __str__(self) -> str:
        return f"{self.user} · {self.get_role_display()} · {self.tenant}"


class SchemaTemplate(models.Model):
    """The SQL that makes a new salon's schema, for one state of the migrations.

    It carries content type ids, so it is good for this database only.
    """

    heads_hash = models.CharField(max_length=64, unique=True)
    schema_name = models.CharField(max_length=63)
    sql = models.TextField()
    created_at = models.DateTimeField(default=timezone.now)
    is_tenant_registry = True


class DirectoryListing(TenantOwnedModel):
    """What the platform's list of salons shows: published by the salon, readable by everybody."""

    name_ar = models.CharField(max_length=120)
    name_en = models.CharField(max_length=120)
    tagline_ar = models.CharField(max_length=200, blank=True)
    tagline_en = models.CharField(max_length=200, blank=True)
    city_ar = models.CharField(max_length=80, blank=True)
    city_en = models.CharField(max_length=80, blank=True)
    audience = models.CharField(max_length=8, choices=Audience, default=Audience.EVERYONE)
    accent = models.CharField(max_length=7, blank=True)
    updated_at = models.DateTimeField(auto_now=True)

    published = models.Manager()
    name = Localized("name")
    tagline = Localized("tagline")
    city = Localized("city")

    class Meta:
        constraints = [
            *tenant_constraints("tenants_directorylisting", kind="published"),
            models.UniqueConstraint(fields=["schema_name"], name="tenants_listing_one_per_salon"),
        ]
