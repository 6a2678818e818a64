"""A salon with something of everything, made by the product's own functions where it has them."""

from datetime import timedelta
from types import SimpleNamespace

from django.utils import timezone
from django_tenants.utils import tenant_context
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file

from accounts.models import User
from audit.context import Acting, acting
from audit.log import record
from billing.domain.payments import start_payment, sync_payment
from billing.domain.refunds import request_refund
from billing.models import ProviderEvent
from booking.domain.availability import PartRequest, VisitRequest
from booking.domain.customers.family import add_member as add_relative
from booking.domain.customers.health import Consent, keep_health
from booking.domain.customers.records import write_notes
from booking.models import AgreedPolicy, AppointmentSeries, TimeBlock, WaitlistEntry, WaitlistOffer
from cms.models import HomePage
from notifications.domain.messages import queue_message
from salons.models import AddOn, Resource, ResourceType
from tenants.domain.people.membership import add_member, remove_member
from tenants.enums import ExportStatus, Role
from tenants.models import (
    Domain,
    DomainClaim,
    OrphanReference,
    SalonExport,
    SalonMeasure,
    SupportAccess,
    Tenant,
)
from tests.accounts_factories import UserFactory
from tests.billing.payer import Payer
from tests.booking.conftest import TEN_O_CLOCK, book, make_catalogue
from tests.salons.factories import ServiceFactory, StaffMemberFactory

OWNER = "+966500000001"
DESK, LEFT, NEVER_SEEN, BOSS = (f"+96658000000{n}" for n in range(4))


def fill(tenant: Tenant, sandbox: object) -> SimpleNamespace:
    """Fill the salon; return its catalogue with the rows that tests look for."""
    owner = User.objects.get(phone_number=OWNER)
    desk = UserFactory(phone_number=DESK, first_name="Huda")
    boss = UserFactory(phone_number=BOSS, is_superuser=True, is_staff=True)
    Domain.objects.create(tenant=tenant, domain="www.noor.example", is_primary=False)
    with acting(Acting(actor=lambda: owner, address="127.0.0.1", host="noor.localhost")):
        add_member(desk, tenant, role=Role.RECEPTION)
        leaver = UserFactory(phone_number=LEFT)
        add_member(leaver, tenant, role=Role.STYLIST)
        with tenant_context(tenant):
            salon = make_catalogue()
            salon.stylists[0].user = desk
            salon.stylists[0].save()
            record(salon.service, verb="shown")
            record(owner, verb="greeted")
            _money(salon, sandbox, owner)
            _work(salon)
            _class(salon)
            _customers(salon, owner)
            _pages(owner)
            _platform(owner, boss)
            # By name, as the life cycle writes it into the salon's own log.
            record(tenant, changes={"plan": ["basic", "plus"]})
            add_member(leaver, tenant, role=Role.RECEPTION)
            remove_member(leaver, tenant)
    return salon


def _money(salon: SimpleNamespace, sandbox: object, owner: User) -> None:
    """One visit paid and partly given back, with the provider's news of it."""
    salon.visit = book(salon)
    payment = start_payment(salon.visit.pk, customer=salon.customer)
    Payer(sandbox).pay(payment)
    salon.payment = sync_payment(payment.pk)
    salon.refund = request_refund(payment.pk, amount_minor=1000, reason="kindness", actor=owner)
    ProviderEvent.objects.create(event_id="e-1", kind="payment_paid", payment=salon.payment)


def _work(salon: SimpleNamespace) -> None:
    """Things that still have to happen: a held time, an untold event, a message."""
    salon.guest = UserFactory(phone_number=NEVER_SEEN, is_phone_verified=True)
    salon.held = book(salon, customer=salon.guest, start=TEN_O_CLOCK + timedelta(hours=3))
    salon.attempt = start_payment(salon.held.pk, customer=salon.guest)
    salon.message = queue_message(
        key="hello", phone_number=DESK, template="t", language="ar", text="أهلاً \\ \t\n'\"é"
    )


def _class(salon: SimpleNamespace) -> None:
    """A party in a class that takes place in a room, longer by an add-on."""
    kind = ResourceType.objects.create(name_ar="قاعة", name_en="Hall")
    Resource.objects.create(type=kind, name="Hall")
    lesson = ServiceFactory(capacity=3, resource_type=kind)
    StaffMemberFactory(services=[lesson])
    longer = AddOn.objects.create(name_ar="زيت", name_en="Oil", minutes=15, price_minor=500)
    longer.services.add(lesson)
    part = PartRequest(lesson.pk, None, (longer.pk,))
    start = TEN_O_CLOCK + timedelta(hours=5)
    book(salon, customer=salon.guest, start=start, visit=VisitRequest(((part,), (part,))))


def _customers(salon: SimpleNamespace, owner: User) -> None:
    """What the salon knows of a customer, and what she waits for; time kept from everybody."""
    customer, visit = salon.guest, salon.held
    write_notes(customer.pk, notes="tea, no sugar", tags=["عروس"], actor=owner)
    keep_health(
        customer.pk, allergies="nuts", notes="", consent=Consent("I agree."), actor=customer
    )
    visit.member = add_relative(customer, name="Sara", birth_year=2020)
    visit.series = AppointmentSeries.objects.create(
        customer=customer, every_weeks=2, created_by=owner
    )
    visit.save(update_fields=["member", "series"])
    terms = {"1": {"free_cancellation_hours": 24}}
    AgreedPolicy.objects.filter(appointment=visit).update(terms=terms, text="t", version="1")
    day = visit.starts_at.date()
    entry = WaitlistEntry.objects.create(
        customer=customer, visit={"items": []}, first_day=day, last_day=day
    )
    WaitlistOffer.objects.create(entry=entry, appointment=visit, expires_at=visit.starts_at)
    TimeBlock.objects.create(
        staff=salon.stylists[0],
        starts_at=visit.ends_at,
        ends_at=visit.ends_at + timedelta(hours=1),
        created_by=owner,
    )


def _pages(owner: User) -> None:
    """An edited page with a picture, in two revisions."""
    picture = get_image_model().objects.create(
        title="Door", file=get_test_image_file(), uploaded_by_user=owner
    )
    picture.get_rendition("fill-100x100")
    page = HomePage.objects.get(slug="home")
    page.owner = owner
    for title in ("مرحبا", "Welcome"):
        page.hero_title, page.hero_image = title, picture
        page.save_revision(user=owner, log_action=True).publish(user=owner)


def _platform(owner: User, boss: User) -> None:
    """What the platform keeps about the salon."""
    now = timezone.now()
    DomainClaim.objects.create(domain="noor.example")
    SalonExport.objects.create(requested_by=owner)
    SalonExport.objects.create(
        requested_by=owner, status=ExportStatus.READY, file_name="noor.zip", size_bytes=7
    )
    SalonMeasure.objects.create(size_bytes=1)
    OrphanReference.objects.create(
        model="booking.AppointmentItem",
        object_pk="1",
        field="staff",
        missing="salons.StaffMember 9",
    )
    SupportAccess.objects.create(admin=boss, reason="a call", expires_at=now + timedelta(hours=1))
