"""References to nothing in the platform's administration, to read."""

from django.contrib import admin

from foundation.tenancy.admin import EverySalonAdmin
from tenants.models import OrphanReference


@admin.register(OrphanReference)
class OrphanReferenceAdmin(EverySalonAdmin):
    """What the nightly checker found in every salon; it alone writes here."""

    list_display = ["found_at", "schema_name", "model", "object_pk", "field", "missing", "gone_at"]
    list_filter = [("gone_at", admin.EmptyFieldListFilter), "found_at"]
    search_fields = ["=schema_name", "model"]
    scope_reason = "references to nothing in the platform's administration"
