"""Adding, switching on, choosing and removing a salon's hosts; every refusal changes nothing."""

import pytest
from django_tenants.utils import tenant_context
from wagtail.models import Site

from audit.models import AuditEntry
from foundation.errors import DomainError, NotAllowed
from tenants.domain.domains import managing
from tenants.domain.domains.managing import (
    activate_claim,
    claim_domain,
    make_primary,
    remove_claim,
    remove_domain,
)
from tenants.enums import ClaimResult
from tenants.models import Domain, DomainClaim
from tests.accounts_factories import UserFactory
from tests.tenants.conftest import DOMAIN


@pytest.fixture
def proved(in_noor, owner):
    """A claim whose record was found."""
    claim = claim_domain(in_noor, DOMAIN, by=owner)
    DomainClaim.objects.update(result=ClaimResult.PROVED)
    return claim


@pytest.fixture
def own(in_noor, owner, proved):
    """The salon's own domain, switched on."""
    return activate_claim(in_noor, proved.pk, by=owner)[0]


def hosts(tenant):
    return dict(Domain.objects.filter(tenant=tenant).values_list("domain", "is_primary"))


def verbs():
    entries = AuditEntry.objects.order_by("pk").values_list("additional_data", flat=True)
    return [data["verb"] for data in entries if data and "verb" in data]


def refused(code, act, *arguments, **options):
    before = sorted(Domain.objects.values_list("domain", "is_primary", "tenant_id"))
    claims = sorted(DomainClaim.objects.values_list("domain", "result"))
    with pytest.raises(DomainError) as refusal:
        act(*arguments, **options)
    assert refusal.value.code == code
    assert sorted(Domain.objects.values_list("domain", "is_primary", "tenant_id")) == before
    assert sorted(DomainClaim.objects.values_list("domain", "result")) == claims


def test_claim_is_noted_and_due_at_once(in_noor, owner):
    claim = claim_domain(in_noor, "HTTPS://NoorSalon.example./", by=owner)
    claim.refresh_from_db()
    assert (claim.domain, claim.result, claim.schema_name) == (DOMAIN, "waiting", "noor")
    assert len(claim.token) == 32
    assert claim.next_check_at is not None
    assert (hosts(in_noor), verbs()) == ({"noor.localhost": True}, ["domain_claimed"])


@pytest.mark.parametrize("typed", ["not a name", "192.0.2.1", "com.sa", "reem.localhost"])
def test_claim_of_what_can_be_no_host_is_refused(in_noor, owner, typed):
    with pytest.raises(DomainError) as refusal:
        claim_domain(in_noor, typed, by=owner)
    assert refusal.value.param == "domain"
    assert (DomainClaim.objects.count(), verbs()) == (0, [])


def test_claim_of_another_salons_domain_is_refused(in_noor, reem, owner):
    Domain.objects.create(tenant=reem, domain=DOMAIN, is_primary=False)
    refused("domain_taken", claim_domain, in_noor, DOMAIN.upper(), by=owner)


def test_claim_twice_is_refused(in_noor, owner, proved):
    refused("domain_already_yours", claim_domain, in_noor, DOMAIN, by=owner)


def test_claim_of_an_own_active_domain_is_refused(in_noor, owner, own):
    refused("domain_already_yours", claim_domain, in_noor, DOMAIN, by=owner)


def test_claims_are_limited(in_noor, owner, monkeypatch):
    monkeypatch.setattr(managing, "MAX_CLAIMS", 2)
    for name in ("one.example", "two.example"):
        claim_domain(in_noor, name, by=owner)
    refused("too_many_domains", claim_domain, in_noor, "three.example", by=owner)


def test_two_salons_may_claim_one_name(in_noor, reem, owner):
    claim_domain(in_noor, DOMAIN, by=owner)
    with tenant_context(reem):
        theirs = claim_domain(reem, DOMAIN, by=reem.memberships.get().user)
        assert DomainClaim.objects.get() == theirs


def test_activation_leaves_the_primary_address_alone(in_noor, proved, owner):
    activate_claim(in_noor, proved.pk, by=owner)
    assert hosts(in_noor) == {"noor.localhost": True, DOMAIN: False}


def test_activation_with_www_makes_both(in_noor, proved, owner):
    made = activate_claim(in_noor, proved.pk, by=owner, with_www=True)
    assert [domain.domain for domain in made] == [DOMAIN, f"www.{DOMAIN}"]


