"""The checklist on the first page of the back office."""

import pytest
from django.urls import reverse
from django_tenants.utils import tenant_context
from wagtail.images.models import Image
from wagtail.images.tests.utils import get_test_image_file

from billing.models import Payment
from cms.checklist.models import WHOLE_LIST, DismissedStep
from cms.checklist.steps import STEPS, shown_steps
from cms.models import HomePage
from salons.models import OpeningHours, SalonProfile, Service, StaffMember
from tenants.domain.opening.provisioning import NewSalon, create_salon
from tenants.domain.people.membership import add_member
from tenants.models import Domain
from tests.accounts_factories import UserFactory
from tests.booking.conftest import NOW, book, make_catalogue
from tests.clients import client_of

HOST = "layla.localhost"
HOME = "/manage/"
HIDDEN = {"domain"}


@pytest.fixture
def owner(db):
    return UserFactory()


@pytest.fixture
def layla(owner):
    tenant = create_salon(
        NewSalon(
            subdomain="layla",
            name_ar="ليلى",
            name_en="Layla",
            owner=owner,
            owner_name="Layla",
            starters=("hair",),
        )
    )
    with tenant_context(tenant):
        yield tenant


@pytest.fixture
def browser(owner, layla):
    return in_english(owner)


def in_english(user):
    browser = client_of(user, HOST)
    browser.cookies["django_language"] = "en"
    return browser


def done(owner):
    return {each.step.key for each in shown_steps(owner, SalonProfile.load()) if each.is_done}


def test_new_salon_has_everything_to_do(browser, owner, layla):
    page = browser.get(HOME)
    assert (page.status_code, "Your next steps" in page.text) == (200, True)
    assert all(str(step.title) in page.text for step in STEPS if step.key not in HIDDEN)
    assert done(owner) == set()


def test_every_step_leads_to_a_page(browser, owner, layla):
    for each in shown_steps(owner, SalonProfile.load()):
        assert browser.get(each.address, follow=True).status_code == 200, each.step.key


def test_steps_are_done_by_what_is_true(owner, layla):
    for change in (Service, StaffMember, OpeningHours):
        change.objects.first().save()  # nothing changed: nobody looked at it
    assert done(owner) == set()
    service, member, hours = (m.objects.first() for m in (Service, StaffMember, OpeningHours))
    service.price_minor += 500
    service.save()
    member.bio_en = "Twenty years of colour."
    member.save()
    hours.ends = hours.starts.replace(hour=23)
    hours.save()
    assert done(owner) == {"services", "staff", "hours"}
    SalonProfile.objects.update(phone="0110000000", address_ar="الرياض", address_en="Riyadh")
    SalonProfile.objects.update(commercial_registration="1010000000", vat_number="3" * 15)
    page = HomePage.objects.get(slug="home")
    page.hero_image = Image.objects.create(title="front", file=get_test_image_file())
    page.save_revision().publish()
    Domain.objects.create(tenant=layla, domain="layla.example", is_primary=False)
    assert done(owner) >= {"contact", "tax", "picture", "page"}


def test_visit_and_payment_are_steps(owner, layla, time_machine):
    time_machine.move_to(NOW, tick=False)
    catalogue = make_catalogue()
    appointment = book(catalogue, staff=catalogue.stylists[0])
    assert "booking" in done(owner)
    payment = Payment.objects.create(appointment=appointment, status="paid", amount_minor=11500)
    assert {"booking", "payment"} <= done(owner)
    # Given back, it was seen all the same.
    Payment.objects.filter(pk=payment.pk).update(status="refunded")
    assert "payment" in done(owner)


def test_checklist_costs_the_same_for_a_new_and_a_busy_salon(
    owner, layla, django_assert_num_queries
):
    profile = SalonProfile.load()
    shown = [each.step.key for each in shown_steps(owner, profile)]
    # Dismissed, home page twice, catalogue, reviewed, invitations, visits, payments; own domains.
    queries = 8 + ("domain" in shown)
    with django_assert_num_queries(queries):
        shown_steps(owner, profile)
    catalogue = make_catalogue()
    for service in Service.objects.all():
        service.save()
    DismissedStep.objects.create(step="tax")
    assert catalogue.service in Service.objects.all()
    with django_assert_num_queries(queries):
        shown_steps(owner, profile)


def test_reception_sees_only_what_she_can_do(layla):
    person = UserFactory()
    add_member(person, layla, role="reception")
    seen = [each.step.key for each in shown_steps(person, SalonProfile.load())]
    assert seen == ["booking"]


def test_stylist_sees_no_checklist(layla):
    person = UserFactory()
    add_member(person, layla, role="stylist")
    page = in_english(person).get(HOME)
    assert (page.status_code, "Your next steps" in page.text) == (200, False)


def test_step_is_put_aside_for_the_salon(browser, owner, layla):
    address = reverse("backoffice_checklist_dismiss", args=["tax"])
    for _twice in range(2):
        assert browser.post(address)["Location"] == HOME
    assert [(d.step, d.user) for d in DismissedStep.objects.all()] == [("tax", owner)]
    assert "registration and tax" not in browser.get(HOME).text


def test_list_is_put_aside_as_a_whole(browser, layla):
    browser.post(reverse("backoffice_checklist_dismiss", args=[WHOLE_LIST]))
    assert "Your next steps" not in browser.get(HOME).text


@pytest.mark.parametrize(("role", "step"), [("reception", "tax"), ("stylist", WHOLE_LIST)])
def test_step_of_others_cannot_be_put_aside(layla, role, step):
    person = UserFactory()
    add_member(person, layla, role=role)
    answer = in_english(person).post(reverse("backoffice_checklist_dismiss", args=[step]))
    assert (answer.status_code, DismissedStep.objects.count()) == (302, 0)


def test_unknown_step_and_reading_are_refused(browser, layla):
    assert browser.post("/manage/checklist/magic/dismiss/").status_code == 404
    assert browser.get("/manage/checklist/tax/dismiss/").status_code == 405


@pytest.mark.parametrize(
    ("key", "field"), [("contact", "phone"), ("tax", "commercial_registration")]
)
@pytest.mark.parametrize("language", ["ar", "en"])
def test_step_leads_to_the_tab_with_its_fields(owner, browser, key, field, language):
    browser.cookies["django_language"] = language
    steps = {each.step.key: each.address for each in shown_steps(owner, SalonProfile.load())}
    path, tab = steps[key].split("#")
    panel = browser.get(path).text.split(f'id="{tab}"')[1].split('role="tabpanel"')[1]
    assert f'name="{field}"' in panel
