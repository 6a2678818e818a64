"""Questions to DNS behind an interface, and their answers by dnspython."""

import time
from dataclasses import dataclass
from typing import Any, Protocol

import dns.exception
import dns.name
import dns.resolver
from django.conf import settings

from tenants.dns.errors import NoAnswer, NoSuchName, NoSuchRecord, ServerTrouble

# One server that is silent costs the first, a whole look with all its questions the second.
QUERY_SECONDS = 2.0
LOOK_SECONDS = 5.0


@dataclass(frozen=True)
class HostRecords:
    """Where a name leads: the end of its chain of CNAMEs and the addresses there."""

    canonical: str
    addresses: tuple[str, ...]


class Resolver(Protocol):
    """Answers questions about absolute names, or raises a ``LookupFailure``."""

    def texts(self, name: str) -> list[str]:
        """Return the texts of the TXT records, each with its chunks joined."""

    def host_records(self, name: str) -> HostRecords:
        """Return where the name leads by A and AAAA."""


class DnsResolver:
    """Asks the configured name servers, the system's where none are configured.

    One object is one look: all its questions share ``seconds``. CNAMEs are followed; a truncated
    answer is asked for again over TCP.
    """

    def __init__(self, *, seconds: float = LOOK_SECONDS) -> None:
        self._ends_at = time.monotonic() + seconds
        self._resolver = _configured()

    def texts(self, name: str) -> list[str]:
        answer = self._ask(name, "TXT")
        return [b"".join(record.strings).decode("utf-8", "replace") for record in answer]

    def host_records(self, name: str) -> HostRecords:
        canonical, addresses = name, []
        for kind in ("A", "AAAA"):
            try:
                answer = self._ask(name, kind)
            except NoSuchRecord:
                continue
            canonical = answer.canonical_name.to_text(omit_final_dot=True).lower()
            addresses += [record.address for record in answer]
        if not addresses:
            raise NoSuchRecord(name)
        return HostRecords(canonical, tuple(addresses))

    def _ask(self, name: str, kind: str) -> Any:
        left = self._ends_at - time.monotonic()
        if left <= 0:
            raise NoAnswer(name)
        try:
            return self._resolver.resolve(f"{name}.", kind, lifetime=left, search=False)
        except dns.resolver.NXDOMAIN as error:
            raise NoSuchName(name) from error
        except dns.resolver.NoAnswer as error:
            raise NoSuchRecord(name) from error
        except dns.exception.Timeout as error:
            raise NoAnswer(name) from error
        except dns.resolver.NoNameservers as error:
            raise (ServerTrouble if _was_answered(error) else NoAnswer)(name) from error
        except (dns.exception.DNSException, OSError) as error:
            raise ServerTrouble(name) from error


def _configured() -> dns.resolver.Resolver:
    servers = settings.DNS_NAMESERVERS
    try:
        resolver = dns.resolver.Resolver(configure=not servers)
    except dns.resolver.NoResolverConfiguration:
        resolver = dns.resolver.Resolver(configure=False)
    if servers:
        resolver.nameservers = list(servers)
    resolver.port = settings.DNS_PORT
    resolver.timeout = QUERY_SECONDS
    # We ask seldom, and after a change: an answer of a minute ago is of no use.
    resolver.cache = None
    return resolver


def _was_answered(error: dns.resolver.NoNameservers) -> bool:
    """Return whether any server answered at all, be it with an error."""
    return any(attempt[4] is not None for attempt in error.kwargs.get("errors", ()))