def test_activation_makes_both_or_none(in_noor, reem, proved, owner):
    Domain.objects.create(tenant=reem, domain=f"www.{DOMAIN}", is_primary=False)
    refused("domain_taken", activate_claim, in_noor, proved.pk, by=owner, with_www=True)


@pytest.mark.parametrize("result", [r for r in ClaimResult if r != ClaimResult.PROVED])
def test_activation_needs_the_proof(in_noor, proved, owner, result):
    DomainClaim.objects.update(result=result)
    refused("domain_not_proved", activate_claim, in_noor, proved.pk, by=owner)


def test_activation_twice_is_refused(in_noor, own, proved, owner):
    refused("domain_already_yours", activate_claim, in_noor, proved.pk, by=owner)


def test_activation_of_a_name_that_went_elsewhere_is_refused(in_noor, reem, proved, owner):
    Domain.objects.create(tenant=reem, domain=DOMAIN, is_primary=False)
    refused("domain_taken", activate_claim, in_noor, proved.pk, by=owner)


def test_primary_moves_and_wagtail_follows(in_noor, own, owner):
    make_primary(in_noor, own.pk, by=owner)
    assert hosts(in_noor) == {"noor.localhost": False, DOMAIN: True}
    assert Site.objects.get().hostname == DOMAIN
    entry = AuditEntry.objects.latest("pk")
    assert verbs()[-1] == "domain_made_primary"
    moved = AuditEntry.objects.filter(changes__has_key="primary").values_list("changes", flat=True)
    assert (entry.schema_name, list(moved)) == ("noor", [{"primary": ["noor.localhost", DOMAIN]}])


def test_primary_twice_changes_nothing(in_noor, own, owner):
    make_primary(in_noor, own.pk, by=owner)
    before = verbs()
    make_primary(in_noor, own.pk, by=owner)
    assert verbs() == before


def test_removing_the_primary_falls_back_to_the_platform(in_noor, own, owner):
    make_primary(in_noor, own.pk, by=owner)
    remove_domain(in_noor, own.pk, by=owner)
    assert (hosts(in_noor), DomainClaim.objects.count()) == ({"noor.localhost": True}, 0)
    assert Site.objects.get().hostname == "noor.localhost"


def test_removing_a_name_keeps_the_proof_that_its_www_rests_on(in_noor, proved, owner):
    bare, _www = activate_claim(in_noor, proved.pk, by=owner, with_www=True)
    remove_domain(in_noor, bare.pk, by=owner)
    assert hosts(in_noor) == {"noor.localhost": True, f"www.{DOMAIN}": False}
    assert DomainClaim.objects.get() == proved


def test_address_on_the_platform_stays(in_noor, own, owner):
    make_primary(in_noor, own.pk, by=owner)
    subdomain = Domain.objects.get(domain="noor.localhost")
    refused("subdomain_stays", remove_domain, in_noor, subdomain.pk, by=owner)


def test_claim_is_forgotten(in_noor, proved, owner):
    remove_claim(in_noor, proved.pk, by=owner)
    assert (DomainClaim.objects.count(), verbs()[-1]) == (0, "domain_claim_removed")


def test_proof_of_an_active_domain_is_not_forgotten_alone(in_noor, own, proved, owner):
    refused("domain_not_found", remove_claim, in_noor, proved.pk, by=owner)


@pytest.mark.parametrize("act", [make_primary, remove_domain])
def test_domain_of_another_salon_is_not_found(in_noor, reem, owner, act):
    theirs = Domain.objects.get(tenant=reem)
    refused("domain_not_found", act, in_noor, theirs.pk, by=owner)


@pytest.mark.parametrize("act", [activate_claim, remove_claim])
def test_claim_of_another_salon_is_not_found(in_noor, reem, owner, act):
    with tenant_context(reem):
        theirs = claim_domain(reem, DOMAIN, by=reem.memberships.get().user)
    refused("domain_not_found", act, in_noor, theirs.pk, by=owner)


def test_everything_is_the_owners(in_noor, own, proved):
    stranger = UserFactory()
    for act, what in (
        (claim_domain, "other.example"),
        (activate_claim, proved.pk),
        (make_primary, own.pk),
        (remove_domain, own.pk),
        (remove_claim, proved.pk),
    ):
        refused(NotAllowed.code, act, in_noor, what, by=stranger)
