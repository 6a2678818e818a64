"""The owner's page of web addresses: the whole way of a domain, every refusal in both languages."""

import pytest
from django.test import Client
from django_tenants.utils import tenant_context

from tenants.dns import resolver
from tenants.enums import ClaimResult
from tenants.models import Domain, DomainClaim
from tests.booking.conftest import NOW
from tests.clients import client_of, prove_again
from tests.cms_backoffice.conftest import texts
from tests.tenants.conftest import DOMAIN, questions

LIST = "/manage/addresses/"
EVERYBODY = ["owner", "reception", "stylist", "customer", "stranger", "nobody"]


@pytest.fixture
def claim(owner):
    owner.post(LIST, {"domain": DOMAIN})
    return DomainClaim.objects.get()


@pytest.fixture
def own(noor):
    return Domain.objects.create(tenant=noor, domain=DOMAIN, is_primary=False)


def hosts(tenant):
    return dict(Domain.objects.filter(tenant=tenant).values_list("domain", "is_primary"))


def page(claim, action=""):
    return f"{LIST}claims/{claim.pk}/{action}"


def host_page(domain, action):
    return f"{LIST}{domain.pk}/{action}/"


def test_list_without_own_domains_says_what_to_do(owner):
    html = owner.get(LIST).content.decode()
    assert ("noor.localhost" in html, "You have no domain of your own yet." in html) == (True, True)
    assert ("/primary/" in html, "/remove/" in html) == (False, False)


def test_domain_goes_the_whole_way(noor, owner, names):
    added = owner.post(LIST, {"domain": "https://NoorSalon.example/"}, follow=True)
    claim = DomainClaim.objects.get()
    html = added.content.decode()
    assert added.redirect_chain == [(page(claim), 302)]
    for text in (f"_salon-verify.{DOMAIN}", f"salon-verify={claim.token}", "CNAME", "localhost"):
        assert f'value="{text}"' in html
    names.prove(claim)
    checked = owner.post(page(claim, "check/"), follow=True)
    assert texts(checked) == ["The domain is yours. You can switch it on now."]
    on = owner.post(page(claim, "activate/"), {"with_www": "on"}, follow=True)
    assert texts(on) == [f"Switched on: {DOMAIN}, www.{DOMAIN}."]
    assert Client(HTTP_HOST=DOMAIN).get("/ar/")["Location"].startswith("http://noor.localhost")
    own = Domain.objects.get(domain=DOMAIN)
    done = owner.post(host_page(own, "primary"), follow=True)
    assert texts(done) == [f"{DOMAIN} is now the main address."]
    assert Client(HTTP_HOST=DOMAIN).get("/ar/").status_code == 200
    assert Client(HTTP_HOST=f"www.{DOMAIN}").get("/ar/")["Location"].startswith(f"http://{DOMAIN}")
    assert Client(HTTP_HOST="localhost").get("/api/tls/ask", {"domain": DOMAIN}).status_code == 200
    gone = owner.post(host_page(own, "remove"), follow=True)
    assert texts(gone) == [f"{DOMAIN} is removed."]
    assert hosts(noor) == {"noor.localhost": True, f"www.{DOMAIN}": False}
    assert Client(HTTP_HOST=DOMAIN).get("/ar/").status_code == 404


def test_domain_that_is_switched_on_still_shows_its_records(owner, claim, names):
    names.prove(claim)
    owner.post(page(claim, "check/"))
    assert "checked just now" in owner.get(page(claim)).content.decode()
    owner.post(page(claim, "activate/"))
    own = Domain.objects.get(domain=DOMAIN)
    assert f'href="{page(claim)}"' in owner.get(LIST).content.decode()
    html = owner.get(page(claim)).content.decode()
    assert ("Switched on: this domain" in html, "/activate/" in html) == (True, False)
    assert (host_page(own, "remove") in html, page(claim, "remove/") in html) == (True, False)


