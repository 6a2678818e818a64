import pytest

from salons.models import SalonProfile

pytestmark = pytest.mark.django_db


def test_theme_is_a_cacheable_style_sheet(visitor):
    response = visitor.get("/theme.css")
    assert response.status_code == 200
    assert response["Content-Type"] == "text/css"
    assert response["Cache-Control"] == "public, max-age=86400"
    assert not response.cookies
    assert b"--accent: #8a3b52;" in response.content


def test_theme_is_not_sent_again_to_who_has_it(visitor):
    etag = visitor.get("/theme.css")["ETag"]
    assert visitor.get("/theme.css", headers={"If-None-Match": etag}).status_code == 304


def test_theme_follows_the_salons_colour(visitor, in_noor):
    profile = SalonProfile.load()
    profile.accent = "#1f6f6b"
    profile.save()
    assert b"--accent: #1f6f6b;" in visitor.get("/theme.css").content
    assert b"/theme.css?v=1f6f6b" in visitor.get("/ar/").content


@pytest.mark.parametrize("stored", ["red}bo", "};x{a:", ""])
def test_theme_lets_no_other_text_into_the_sheet(visitor, in_noor, stored):
    SalonProfile.objects.update(accent=stored)
    response = visitor.get("/theme.css")
    assert b"--accent: #8a3b52;" in response.content
    assert response.content.count(b"{") == 1
