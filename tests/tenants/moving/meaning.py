"""What a salon's rows say, without the ids that differ from one database to the other."""

from collections import Counter
from typing import Any

from django.contrib.auth.models import Permission
from django.contrib.contenttypes.models import ContentType
from django_tenants.utils import tenant_context
from wagtail.images import get_image_model
from wagtail.models import ModelLogEntry, Page, PageLogEntry, ReferenceIndex, Revision

from accounts.models import User
from audit.models import AuditEntry
from billing.models import Payment, ProviderEvent, Refund
from booking.models import (
    AgreedPolicy,
    Appointment,
    AppointmentEvent,
    AppointmentItem,
    AppointmentSeries,
    ClassSession,
    CustomerRecord,
    DueJob,
    FamilyMember,
    HealthNote,
    Occupancy,
    TimeBlock,
    WaitlistEntry,
    WaitlistOffer,
)
from notifications.models import Message
from salons.models import StaffMember
from tenants.membership.models import UserGroup
from tenants.models import SalonMembership, SupportAccess, Tenant


def meaning_of_noor() -> dict[str, Any]:
    """Describe the salon in the database that the connection is in."""
    tenant = Tenant.objects.get(schema_name="noor")
    people = dict(User.objects.values_list("pk", "phone_number")) | {None: None}
    types = {row.pk: f"{row.app_label}.{row.model}" for row in ContentType.objects.all()}
    found = {
        "members": [
            (people[row.user_id], row.role) for row in SalonMembership.objects.filter(tenant=tenant)
        ],
        "hosts": sorted(tenant.domains.values_list("domain", "is_primary")),
    }
    with tenant_context(tenant):
        return found | _shared(people, types) | _own(people, types)


def _shared(people: dict[Any, Any], types: dict[int, str]) -> dict[str, Any]:
    return {
        "visits": [
            (row.pk, people[row.customer_id], row.status, row.reference)
            for row in Appointment.objects.order_by("pk")
        ],
        "items": list(
            AppointmentItem.objects.order_by("appointment", "position").values_list(
                *("appointment", "position", "staff", "starts_at", "guest", "add_ons"),
                *("resource", "session__service", "session__starts_at"),
            )
        ),
        "classes": sorted(
            ClassSession.objects.values_list(
                "service", "staff", "starts_at", "ends_at", "capacity", "places_taken"
            )
        ),
        # By what they are taken for: their own numbers are of one deployment.
        "taken": list(
            Occupancy.objects.order_by("starts_at", "appointment", "staff", "resource").values_list(
                *("appointment", "session__service", "session__starts_at"),
                *("staff", "resource", "during", "blocking"),
            )
        ),
        "events": [
            (row.pk, people[row.actor_id], row.to_status, row.handled_at)
            for row in AppointmentEvent.objects.order_by("pk")
        ],
        "customers": [
            (people[row.customer_id], row.notes, row.tags, row.is_blocked)
            for row in CustomerRecord.objects.all()
        ],
        "health": [
            (people[row.record.customer_id], row.allergies, people[row.recorded_by_id])
            for row in HealthNote.objects.all()
        ],
        "family": [
            (people[row.record.customer_id], row.name, [each.pk for each in row.appointments.all()])
            for row in FamilyMember.objects.all()
        ],
        "series": [
            (people[row.customer_id], people[row.created_by_id], row.appointments.get().pk)
            for row in AppointmentSeries.objects.all()
        ],
        "agreed": list(AgreedPolicy.objects.values_list("appointment", "terms", "accepted_at")),
        "waiting": [(row.pk, people[row.customer_id]) for row in WaitlistEntry.objects.all()],
        "offers": list(WaitlistOffer.objects.values_list("pk", "entry", "appointment")),
        "blocks": [
            (row.staff_id, row.starts_at, people[row.created_by_id])
            for row in TimeBlock.objects.all()
        ],
        "payments": list(Payment.objects.order_by("pk").values()),
        "refunds": [
            (row.pk, row.status, people[row.requested_by_id]) for row in Refund.objects.all()
        ],
        "news": list(ProviderEvent.objects.values_list("event_id", "payment")),
        "jobs": sorted(DueJob.objects.values_list("kind", "key", "due_at")),
        "messages": list(Message.objects.order_by("pk").values_list("text", "status", "attempts")),
        "support": [people[row.admin_id] for row in SupportAccess.objects.all()],
        # But for the entries of the move itself.
        "log": [
            _entry(row, people, types)
            for row in AuditEntry.objects.exclude(additional_data__verb="read_only").order_by("pk")
        ],
    }


def _entry(row: AuditEntry, people: dict[Any, Any], types: dict[int, str]) -> tuple[Any, ...]:
    """Say what the entry is about where that has a name of its own."""
    kind, about = types[row.content_type_id], row.object_pk
    if kind == "accounts.user":
        about = people[int(row.object_pk)]
    elif kind.startswith("tenants.") or kind == "booking.customerrecord":
        # Numbered anew; a removed membership's number leads nowhere here and there.
        about = _tenant_row(row)
    users = [people.get(int(v)) for v in (row.changes or {}).get("user", []) if v != "None"]
    return kind, about, row.action, people[row.actor_id], users, row.additional_data, row.timestamp


def _tenant_row(row: AuditEntry) -> str:
    found = row.content_type.model_class()._base_manager.filter(pk=row.object_pk).first()
    return f"{found}" if found else "gone"


def _own(people: dict[Any, Any], types: dict[int, str]) -> dict[str, Any]:
    return {
        "groups": sorted((people[row.user_id], row.group.name) for row in UserGroup.objects.all()),
        "staff": [(row.pk, people[row.user_id]) for row in StaffMember.objects.order_by("pk")],
        "permissions": sorted(
            (types[row.content_type_id], row.codename) for row in Permission.objects.all()
        ),
        "pages": [
            (row.url_path, types[row.content_type_id], people[row.owner_id])
            for row in Page.objects.order_by("path")
        ],
        "revisions": [_revision(row, people, types) for row in Revision.objects.order_by("pk")],
        "pictures": [
            (row.title, people[row.uploaded_by_user_id], row.file.name)
            for row in get_image_model().objects.all()
        ],
        "page log": [
            (row.action, people[row.user_id], types[row.content_type_id])
            for row in PageLogEntry.objects.order_by("pk")
        ],
        "model log": ModelLogEntry.objects.count(),
        "references": Counter(
            _reference(row, people, types) for row in ReferenceIndex.objects.all()
        ),
    }


def _revision(row: Revision, people: dict[Any, Any], types: dict[int, str]) -> tuple[Any, ...]:
    return (
        row.object_id,
        types[row.content_type_id],
        types[row.base_content_type_id],
        people[row.user_id],
        people[row.content["owner"]],
        types[row.content["content_type"]],
        row.content["hero_title"],
    )


def _reference(
    row: ReferenceIndex, people: dict[Any, Any], types: dict[int, str]
) -> tuple[Any, ...]:
    to = types[row.to_content_type_id]
    who = people.get(int(row.to_object_id)) if to == "accounts.user" else to
    return types[row.content_type_id], types[row.base_content_type_id], row.model_path, who
