"""The end of a salon: what goes, what stays, and that a failure anywhere leaves it whole."""

from datetime import timedelta

import pytest
from django.apps import apps
from django.db import connection
from django.test import Client
from django.utils import timezone
from django_tenants.utils import tenant_context

from accounts.models import Session, User
from audit.models import AuditEntry
from billing.models import Payment, Refund
from booking.models import Appointment, AppointmentItem
from foundation.tenancy.checks import check_erasure
from foundation.tenancy.erasure import Delete, Keep, Scrub
from foundation.tenancy.scope import platform_scope
from notifications.domain.messages import queue_message
from tenants.domain.exports.making import export_folder, request_export
from tenants.domain.life_cycle import erasure
from tenants.domain.life_cycle.closing import close_salon
from tenants.domain.life_cycle.erasure import children_first, erase_salon, finish_erasure
from tenants.domain.media import media_folder_of
from tenants.domain.opening.provisioning import NewSalon, create_salon
from tenants.domain.salon_rows import shared_models
from tenants.enums import ExportStatus, TenantStatus
from tenants.errors import InvalidTransition, NotErasable, SubdomainTaken
from tenants.models import Domain, SalonExport, SalonMembership, Tenant
from tests.clients import client_of
from tests.tenants.conftest import NOW, finish_work, let_grace_pass, one_visit, upload


@pytest.fixture
def closed(noor, folders, time_machine):
    """A closed salon with a paid and an unpaid visit, whose archive is made; grace is over."""
    time_machine.move_to(NOW)
    with tenant_context(noor):
        _catalogue, paid = one_visit(note="Window seat")
        one_visit(note="never paid")
        payment = Payment.objects.create(
            appointment=paid, status="paid", amount_minor=11500, paid_at=timezone.now()
        )
        Refund.objects.create(payment=payment, amount_minor=11500, status="done", reason="closed")
        queue_message(key="k", phone_number="+966500000101", template="t", language="ar", text="x")
        upload(noor, "images/photo.jpg", b"a picture")
    client_of(User.objects.get(phone_number="+966500000001"), "noor.localhost:8000")
    close_salon(noor, reason="moving away")
    with tenant_context(noor):
        finish_work()
        SalonExport.objects.update(status=ExportStatus.READY, ready_at=timezone.now())
        # What was paid in the meantime is no open end.
        Appointment.objects.exclude(pk=paid.pk).update(status="cancelled_by_salon")
    let_grace_pass(noor)
    # What this transaction wrote before is a commit old for the erasure.
    connection.check_constraints()
    return noor


def rows():
    """Return how many rows of noor each shared table has."""
    with platform_scope("test"):
        counts = {
            model._meta.label: model.objects.filter(schema_name="noor").count()
            for model in shared_models()
        }
    return {label: count for label, count in counts.items() if count}


def schemas():
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_namespace WHERE nspname = 'noor'")
        return cursor.fetchone()[0]


def whole(tenant):
    """Return everything that an erasure would touch."""
    tenant.refresh_from_db()
    return (
        tenant.status,
        rows(),
        schemas(),
        list(Domain.objects.values_list("domain", flat=True)),
        SalonMembership.objects.count(),
        Session.objects.count(),
        sorted(path.name for path in media_folder_of(tenant).rglob("*")),
    )


def test_erasure_leaves_what_the_law_demands_and_nothing_else(closed):
    erased = erase_salon(closed)
    assert (erased.status, schemas()) == (TenantStatus.ERASED, 0)
    left = rows()
    assert left.pop("audit.AuditEntry") > 3
    assert left == {
        "booking.AgreedPolicy": 1,
        "booking.Appointment": 1,
        "booking.AppointmentItem": 1,
        "billing.Payment": 1,
        "billing.Refund": 1,
    }
    assert not Domain.objects.filter(tenant=closed).exists()
    assert not SalonMembership.objects.filter(tenant=closed).exists()
    assert not Session.objects.filter(host__startswith="noor.").exists()


def test_what_stays_is_scrubbed_but_the_sale_is_readable(closed):
    erase_salon(closed)
    with platform_scope("test"):
        visit = Appointment.objects.get(schema_name="noor")
        item = AppointmentItem.objects.get(schema_name="noor")
    assert (visit.customer_note, visit.idempotency_key, visit.total_minor) == ("", None, 11500)
    assert (item.staff_name_ar, item.staff_name_en, item.price_minor) == ("", "", 11500)
    assert item.service_name_en