@pytest.mark.parametrize(
    ("typed", "english", "arabic"),
    [
        ("noor salon", "This is not a domain name.", "هذا ليس اسم نطاق"),
        ("192.0.2.1", "This is the number of a machine.", "هذا رقم جهاز"),
        ("noor", "This name does not work on the internet.", "هذا الاسم لا يعمل على الإنترنت"),
        ("com.sa", "This is an ending that many share.", "هذه نهاية يشترك فيها كثيرون"),
        ("shop.localhost", "Names of the platform cannot be added.", "لا يمكن إضافة أسماء المنصة"),
        ("taken.example", "already in use by another salon", "يستخدمه صالون آخر"),
        ("", "This field is required.", "هذا الحقل مطلوب"),
    ],
)
def test_domain_that_cannot_be_is_refused_in_both_languages(owner, reem, typed, english, arabic):
    Domain.objects.create(tenant=reem, domain="taken.example", is_primary=False)
    for language, words in (("en", english), ("ar", arabic)):
        owner.cookies["django_language"] = language
        answer = owner.post(LIST, {"domain": typed})
        assert answer.status_code == 200
        assert words in answer.content.decode()
        assert f'value="{typed}"' in answer.content.decode() or not typed
    assert (DomainClaim.objects.count(), Domain.objects.filter(domain=typed).count()) == (
        0,
        1 if typed == "taken.example" else 0,
    )


@pytest.mark.parametrize(
    ("record", "english", "arabic"),
    [
        (("silence", "FAULT"), "The name servers did not answer.", "لم تجب خوادم الأسماء"),
        (
            ("servfail", "FAULT"),
            "The name servers answered with an error.",
            "أجابت خوادم الأسماء بخطأ",
        ),
        (
            ("salon-verify=x", "TXT"),
            "A TXT record is there, with another text.",
            "يوجد سجل TXT بنص آخر",
        ),
        (("192.0.2.1", "A"), "The TXT record is not there yet.", "سجل TXT غير موجود بعد"),
        (None, "This domain does not exist.", "هذا النطاق غير موجود"),
    ],
)
def test_check_says_what_dns_answered_in_both_languages(
    claim,
    owner,
    names,
    noor,
    time_machine,
    monkeypatch,
    record,
    english,
    arabic,
):
    # Waiting needs a clock that goes.
    time_machine.move_to(NOW, tick=True)
    monkeypatch.setattr(resolver, "QUERY_SECONDS", 0.1)
    monkeypatch.setattr(resolver.DnsResolver.__init__, "__kwdefaults__", {"seconds": 0.4})
    if record:
        names.add(f"_salon-verify.{DOMAIN}", *record)
    for language, words in (("en", english), ("ar", arabic)):
        owner.cookies["django_language"] = language
        answer = owner.post(page(claim, "check/"), follow=True)
        assert words in texts(answer)[0]
        time_machine.shift(60)
    refused = owner.post(page(claim, "activate/"), follow=True)
    assert "سجل TXT" in texts(refused)[0]
    assert hosts(noor) == {"noor.localhost": True}


def test_check_is_limited_in_words(claim, owner, names):
    owner.post(page(claim, "check/"))
    again = owner.post(page(claim, "check/"), follow=True)
    assert "This was checked a moment ago." in texts(again)[-1]


def test_proof_of_yesterday_is_looked_at_again_before_switching_on(
    claim,
    owner,
    names,
    noor,
    time_machine,
):
    proof = names.prove(claim)
    owner.post(page(claim, "check/"))
    names.remove(proof)
    time_machine.shift(86400)
    prove_again(owner)
    answer = owner.post(page(claim, "activate/"))
    claim.refresh_from_db()
    assert (answer.status_code, claim.result) == (302, ClaimResult.NO_DOMAIN)
    assert hosts(noor) == {"noor.localhost": True}


def test_lost_proof_is_shown_at_the_domain(claim, own, owner):
    DomainClaim.objects.update(result=ClaimResult.MISSING)
    html = owner.get(LIST).content.decode()
    assert "The proof in DNS is gone: the TXT record is not there yet." in html


