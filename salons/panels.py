"""How the catalogue's forms are laid out in the back office."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    InlinePanel,
    MultiFieldPanel,
    ObjectList,
    TabbedInterface,
)

from salons.profile_form import ProfileForm


def both_languages(name: str, heading: str, **options: object) -> MultiFieldPanel:
    """Return one panel with the Arabic and the English field of ``name``."""
    fields = [FieldPanel(f"{name}_ar", **options), FieldPanel(f"{name}_en", **options)]
    return MultiFieldPanel([FieldRowPanel(fields)], heading=heading)


CATEGORY_PANELS = [both_languages("name", _("Name"))]
SERVICE_PANELS = [
    both_languages("name", _("Name")),
    FieldPanel("category"),
    MultiFieldPanel(
        [
            FieldPanel("price_minor"),
            FieldRowPanel([FieldPanel("duration_minutes"), FieldPanel("cleanup_minutes")]),
        ],
        heading=_("Price and time"),
    ),
    both_languages("description", _("Description")),
    MultiFieldPanel(
        [FieldPanel("is_bookable_online"), FieldPanel("is_archived")], heading=_("Shown where")
    ),
]
# Not ``user``: its list would name every person of the platform.
STAFF_PERSON = [
    both_languages("name", _("Name")),
    both_languages("title", _("Job title")),
    both_languages("bio", _("About")),
    FieldPanel("photo"),
    FieldPanel("gender"),
    MultiFieldPanel(
        [FieldPanel("is_bookable_online"), FieldPanel("is_archived")], heading=_("Shown where")
    ),
]
WEEKLY = [FieldRowPanel([FieldPanel("weekday"), FieldPanel("starts"), FieldPanel("ends")])]
STAFF_FORM = TabbedInterface(
    [
        ObjectList(STAFF_PERSON, heading=_("Person")),
        ObjectList(
            [InlinePanel("skills", [FieldPanel("service")], label=_("Service"))],
            heading=_("Services"),
        ),
        ObjectList(
            [InlinePanel("shifts", WEEKLY, label=_("Shift"))],
            heading=_("Working hours"),
        ),
        ObjectList(
            [
                InlinePanel(
                    "time_off",
                    [
                        FieldRowPanel([FieldPanel("starts_at"), FieldPanel("ends_at")]),
                        FieldPanel("reason"),
                    ],
                    label=_("Absence"),
                )
            ],
            heading=_("Time off"),
        ),
    ]
)


class Tab(ObjectList):
    """A tab that an address can lead to: Wagtail names tabs by their heading, in any language."""

    def __init__(self, *args: Any, key: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.key = key

    @property
    def clean_name(self) -> str:
        return self.key

    def clone_kwargs(self) -> dict[str, Any]:
        return {**super().clone_kwargs(), "key": self.key}


HIJRI_OFFSET = _(
    "0 follows Umm al-Qura. 1 where Ramadan was declared a day later, -1 a day earlier: seasons"
    " move with it."
)
PROFILE_FORM = TabbedInterface(
    [
        Tab(
            [
                both_languages("name", _("Name")),
                both_languages("tagline", _("Tagline")),
                FieldPanel("accent", widget=forms.TextInput(attrs={"type": "color"})),
            ],
            heading=_("Salon"),
            key="salon",
        ),
        Tab(
            [
                both_languages("city", _("City")),
                both_languages("address", _("Address")),
                FieldPanel("map_url"),
                MultiFieldPanel(
                    [FieldPanel("phone"), FieldPanel("whatsapp"), FieldPanel("instagram")],
                    heading=_("Contact"),
                ),
                MultiFieldPanel(
                    [
                        FieldPanel("place"),
                        FieldPanel("time_zone"),
                        FieldPanel("hijri_offset_days", help_text=HIJRI_OFFSET),
                    ],
                    heading=_("Place, clock and calendar"),
                ),
            ],
            heading=_("Address and contact"),
            key="contact",
        ),
        Tab(
            [
                FieldPanel("commercial_registration"),
                FieldPanel("is_vat_registered"),
                FieldPanel("vat_number"),
            ],
            heading=_("Law and tax"),
            key="law",
        ),
    ],
    base_form_class=ProfileForm,
)
