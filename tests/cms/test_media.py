"""Uploaded files: a salon's own on its own hosts, renditions to all, originals to few."""

from datetime import timedelta
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils import timezone
from django_tenants.utils import tenant_context
from wagtail.images.models import Image
from wagtail.images.tests.utils import get_test_image_file

from tenants.domain.media import SIGNATURE, is_public, signed_query
from tenants.domain.people.membership import add_member
from tenants.models import Domain
from tests.accounts_factories import UserFactory
from tests.clients import client_of
from tests.cms.conftest import CUTS_PICTURES, NOOR_HOST, REEM_HOST

pytestmark = [pytest.mark.django_db, *CUTS_PICTURES]
DAY = timedelta(days=1)


def kept(tenant, name, content=b"content"):
    """Write a file of the salon; return its address."""
    with tenant_context(tenant):
        return default_storage.url(default_storage.save(name, ContentFile(content)))


def unsigned(address):
    return urlsplit(address).path


def body(response):
    return b"".join(response.streaming_content)


@pytest.fixture
def anybody(noor):
    return client_of(None, NOOR_HOST)


@pytest.fixture
def rendition(noor):
    return kept(noor, "images/door.max-800x800.jpg", b"rendition")


@pytest.fixture
def original(noor):
    return kept(noor, "original_images/door.jpg", b"original")


def test_rendition_is_for_everybody_and_for_ever(anybody, noor, rendition):
    answer = anybody.get(rendition)
    assert (answer.status_code, body(answer)) == (200, b"rendition")
    assert rendition == f"/media/{noor.uuid}/images/door.max-800x800.jpg"
    assert answer["Cache-Control"] == "public, max-age=31536000, immutable"
    assert (answer["Content-Type"], answer["X-Content-Type-Options"]) == ("image/jpeg", "nosniff")
    assert "sandbox" in answer["Content-Security-Policy"]
    assert "Set-Cookie" not in answer.headers
    assert "Content-Disposition" not in answer.headers or "inline" in answer["Content-Disposition"]


def test_rendition_that_the_browser_has_is_not_sent_again(anybody, rendition):
    first = anybody.get(rendition)
    body(first)
    again = anybody.get(rendition, headers={"If-Modified-Since": first["Last-Modified"]})
    assert (again.status_code, again.content) == (304, b"")
    head = anybody.head(rendition)
    assert (head.status_code, head["Content-Length"], body(head)) == (200, "9", b"")


def test_original_needs_its_signature(anybody, original):
    assert anybody.get(unsigned(original)).status_code == 404
    answer = anybody.get(original)
    assert (answer.status_code, body(answer)) == (200, b"original")
    assert answer["Cache-Control"] == "private, no-store"


def test_signature_is_for_one_file_for_a_while(anybody, noor, original, time_machine):
    other = kept(noor, "original_images/window.jpg")
    query = urlsplit(original).query
    assert anybody.get(f"{unsigned(other)}?{query}").status_code == 404
    assert anybody.get(f"{original}x").status_code == 404
    time_machine.move_to(timezone.now() + DAY)
    assert anybody.get(original).status_code == 404


def test_signature_of_a_longer_name_opens_no_shorter_one(anybody, noor, original):
    """Two names with one text: what is asked for, and what the signature brings along."""
    folder, name = str(noor.uuid), "original_images/door.jpg"
    longer = parse_qs(signed_query(folder, f"{name}:x.jpg"))[SIGNATURE][0]
    query = urlencode({SIGNATURE: f"x.jpg:{longer}"})
    assert anybody.get(f"{unsigned(original)}?{query}").status_code == 404


@pytest.mark.parametrize(
    ("role", "status"),
    [("owner", 200), ("manager", 200), ("reception", 404), ("stylist", 404), (None, 404)],
)
def test_original_is_open_to_those_who_work_with_pictures(noor, original, role, status):
    person = UserFactory()
    if role:
        add_member(person, noor, role=role)
    answer = client_of(person, NOOR_HOST).get(unsigned(original))
    assert answer.status_code == status
    assert b"original" in body(answer) if status == 200 else not answer.streaming


def test_owner_of_another_salon_sees_no_original(outsider, original):
    assert outsider.get(unsigned(original)).status_code == 404


