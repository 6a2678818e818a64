"""The records that the name server answers with, and names that misbehave."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from uuid import uuid4

import dns.exception
import dns.name
import dns.rdata
import dns.rdataclass
import dns.rdatatype

from ..core import Sandbox

KIND = "dns_record"
TYPES = ("TXT", "A", "AAAA", "CNAME")
# Instead of a value: how the server fails for this name.
FAULT = "FAULT"
FAULTS = ("servfail", "refused", "silence")
TXT_CHUNK = 255


class RecordError(Exception):
    """The text is no record; the message says why."""


@dataclass(frozen=True, kw_only=True)
class Record:
    """One record, or one fault, of a name without its final dot."""

    id: str
    name: str
    type: str
    value: str

    def rdata(self) -> dns.rdata.Rdata:
        """Return the value in DNS's own form; a long text in several chunks."""
        kind = dns.rdatatype.from_text(self.type)
        text = _quoted(self.value) if self.type == "TXT" else self.value
        return dns.rdata.from_text(
            dns.rdataclass.IN, kind, text, origin=dns.name.root, relativize=False
        )


def add_record(sandbox: Sandbox, *, name: str, type: str, value: str) -> Record:
    """Keep a record; raises RecordError for what DNS would not take."""
    record = Record(
        id=str(uuid4()),
        name=name.strip().lower().removesuffix("."),
        type=type.strip().upper(),
        value=value.strip(),
    )
    _check(record)
    sandbox.store.insert(KIND, record.id, asdict(record))
    return record


def remove_record(sandbox: Sandbox, record_id: str) -> bool:
    """Forget a record; False when there was none."""
    return sandbox.store.delete(KIND, record_id)


def all_records(sandbox: Sandbox) -> list[Record]:
    """Return every record, newest first."""
    return [Record(**body) for body in sandbox.store.newest_first(KIND)]


def _check(record: Record) -> None:
    try:
        name = dns.name.from_text(record.name)
    except (dns.exception.DNSException, UnicodeError) as error:
        raise RecordError("This is no name.") from error
    if name == dns.name.root:
        raise RecordError("A record needs a name.")
    if record.type == FAULT:
        if record.value not in FAULTS:
            raise RecordError(f"A fault is one of: {', '.join(FAULTS)}.")
        return
    if record.type not in TYPES:
        raise RecordError(f"A type is one of: {', '.join(TYPES)}, {FAULT}.")
    try:
        record.rdata()
    except (dns.exception.DNSException, ValueError) as error:
        raise RecordError(f"This is no value for {record.type}.") from error


def _quoted(text: str) -> str:
    """Return the text as quoted chunks that fit into a TXT record."""
    body = text.encode()
    chunks = [body[i : i + TXT_CHUNK] for i in range(0, len(body), TXT_CHUNK)] or [b""]
    return " ".join(f'"{_escaped(chunk)}"' for chunk in chunks)


def _escaped(chunk: bytes) -> str:
    return "".join(f"\\{byte:03d}" for byte in chunk)
