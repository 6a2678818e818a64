"""The name server, asked over the wire, and its page."""

from __future__ import annotations

import socket
from collections.abc import Callable

import dns.exception
import dns.flags
import dns.message
import dns.query
import dns.rcode
import pytest
import requests

from sandbox.config import Settings
from sandbox.dns.records import RecordError
from sandbox.dns.server import NameServer
from sandbox.testing import RunningSandbox

NAME = "_salon-verify.noorsalon.example"
Ask = Callable[..., dns.message.Message]


@pytest.fixture
def ask(sandbox: RunningSandbox) -> Ask:
    def asked(name: str = NAME, kind: str = "TXT", *, tcp: bool = False) -> dns.message.Message:
        question = dns.message.make_query(name, kind)
        way = dns.query.tcp if tcp else dns.query.udp
        return way(question, "127.0.0.1", port=sandbox.dns_port, timeout=0.5)

    return asked


def texts(reply: dns.message.Message) -> list[str]:
    return [rdata.to_text() for rrset in reply.answer for rdata in rrset]


@pytest.mark.parametrize("tcp", [False, True])
def test_record_is_answered_with_authority(sandbox: RunningSandbox, ask: Ask, tcp: bool) -> None:
    sandbox.add_record(NAME.upper() + ".", "salon-verify=x")
    reply = ask(tcp=tcp)
    assert (texts(reply), bool(reply.flags & dns.flags.AA)) == (['"salon-verify=x"'], True)


def test_name_without_anything_does_not_exist(ask: Ask) -> None:
    assert ask().rcode() == dns.rcode.NXDOMAIN


def test_name_above_a_record_exists_without_records(sandbox: RunningSandbox, ask: Ask) -> None:
    sandbox.add_record(NAME, "x")
    reply = ask("noorsalon.example")
    assert (reply.rcode(), reply.answer) == (dns.rcode.NOERROR, [])


def test_alias_is_followed(sandbox: RunningSandbox, ask: Ask) -> None:
    sandbox.add_record(NAME, "proof.other.example", "CNAME")
    sandbox.add_record("proof.other.example", "x")
    assert texts(ask()) == ["proof.other.example.", '"x"']


def test_alias_to_itself_ends(sandbox: RunningSandbox, ask: Ask) -> None:
    sandbox.add_record(NAME, NAME, "CNAME")
    assert ask().rcode() == dns.rcode.NOERROR


def test_answer_that_is_too_long_for_udp_is_cut_off(sandbox: RunningSandbox, ask: Ask) -> None:
    for number in range(5):
        sandbox.add_record(NAME, f"{number}" * 200)
    reply = ask()
    assert (reply.answer, bool(reply.flags & dns.flags.TC)) == ([], True)
    assert len(texts(ask(tcp=True))) == 5


def test_long_text_comes_in_chunks(sandbox: RunningSandbox, ask: Ask) -> None:
    sandbox.add_record(NAME, "ن" * 200)
    (rrset,) = ask().answer
    assert [len(chunk) for chunk in rrset[0].strings] == [255, 145]


@pytest.mark.parametrize("fault", ["servfail", "refused"])
def test_fault_is_an_error_code(sandbox: RunningSandbox, ask: Ask, fault: str) -> None:
    sandbox.add_record(NAME, fault, "FAULT")
    assert dns.rcode.to_text(ask().rcode()).lower() == fault


@pytest.mark.parametrize("tcp", [False, True])
def test_fault_silence_is_no_answer(sandbox: RunningSandbox, ask: Ask, tcp: bool) -> None:
    sandbox.add_record(NAME, "silence", "FAULT")
    with pytest.raises((dns.exception.Timeout, EOFError)):
        ask(tcp=tcp)


def test_noise_is_survived(sandbox: RunningSandbox, ask: Ask) -> None:
    sandbox.add_record(NAME, "x")
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as noise:
        for junk in (b"", b"\x00", b"x" * 600):
            noise.sendto(junk, ("127.0.0.1", sandbox.dns_port))
    with socket.create_connection(("127.0.0.1", sandbox.dns_port)) as caller:
        caller.sendall(b"\x00")
    assert texts(ask()) == ['"x"']


@pytest.mark.parametrize(
    ("name", "value", "type"),
    [
        ("", "x", "TXT"),
        (".", "x", "TXT"),
        ("a..b", "x", "TXT"),
        ("x" * 64 + ".example", "x", "TXT"),
        (NAME, "300.1.1.1", "A"),
        (NAME, "x", "MX"),
        (NAME, "on fire", "FAULT"),
    ],
)
def test_odd_record_is_refused(sandbox: RunningSandbox, name: str, value: str, type: str) -> None:
    with pytest.raises(RecordError):
        sandbox.add_record(name, value, type)
    assert requests.get(f"{sandbox.url}/dns.json", timeout=5).json() == {"records": []}


def test_page_adds_lists_and_removes(sandbox: RunningSandbox) -> None:
    form = {"name": NAME, "type": "TXT", "value": "<b>x"}
    page = requests.post(f"{sandbox.url}/dns", form, timeout=5).text
    assert "<code>&lt;b&gt;x</code>" in page
    (record,) = requests.get(f"{sandbox.url}/dns.json", timeout=5).json()["records"]
    page = requests.post(f"{sandbox.url}/dns/{record['id']}/remove", timeout=5).text
    assert "No records yet." in page


def test_page_says_what_is_wrong_and_keeps_what_was_typed(sandbox: RunningSandbox) -> None:
    form = {"name": NAME, "type": "A", "value": "here"}
    reply = requests.post(f"{sandbox.url}/dns", form, timeout=5)
    assert reply.status_code == 400
    assert "This is no value for A." in reply.text
    assert ('value="here"' in reply.text, "<option selected>A<" in reply.text) == (True, True)


def test_port_in_use_is_an_error(sandbox: RunningSandbox) -> None:
    with pytest.raises(OSError, match="in use"):
        NameServer(sandbox.sandbox, Settings().host, sandbox.dns_port)
