"""One spelling for each host; what a salon may call its own."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tenants.domain.domains.hosts import (
    canonical_host,
    is_platform_host,
    normalize_host,
    shown_host,
    www_of,
)
from tenants.errors import InvalidDomain

pytestmark = pytest.mark.unit
ARABIC = "xn----ymc5an0fmbnd.xn--mgberp4a5d4ar"


@pytest.mark.parametrize(
    ("typed", "host"),
    [
        ("NoorSalon.Example", "noorsalon.example"),
        ("  noorsalon.example.  ", "noorsalon.example"),
        ("noorsalon.example:8443", "noorsalon.example"),
        ("https://www.noorsalon.example/ar/?a=b#c", "www.noorsalon.example"),
        ("HTTP://noorsalon.example:80", "noorsalon.example"),
        ("صالون-نور.السعودية", ARABIC),
        (ARABIC.upper(), ARABIC),
        ("noorsalon。example", "noorsalon.example"),
        ("ｎｏｏｒ.com", "noor.com"),
        ("faß.de", "xn--fa-hia.de"),
        ("noor.com.sa", "noor.com.sa"),
        ("1.com.sa", "1.com.sa"),
    ],
)
def test_normalize_host_finds_the_domain_that_is_meant(typed, host):
    assert normalize_host(typed) == host


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("", "invalid_domain"),
        (" . ", "invalid_domain"),
        ("https://", "invalid_domain"),
        ("noor salon.com", "invalid_domain"),
        ("noor_salon.com", "invalid_domain"),
        ("-noor.com", "invalid_domain"),
        ("noor-.com", "invalid_domain"),
        ("noor..com", "invalid_domain"),
        ("noor.com..", "invalid_domain"),
        ("*.noor.com", "invalid_domain"),
        ("me@noor.com", "invalid_domain"),
        ("noor.com:port", "invalid_domain"),
        ("xn--a.com", "invalid_domain"),
        ("☃.com", "invalid_domain"),
        ("noor\u200dsalon.com", "invalid_domain"),
        ("noor\x00.com", "invalid_domain"),
        ("a" * 64 + ".com", "invalid_domain"),
        ("long." * 47 + "com.example", "invalid_domain"),
        ("x" * 5000, "invalid_domain"),
        ("192.0.2.1", "domain_is_address"),
        ("http://192.0.2.1:8000/", "domain_is_address"),
        ("127.1", "domain_is_address"),
        ("0x7f.0x1", "domain_is_address"),
        ("[2001:db8::1]", "domain_is_address"),
        ("2001:db8::1", "domain_is_address"),
        ("noor", "domain_is_reserved"),
        ("noor.local", "domain_is_reserved"),
        ("router.home.arpa", "domain_is_reserved"),
        ("com", "domain_is_reserved"),
        ("com.sa", "domain_is_suffix"),
        ("CO.UK.", "domain_is_suffix"),
        ("localhost", "domain_is_platforms"),
        ("Noor.LOCALHOST.", "domain_is_platforms"),
        ("a.b.localhost", "domain_is_platforms"),
    ],
)
def test_normalize_host_refuses_what_cannot_be_a_salons(typed, code):
    with pytest.raises(InvalidDomain) as refusal:
        normalize_host(typed)
    assert (refusal.value.code, refusal.value.param) == (code, "domain")


@given(st.text(max_size=80))
def test_any_text_is_a_stable_host_or_refused(typed):
    try:
        host = canonical_host(typed)
    except InvalidDomain:
        return
    assert canonical_host(host) == host
    assert host.isascii()
    assert host == host.lower()
    assert not host.endswith(".")


def test_platform_host_is_compared_by_whole_labels(settings):
    settings.PLATFORM_DOMAIN = "Salon.example"
    hosts = ["salon.example", "noor.salon.example", "mysalon.example", "salon.example.com"]
    assert [is_platform_host(host) for host in hosts] == [True, True, False, False]


@pytest.mark.parametrize(
    ("host", "www"),
    [
        ("noor.com", "www.noor.com"),
        ("noor.com.sa", "www.noor.com.sa"),
        ("www.noor.com", None),
        ("book.noor.com", None),
    ],
)
def test_www_goes_with_a_bare_domain(host, www):
    assert www_of(host) == www


def test_shown_host_reads_as_it_was_typed():
    assert [shown_host(ARABIC), shown_host("xn--a.com")] == ["صالون-نور.السعودية", "xn--a.com"]
