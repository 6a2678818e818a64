"""Two at once: one owner stays, one number has one invitation, one answer counts."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection
from django_tenants.utils import tenant_context

from accounts.models import User
from foundation.errors import DomainError
from tenants.domain.people import membership
from tenants.domain.people.answers import accept
from tenants.domain.people.changes import remove_person
from tenants.domain.people.membership import add_member
from tenants.enums import Role
from tenants.models import Invitation, SalonMembership, Tenant
from tests.accounts_factories import UserFactory
from tests.tenants.people.conftest import NEW_NUMBER, ask


@pytest.fixture
def owners(fresh_database):
    """Two owners of noor, each about to remove the other."""
    tenant = Tenant.objects.get(schema_name="noor")
    first, second = User.objects.get(phone_number="+966500000001"), UserFactory()
    add_member(second, tenant, role=Role.OWNER)
    return tenant, first, second


def at_once(*calls):
    """Run the calls in threads of their own; return what each refused, None where it did not."""
    barrier = Barrier(len(calls))

    def run(call):
        try:
            barrier.wait(timeout=10)
            with tenant_context(Tenant.objects.get(schema_name="noor")):
                call()
        except DomainError as refusal:
            return refusal.code
        finally:
            connection.close()

    with ThreadPoolExecutor(len(calls)) as pool:
        return list(pool.map(run, calls))


def remove_each_other(tenant, first, second):
    return at_once(
        lambda: remove_person(tenant, second.pk, by=User.objects.get(pk=first.pk)),
        lambda: remove_person(tenant, first.pk, by=User.objects.get(pk=second.pk)),
    )


def test_one_of_two_owners_stays(owners):
    outcomes = remove_each_other(*owners)
    left = SalonMembership.objects.filter(tenant=owners[0], role=Role.OWNER)
    assert (left.count(), sorted(map(str, outcomes))) == (1, ["None", "not_allowed"])


def test_without_the_lock_both_would_go(owners, monkeypatch):
    """The control: the test above can see what the lock prevents."""
    from tenants.domain.people import changes

    seen = Barrier(2)

    def look(tenant_id):
        return Tenant.objects.get(pk=tenant_id)

    def wait_for_the_other(user, tenant):
        SalonMembership.objects.filter(tenant=tenant, role=Role.OWNER).count()
        seen.wait(timeout=10)

    monkeypatch.setattr(changes, "lock_tenant", look)
    monkeypatch.setattr(membership, "lock_tenant", look)
    monkeypatch.setattr(membership, "_refuse_last_owner", wait_for_the_other)
    assert remove_each_other(*owners) == [None, None]
    assert not SalonMembership.objects.filter(tenant=owners[0], role=Role.OWNER).exists()


def test_two_owners_who_leave_at_once_leave_one(owners):
    from tenants.domain.people.changes import leave_salon

    tenant, first, second = owners
    outcomes = at_once(
        lambda: leave_salon(tenant, user=first), lambda: leave_salon(tenant, user=second)
    )
    assert sorted(map(str, outcomes)) == ["None", "last_owner"]


def test_number_that_is_invited_twice_at_once_has_one_invitation(owners):
    tenant, first, second = owners
    outcomes = at_once(
        lambda: ask(tenant, by=User.objects.get(pk=first.pk)),
        lambda: ask(tenant, by=User.objects.get(pk=second.pk)),
    )
    with tenant_context(tenant):
        assert Invitation.objects.count() == 1
    assert sorted(map(str, outcomes)) == ["None", "already_invited"]


def test_invitation_that_is_accepted_twice_at_once_makes_one_member(owners):
    tenant, first, _second = owners
    with tenant_context(tenant):
        _invitation, token = ask(tenant, by=first)
    huda = UserFactory(phone_number=NEW_NUMBER)
    outcomes = at_once(*[lambda: accept(tenant, token, user=huda)] * 2)
    assert SalonMembership.objects.filter(user=huda).count() == 1
    assert sorted(map(str, outcomes)) == ["None", "invitation_closed"]
