"""Pictures of the catalogue as the API names them: addresses of renditions, in two sizes."""

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers
from wagtail.images.exceptions import InvalidFilterSpecError
from wagtail.images.models import SourceImageIOError

PORTRAIT = {"small": "fill-320x400|format-webp", "large": "fill-640x800|format-webp"}
LANDSCAPE = {"small": "fill-480x320|format-webp", "large": "fill-960x640|format-webp"}
PHOTO_SCHEMA = {
    "type": "object",
    "nullable": True,
    "required": ["small", "large"],
    "properties": {
        "small": {"type": "string", "format": "uri"},
        "large": {"type": "string", "format": "uri"},
    },
}


@extend_schema_field(PHOTO_SCHEMA)
class PhotoField(serializers.Field):  # type: ignore[type-arg]
    """Writes ``{"small": …, "large": …}``, null without a picture or where its file is gone.

    A rendition is made when it is first asked for; prefetch ``photo__renditions``.
    """

    def __init__(self, filters: dict[str, str], **kwargs: Any) -> None:
        self.filters = filters
        super().__init__(read_only=True, **kwargs)

    def to_representation(self, photo: Any) -> dict[str, str] | None:
        try:
            found = photo.get_renditions(*self.filters.values())
        except (SourceImageIOError, InvalidFilterSpecError):
            return None
        address = self.context["request"].build_absolute_uri
        return {size: address(found[spec].url) for size, spec in self.filters.items()}