def test_files_go_after_the_commit(closed, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        erase_salon(closed)
        assert media_folder_of(closed).exists()
    closed.refresh_from_db()
    assert closed.next_move_at is None
    assert not media_folder_of(closed).exists()
    assert not export_folder(closed).exists()


def test_files_that_could_not_go_stay_due(closed, monkeypatch):
    def fail(path):
        raise OSError(path)

    erased = erase_salon(closed)
    with monkeypatch.context() as broken:
        broken.setattr(erasure.shutil, "rmtree", fail)
        with pytest.raises(OSError, match=str(closed.uuid)):
            finish_erasure(erased)
    closed.refresh_from_db()
    assert closed.next_move_at is not None
    finish_erasure(erased)
    closed.refresh_from_db()
    assert closed.next_move_at is None


STAGES = ["_require_erasable", "_erase_rows", "_take_from_people", "drop_salon_schema"]


@pytest.mark.parametrize("stage", STAGES)
def test_failure_at_a_stage_leaves_the_salon_closed_and_whole(closed, monkeypatch, stage):
    before = whole(closed)
    original = getattr(erasure, stage)

    def fail(*args, **options):
        original(*args, **options)
        raise RuntimeError(stage)

    monkeypatch.setattr(erasure, stage, fail)
    with pytest.raises(RuntimeError, match=stage):
        erase_salon(closed)
    assert whole(closed) == before
    assert before[:1] == (TenantStatus.CLOSED,)


def test_erased_host_is_a_plain_404(closed):
    assert Client(HTTP_HOST="noor.localhost").get("/ar/").status_code == 503
    connection.set_schema_to_public()
    erase_salon(closed)
    answer = Client(HTTP_HOST="noor.localhost").get("/ar/")
    assert (answer.status_code, b"No salon lives at this address" in answer.content) == (404, True)


def test_erased_name_is_never_given_out_again(closed):
    erase_salon(closed)
    with pytest.raises(SubdomainTaken):
        create_salon(NewSalon(subdomain="noor", name_ar="نور", name_en="Noor"))
    assert schemas() == 0


def test_other_salons_are_untouched(closed):
    reem = Tenant.objects.get(schema_name="reem")
    erase_salon(closed)
    with tenant_context(reem):
        assert AuditEntry.objects.exists()
    assert Client(HTTP_HOST="reem.localhost").get("/en/").status_code == 200


def test_erased_salon_is_not_erased_again(closed):
    erase_salon(closed)
    with pytest.raises(InvalidTransition):
        erase_salon(closed)


def refused(tenant, **options):
    before = whole(tenant)
    with pytest.raises(NotErasable) as refusal:
        erase_salon(tenant, **options)
    assert whole(tenant) == before
    return refusal.value.data["reasons"]


def test_erasure_waits_for_the_grace(closed):
    later = timezone.now() + timedelta(days=1)
    Tenant.objects.filter(pk=closed.pk).update(next_move_at=later)
    assert refused(closed) == ["grace"]


def test_erasure_waits_for_the_archive_or_for_word_that_none_is_wanted(closed):
    with tenant_context(closed):
        SalonExport.objects.all().delete()
        export = request_export()
    assert refused(closed) == ["archive"]
    assert refused(closed, without_export=True) == ["archive"]
    with tenant_context(closed):
        SalonExport.objects.filter(pk=export.pk).update(status=ExportStatus.FAILED)
    assert refused(closed) == ["archive"]
    assert erase_salon(closed, without_export=True).status == TenantStatus.ERASED


@pytest.mark.parametrize(
    ("model", "change", "reason"),
    [
        ("billing.Refund", {"status": "sent"}, "refund_open"),
        ("billing.Payment", {"status": "pending"}, "payment_open"),
        ("billing.Payment", {"status": "quarantined"}, "payment_open"),
        ("booking.AppointmentEvent", {"handled_at": None}, "unfinished_work"),
    ],
)
def test_erasure_waits_for_money_and_work(closed, model, change, reason):
    with tenant_context(closed):
        apps.get_model(model).objects.update(**change)
    assert refused(closed) == [reason]


def test_database_refuses_to_drop_a_living_salon(closed):
    from django.db import DatabaseError

    from tenants.domain.schemas.functions import drop_salon_schema

    with pytest.raises(DatabaseError, match="no salon to erase"):
        drop_salon_schema("reem")


@pytest.mark.parametrize("model", shared_models(), ids=lambda model: model._meta.label)
def test_every_shared_model_says_what_becomes_of_its_rows(model):
    rule = vars(model)["on_erasure"]
    assert isinstance(rule, Delete | Keep | Scrub)
    if isinstance(rule, Scrub):
        for name, value in rule.blank.items():
            field = model._meta.get_field(name)
            assert value is not None or field.null
    if not isinstance(rule, Delete):
        assert rule.reason


def test_model_that_does_not_say_it_fails_the_check(monkeypatch):
    assert check_erasure(None) == []
    monkeypatch.delattr(Appointment, "on_erasure")
    assert [error.id for error in check_erasure(None)] == ["salon.E005"]


def test_rows_go_before_what_they_point_at():
    order = [model.__name__ for model in children_first(shared_models())]
    for child, parent in (("Refund", "Payment"), ("Payment", "Appointment")):
        assert order.index(child) < order.index(parent)
    assert order.index("AppointmentItem") < order.index("Appointment")
