"""Every answer that DNS can give, asked over the wire of a real name server."""

import socket
import time

import pytest

from tenants.dns import resolver
from tenants.dns.errors import NoAnswer
from tenants.dns.pointing import Pointing, where_it_points
from tenants.dns.proof import look_for_proof
from tenants.dns.resolver import DnsResolver
from tenants.enums import ClaimResult
from tests.tenants.conftest import DOMAIN

RECORD, TEXT = f"_salon-verify.{DOMAIN}", "salon-verify=token"


def look(seconds=3.0):
    return look_for_proof(DnsResolver(seconds=seconds), DOMAIN, token="token")


@pytest.mark.parametrize("text", [TEXT, f'"{TEXT}"', f"  {TEXT} "])
def test_right_text_is_the_proof(names, text):
    names.add(RECORD, text)
    assert look() == ClaimResult.PROVED


def test_right_text_among_others_is_the_proof(names):
    for text in ("v=spf1 -all", "salon-verify=another", TEXT):
        names.add(RECORD, text)
    assert look() == ClaimResult.PROVED


def test_right_text_behind_an_alias_is_the_proof(names):
    names.add(RECORD, "proofs.agency.example", "CNAME")
    names.add("proofs.agency.example", TEXT)
    assert look() == ClaimResult.PROVED


def test_right_text_in_an_answer_that_needs_tcp_is_the_proof(names):
    for text in ("a" * 250, "b" * 250, "c" * 600, TEXT):
        names.add(RECORD, text)
    assert look() == ClaimResult.PROVED


@pytest.mark.parametrize("text", ["salon-verify=other", "token", "salon-verify=tokens", "ن" * 300])
def test_other_text_is_told_apart(names, text):
    names.add(RECORD, text)
    assert look() == ClaimResult.DIFFERENT


def test_name_with_another_type_only_is_missing(names):
    names.add(RECORD, "192.0.2.1", "A")
    assert look() == ClaimResult.MISSING


def test_known_domain_without_the_record_is_missing(names):
    names.add(DOMAIN, "192.0.2.1", "A")
    assert look() == ClaimResult.MISSING


def test_domain_that_nobody_has_is_told_apart(names):
    assert look() == ClaimResult.NO_DOMAIN


@pytest.mark.parametrize("fault", ["servfail", "refused"])
def test_error_of_the_name_server_is_told_apart(names, fault):
    names.add(RECORD, fault, "FAULT")
    assert look() == ClaimResult.BROKEN


def test_known_domain_is_assumed_where_the_second_question_fails(names):
    names.add(DOMAIN, "servfail", "FAULT")
    assert look() == ClaimResult.MISSING


def test_answer_that_never_comes_ends_in_time(names, monkeypatch):
    monkeypatch.setattr(resolver, "QUERY_SECONDS", 0.2)
    names.add(RECORD, "silence", "FAULT")
    began = time.monotonic()
    assert look(seconds=0.6) == ClaimResult.NO_ANSWER
    assert time.monotonic() - began < 2


def test_no_server_at_the_port_is_no_answer(names, settings):
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as deaf:
        deaf.bind(("127.0.0.1", 0))
        settings.DNS_PORT = deaf.getsockname()[1]
        assert look(seconds=0.5) == ClaimResult.NO_ANSWER


def test_second_name_server_answers_for_a_dead_first(names, settings, monkeypatch):
    monkeypatch.setattr(resolver, "QUERY_SECONDS", 0.2)
    settings.DNS_NAMESERVERS = ["127.0.0.2", "127.0.0.1"]
    names.add(RECORD, TEXT)
    assert look() == ClaimResult.PROVED


def test_questions_of_one_look_share_its_time(names):
    spent = DnsResolver(seconds=0)
    with pytest.raises(NoAnswer):
        spent.texts(RECORD)


@pytest.mark.parametrize(
    ("records", "pointing"),
    [
        ([], Pointing.NOWHERE),
        ([(DOMAIN, "192.0.2.1", "A")], Pointing.HERE),
        ([(DOMAIN, "2001:db8::1", "AAAA")], Pointing.HERE),
        ([(DOMAIN, "198.51.100.1", "A")], Pointing.ELSEWHERE),
        ([(DOMAIN, "salon.example", "CNAME")], Pointing.HERE),
        ([(DOMAIN, "shop.example", "CNAME")], Pointing.NOWHERE),
        ([(DOMAIN, "some text", "TXT")], Pointing.NOWHERE),
        ([(DOMAIN, "servfail", "FAULT")], Pointing.UNKNOWN),
    ],
)
def test_pointing_says_where_visitors_arrive(names, settings, records, pointing):
    settings.DOMAIN_TARGET_NAME = "salon.example"
    settings.DOMAIN_TARGET_ADDRESSES = []
    names.add("salon.example", "192.0.2.1", "A")
    names.add("salon.example", "2001:db8::1", "AAAA")
    for name, value, kind in records:
        names.add(name, value, kind)
    assert where_it_points(DnsResolver(seconds=3), DOMAIN) == pointing


def test_pointing_goes_by_the_configured_addresses(names, settings):
    settings.DOMAIN_TARGET_ADDRESSES = ["198.51.100.7"]
    names.add(DOMAIN, "198.51.100.7", "A")
    assert where_it_points(DnsResolver(seconds=3), DOMAIN) == Pointing.HERE