@pytest.mark.parametrize(
    ("records", "words"),
    [
        ([], "does not lead anywhere yet"),
        ([("192.0.2.9", "A")], "seems to lead to another place"),
        ([("servfail", "FAULT")], "could not find out where this domain leads"),
    ],
)
def test_choosing_the_main_address_warns_of_what_dns_says(
    own, owner, names, settings, records, words
):
    settings.DOMAIN_TARGET_ADDRESSES = ["192.0.2.1"]
    for value, kind in records:
        names.add(DOMAIN, value, kind)
    assert words in owner.get(host_page(own, "primary")).content.decode()


def test_choosing_a_domain_that_leads_here_warns_of_nothing(own, owner, names, settings):
    settings.DOMAIN_TARGET_ADDRESSES = ["192.0.2.1"]
    names.add(DOMAIN, "192.0.2.1", "A")
    assert "help-warning" not in owner.get(host_page(own, "primary")).content.decode()


def test_bare_domain_is_told_the_addresses(claim, owner, settings):
    settings.DOMAIN_TARGET_ADDRESSES = ["192.0.2.1", "2001:db8::1"]
    html = owner.get(page(claim)).content.decode()
    values = ['value="A"', 'value="192.0.2.1"', 'value="AAAA"', 'value="2001:db8::1"', 'value="@"']
    assert [value in html for value in values] == [True] * 5


def test_claim_is_removed_after_a_question(claim, owner):
    assert "Your site does not change." in owner.get(page(claim, "remove/")).content.decode()
    owner.post(page(claim, "remove/"))
    assert DomainClaim.objects.count() == 0


def test_platform_address_is_not_removed(noor, own, owner):
    subdomain = Domain.objects.get(domain="noor.localhost")
    answer = owner.post(host_page(subdomain, "remove"), follow=True)
    assert "address on the platform cannot be removed." in texts(answer)[0]
    assert hosts(noor) == {"noor.localhost": True, DOMAIN: False}


@pytest.mark.parametrize("count", [1, 3])
def test_list_costs_the_same_for_one_and_three(owner, noor, count):
    for number in range(count):
        Domain.objects.create(tenant=noor, domain=f"own{number}.example", is_primary=False)
        DomainClaim.objects.create(domain=f"own{number}.example")
        DomainClaim.objects.create(domain=f"new{number}.example")
    owner.get(LIST)
    with questions() as asked:
        owner.get(LIST)
    assert len([q for q in asked if "tenants_domain" in q]) == 2


@pytest.mark.parametrize("who", EVERYBODY)
def test_pages_are_the_owners(browsers, claim, own, who):
    pages = [LIST, page(claim), page(claim, "remove/"), host_page(own, "remove")]
    answers = {browsers[who].get(each).status_code for each in pages}
    assert answers == ({200} if who == "owner" else {302})


@pytest.mark.parametrize("who", [who for who in EVERYBODY if who != "owner"])
def test_buttons_are_the_owners(browsers, claim, own, noor, who):
    DomainClaim.objects.update(domain="other.example", result=ClaimResult.PROVED)
    before = hosts(noor)
    for each in (
        *(page(claim, action) for action in ("check/", "activate/", "remove/")),
        *(host_page(own, action) for action in ("primary", "remove")),
    ):
        browsers[who].post(each)
    browsers[who].post(LIST, {"domain": "third.example"})
    claim.refresh_from_db()
    assert (hosts(noor), DomainClaim.objects.count(), claim.checked_at) == (before, 1, None)


def test_owner_of_another_salon_finds_nothing_at_home(claim, own, people, reem):
    at_home = client_of(people.stranger, "reem.localhost")
    for each in (page(claim), page(claim, "remove/"), host_page(own, "primary")):
        assert at_home.get(each).status_code == 404
    for each in (page(claim, "check/"), page(claim, "activate/"), host_page(own, "remove")):
        assert at_home.post(each).status_code == 404
    with tenant_context(reem):
        assert DomainClaim.objects.count() == 0


@pytest.mark.parametrize("who", ["owner", "reception", "stylist"])
def test_menu_offers_the_addresses_to_the_owner(browsers, who):
    assert ('"/manage/addresses/"' in browsers[who].get("/manage/").content.decode()) is (
        who == "owner"
    )
