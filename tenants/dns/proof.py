"""The proof that a domain is a salon's: a TXT record that only its owner can write."""

from tenants.dns.errors import NoAnswer, NoSuchName, NoSuchRecord, ServerTrouble
from tenants.dns.resolver import Resolver
from tenants.domain.domains.hosts import PROOF_LABEL
from tenants.enums import ClaimResult

PREFIX = "salon-verify="


def record_name(domain: str) -> str:
    """Return the name of the TXT record that proves ``domain``."""
    return f"{PROOF_LABEL}.{domain}"


def record_text(token: str) -> str:
    """Return the text that the TXT record must have."""
    return f"{PREFIX}{token}"


def look_for_proof(resolver: Resolver, domain: str, *, token: str) -> ClaimResult:
    """Ask DNS for the proof and say what was found. Takes as long as the resolver lets it."""
    try:
        texts = resolver.texts(record_name(domain))
    except NoSuchName:
        # The record's own name is missing in both cases: is the domain there at all?
        return ClaimResult.MISSING if _exists(resolver, domain) else ClaimResult.NO_DOMAIN
    except NoSuchRecord:
        return ClaimResult.MISSING
    except NoAnswer:
        return ClaimResult.NO_ANSWER
    except ServerTrouble:
        return ClaimResult.BROKEN
    found = record_text(token) in (_plain(text) for text in texts)
    return ClaimResult.PROVED if found else ClaimResult.DIFFERENT


def _exists(resolver: Resolver, domain: str) -> bool:
    """Return whether the domain is known; in doubt it is."""
    try:
        resolver.texts(domain)
    except NoSuchName:
        return False
    except (NoSuchRecord, NoAnswer, ServerTrouble):
        return True
    return True


def _plain(text: str) -> str:
    """Return the text without what DNS panels add to it: spaces and quotation marks."""
    return text.strip().strip('"').strip()
