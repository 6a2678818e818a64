"""The owner's log: what was done in her salon, and by the platform's support."""

from datetime import UTC, datetime

import pytest
from django_tenants.utils import tenant_context

from accounts.models import User
from audit.log import record
from salons.models import SalonProfile
from tenants.domain.support import end_support_access, open_support_access
from tests.clients import client_of


@pytest.fixture
def visited(noor):
    """A visit of support in noor, and one in the log of something else."""
    boss = User.objects.create_superuser("+966500000009", first_name="Huda")
    access = open_support_access(noor, admin=boss, reason="A booking is missing", minutes=15)
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


def test_log_speaks_in_words_not_in_stored_values(noor, owner):
    due = datetime(2026, 12, 6, 13, 20, 5, 474521, tzinfo=UTC)
    with tenant_context(noor):
        record(noor, changes={"status": ["trial", "active"], "next_move_at": [None, due]}, verb="x")
        record(SalonProfile.load(), changes={"is_vat_registered": [True, False]}, verb="x")
        record(noor, verb="payment_announced")
    owner.cookies["django_language"] = "en"
    page = owner.get("/manage/log/").content.decode()
    assert "trial → active" in page.lower()
    assert "— → 6/12/2026 4:20 PM" in page
    assert "yes → no" in page
    assert "Told the platform of a payment" in page
    assert not any(raw in page for raw in ("474521", "True →", "next move at"))
    owner.cookies["django_language"] = "ar"
    page = owner.get("/manage/log/").content.decode()
    assert (" ← " in page, " → " in page) == (True, False)
