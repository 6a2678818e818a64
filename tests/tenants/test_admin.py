"""The platform's administration: salons created, suspended, resumed; the audit log of it."""

import pytest
from django.test import Client

from accounts.models import User
from audit.models import AuditEntry
from foundation.tenancy.scope import platform_scope
from tenants.models import Tenant
from tests.accounts_factories import UserFactory
from tests.clients import client_of

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


def test_suspend_and_resume_close_and_open_the_site(client, boss, noor):
    visitor = Client(HTTP_HOST="noor.localhost")
    for action, status in (("suspend", 503), ("resume", 200)):
        client.post("/admin/tenants/tenant/", {"action": action, "_selected_action": [noor.pk]})
        assert visitor.get("/ar/").status_code == status
    moves = [e for e in entries(object_pk=str(noor.pk)) if "status" in (e.changes or {})]
    assert [(e.changes["status"], e.actor) for e in reversed(moves)] == [
        (["active", "suspended"], boss),
        (["suspended", "active"], boss),
    ]


def test_audit_log_shows_what_was_done_and_cannot_be_changed(client, noor):
    client.post("/admin/tenants/tenant/", {"action": "suspend", "_selected_action": [noor.pk]})
    page = client.get("/admin/audit/auditentry/").content.decode()
    assert "status: active → suspended" in page
    entry = entries(object_pk=str(noor.pk))[0]
    detail = f"/admin/audit/auditentry/{entry.pk}"
    assert client.get(f"{detail}/change/").status_code == 200
    assert client.get(f"{detail}/delete/").status_code == 403
    assert client.post(f"{detail}/change/", {"host": "forged"}).status_code == 403


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
