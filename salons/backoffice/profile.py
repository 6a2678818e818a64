"""The form of the salon's profile."""

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, TabbedInterface

from salons.backoffice.layout import Tab, both_languages
from salons.backoffice.profile_form import ProfileForm

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
