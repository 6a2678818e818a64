"""What a salon knows of its customers. Nothing of it is seen by any other salon."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from foundation.tenancy.constraints import TenantForeignKey
from foundation.tenancy.erasure import Delete
from foundation.tenancy.models import TenantOwnedModel, tenant_constraints


class CustomerRecord(TenantOwnedModel):
    """One person as one salon knows her. Visits, spend and no-shows are counted, never stored."""

    on_erasure = Delete()

    customer = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("customer")
    )
    notes = models.TextField(_("notes"), blank=True, max_length=4000)
    tags = ArrayField(models.CharField(max_length=30), verbose_name=_("tags"), default=list)
    is_blocked = models.BooleanField(_("may not book online"), default=False)
    blocked_reason = models.CharField(_("why"), max_length=200, blank=True)
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("customer")
        verbose_name_plural = _("customers")
        constraints = [
            *tenant_constraints("booking_customerrecord"),
            models.UniqueConstraint(
                fields=["schema_name", "customer"], name="booking_customerrecord_once"
            ),
        ]

    def __str__(self) -> str:
        return str(self.customer)


class HealthNote(TenantOwnedModel):
    """Allergies and health, kept apart: only with the customer's consent, and gone without it.

    Health data is sensitive (KSA PDPL, article 1 no. 11): its processing needs explicit consent.
    """

    on_erasure = Delete()

    record = models.ForeignKey(
        CustomerRecord,
        models.CASCADE,
        db_constraint=False,
        db_index=False,
        related_name="health_notes",
    )
    allergies = models.TextField(_("allergies"), blank=True, max_length=2000)
    notes = models.TextField(_("health notes"), blank=True, max_length=4000)
    consented_at = models.DateTimeField(_("consent given"))
    # What she agreed to, as she read it.
    consent_text = models.TextField(max_length=1000)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        verbose_name = _("health note")
        verbose_name_plural = _("health notes")
        constraints = [
            *tenant_constraints("booking_healthnote"),
            TenantForeignKey(name="booking_healthnote_record_fk", field="record"),
            models.UniqueConstraint(
                fields=["schema_name", "record"], name="booking_healthnote_once"
            ),
        ]

    def __str__(self) -> str:
        return str(self._meta.verbose_name)


class FamilyMember(TenantOwnedModel):
    """Somebody who comes under another person's number: a daughter, a mother."""

    on_erasure = Delete()

    record = models.ForeignKey(
        CustomerRecord, models.CASCADE, db_constraint=False, related_name="family"
    )
    name = models.CharField(_("name"), max_length=80)
    relation = models.CharField(_("relation"), max_length=40, blank=True)
    birth_year = models.PositiveSmallIntegerField(_("year of birth"), null=True, blank=True)
    notes = models.CharField(_("notes"), max_length=300, blank=True)
    is_archived = models.BooleanField(default=False)

    class Meta:
        verbose_name = _("family member")
        verbose_name_plural = _("family members")
        ordering = ["name"]
        constraints = [
            *tenant_constraints("booking_familymember"),
            TenantForeignKey(name="booking_familymember_record_fk", field="record"),
        ]

    def __str__(self) -> str:
        return self.name
