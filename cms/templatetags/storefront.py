"""What the storefront's shell asks for: navigation, languages, hours, monograms."""

from typing import Any
from urllib.parse import quote

from django import template
from django.conf import settings
from django.urls import NoReverseMatch, reverse
from django.utils import timezone, translation

from booking.domain.opening import hours_plan_of_salon
from booking.domain.spoken_times import duration_text
from cms.domain.colour import Palette, palette_of
from cms.domain.opening import Opened, opened_at, window_around
from cms.queries import menu_pages, translations_of
from salons.models import Weekday

register = template.Library()

# Words that say what a place is, not what it is called: no monogram is made of them.
KIND_WORDS = frozenset(
    {"صالون", "مشغل", "سبا", "مركز", "بيت", "salon", "spa", "the", "house", "of"}
)

SOCIAL_IMAGE = "fill-1200x630|format-jpeg"
# Every language in its own words: who looks for it reads it.
OWN_NAMES = {"ar": "العربية", "en": "English"}


@register.simple_tag(takes_context=True)
def menu(context: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the pages of the menu in the active language: title, address, whether it is shown."""
    request = context["request"]
    current = getattr(context.get("page"), "pk", None)
    return [
        {"title": page.title, "url": page.get_url(request), "is_current": page.pk == current}
        for page in _menu(context)
    ]


def _menu(context: dict[str, Any]) -> list[Any]:
    """Return the menu's pages; one query a request, however often they are shown."""
    request = context["request"]
    if not hasattr(request, "_menu_pages"):
        request._menu_pages = list(menu_pages(translation.get_language()))
    pages: list[Any] = request._menu_pages
    return pages


@register.simple_tag(takes_context=True)
def language_links(context: dict[str, Any]) -> list[dict[str, Any]]:
    """Return this page's address in every language, for the switch and for search engines."""
    request = context.get("request")
    if request is None:
        return []
    page = context.get("page")
    pages = (
        {each.locale.language_code: each.get_url(request) for each in translations_of(page)}
        if getattr(page, "translation_key", None)
        else None
    )
    return [
        {
            "code": code,
            "name": OWN_NAMES[code],
            "url": _address_in(code, request, pages),
            "is_current": code == translation.get_language(),
        }
        for code, _name in settings.LANGUAGES
    ]


def _address_in(code: str, request: Any, pages: dict[str, str] | None) -> str:
    if pages is not None:
        return pages.get(code) or f"/{code}/"
    prefix = translation.get_language_from_path(request.path_info)
    if prefix:
        return f"/{code}{request.get_full_path()[len(prefix) + 1 :]}"
    try:
        chooser = reverse("choose_language", args=[code])
    except NoReverseMatch:
        return f"/{code}/"
    return f"{chooser}?next={quote(request.get_full_path())}"


@register.simple_tag(takes_context=True)
def absolute(context: dict[str, Any], path: str) -> str:
    """Return the address with scheme and host."""
    return str(context["request"].build_absolute_uri(path))


@register.simple_tag(takes_context=True)
def social_image(context: dict[str, Any], picture: Any) -> str:
    """Return the absolute address of a picture cut for previews in messages and networks."""
    # Not the image tag: it writes to the cache at every use, even of prefetched renditions.
    rendition = picture.get_renditions(SOCIAL_IMAGE)[SOCIAL_IMAGE]
    return absolute(context, rendition.url)


@register.simple_tag(takes_context=True)
def opening_hours(context: dict[str, Any]) -> Opened:
    """Return the salon's hours at this moment; one query a page, however often they are shown."""
    request = context["request"]
    if not hasattr(request, "_opening_hours"):
        now, zone = timezone.now(), context["salon"].zone
        plan = hours_plan_of_salon(*window_around(now.astimezone(zone).date()))
        request._opening_hours = opened_at(plan, now, zone)
    opened: Opened = request._opening_hours
    return opened


@register.filter
def weekday_name(weekday: int) -> str:
    """Return the day's name in the active language."""
    return str(Weekday(weekday).label)


@register.filter
def monogram(name: str) -> str:
    """Return the letter that stands for a salon or a person: of the first telling word."""
    words = [word for word in str(name).split() if word.casefold() not in KIND_WORDS]
    first = (words or str(name).split() or ["✦"])[0]
    # «ال» is the article; the letter after it is what people know a name by.
    return (first[2:] if first.startswith("ال") and len(first) > 3 else first)[0].upper()


@register.filter
def palette(accent: str) -> Palette:
    """Return the colours of a salon, for a page that is not its own."""
    return palette_of(accent)


@register.filter
def dial(number: str) -> str:
    """Return a phone number as a ``tel:`` or ``wa.me`` address takes it: digits only."""
    return "".join(character for character in str(number) if character.isdigit())


@register.simple_tag(takes_context=True)
def page_url(context: dict[str, Any], slug: str) -> str:
    """Return the address of a page of the menu by its last part, or an empty string."""
    return next(
        (page.get_url(context["request"]) for page in _menu(context) if page.slug == slug), ""
    )


@register.simple_tag
def specialities(member: Any) -> list[str]:
    """Return the categories of what a person does, in the order of the price list, each once."""
    skills = sorted(
        member.known_skills, key=lambda skill: (skill.service.category.sort_order, skill.pk)
    )
    return list(dict.fromkeys(str(skill.service.category.name) for skill in skills))


@register.filter
def duration(minutes: int) -> str:
    """Return minutes as people say them, the same words as in the booking."""
    return duration_text(int(minutes))
