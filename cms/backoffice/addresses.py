"""The salon's hosts and claimed domains, as its owner reads them."""

from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.utils import timezone

from tenants.addresses import salon_url
from tenants.dns.proof import record_name, record_text
from tenants.domain.domains.claims import GONE
from tenants.domain.domains.hosts import is_platform_host, shown_host, www_of, zone_of
from tenants.enums import ClaimResult
from tenants.models import Domain, DomainClaim, Tenant

HOPELESS = frozenset(
    {ClaimResult.DIFFERENT, ClaimResult.BROKEN, ClaimResult.NO_DOMAIN, ClaimResult.GIVEN_UP}
)


@dataclass(frozen=True)
class HostRow:
    """A host that works, with the proof that it rests on (None on the platform's domain)."""

    domain: Domain
    proof: DomainClaim | None

    @property
    def shown(self) -> str:
        return shown_host(self.domain.domain)

    @property
    def url(self) -> str:
        return salon_url(self.domain.domain)

    @property
    def is_platforms(self) -> bool:
        return is_platform_host(self.domain.domain)

    @property
    def proof_is_gone(self) -> bool:
        return self.proof is not None and self.proof.result in GONE


@dataclass(frozen=True)
class ClaimRow:
    """A domain that is still to be proved or switched on, with what to write into its DNS."""

    claim: DomainClaim

    @property
    def shown(self) -> str:
        return shown_host(self.claim.domain)

    @property
    def is_proved(self) -> bool:
        return bool(self.claim.result == ClaimResult.PROVED)

    @property
    def is_just_checked(self) -> bool:
        """Return whether DNS was asked within the last minute, which has no number to count."""
        asked_at = self.claim.checked_at
        return asked_at is not None and timezone.now() - asked_at < timedelta(minutes=1)

    @property
    def colour(self) -> str:
        if self.is_proved:
            return "state--good"
        return "state--bad" if self.claim.result in HOPELESS else "state--waiting"

    @property
    def record_name(self) -> str:
        return record_name(self.claim.domain)

    @property
    def record_text(self) -> str:
        return record_text(self.claim.token)

    @property
    def zone(self) -> str:
        return zone_of(self.claim.domain)

    @property
    def shown_zone(self) -> str:
        return shown_host(self.zone)

    @property
    def short_name(self) -> str:
        """Return the record's name for a provider that adds the domain by itself."""
        return self.record_name.removesuffix(f".{self.zone}")

    @property
    def www(self) -> str | None:
        return www_of(self.claim.domain)

    @property
    def host_label(self) -> str:
        """Return what stands before the bare domain, ``@`` for nothing, as providers write it."""
        if self.claim.domain == self.zone:
            return "@"
        return str(self.claim.domain.removesuffix(f".{self.zone}"))

    @property
    def target_name(self) -> str:
        return str(settings.DOMAIN_TARGET_NAME)

    @property
    def has_addresses(self) -> bool:
        """Return whether the record is A and AAAA: a bare domain cannot be an alias."""
        return self.host_label == "@" and bool(settings.DOMAIN_TARGET_ADDRESSES)

    @property
    def pointing_records(self) -> list[tuple[str, str]]:
        """Return type and value of the records that lead visitors here."""
        if not self.has_addresses:
            return [("CNAME", self.target_name)]
        return [("AAAA" if ":" in a else "A", a) for a in settings.DOMAIN_TARGET_ADDRESSES]


def host_rows(tenant: Tenant, claims: list[DomainClaim]) -> list[HostRow]:
    """Return the hosts that work, the primary one first."""
    proofs = {claim.domain: claim for claim in claims}
    proofs |= {www_of(claim.domain) or "": claim for claim in claims} | proofs
    domains = Domain.objects.filter(tenant=tenant).order_by("-is_primary", "domain")
    return [HostRow(domain, proofs.get(domain.domain)) for domain in domains]


def claim_rows(hosts: list[HostRow], claims: list[DomainClaim]) -> list[ClaimRow]:
    """Return the claims that are not switched on yet."""
    active = {row.domain.domain for row in hosts}
    return [ClaimRow(claim) for claim in claims if claim.domain not in active]
