"""Two salons prove one name at the same moment: one gets it, the other is told why not."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection
from django_tenants.utils import tenant_context

from foundation.errors import DomainError
from tenants.dns.resolver import DnsResolver
from tenants.domain.domains.claims import check_claim
from tenants.domain.domains.managing import activate_claim, claim_domain, make_primary
from tenants.models import Domain, DomainClaim, Tenant
from tests.tenants.conftest import DOMAIN

pytestmark = pytest.mark.integration


def at_once(acts):
    """Run the acts in threads that start together; tally "ok" and codes of refusals."""
    barrier = Barrier(len(acts))

    def run(act):
        barrier.wait()
        try:
            act()
        except DomainError as refusal:
            return refusal.code
        finally:
            connection.close()
        return "ok"

    with ThreadPoolExecutor(len(acts)) as pool:
        return Counter(pool.map(run, acts))


def salon(name):
    tenant = Tenant.objects.get(schema_name=name)
    return tenant, tenant.memberships.get().user


def proved_claim(name, names):
    tenant, owner = salon(name)
    with tenant_context(tenant):
        claim = claim_domain(tenant, DOMAIN, by=owner)
        names.prove(claim)
        check_claim(claim.pk)
    return tenant, owner, claim


def activation(tenant, owner, claim):
    def act():
        with tenant_context(tenant):
            activate_claim(tenant, claim.pk, by=owner, with_www=True)

    return act


def test_two_salons_with_the_proof_get_one_domain(fresh_database, names):
    contenders = [proved_claim(name, names) for name in ("noor", "reem")]
    tally = at_once([activation(*each) for each in contenders])
    assert tally == {"ok": 1, "domain_taken": 1}
    holders = Domain.objects.filter(domain__contains=DOMAIN).values_list("tenant", flat=True)
    assert (len(holders), len(set(holders))) == (2, 1)


def test_looking_first_alone_would_let_both_in(fresh_database, names):
    """The control: without the unique name, both find the domain free and go on."""
    contenders = [proved_claim(name, names)[0] for name in ("noor", "reem")]
    found_free, looked = [], Barrier(2)

    def look(tenant):
        with tenant_context(tenant):
            is_taken = Domain.objects.filter(domain=DOMAIN).exists()
            looked.wait()
            if not is_taken:
                found_free.append(tenant.schema_name)

    assert at_once([lambda t=tenant: look(t) for tenant in contenders]) == {"ok": 2}
    assert sorted(found_free) == ["noor", "reem"]


def test_one_salon_activating_many_times_gets_it_once(fresh_database, names):
    contender = proved_claim("noor", names)
    tally = at_once([activation(*contender)] * 5)
    assert tally == {"ok": 1, "domain_already_yours": 4}


def test_claims_at_once_are_one(fresh_database):
    tenant, owner = salon("noor")

    def act():
        with tenant_context(tenant):
            claim_domain(tenant, DOMAIN, by=owner)

    assert at_once([act] * 5) == {"ok": 1, "domain_already_yours": 4}


def test_primary_chosen_twice_at_once_is_one(fresh_database):
    tenant, owner = salon("noor")
    others = [
        Domain.objects.create(tenant=tenant, domain=f"{n}.example", is_primary=False).pk
        for n in ("one", "two", "three", "four")
    ]

    def choose(pk):
        def act():
            with tenant_context(tenant):
                make_primary(tenant, pk, by=owner)

        return act

    assert at_once([choose(pk) for pk in others]) == {"ok": 4}
    assert Domain.objects.filter(tenant=tenant, is_primary=True).count() == 1


def test_dns_is_asked_outside_any_transaction(fresh_database, names):
    tenant, _owner, claim = proved_claim("noor", names)
    seen = []

    class Watched(DnsResolver):
        def texts(self, name):
            seen.append(connection.in_atomic_block)
            return super().texts(name)

    with tenant_context(tenant):
        check_claim(claim.pk, resolver=Watched())
        assert DomainClaim.objects.get().result == "proved"
    assert seen == [False]
