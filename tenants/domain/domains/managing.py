"""The host names of a salon: added, switched on, made the primary one, removed.

Everything here runs with the connection set to the salon, and is refused with NotAllowed to who
may not manage its domains.
"""

from typing import Any

from django.db import IntegrityError, transaction

from audit.log import record
from audit.models import AuditEntry
from foundation.errors import NotAllowed
from tenants.domain.domains.hosts import is_platform_host, normalize_host, www_of
from tenants.enums import ClaimResult
from tenants.errors import (
    DomainAlreadyYours,
    DomainNotFound,
    DomainNotProved,
    DomainTaken,
    SubdomainStays,
    TooManyDomains,
)
from tenants.locks import lock_claim, lock_tenant
from tenants.models import Domain, DomainClaim, Tenant
from tenants.permissions import can_manage_domains
from tenants.queries import platform_domain
from tenants.signals import primary_domain_changed

MAX_CLAIMS = 10


def claim_domain(tenant: Tenant, typed: str, *, by: Any) -> DomainClaim:
    """Note that the salon says a domain is hers; it is looked for in DNS from now on.

    Other salons may claim the same name: who proves it first gets it. Raises InvalidDomain and
    its kinds, DomainTaken, DomainAlreadyYours, TooManyDomains.
    """
    require_manager(by)
    host = normalize_host(typed)
    with transaction.atomic():
        lock_tenant(tenant.pk)
        _refuse_known(tenant, host)
        if DomainClaim.objects.filter(domain=host).exists():
            raise DomainAlreadyYours(param="domain")
        if DomainClaim.objects.count() >= MAX_CLAIMS:
            raise TooManyDomains(param="domain")
        claim: DomainClaim = DomainClaim.objects.create(domain=host)
        record(claim, action=AuditEntry.Action.CREATE, verb="domain_claimed")
    return claim


def activate_claim(
    tenant: Tenant, claim_id: int, *, by: Any, with_www: bool = False
) -> list[Domain]:
    """Let a proved domain lead to the salon, with its ``www.`` name if wanted: all or nothing.

    The unique host name decides between two salons that proved the same one. Raises
    DomainNotFound, DomainNotProved, DomainAlreadyYours, DomainTaken.
    """
    require_manager(by)
    try:
        with transaction.atomic():
            lock_tenant(tenant.pk)
            claim = lock_claim(claim_id)
            if claim is None:
                raise DomainNotFound
            if claim.result != ClaimResult.PROVED:
                raise DomainNotProved
            hosts = [claim.domain]
            if with_www and (www := www_of(claim.domain)):
                hosts.append(www)
            return [_insert(tenant, host) for host in hosts]
    except IntegrityError as error:
        if "tenants_domain_domain" in str(error):
            raise DomainTaken from error
        raise


def make_primary(tenant: Tenant, domain_id: int, *, by: Any) -> Domain:
    """Make a host the one that the others lead to. Nothing happens if it is. DomainNotFound."""
    require_manager(by)
    with transaction.atomic():
        lock_tenant(tenant.pk)
        domain = _own(tenant, domain_id)
        if not domain.is_primary:
            _set_primary(tenant, domain)
    return domain


def remove_domain(tenant: Tenant, domain_id: int, *, by: Any) -> None:
    """Take an own domain off the salon, its proof too. The salon falls back to its subdomain.

    Raises DomainNotFound, SubdomainStays.
    """
    require_manager(by)
    with transaction.atomic():
        lock_tenant(tenant.pk)
        domain = _own(tenant, domain_id)
        if is_platform_host(domain.domain):
            raise SubdomainStays
        was_primary = domain.is_primary
        domain.delete()
        _drop_proof(tenant, domain.domain)
        if was_primary:
            _set_primary(tenant, platform_domain(tenant))


def remove_claim(tenant: Tenant, claim_id: int, *, by: Any) -> None:
    """Forget a domain that is not switched on. Raises DomainNotFound."""
    require_manager(by)
    with transaction.atomic():
        lock_tenant(tenant.pk)
        claim = lock_claim(claim_id)
        if claim is None or Domain.objects.filter(tenant=tenant, domain=claim.domain).exists():
            raise DomainNotFound
        _delete_claim(claim)


def require_manager(by: Any) -> None:
    """Raise NotAllowed unless the person may manage the salon's domains."""
    if not can_manage_domains(by):
        raise NotAllowed


def _refuse_known(tenant: Tenant, host: str) -> None:
    holder = Domain.objects.filter(domain=host).values_list("tenant_id", flat=True).first()
    if holder is not None:
        raise (DomainAlreadyYours if holder == tenant.pk else DomainTaken)(param="domain")


def _insert(tenant: Tenant, host: str) -> Domain:
    _refuse_known(tenant, host)
    domain: Domain = Domain.objects.create(tenant=tenant, domain=host, is_primary=False)
    return domain


def _own(tenant: Tenant, domain_id: int) -> Domain:
    domain: Domain | None = Domain.objects.filter(tenant=tenant, pk=domain_id).first()
    if domain is None:
        raise DomainNotFound
    return domain


def _set_primary(tenant: Tenant, domain: Domain) -> None:
    """Move the mark; two rows never carry it at once."""
    before = Domain.objects.filter(tenant=tenant, is_primary=True)
    old = before.values_list("domain", flat=True).first() or ""
    before.update(is_primary=False)
    domain.is_primary = True
    Domain.objects.filter(pk=domain.pk).update(is_primary=True)
    changes = {"primary": [old, domain.domain]}
    record(domain, changes=changes, verb="domain_made_primary")
    primary_domain_changed.send(sender=Domain, tenant=tenant)


def _drop_proof(tenant: Tenant, host: str) -> None:
    """Drop the claim of a removed host unless its ``www.`` name still rests on it."""
    if Domain.objects.filter(tenant=tenant, domain=www_of(host)).exists():
        return
    for claim in DomainClaim.objects.filter(domain=host):
        _delete_claim(claim)


def _delete_claim(claim: DomainClaim) -> None:
    record(claim, action=AuditEntry.Action.DELETE, verb="domain_claim_removed")
    claim.delete()
