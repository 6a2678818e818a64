"""The platform's administration: salons created, suspended, resumed; the audit log of it."""

import pytest
from django.db import connection
from django.template.defaultfilters import filesizeformat
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django_tenants.utils import schema_context

from accounts.models import User
from audit.models import AuditEntry
from foundation.tenancy.scope import platform_scope
from tenants.addresses import salon_netloc, salon_url
from tenants.domain.measures import measure_salons
from tenants.models import Domain, SalonMeasure, SupportAccess, Tenant
from tests.accounts_factories import UserFactory
from tests.clients import carry, client_of

NEW = {
    "subdomain": "layla",
    "name_ar": "ليلى",
    "name_en": "Layla",
    "city_ar": "الرياض",
    "city_en": "Riyadh",
    "audience": "women",
    "owner_phone": "0500000444",
}


@pytest.fixture
def boss(db):
    return User.objects.create_superuser("+966500000009")


@pytest.fixture
def client(boss):
    return client_of(boss, "localhost")


def entries(**conditions):
    with platform_scope("test"):
        return list(AuditEntry.objects.filter(**conditions).select_related("actor"))


def test_create_makes_a_salon_that_answers(client, boss):
    answer = client.post("/admin/tenants/tenant/add/", NEW)
    assert answer.status_code == 302, answer.content.decode()[:3000]
    tenant = Tenant.objects.get(schema_name="layla")
    assert [m.user.phone_number for m in tenant.memberships.all()] == ["+966500000444"]
    assert Client(HTTP_HOST="layla.localhost").get("/ar/").status_code == 200
    created = entries(object_repr="layla", action=AuditEntry.Action.CREATE)
    assert [(e.actor, e.remote_addr, e.host) for e in created] == [(boss, "127.0.0.1", "localhost")]


@pytest.mark.parametrize(
    ("field", "value", "message"),
    [
        ("subdomain", "noor", "taken"),
        ("subdomain", "no way", "Latin letters"),
        ("owner_phone", "12", "valid mobile number"),
        ("name_ar", "", "required"),
    ],
)
def test_create_with_bad_input_says_so_and_makes_nothing(client, field, value, message):
    client.cookies["django_language"] = "en"
    before = Tenant.objects.count()
    answer = client.post("/admin/tenants/tenant/add/", NEW | {field: value})
    assert (answer.status_code, Tenant.objects.count()) == (200, before)
    assert message in answer.content.decode()


def move(client, tenant, name, **data):
    return client.post(f"/admin/tenants/tenant/{tenant.pk}/move/{name}/", data)


def test_suspend_and_activate_close_and_open_the_site(client, boss, noor):
    visitor = Client(HTTP_HOST="noor.localhost")
    for name, status in (("suspend", 503), ("resume", 200)):
        assert move(client, noor, name, reason="unpaid").status_code == 302
        assert visitor.get("/ar/").status_code == status
    moves = [e for e in entries(object_pk=str(noor.pk)) if "status" in (e.changes or {})]
    assert [(e.changes["status"], e.actor) for e in reversed(moves)] == [
        (["active", "suspended"], boss),
        (["suspended", "active"], boss),
    ]


def test_move_without_a_reason_or_from_another_state_changes_nothing(client, noor):
    client.cookies["django_language"] = "en"
    assert "required" in move(client, noor, "suspend", reason=" ").content.decode()
    assert "present state" in move(client, noor, "resume", reason="paid").content.decode()
    assert move(client, noor, "explode", reason="x").status_code == 404
    noor.refresh_from_db()
    assert noor.status == "active"


def test_change_page_offers_what_the_state_allows(client, noor):
    page = client.get(f"/admin/tenants/tenant/{noor.pk}/change/").content.decode()
    assert f"/admin/tenants/tenant/{noor.pk}/move/suspend/" in page
    assert f"/admin/tenants/tenant/{noor.pk}/move/resume/" not in page
    assert f"/admin/tenants/tenant/{noor.pk}/support/" in page