def test_file_of_another_salon_does_not_exist_here(noor, reem, rendition, original):
    browser = client_of(None, REEM_HOST)
    for address in (rendition, original, rendition.replace(str(noor.uuid), str(reem.uuid))):
        assert browser.get(address).status_code == 404
    assert client_of(None, "localhost").get(rendition).status_code == 404


def test_own_domain_serves_the_salons_files_and_no_others(noor, reem, rendition):
    Domain.objects.create(tenant=noor, domain="noor.example")
    browser = client_of(None, "noor.example")
    answer = browser.get(rendition)
    assert body(answer) == b"rendition"
    assert browser.get(kept(reem, "images/x.jpg")).status_code == 404


@pytest.mark.parametrize(
    "path",
    [
        *("../{other}/images/x.jpg", "images/../../{other}/images/x.jpg"),
        *("%2e%2e/{other}/images/x.jpg", "..%2f{other}/images/x.jpg", "images/..%5cx.jpg"),
        *("images//x.jpg", "images/%0ax.jpg", "images/", "/images/x.jpg", "./images/x.jpg"),
        *("images", "images/nothing.jpg"),
    ],
)
def test_no_way_of_writing_leads_out_of_the_folder(anybody, noor, reem, path):
    kept(reem, "images/x.jpg", b"reem")
    answer = anybody.get(f"/media/{noor.uuid}/{path.format(other=reem.uuid)}")
    assert answer.status_code == 404


@pytest.mark.parametrize("name", ["page.html", "logo.svg", "x.js", "x.jpg.html", "none"])
def test_what_is_no_picture_is_never_shown_as_a_page(anybody, noor, name):
    address = kept(noor, f"images/{name}", b"<script>alert(1)</script>")
    assert anybody.get(unsigned(address)).status_code == 404
    answer = anybody.get(address)
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/octet-stream")
    assert answer["Content-Disposition"].startswith("attachment")
    assert "sandbox" in answer["Content-Security-Policy"]
    assert body(answer) == b"<script>alert(1)</script>"


def test_proxy_sends_the_file_where_one_is_named(anybody, noor, original, rendition, settings):
    settings.MEDIA_ACCEL_PREFIX = "/_media/"
    answer = anybody.get(rendition)
    assert (answer.status_code, answer.content) == (200, b"")
    assert answer["X-Accel-Redirect"] == f"/_media/{noor.uuid}/images/door.max-800x800.jpg"
    assert (answer["Content-Type"], answer["Cache-Control"][:6]) == ("image/jpeg", "public")
    refused = anybody.get(unsigned(original))
    assert (refused.status_code, "X-Accel-Redirect" in refused) == (404, False)


def test_media_of_a_suspended_salon_stay_reachable(anybody, noor, rendition):
    noor.status = "suspended"
    noor.save(update_fields=["status"])
    assert anybody.get("/ar/").status_code == 503
    assert body(anybody.get(rendition)) == b"rendition"


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_files_are_only_read(owner, rendition, method):
    assert getattr(owner, method)(rendition).status_code in (403, 405)


def test_back_office_shows_the_whole_picture_to_the_owner_alone(owner, anybody, in_noor):
    picture = Image.objects.create(title="Door", file=get_test_image_file())
    html = owner.get(f"/manage/images/{picture.pk}/").text
    whole = picture.get_rendition("original").url
    assert unsigned(whole) in html
    assert b"PNG" in body(owner.get(unsigned(whole)))
    assert anybody.get(unsigned(whole)).status_code == 404
    small = picture.get_rendition("max-165x165").url
    assert small == unsigned(small)
    assert b"PNG" in body(anybody.get(small))


@pytest.mark.parametrize(
    ("name", "public"),
    [
        ("images/door.max-800x800.jpg", True),
        ("images/my.original.fill-80x80.format-webp.webp", True),
        ("images/door.original.jpg", False),
        ("images/door.original_aB3dE6g.jpg", False),
        ("images/door.2e16d0ba.original.png", False),
        ("images/door.original.format-webp.webp", False),
        ("original_images/door.jpg", False),
        ("documents/list.pdf", False),
        ("images/door.svg", False),
        ("images/", False),
        ("door.jpg", False),
    ],
)
def test_renditions_are_public_and_uploads_are_not(name, public):
    assert is_public(name) is public
