"""Sections that an owner composes her pages of."""

from typing import Any

from django.db.models import prefetch_related_objects
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.images.blocks import ImageBlock
from wagtail.snippets.blocks import SnippetChooserBlock

from cms.queries import bookable_services, team_members
from salons.queries import offer_lookups

FEATURED_SERVICES = 6
ICONS = [
    ("sparkle", _("sparkle")),
    ("scissors", _("scissors")),
    ("people", _("people")),
    ("clock", _("clock")),
    ("lock", _("lock")),
    ("star", _("star")),
    ("calendar", _("calendar")),
    ("moon", _("moon")),
]


class SectionBlock(blocks.StructBlock):
    """A section with a small line above its heading."""

    eyebrow = blocks.CharBlock(label=_("line above the heading"), required=False, max_length=60)
    heading = blocks.CharBlock(label=_("heading"), max_length=120)


class TextBlock(SectionBlock):
    body = blocks.RichTextBlock(label=_("text"))

    class Meta:
        icon = "pilcrow"
        label = _("Text")
        template = "cms/blocks/text.html"


class ImageTextBlock(SectionBlock):
    body = blocks.RichTextBlock(label=_("text"))
    image = ImageBlock(label=_("picture"), required=False)
    has_book_button = blocks.BooleanBlock(label=_("with a button to book"), required=False)

    class Meta:
        icon = "image"
        label = _("Picture and text")
        template = "cms/blocks/image_text.html"

    def get_context(self, value: Any, parent_context: Any = None) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(value, parent_context)
        if value["image"] is not None:
            prefetch_related_objects([value["image"]], "renditions")
        return context


class HighlightBlock(blocks.StructBlock):
    icon = blocks.ChoiceBlock(label=_("symbol"), choices=ICONS, default="sparkle")
    title = blocks.CharBlock(label=_("title"), max_length=80)
    text = blocks.CharBlock(label=_("text"), max_length=200, required=False)


class HighlightsBlock(SectionBlock):
    points = blocks.ListBlock(HighlightBlock(label=_("point")), label=_("points"), min_num=1)

    class Meta:
        icon = "list-ul"
        label = _("What we stand for")
        template = "cms/blocks/highlights.html"


class GalleryBlock(SectionBlock):
    images = blocks.ListBlock(ImageBlock(label=_("picture")), label=_("pictures"), min_num=1)

    class Meta:
        icon = "grip"
        label = _("Gallery")
        template = "cms/blocks/gallery.html"

    def get_context(self, value: Any, parent_context: Any = None) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(value, parent_context)
        context["images"] = [image for image in value["images"] if image is not None]
        prefetch_related_objects(context["images"], "renditions")
        return context


class TestimonialBlock(blocks.StructBlock):
    quote = blocks.TextBlock(label=_("what she said"), max_length=400)
    author = blocks.CharBlock(label=_("who said it"), max_length=80)
    detail = blocks.CharBlock(label=_("visit or city"), max_length=80, required=False)


class TestimonialsBlock(SectionBlock):
    quotes = blocks.ListBlock(TestimonialBlock(label=_("voice")), label=_("voices"), min_num=1)

    class Meta:
        icon = "openquote"
        label = _("Voices of customers")
        template = "cms/blocks/testimonials.html"


class FeaturedServicesBlock(SectionBlock):
    services = blocks.ListBlock(
        SnippetChooserBlock("salons.Service", label=_("service")),
        label=_("services"),
        help_text=_("Without any the first ones of the price list are shown."),
        default=[],
    )

    class Meta:
        icon = "tag"
        label = _("Featured services")
        template = "cms/blocks/featured_services.html"

    def get_context(self, value: Any, parent_context: Any = None) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(value, parent_context)
        chosen = [each for each in value["services"] if each and not each.is_archived]
        prefetch_related_objects(chosen, "category", *offer_lookups())
        context["services"] = chosen or list(bookable_services()[:FEATURED_SERVICES])
        return context


class TeamStripBlock(SectionBlock):
    class Meta:
        icon = "group"
        label = _("Team")
        template = "cms/blocks/team_strip.html"

    def get_context(self, value: Any, parent_context: Any = None) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(value, parent_context)
        context["members"] = team_members()
        return context


class VisitBlock(SectionBlock):
    text = blocks.TextBlock(label=_("text"), required=False, max_length=300)

    class Meta:
        icon = "time"
        label = _("Opening hours and way here")
        template = "cms/blocks/visit.html"


class QuestionBlock(blocks.StructBlock):
    question = blocks.CharBlock(label=_("question"), max_length=160)
    answer = blocks.RichTextBlock(label=_("answer"))


class QuestionsBlock(SectionBlock):
    questions = blocks.ListBlock(
        QuestionBlock(label=_("question")), label=_("questions"), min_num=1
    )

    class Meta:
        icon = "help"
        label = _("Questions and answers")
        template = "cms/blocks/questions.html"


class SectionsBlock(blocks.StreamBlock):
    """Every kind of section that a home page may have."""

    text = TextBlock()
    image_text = ImageTextBlock()
    highlights = HighlightsBlock()
    gallery = GalleryBlock()
    testimonials = TestimonialsBlock()
    featured_services = FeaturedServicesBlock()
    team = TeamStripBlock()
    visit = VisitBlock()
    questions = QuestionsBlock()

    class Meta:
        block_counts = {"team": {"max_num": 1}, "visit": {"max_num": 1}}


class BodyBlock(blocks.StreamBlock):
    """What a plain page is made of."""

    text = TextBlock()
    image_text = ImageTextBlock()
    gallery = GalleryBlock()
    questions = QuestionsBlock()
