"""Which addresses a salon may have: shapes, words, look-alikes."""

import pytest
from django.db import connection
from django.test import Client

from tenants.domain.opening.provisioning import NewSalon, create_salon
from tenants.domain.subdomains.choosing import check_chosen_subdomain, check_subdomain, free_among
from tenants.domain.subdomains.skeletons import skeleton_of
from tenants.domain.subdomains.suggestions import slug_of, suggest_subdomains
from tenants.domain.subdomains.words import is_profane, names_a_brand
from tenants.errors import (
    InvalidSubdomain,
    SubdomainReserved,
    SubdomainTaken,
    SubdomainTooSimilar,
    SubdomainUnsuitable,
)
from tenants.models import Domain

REFUSED = {
    InvalidSubdomain: [
        *("", "no", "9lives", "a" * 41, "bad_name", "-lead", "ends-", "two--dashes", "xn--abc"),
        *("pg-temp", "pg_temp", "zz-tpl-1", "xn-abc", "نور", "noor.salon", 'x"; drop schema'),
    ],
    SubdomainReserved: [
        *("www", "admin", "adm1n", "ADMIN", "ad-min", "salon", "sal0n", "mada", "public"),
        *("mta-sts", "ns1", "citus", "partman"),
        *("moyasar", "m0yasar", "my-moyasar-pay", "rnoyasar", "stcpay", "stc-pay"),
    ],
    SubdomainTaken: ["noor", " NOOR "],
    SubdomainTooSimilar: ["n00r", "no0r", "noorr", "no-or", "nooor", "reern", "re-em"],
    SubdomainUnsuitable: ["fuck", "sh1t", "my-sex-shop", "fuuuckme", "b1tches", "ka7ba", "f-u-c-k"],
}


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("typed", "error"), [(each, error) for error, all_ in REFUSED.items() for each in all_]
)
def test_check_chosen_subdomain_refuses(typed, error):
    with pytest.raises(error) as refusal:
        check_chosen_subdomain(typed)
    assert (type(refusal.value), refusal.value.param) == (error, "subdomain")


@pytest.mark.django_db
@pytest.mark.parametrize(
    "typed",
    [
        *("abc", "a" * 40, "layla-salon", "scunthorpe", "essex-cuts", "classic-glass", "order"),
        *("hamada", "madam-rose", "top-ornaments", "tamara", "cocktails", "salon-noor", "khawla"),
        *("qahwa-spa", "laila", "lala", "user", "table", "select", "kalba-nails", "nazira"),
    ],
)
def test_check_chosen_subdomain_accepts(typed):
    assert check_chosen_subdomain(typed) == typed


@pytest.mark.django_db
def test_check_chosen_subdomain_costs_the_same_however_many_salons(django_assert_num_queries, noor):
    Domain.objects.bulk_create(
        Domain(tenant=noor, domain=f"filler{n}.localhost", skeleton=f"filler{n}", is_primary=False)
        for n in range(2000)
    )
    # Host, registry, schema, look.
    with django_assert_num_queries(4):
        check_chosen_subdomain("layla")
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute("EXPLAIN SELECT 1 FROM tenants_domain WHERE skeleton = 'nor'")
        assert "tenants_domain_skeleton" in "\n".join(row for (row,) in cursor.fetchall())


@pytest.mark.django_db
def test_platform_admin_may_choose_a_look_alike():
    assert check_subdomain("n00r") == "n00r"


@pytest.mark.unit
@pytest.mark.parametrize(
    ("label", "skeleton"),
    [
        ("noor", "nor"),
        ("n00-r", "nor"),
        ("rose", "rose"),
        ("r05e", "rose"),
        ("jamila", "jamlla"),
        ("jam1lla", "jamlla"),
        ("vvafa", "wafa"),
        ("wafa", "wafa"),
        ("modern", "modem"),
        ("laila", "lalla"),
        ("lala", "lala"),
    ],
)
def test_skeleton_of(label, skeleton):
    assert skeleton_of(label) == skeleton


@pytest.mark.unit
def test_words_know_brands_and_foul_words_apart():
    labels = ["absher-online", "sharmota", "assala", "dickens"]
    assert [(names_a_brand(each), is_profane(each)) for each in labels] == [
        (True, False),
        (False, True),
        (False, False),
        (False, False),
    ]


@pytest.mark.unit
@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("Café Noor", "cafe-noor"),
        ("Sarah's  Beauty & Spa", "sarahs-beauty-spa"),
        ("صالون نور", "salon-nor"),
        ("...", ""),
    ],
)
def test_slug_of(name, slug):
    assert slug_of(name) == slug


@pytest.mark.django_db
def test_suggest_subdomains_offers_three_free_ones(django_assert_num_queries):
    assert Domain.objects.exists()  # the search path is set
    with django_assert_num_queries(2):
        offered = suggest_subdomains("Noor Salon", name_ar="صالون نور", city="Riyadh")
    assert offered == ["noor-salon", "noor-riyadh", "noor-beauty"]
    assert free_among(offered) == offered


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["A" * 120, "!!!", "ن", "fuck", "x" * 39 + " salon", "4 Seasons"])
def test_suggest_subdomains_offers_only_what_it_accepts(name):
    for each in suggest_subdomains(name, name_ar=name):
        assert check_chosen_subdomain(each) == each


@pytest.mark.django_db
@pytest.mark.parametrize("keyword", ["order", "user", "table", "select"])
def test_salon_named_like_a_keyword_of_sql_works(keyword):
    create_salon(NewSalon(subdomain=keyword, name_ar="كلمة", name_en="Keyword"))
    page = Client(HTTP_HOST=f"{keyword}.localhost").get("/en/")
    assert (page.status_code, "Keyword" in page.content.decode()) == (200, True)
