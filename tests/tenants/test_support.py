"""Support access: only with a reason, for a while, in one salon's back office, on the record."""

from datetime import timedelta

import pytest
from django.utils import timezone
from django_tenants.utils import schema_context

from accounts.domain.sign_in.assurance import has_second_factor
from accounts.models import User
from audit.models import AuditEntry
from tenants.addresses import salon_netloc
from tenants.admin.support import way_in
from tenants.domain.support import end_support_access, open_support_access
from tenants.enums import TenantStatus
from tenants.errors import SupportRefused
from tenants.models import Domain, SupportAccess
from tests.accounts_factories import UserFactory
from tests.clients import carry, client_of
from tests.second_factors import app_code, give_app

REASON = "The owner asked why a price is wrong"
NOOR = salon_netloc("noor.localhost")


@pytest.fixture
def boss(db):
    return User.objects.create_superuser("+966500000009")


def enter(tenant, boss, minutes=15):
    """Return the access and a browser that came in by way of the platform."""
    access = open_support_access(tenant, admin=boss, reason=REASON, minutes=minutes)
    home = client_of(boss, salon_netloc("localhost"))
    browser = client_of(None, salon_netloc(tenant.get_primary_domain().domain))
    session = home.session
    start = way_in(session, tenant, access)
    session.save()
    answer = carry(home, browser, start)
    assert (answer.status_code, answer["Location"]) == (302, "/manage/")
    return access, browser


def log(schema):
    with schema_context(schema):
        return [
            (e.actor, e.additional_data)
            for e in AuditEntry.objects.filter(additional_data__has_any_keys=["verb", "via"])
        ]


def test_support_opens_the_back_office_and_the_owners_log_says_so(noor, boss):
    _access, browser = enter(noor, boss)
    page = browser.get("/manage/").content.decode()
    assert 'data-notice="support"' in page
    assert log("noor") == [(boss, {"verb": "support.opened", "reason": REASON})]


def test_ticket_of_support_goes_to_no_host_whose_dns_is_the_salons(noor, boss):
    """Whoever the own domain leads to would come in with it, as the administrator."""
    noor.domains.update(is_primary=False)
    Domain.objects.create(tenant=noor, domain="noor.example", is_primary=True)
    admin = client_of(boss, salon_netloc("localhost"))
    answer = admin.post(
        f"/admin/tenants/tenant/{noor.pk}/support/", {"reason": REASON, "minutes": 15}
    )
    assert answer["Location"].startswith(f"http://{NOOR}/ar/account/start/")
    browser = client_of(None, NOOR)
    assert carry(admin, browser, answer["Location"])["Location"] == "/manage/"
    assert browser.get("/manage/").status_code == 200


def test_support_access_is_carried_once_and_to_its_salon_alone(noor, reem, boss):
    admin = client_of(boss, salon_netloc("localhost"))
    form = {"reason": REASON, "minutes": 15}
    start = admin.post(f"/admin/tenants/tenant/{noor.pk}/support/", form)["Location"]
    elsewhere = client_of(None, salon_netloc("reem.localhost"))
    question = admin.get(elsewhere.get("/ar/account/start/")["Location"])
    assert (question.status_code, "reem.localhost" in question.text) == (200, True)
    carry(admin, client_of(None, NOOR), start)
    again = admin.get(client_of(None, NOOR).get(start)["Location"])
    assert (again.status_code, "noor.localhost" in again.text) == (200, True)


def test_support_of_an_erased_salon_is_not_there(noor, boss):
    noor.domains.all().delete()
    type(noor).objects.filter(pk=noor.pk).update(status=TenantStatus.ERASED)
    admin = client_of(boss, salon_netloc("localhost"))
    assert admin.get(f"/admin/tenants/tenant/{noor.pk}/support/").status_code == 404


def test_admin_without_access_is_nobody_in_a_salon(noor, boss):
    browser = client_of(boss, NOOR)
    answer = browser.get("/manage/")
    assert answer["Location"].startswith("/account/login/")
    assert "_auth_user_id" not in browser.session


@pytest.mark.parametrize("path", ["/ar/my/", "/ar/account/"])
def test_support_is_nobody_outside_the_back_office(noor, boss, path):
    _access, browser = enter(noor, boss)
    assert "/account/login/" in browser.get(path)["Location"]
    assert browser.get("/manage/").status_code == 200


def test_support_ends_by_itself_and_by_hand(noor, boss, time_machine):
    time_machine.move_to(timezone.now(), tick=False)
    _access, browser = enter(noor, boss)
    time_machine.shift(timedelta(minutes=15))
    assert browser.get("/manage/").status_code == 302
    access, browser = enter(noor, boss)
    with schema_context("noor"):
        end_support_access(access)
        end_support_access(access)
    assert browser.get("/manage/").status_code == 302
    assert [data["verb"] for _who, data in log("noor")].count("support.ended") == 1


def test_access_of_one_salon_is_none_in_another(noor, reem, boss):
    _access, browser = enter(noor, boss)
    other = client_of(boss, salon_netloc("reem.localhost"))
    session = other.session
    session["support_access"] = browser.session["support_access"]
    session.save()
    assert other.get("/manage/").status_code == 302


def test_what_support_changes_is_marked_in_the_log(noor, boss):
    _access, browser = enter(noor, boss)
    answer = browser.post("/manage/hours/", {"starts-6": ["10:00"], "ends-6": ["18:00"]})
    assert answer.status_code == 302
    assert (boss, {"via": "support"}) in log("noor")


@pytest.mark.parametrize(
    ("reason", "minutes", "param"),
    [("", 15, "reason"), ("  fix    it ", 15, "reason"), (REASON, 600, "minutes")],
)
def test_support_on_other_terms_is_refused(noor, boss, reason, minutes, param):
    with pytest.raises(SupportRefused) as refusal:
        open_support_access(noor, admin=boss, reason=reason, minutes=minutes)
    with schema_context("noor"):
        assert (refusal.value.param, SupportAccess.objects.count()) == (param, 0)


def test_support_by_others_is_refused(noor):
    for person in (UserFactory(), UserFactory(is_staff=True)):
        with pytest.raises(SupportRefused):
            open_support_access(noor, admin=person, reason=REASON, minutes=15)
    with schema_context("noor"):
        assert not SupportAccess.objects.exists()


def ask(noor, browser):
    path = f"/admin/tenants/tenant/{noor.pk}/support/"
    return browser.post(path, {"reason": REASON, "minutes": 15})


def test_support_takes_the_second_factor_along(noor, boss):
    _access, browser = enter(noor, boss)
    assert has_second_factor(browser.session, within=timedelta(minutes=1))


def test_support_wants_a_second_factor_of_the_last_minutes(noor, boss, time_machine, settings):
    settings.SECOND_FACTOR_AGES = settings.SECOND_FACTOR_AGES | {"money": 300}
    give_app(boss)
    admin = client_of(boss, salon_netloc("localhost"))
    time_machine.move_to(timezone.now() + timedelta(minutes=6))
    assert ask(noor, admin).url.startswith("/ar/account/confirm/")
    assert SupportAccess.objects.count() == 0


def test_support_confirms_on_the_salons_host(noor, boss):
    secret = give_app(boss)
    _access, browser = enter(noor, boss)
    page = {"code": app_code(secret), "next": "/manage/"}
    assert browser.post("/ar/account/confirm/", page).url == "/manage/"
    assert browser.get("/manage/").status_code == 200