def test_audit_log_shows_what_was_done_and_cannot_be_changed(client, noor):
    move(client, noor, "suspend", reason="unpaid")
    page = client.get("/admin/audit/auditentry/").content.decode()
    assert "status: active → suspended" in page
    entry = entries(object_pk=str(noor.pk))[0]
    detail = f"/admin/audit/auditentry/{entry.pk}"
    assert client.get(f"{detail}/change/").status_code == 200
    assert client.get(f"{detail}/delete/").status_code == 403
    assert client.post(f"{detail}/change/", {"host": "forged"}).status_code == 403


def test_list_shows_sizes_and_activity_in_a_bounded_number_of_queries(client, noor, reem):
    assert measure_salons() == 2
    client.get("/admin/tenants/tenant/")
    with CaptureQueriesContext(connection) as few:
        page = client.get("/admin/tenants/tenant/").content.decode()
    with schema_context("noor"):
        measure = SalonMeasure.objects.get()
    assert filesizeformat(measure.size_bytes).replace(" ", "\xa0") in page.replace("&nbsp;", "\xa0")
    assert len(few) <= 14


def test_salon_that_is_being_moved_is_not_measured(noor, reem):
    Tenant.objects.filter(pk=noor.pk).update(is_read_only=True)
    assert measure_salons() == 1
    with platform_scope("test"):
        assert [each.schema_name for each in SalonMeasure.objects.all()] == ["reem"]


def test_support_form_carries_the_admin_into_the_back_office(client, boss, noor):
    answer = client.post(
        f"/admin/tenants/tenant/{noor.pk}/support/",
        {"reason": "The owner cannot find a booking", "minutes": 15},
    )
    browser = Client(HTTP_HOST=salon_netloc("noor.localhost"))
    assert carry(client, browser, answer["Location"])["Location"] == "/manage/"
    assert browser.get("/manage/").status_code == 200
    assert "The owner cannot find" in client.get("/admin/tenants/supportaccess/").content.decode()


def test_support_never_enters_by_a_domain_that_may_be_somebody_elses(client, noor):
    Domain.objects.filter(tenant=noor).update(is_primary=False)
    Domain.objects.create(tenant=noor, domain="lapsed.example", is_primary=True)
    form = {"reason": "The owner's domain is lost", "minutes": 15}
    answer = client.post(f"/admin/tenants/tenant/{noor.pk}/support/", form)
    assert answer["Location"].startswith(f"{salon_url('noor.localhost')}ar/account/start/")
    lapsed = Client(HTTP_HOST=salon_netloc("lapsed.example"))
    # There she would be asked like everybody, and come without her access.
    assert client.get(lapsed.get("/ar/account/start/")["Location"]).status_code == 200


def test_support_form_without_a_reason_opens_nothing(client, noor):
    answer = client.post(
        f"/admin/tenants/tenant/{noor.pk}/support/", {"reason": "hm", "minutes": 15}
    )
    assert answer.status_code == 200
    with schema_context("noor"):
        assert not SupportAccess.objects.exists()


def test_salon_cannot_be_deleted(client, noor):
    assert client.post(f"/admin/tenants/tenant/{noor.pk}/delete/").status_code == 403


@pytest.mark.parametrize("path", ["/admin/", "/admin/tenants/tenant/", "/admin/audit/auditentry/"])
def test_others_are_sent_to_sign_in(path, noor):
    owner = User.objects.get(phone_number="+966500000001")
    for user in (None, owner, UserFactory(is_staff=True)):
        answer = client_of(user, "localhost").get(path, follow=True)
        assert answer.redirect_chain[-1][0].startswith("/ar/account/login/")
        assert answer.status_code == 200


def test_administration_is_not_on_a_salons_host(boss, noor):
    assert client_of(boss, "noor.localhost").get("/admin/").status_code == 404
