"""Questions and answers as an authoritative server gives them (RFC 1034, 4.3.2)."""

from __future__ import annotations

from collections.abc import Iterable

import dns.exception
import dns.flags
import dns.message
import dns.name
import dns.rcode
import dns.rdatatype
import dns.rrset

from ..core import Sandbox
from .records import FAULT, Record, all_records

TTL = 30
# RFC 1035, 4.2.1: what does not fit is cut off, and the caller asks again over TCP.
UDP_BYTES = 512
MAX_CHAIN = 8
RCODES = {"servfail": dns.rcode.SERVFAIL, "refused": dns.rcode.REFUSED}


def answer(sandbox: Sandbox, wire: bytes, *, over_udp: bool) -> bytes | None:
    """Return the answer to a question, None where the server stays silent."""
    try:
        question = dns.message.from_wire(wire)
    except dns.exception.DNSException:
        return None
    if len(question.question) != 1:
        return None
    records = all_records(sandbox)
    fault = _fault(records, question.question[0].name)
    if fault == "silence":
        return None
    reply = dns.message.make_response(question)
    if fault:
        reply.set_rcode(RCODES[fault])
    else:
        _fill(reply, records)
    return _wire(reply, over_udp=over_udp)


def _fill(reply: dns.message.Message, records: list[Record]) -> None:
    asked = reply.question[0]
    reply.flags |= dns.flags.AA
    name = asked.name
    for _ in range(MAX_CHAIN):
        alias = _of(records, name, "CNAME")
        if not alias or asked.rdtype == dns.rdatatype.CNAME:
            break
        _add(reply, name, alias[:1])
        name = dns.name.from_text(alias[0].value)
    _add(reply, name, _of(records, name, dns.rdatatype.to_text(asked.rdtype)))
    if not _exists(records, name):
        reply.set_rcode(dns.rcode.NXDOMAIN)


def _add(reply: dns.message.Message, name: dns.name.Name, records: list[Record]) -> None:
    if records:
        rdatas = [record.rdata() for record in records]
        reply.answer.append(dns.rrset.from_rdata_list(name, TTL, rdatas))


def _wire(reply: dns.message.Message, *, over_udp: bool) -> bytes:
    try:
        return reply.to_wire(max_size=UDP_BYTES if over_udp else 65535)
    except dns.exception.TooBig:
        reply.answer.clear()
        reply.flags |= dns.flags.TC
        return reply.to_wire()


def _of(records: Iterable[Record], name: dns.name.Name, kind: str) -> list[Record]:
    return [r for r in records if r.type == kind and dns.name.from_text(r.name) == name]


def _exists(records: Iterable[Record], name: dns.name.Name) -> bool:
    """Return whether anything is at the name or below it."""
    return any(dns.name.from_text(record.name).is_subdomain(name) for record in records)


def _fault(records: Iterable[Record], name: dns.name.Name) -> str:
    found = _of(records, name, FAULT)
    return found[0].value if found else ""
