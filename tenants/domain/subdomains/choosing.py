"""Which address below the platform's domain a salon may have."""

import re
from collections.abc import Iterable

from django.conf import settings
from django.db.models import Q
from django_tenants.utils import schema_exists

from tenants.domain.subdomains.skeletons import skeleton_of
from tenants.domain.subdomains.words import is_profane, is_reserved, names_a_brand, word_list
from tenants.errors import (
    InvalidSubdomain,
    SubdomainReserved,
    SubdomainTaken,
    SubdomainTooSimilar,
    SubdomainUnsuitable,
)
from tenants.models import Domain, Tenant

# Doubles as schema name (hyphens become underscores) and as host label (RFC 1123). "--" is left
# to punycode.
SHAPE = re.compile(r"[a-z](?:[a-z0-9]|-(?=[a-z0-9])){2,39}")
# Of PostgreSQL, of the template, of encoded names.
PREFIXES = ("pg-", "zz-", "xn-")
PARAM = "subdomain"


def check_subdomain(typed: str) -> str:
    """Return the name in lower case if a salon can be made under it by somebody we trust.

    Raises InvalidSubdomain, SubdomainReserved, SubdomainTaken.
    """
    subdomain = _shaped(typed)
    if subdomain in word_list("reserved").parts:
        raise SubdomainReserved(param=PARAM)
    taken = Domain.objects.filter(domain=host_of(subdomain)).exists()
    # Extensions and the queue have schemas of their own.
    if taken or _is_schema(schema_of(subdomain)):
        raise SubdomainTaken(param=PARAM)
    return subdomain


def check_chosen_subdomain(typed: str) -> str:
    """Return the name in lower case if anybody who signs up may have it. One indexed query more.

    Raises what :func:`check_subdomain` raises, SubdomainUnsuitable for foul words,
    SubdomainReserved also for names of payment and public services, SubdomainTooSimilar for one
    that could be taken for another salon's.
    """
    subdomain = _shaped(typed)
    refuse_by_words(subdomain)
    check_subdomain(subdomain)
    if Domain.objects.filter(skeleton=skeleton_of(subdomain)).exists():
        raise SubdomainTooSimilar(param=PARAM)
    return subdomain


def refuse_by_words(subdomain: str) -> None:
    """Raise SubdomainReserved or SubdomainUnsuitable for what the lists of words refuse."""
    if is_reserved(subdomain) or names_a_brand(subdomain):
        raise SubdomainReserved(param=PARAM)
    if is_profane(subdomain):
        raise SubdomainUnsuitable(param=PARAM)


def free_among(candidates: Iterable[str]) -> list[str]:
    """Return the names that anybody may have, in their order. Two queries however many."""
    possible = [each for each in candidates if _is_possible(each)]
    skeletons = {each: skeleton_of(each) for each in possible}
    near = Q(skeleton__in=set(skeletons.values())) | Q(domain__in=[host_of(e) for e in possible])
    looks, hosts = set(), set()
    for skeleton, host in Domain.objects.filter(near).values_list("skeleton", "domain"):
        looks.add(skeleton)
        hosts.add(host)
    schemas = Tenant.objects.filter(schema_name__in=[schema_of(each) for each in possible])
    gone = set(schemas.values_list("schema_name", flat=True))
    return [
        each
        for each in possible
        if skeletons[each] not in looks
        and host_of(each) not in hosts
        and schema_of(each) not in gone
    ]


def host_of(subdomain: str) -> str:
    """Return the host name of a salon on the platform's domain."""
    return f"{subdomain}.{settings.PLATFORM_DOMAIN}"


def schema_of(subdomain: str) -> str:
    """Return the name of the salon's schema."""
    return subdomain.replace("-", "_")


def _is_possible(candidate: str) -> bool:
    try:
        refuse_by_words(_shaped(candidate))
    except (InvalidSubdomain, SubdomainTaken, SubdomainUnsuitable):
        return False
    return True


def _shaped(typed: str) -> str:
    subdomain = typed.strip().lower()
    if not SHAPE.fullmatch(subdomain) or subdomain.startswith(PREFIXES):
        raise InvalidSubdomain(param=PARAM)
    return subdomain


def _is_schema(name: str) -> bool:
    # An erased salon keeps its row, without a schema.
    return Tenant.objects.filter(schema_name=name).exists() or bool(schema_exists(name))
