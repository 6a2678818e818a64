"""Host names: one spelling for each, and which of them a salon may call its own."""

import re
from ipaddress import IPv6Address

import idna
from django.conf import settings

from tenants.errors import (
    DomainIsAddress,
    DomainIsPlatforms,
    DomainIsReserved,
    DomainIsSuffix,
    InvalidDomain,
)

MAX_LENGTH = 253
# Where the record that proves a domain is; a domain of one's own leaves room for it.
PROOF_LABEL = "_salon-verify"
MAX_OWN_LENGTH = MAX_LENGTH - len(PROOF_LABEL) - 1
# Longer than any name with scheme, port and path that a person pastes.
MAX_TYPED = 1000
LABEL = re.compile(r"(?!-)[a-z0-9-]{1,63}(?<!-)")
SCHEME = re.compile(r"[a-z][a-z0-9+.-]*://")
NUMBER = re.compile(r"[0-9]+|0x[0-9a-f]*")
PORT = re.compile(r":[0-9]{0,5}$")
# RFC 6761 and its like: names that no public name server answers for.
SPECIAL = frozenset(
    ["localhost", "local", "internal", "invalid", "onion", "arpa", "alt", "lan", "home", "corp"]
)
# Second-level endings of country registries, com.sa or co.uk: nobody can own one, so the proof
# would fail anyway. The list is for a clear word at once, not for safety.
SHARED = frozenset(
    ["com", "net", "org", "edu", "gov", "co", "ac", "sch", "med", "pub", "mil", "ne", "or", "go"]
)
COUNTRY = re.compile(r"[a-z]{2}")


def canonical_host(text: str) -> str:
    """Return a host name in its one spelling: lower case, ASCII, no port, no final dot.

    International names become IDNA2008 A-labels after UTS 46's mapping (full-width letters,
    ideographic dots). Raises InvalidDomain for what can be no host name.
    """
    host = PORT.sub("", text.strip()[: MAX_TYPED + 1].lower())
    if not host.isascii():
        host = _to_ascii(host)
    host = host.removesuffix(".")
    labels = host.split(".")
    if len(host) > MAX_LENGTH or not all(LABEL.fullmatch(label) for label in labels):
        raise InvalidDomain(param="domain")
    return host


def normalize_host(typed: str) -> str:
    """Return the domain that a person means to add as her own.

    A pasted address loses scheme, path and port. Raises InvalidDomain or one of its kinds: the
    number of a machine, a name of the platform, a registry's ending, a name without a meaning on
    the internet.
    """
    part = _host_part(typed)
    _refuse_addresses(part)
    host = canonical_host(part)
    labels = host.split(".")
    if is_platform_host(host):
        raise DomainIsPlatforms(param="domain")
    if len(labels) < 2 or labels[-1] in SPECIAL or host.endswith(".home.arpa"):
        raise DomainIsReserved(param="domain")
    if is_shared_ending(host):
        raise DomainIsSuffix(param="domain")
    _check_labels(labels)
    if len(host) > MAX_OWN_LENGTH:
        raise InvalidDomain(param="domain")
    return host


def is_platform_host(host: str) -> bool:
    """Return whether the canonical host is the platform's own or one below it."""
    own = settings.PLATFORM_DOMAIN.lower()
    return host == own or host.endswith(f".{own}")


def is_shared_ending(host: str) -> bool:
    """Return whether the name is a country's second-level ending such as ``com.sa``."""
    first, _dot, rest = host.partition(".")
    return first in SHARED and COUNTRY.fullmatch(rest) is not None


def www_of(host: str) -> str | None:
    """Return the ``www.`` name that goes with a bare domain, None for a name that has a host part.

    Who writes the DNS of ``noorsalon.com`` decides about ``www.noorsalon.com`` too.
    """
    _first, _dot, parent = host.partition(".")
    is_bare = "." not in parent or is_shared_ending(parent)
    return f"www.{host}" if is_bare else None


def zone_of(host: str) -> str:
    """Return the bare domain that a name belongs to: what its owner bought, as far as we know."""
    zone = host
    while www_of(zone) is None and zone.count(".") > 1:
        zone = zone.partition(".")[2]
    return zone


def shown_host(host: str) -> str:
    """Return the name as people read it: A-labels as the letters that they stand for."""
    try:
        return idna.decode(host)
    except idna.IDNAError:
        return host


def _host_part(typed: str) -> str:
    text = typed.strip().lower()
    if not text or len(text) > MAX_TYPED:
        raise InvalidDomain(param="domain")
    text = SCHEME.sub("", text, count=1)
    return re.split(r"[/?#]", text, maxsplit=1)[0]


def _to_ascii(host: str) -> str:
    try:
        return idna.encode(host, uts46=True, std3_rules=True).decode("ascii")
    except idna.IDNAError:
        raise InvalidDomain(param="domain") from None


def _refuse_addresses(part: str) -> None:
    last = PORT.sub("", part).rstrip(".").rpartition(".")[2]
    # No top-level name is a number: 10.0.0.1, 127.1 and 0x7f.1 all are numbers of machines.
    if NUMBER.fullmatch(last) or _is_ipv6(part):
        raise DomainIsAddress(param="domain")


def _is_ipv6(part: str) -> bool:
    inside = part[1:].partition("]")[0] if part.startswith("[") else part
    try:
        return bool(IPv6Address(inside))
    except ValueError:
        return False


def _check_labels(labels: list[str]) -> None:
    """Refuse A-labels that stand for nothing and odd hyphens, as registries do."""
    try:
        for label in labels:
            idna.alabel(label)
    except idna.IDNAError:
        raise InvalidDomain(param="domain") from None
