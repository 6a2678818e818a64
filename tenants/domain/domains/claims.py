"""Looking for the proof of claimed domains: by hand, by the worker, and again every week.

DNS is asked outside any transaction. A salon whose proof is gone keeps its domain: many people
tidy the record away, and DNS of another owner no longer leads to us anyway. It is noted and
shown, so that a person decides.
"""

import logging
from typing import Any

from django.db import transaction
from django.utils import timezone

from accounts.domain.limits.windows import Counter, take_places
from accounts.errors import Throttled
from audit.log import record
from foundation.tasks import enqueue
from foundation.tenancy.models import current_schema_name
from foundation.tenancy.resting import resting_schemas
from foundation.tenancy.scope import platform_scope
from tenants.dns.proof import look_for_proof
from tenants.dns.resolver import DnsResolver, Resolver
from tenants.domain.domains.hosts import www_of
from tenants.domain.domains.managing import activate_claim, require_manager
from tenants.domain.domains.timing import FRESH, LEASE, gives_up, next_look
from tenants.enums import ClaimResult
from tenants.errors import CheckedTooOften, DomainNotFound
from tenants.locks import lock_claim, lock_due_claims
from tenants.models import Domain, DomainClaim, Tenant

logger = logging.getLogger(__name__)

CHECK_TASK = "tenants.check_claim"
SWEEP_LIMIT = 200
# By hand: per domain and salon. One in ten seconds, thirty in an hour.
HAND_LIMITS = ((1, 10), (30, 3600))
# What says that the proof itself is gone, not only that nobody could be asked.
GONE = frozenset({ClaimResult.MISSING, ClaimResult.DIFFERENT, ClaimResult.NO_DOMAIN})


def check_now(claim_id: int, *, by: Any) -> DomainClaim:
    """Look for the proof because a person asked; the worker's patience begins anew.

    Waits for DNS up to ``LOOK_SECONDS``. Raises NotAllowed, DomainNotFound, CheckedTooOften.
    """
    require_manager(by)
    counted = Counter("domain", f"{current_schema_name()}|{claim_id}", "check", HAND_LIMITS)
    try:
        with transaction.atomic():
            take_places([counted], now=timezone.now())
    except Throttled as refusal:
        raise CheckedTooOften(retry_after=refusal.retry_after) from refusal
    claim = _check(claim_id, DnsResolver(), by_hand=True)
    if claim is None:
        raise DomainNotFound
    return claim


def switch_on(tenant: Tenant, claim_id: int, *, by: Any, with_www: bool = False) -> list[Domain]:
    """Activate a proved domain; a proof that is not of the last hour is looked at again first.

    Raises what ``activate_claim`` raises.
    """
    require_manager(by)
    claim = DomainClaim.objects.filter(pk=claim_id).first()
    if claim is not None and claim.proved_at and claim.checked_at < timezone.now() - FRESH:
        _check(claim_id, DnsResolver(), by_hand=True)
    return activate_claim(tenant, claim_id, by=by, with_www=with_www)


def check_claim(claim_id: int, *, resolver: Resolver | None = None) -> DomainClaim | None:
    """Look for the proof because it is due. Nothing happens to a claim that was removed."""
    return _check(claim_id, resolver or DnsResolver(), by_hand=False)


def sweep_claims() -> int:
    """Queue a look at every claim that is due, of any salon; return how many. Public schema.

    What is queued is out of other sweeps' sight for a while: two workers do not ask for one
    domain, and what a crashed one left comes again.
    """
    now, resting = timezone.now(), resting_schemas()
    with platform_scope("sweep of domains to be proved"):
        due = lock_due_claims(now, resting=resting, limit=SWEEP_LIMIT)
        leased = DomainClaim.objects.filter(pk__in=[claim.pk for claim in due])
        leased.update(next_check_at=now + LEASE)
    for claim in due:
        enqueue(CHECK_TASK, claim.pk, schema_name=claim.schema_name)
    return len(due)


def _check(claim_id: int, resolver: Resolver, *, by_hand: bool) -> DomainClaim | None:
    claim: DomainClaim | None = DomainClaim.objects.filter(pk=claim_id).first()
    if claim is None:
        return None
    found = look_for_proof(resolver, claim.domain, token=claim.token)
    with transaction.atomic():
        locked = lock_claim(claim_id)
        if locked is not None:
            _note(locked, found, by_hand=by_hand)
    return locked


def _note(claim: DomainClaim, found: ClaimResult, *, by_hand: bool) -> None:
    now, before = timezone.now(), claim.result
    proved, in_use = found == ClaimResult.PROVED, is_in_use(claim)
    claim.attempts = 0 if by_hand or proved else claim.attempts + 1
    claim.checked_at = now
    if proved:
        claim.proved_at = now
    if not in_use and gives_up(claim.attempts):
        claim.result, claim.next_check_at = ClaimResult.GIVEN_UP, None
    else:
        claim.result = found
        claim.next_check_at = now + next_look(claim.attempts, proved=proved, in_use=in_use)
    claim.save(update_fields=["attempts", "checked_at", "proved_at", "result", "next_check_at"])
    _tell(claim, before, in_use=in_use)


def is_in_use(claim: DomainClaim) -> bool:
    """Return whether the domain, or the ``www.`` name that rests on it, leads to this salon."""
    names = [claim.domain, www_of(claim.domain)]
    hosts = Domain.objects.filter(domain__in=names, tenant__schema_name=claim.schema_name)
    return bool(hosts.exists())


def _tell(claim: DomainClaim, before: str, *, in_use: bool) -> None:
    """Note in the audit log that a proof came or went."""
    if claim.result == before:
        return
    changes = {"result": [before, claim.result]}
    if claim.result == ClaimResult.PROVED:
        record(claim, changes=changes, verb="domain_proved")
    elif in_use and claim.result in GONE:
        logger.warning("%s: the proof of %s is gone", claim.schema_name, claim.domain)
        record(claim, changes=changes, verb="domain_proof_lost")
