"""Salon A (noor) with a row in every table and a canary in every text; salon B (reem) as it is."""

from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property
from typing import Any

from django.db import connection
from django.utils import timezone
from django_tenants.utils import tenant_context
from wagtail.images.models import Image
from wagtail.images.tests.utils import get_test_image_file

from accounts.models import User
from audit.log import record
from billing.models import Payment, ProviderEvent, Refund
from booking.domain.transitions import confirm_appointment
from booking.models import DueJob, FamilyMember
from cms.models import ContentPage, HomePage
from foundation.tenancy.models import TenantOwnedModel
from foundation.tenancy.roles import owner_connection
from notifications.models import Message
from tenants.domain.people.membership import add_member
from tenants.models import Invitation, Tenant
from tests.accounts_factories import UserFactory
from tests.booking.conftest import book, make_catalogue
from tests.isolation.canaries import Planter, own_rows, salon_models
from tests.isolation.filler import fill_everything

A_HOST, B_HOST, PLATFORM_HOST = "noor.localhost", "reem.localhost", "localhost"
# Every table of A counts from here, so one number names a row of each, and none of B's.
FIRST_ID = 700_001
SECRET_PHONE = "+966577123456"
OWN_SEQUENCES_SQL = f"""
SELECT setval(format('%I.%I', schemaname, sequencename), {FIRST_ID - 1})
  FROM pg_sequences WHERE schemaname = 'noor'
"""


@dataclass
class World:
    """What the attempts name and what must not be seen of it."""

    planted: dict[str, str]
    appointment: Any
    payment: Any
    uuids: list[str]
    # Of the customer's family.
    member: int
    # Of A's rows in shared tables, which do not count from FIRST_ID.
    numbers: list[int]
    not_filled: dict[str, str]

    @property
    def a(self) -> Tenant:
        return Tenant.objects.get(schema_name="noor")

    @property
    def b(self) -> Tenant:
        return Tenant.objects.get(schema_name="reem")

    @cached_property
    def secret_phone_digits(self) -> str:
        return SECRET_PHONE[-9:]


def build_world() -> World:
    """Fill salon A. The connection is to a database of the suite's own, in public."""
    with owner_connection(), connection.cursor() as cursor:
        cursor.execute(OWN_SEQUENCES_SQL)
    a, planter = Tenant.objects.get(schema_name="noor"), Planter()
    customer = UserFactory(
        phone_number=SECRET_PHONE,
        first_name=planter.new("the customer's name"),
        last_name=planter.new("the customer's family name"),
        email=f"{planter.new('the e-mail')}@example.com".lower(),
    )
    owner = User.objects.get(phone_number="+966500000001")
    User.objects.filter(pk=owner.pk).update(first_name=planter.new("the owner's name"))
    with tenant_context(a):
        appointment, payment = _visit(customer)
        _stylist(a, planter)
        _invitation(owner)
        _pages(owner)
        refused = fill_everything()
        planter.plant_everywhere()
        _plant_by_hand(planter, appointment)
        member = FamilyMember.objects.get().pk
        uuids, numbers = _ids("UUIDField"), _ids("BigAutoField")
    for field in ("name_ar", "name_en", "city"):
        planter.plant_field(a, a._meta.get_field(field))
    return World(planter.planted, appointment, payment, uuids, member, numbers, refused)


def _visit(customer: Any) -> tuple[Any, Any]:
    catalogue = make_catalogue()
    booked = book(catalogue, staff=catalogue.stylists[0], customer=customer, note="note")
    appointment = confirm_appointment(booked.pk)
    payment = Payment.objects.create(
        appointment=appointment, status="paid", amount_minor=11500, paid_at=timezone.now()
    )
    Refund.objects.create(payment=payment, amount_minor=100, reason="because")
    ProviderEvent.objects.create(event_id="event", kind="payment_paid", payment=payment)
    DueJob.objects.create(kind="payment_check", key=str(payment.pk), due_at=timezone.now())
    Message.objects.create(
        deduplication_key="x", phone_number=SECRET_PHONE, template="x", language="ar", text="x"
    )
    return appointment, payment


def _stylist(a: Tenant, planter: Planter) -> None:
    add_member(UserFactory(first_name=planter.new("the stylist's name")), a, role="stylist")


def _invitation(owner: Any) -> None:
    """Somebody who was asked to work in the salon and has not answered."""
    Invitation.objects.create(
        phone_number=SECRET_PHONE,
        name="invited",
        role="reception",
        invited_by=owner,
        token_hash="0" * 64,
        expires_at=timezone.now() + timedelta(days=7),
    )


def _pages(owner: Any) -> None:
    """A draft that nobody has published, with its revision, and a picture."""
    home = HomePage.objects.get(slug="home")
    draft = ContentPage(title="draft", slug="draft", live=False, locale=home.locale, owner=owner)
    home.add_child(instance=draft)
    draft.save_revision(user=owner)
    Image.objects.create(title="picture", file=get_test_image_file(filename="door.png"))


def _plant_by_hand(planter: Planter, appointment: Any) -> None:
    """Plant in what introspection cannot: JSON of revisions, the log that only grows."""
    draft = ContentPage.objects.get(slug="draft")
    draft.refresh_from_db()
    revision = draft.latest_revision
    revision.content["title"] = planter.new("title in a revision")
    revision.content["seo_title"] = planter.new("other title in a revision")
    revision.save(update_fields=["content"])
    record(appointment, changes={"note": ["", planter.new("change in the audit log")]})
    record(appointment, reason=planter.new("reason in the audit log"))


def _ids(kind: str) -> list[Any]:
    """Return ids of A's rows in the shared tables, as addresses and tasks name them."""
    found = [
        pk
        for model in salon_models()
        if issubclass(model, TenantOwnedModel) and model._meta.pk.get_internal_type() == kind
        for pk in own_rows(model).order_by("pk").values_list("pk", flat=True)[:2]
    ]
    return found if kind == "BigAutoField" else [str(pk) for pk in found]
