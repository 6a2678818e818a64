"""The owner's log: what was done in her salon, and by the platform's support."""

import pytest
from django_tenants.utils import tenant_context

from accounts.models import User
from audit.log import record
from tenants.domain.support import end_support_access, open_support_access
from tests.clients import client_of


@pytest.fixture
def visited(noor):
    """A visit of support in noor, and one in the log of something else."""
    boss = User.objects.create_superuser("+966500000009", first_name="Huda")
    access, _secret = open_support_access(
        noor, admin=boss, reason="A booking is missing", minutes=15
    )
    with tenant_context(noor):
        end_support_access(access)
        record(noor, verb="x", reason="canary of noor", actor=boss)


@pytest.fixture
def owner(noor):
    return client_of(User.objects.get(phone_number="+966500000001"), "noor.localhost")


def test_owner_reads_who_was_there_and_why(visited, owner):
    owner.cookies["django_language"] = "en"
    page = owner.get("/manage/log/?only=support").content.decode()
    assert "Huda (platform support)" in page
    assert "A booking is missing" in page
    assert "Platform support left" in page
    assert "canary of noor" not in page
    assert "canary of noor" in owner.get("/manage/log/").content.decode()


def test_log_of_another_salon_is_not_shown(visited, reem):
    owner = client_of(User.objects.get(phone_number="+966500000002"), "reem.localhost")
    page = owner.get("/manage/log/").content.decode()
    assert "canary of noor" not in page


@pytest.mark.parametrize("phone", ["+966500000002", "+966500000777"])
def test_log_is_the_owners_alone(visited, noor, phone):
    user = User.objects.filter(phone_number=phone).first() or User.objects.create_user(phone)
    answer = client_of(user, "noor.localhost").get("/manage/log/")
    assert answer.status_code == 302
    assert "canary of noor" not in answer.content.decode()
