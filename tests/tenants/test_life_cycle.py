import pytest
from django.test import Client

from audit.models import AuditEntry
from tenants.domain.life_cycle import resume_salon, suspend_salon
from tenants.enums import TENANT_TRANSITIONS, TenantStatus
from tenants.errors import InvalidTransition


@pytest.mark.parametrize("status", TenantStatus)
def test_suspend_follows_the_table(noor, status):
    noor.status = status
    noor.save()
    if TenantStatus.SUSPENDED in TENANT_TRANSITIONS[status]:
        assert suspend_salon(noor).status == TenantStatus.SUSPENDED
    else:
        with pytest.raises(InvalidTransition):
            suspend_salon(noor)
        noor.refresh_from_db()
        assert noor.status == status


def test_suspend_is_recorded_with_its_reason(noor):
    suspend_salon(noor, reason="unpaid")
    entry = AuditEntry.objects.latest("timestamp")
    assert (entry.changes, entry.additional_data) == (
        {"status": ["active", "suspended"]},
        {"reason": "unpaid"},
    )


def test_suspended_site_answers_503_and_comes_back(noor):
    client = Client(HTTP_HOST="noor.localhost")
    suspend_salon(noor)
    page, api = client.get("/ar/"), client.get("/api/services/")
    assert (page.status_code, page["Retry-After"], api.status_code) == (503, "3600", 503)
    assert api.json()["code"] == "salon_closed"
    resume_salon(noor)
    assert client.get("/api/services/").status_code == 200
