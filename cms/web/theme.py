"""The salon's colours as a style sheet: the content security policy allows no inline styles."""

from dataclasses import asdict

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import condition

from cms.domain.colour import Palette, palette_of
from salons.models import SalonProfile


def theme_sheet(palette: Palette) -> str:
    """Return the style sheet that sets the palette's custom properties."""
    lines = (f"  --{name.replace('_', '-')}: {value};" for name, value in asdict(palette).items())
    return ":root {\n" + "\n".join(lines) + "\n}\n"


def _etag(request: HttpRequest) -> str:
    profile = SalonProfile.load(request_or_site=request)
    return f'"{profile.accent.lstrip("#")}"'


@condition(etag_func=_etag)
def theme_css(request: HttpRequest) -> HttpResponse:
    """Serve the theme; pages link it with the colour in the query, so browsers may keep it."""
    profile = SalonProfile.load(request_or_site=request)
    response = HttpResponse(theme_sheet(palette_of(profile.accent)), content_type="text/css")
    response["Cache-Control"] = "public, max-age=86400"
    return response
