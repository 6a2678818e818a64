"""A salon as the platform knows it."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_tenants.models import TenantMixin

from foundation.localized import Localized
from tenants.enums import OPEN_STATUSES, Audience, Plan, TenantStatus


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
    plan = models.CharField(_("plan"), max_length=8, choices=Plan, default=Plan.BASIC)
    status_changed_at = models.DateTimeField(default=timezone.now, editable=False)
    # When time alone moves it on: the trial ends, the grace of a past due salon ends, a closed one
    # is erased. Empty: only a person moves it.
    next_move_at = models.DateTimeField(null=True, blank=True, editable=False)
    # When its owners are told next of what is coming (the trial ends, the data go).
    next_notice_at = models.DateTimeField(null=True, blank=True, editable=False)
    # While it is copied to another deployment nothing in it may change.
    is_read_only = models.BooleanField(default=False, editable=False)
    # The move that takes it away or brought it here: the same in both deployments.
    move_id = models.UUIDField(null=True, editable=False)
    # Since then it works in another deployment; what is left here is closed to everybody.
    moved_at = models.DateTimeField(null=True, editable=False)
    database_alias = models.CharField(max_length=63, default="default", editable=False)
    heads_hash = models.CharField(max_length=64, blank=True, editable=False)
    # When a run of migrate_schemas last took this salon up, and why it could not finish it.
    migration_started_at = models.DateTimeField(null=True, editable=False)
    migration_error = models.TextField(blank=True, editable=False)
    created_at = models.DateTimeField(_("created"), default=timezone.now, editable=False)

    name = Localized("name")

    class Meta:
        verbose_name = _("salon")
        verbose_name_plural = _("salons")
        ordering = ["schema_name"]
        constraints = [
            # The function that drops schemas goes by it: a closed salon always has its date.
            models.CheckConstraint(
                condition=~Q(status=TenantStatus.CLOSED) | Q(next_move_at__isnull=False),
                name="tenants_tenant_closed_has_date",
            )
        ]
        indexes = [
            models.Index(
                fields=["next_move_at"],
                condition=Q(next_move_at__isnull=False),
                name="tenants_tenant_next_move",
            ),
            models.Index(
                fields=["next_notice_at"],
                condition=Q(next_notice_at__isnull=False),
                name="tenants_tenant_next_notice",
            ),
            # Every sweep leaves these out.
            models.Index(
                fields=["schema_name"],
                condition=Q(is_read_only=True),
                name="tenants_tenant_read_only",
            ),
        ]

    def __str__(self) -> str:
        return self.schema_name

    @property
    def is_open(self) -> bool:
        """Return whether the salon's site answers its visitors."""
        return self.status in OPEN_STATUSES

    @property
    def is_gone(self) -> bool:
        """Return whether the salon was erased: it has no schema any more."""
        return self.status == TenantStatus.ERASED
