"""After the move the salon lives in the target: its site, its owner, its customers, its work."""

from datetime import timedelta

import pytest
from django.test import Client
from django_tenants.utils import tenant_context

from accounts.models import User
from booking import jobs, outbox
from booking.models import Appointment, AppointmentEvent, DueJob
from notifications.domain.messages import send_message
from notifications.models import Message
from tenants.models import Tenant
from tenants.moving.work import move_salon
from tests.accounts.web.visitor import Visit
from tests.booking.conftest import TEN_O_CLOCK, book
from tests.clients import client_of
from tests.tenants.moving.full_salon import DESK, NEVER_SEEN, OWNER

HOST = "noor.localhost"


@pytest.fixture
def moved(cells, salon):
    """The connection is in the target, where noor lives now."""
    move_salon(cells.order())
    with cells.in_target():
        yield salon


@pytest.fixture
def in_moved(moved):
    with tenant_context(Tenant.objects.get(schema_name="noor")):
        yield moved


def test_storefront_answers_with_the_edited_page_and_its_picture(moved):
    visitor = Client(HTTP_HOST=HOST)
    paths = ("/ar/", "/en/", "/ar/services/", "/api/services/", "/ar/book/")
    assert {path: visitor.get(path).status_code for path in paths} == dict.fromkeys(paths, 200)
    page = visitor.get("/ar/").content.decode()
    assert "Welcome" in page
    assert "/media/" in page


def test_owner_signs_in_by_code_and_works_in_the_back_office(moved, sandbox):
    visitor = Visit(HOST, "ar", sandbox)
    visitor.sign_in(OWNER)
    home = visitor.client.get("/manage/")
    assert (home.status_code, home.wsgi_request.user.phone_number) == (200, OWNER)
    page = Tenant.objects.get(schema_name="noor")
    with tenant_context(page):
        from cms.models import HomePage

        number = HomePage.objects.get(slug="home").pk
    for path in (f"/manage/pages/{number}/edit/", f"/manage/pages/{number}/history/"):
        assert visitor.client.get(path).status_code == 200


def test_rights_are_those_of_the_person_not_of_a_number(moved):
    for phone, status in ((DESK, 200), (NEVER_SEEN, 302)):
        client = client_of(User.objects.get(phone_number=phone), HOST)
        assert client.get("/manage/").status_code == status
    # Those who have in the target the numbers that noor's people had in the source.
    for stranger in User.objects.filter(first_name="Stranger").order_by("pk")[:12]:
        assert client_of(stranger, HOST).get("/manage/").status_code == 302


def test_older_state_of_a_page_can_be_looked_at(moved):
    client = client_of(User.objects.get(phone_number=OWNER), HOST)
    with tenant_context(Tenant.objects.get(schema_name="noor")):
        from wagtail.models import Revision

        first = Revision.page_revisions.order_by("pk")[0]
    path = f"/manage/pages/{first.object_id}/revisions/{first.pk}/view/"
    answer = client.get(path)
    assert (answer.status_code, "مرحبا" in answer.content.decode()) == (200, True)


def test_customer_sees_her_visits_and_books_again(in_moved):
    customer = User.objects.get(phone_number=in_moved.customer.phone_number)
    assert Appointment.objects.filter(customer=customer).count() == 1
    later = TEN_O_CLOCK + timedelta(days=1)
    assert book(in_moved, customer=customer, start=later).status == "pending_payment"


def test_work_goes_on_and_every_message_leaves_once(in_moved, sandbox):
    waiting = Message.objects.filter(status="queued")
    queued = list(waiting.values_list("pk", flat=True))
    assert queued
    for event in AppointmentEvent.objects.filter(handled_at__isnull=True):
        outbox.handle_event(str(event.pk))
    for number in list(waiting.values_list("pk", flat=True)):
        send_message(number)
        send_message(number)
    texts = [message.text for message in sandbox.inbox()]
    assert sorted(texts) == sorted(Message.objects.values_list("text", flat=True))


def test_held_time_runs_out_in_the_target(in_moved, time_machine):
    time_machine.move_to(in_moved.held.hold_expires_at + timedelta(seconds=1), tick=True)
    for job in list(DueJob.objects.filter(key=str(in_moved.held.pk))):
        jobs.run_job(job.kind, job.key)
    assert Appointment.objects.get(pk=in_moved.held.pk).status == "expired"
