"""Home pages of a demo salon, with its drawn pictures and its services put in."""

from typing import Any

from django.core.files.images import ImageFile
from wagtail.images.models import Image

from cms.models import HomePage
from cms.seeding.copy import listed, stored
from cms.seeding.demo.catalogue import DemoSalon, Picture
from salons.models import Service

LISTS = ("points", "quotes", "questions")


def seed_home_pages(salon: DemoSalon, services: dict[str, Service]) -> None:
    """Draw the pictures and write both home pages of the current schema."""
    accent = str(salon.profile["accent"])
    hero = _draw(salon.hero, accent, "hero.jpg")
    about = _draw(salon.about, accent, "about.jpg")
    gallery = [_draw(each, accent, f"gallery-{n}.jpg") for n, each in enumerate(salon.gallery, 1)]
    for language, fields in salon.home_pages().items():
        page = HomePage.objects.get(locale__language_code=language)
        sections = [
            _complete(each, salon, language, services=services, about=about, gallery=gallery)
            for each in fields["sections"]
        ]
        for name, value in (fields | {"sections": stored(*sections)}).items():
            setattr(page, name, value)
        page.hero_image = hero
        page.save()


def _draw(picture: Picture, accent: str, name: str) -> Image:
    file = ImageFile(picture.draw(accent), name=name)
    image: Image = Image.objects.create(
        title=picture.alt.ar[:255], description=picture.alt.ar[:255], file=file
    )
    return image


def _complete(
    section: dict[str, Any],
    salon: DemoSalon,
    language: str,
    *,
    services: dict[str, Service],
    about: Image,
    gallery: list[Image],
) -> dict[str, Any]:
    """Return the section with ids in place of the names of pictures and services."""
    kind, value = section["type"], {name: section[name] for name in section if name != "type"}
    if "services" in value:
        value["services"] = listed(*(services[key].pk for key in value["services"]))
    if "image" in value:
        value["image"] = _described(about, salon.about, language)
    if "images" in value:
        pairs = zip(gallery, salon.gallery, strict=True)
        value["images"] = listed(*(_described(image, each, language) for image, each in pairs))
    for name in LISTS:
        if name in value:
            value[name] = listed(*value[name])
    return {"type": kind, "value": value}


def _described(image: Image, picture: Picture, language: str) -> dict[str, Any]:
    alt = getattr(picture.alt, language)
    return {"image": image.pk, "alt_text": alt, "decorative": False}
