"""The form of the salon's profile."""

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, TabbedInterface

from salons.backoffice.layout import Tab, both_languages

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
                FieldPanel("time_zone"),
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
    ]
)
