"""What a customer agreed to when she booked. Later edits of the salon's policy don't touch it."""

from django.db import models
from django.utils import timezone

from booking.models.appointments import Appointment
from foundation.tenancy.constraints import TenantForeignKey
from foundation.tenancy.erasure import TAX_RECORDS, Scrub
from foundation.tenancy.models import TenantOwnedModel, tenant_constraints


class AgreedPolicy(TenantOwnedModel):
    """The terms of one appointment, the words in which they were accepted, where and when."""

    on_erasure = Scrub(
        TAX_RECORDS,
        blank={"address": None, "device": ""},
        kept_if={"appointment__payments__isnull": False},
    )

    appointment = models.ForeignKey(
        Appointment,
        models.CASCADE,
        db_constraint=False,
        db_index=False,
        related_name="agreed_policies",
    )
    # Service -> its terms (``booking.domain.policy.terms.Terms.as_json``).
    terms = models.JSONField()
    # As it was shown, in the language in which it was shown.
    text = models.TextField(blank=True)
    language = models.CharField(max_length=2)
    # Of the text and the terms: the same words and terms have the same version.
    version = models.CharField(max_length=16)
    accepted_at = models.DateTimeField(default=timezone.now)
    # Empty where the salon booked for the customer.
    address = models.GenericIPAddressField(null=True)
    device = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            *tenant_constraints("booking_agreedpolicy"),
            TenantForeignKey(name="booking_agreedpolicy_appointment_fk", field="appointment"),
            models.UniqueConstraint(
                fields=["schema_name", "appointment"], name="booking_agreedpolicy_once"
            ),
        ]

    def __str__(self) -> str:
        return self.version
