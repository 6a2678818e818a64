"""The salon's profile as its owner sends it: with its place in one field, as maps give it."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm

from foundation.errors import DomainError
from salons.domain.place import Place, place_of
from salons.domain.prayer_pause import has_place, require_place
from salons.models import BookingRules


class ProfileForm(WagtailAdminModelForm):
    """Puts what ``place`` says into latitude and longitude."""

    place = forms.CharField(
        label=_("Place on the map"),
        required=False,
        max_length=300,
        help_text=_(
            "Latitude and longitude, such as 24.7136, 46.6753: press long on your salon in a map"
            " and copy. A map's address with the numbers in it will do. For prayer times."
        ),
        widget=forms.TextInput(attrs={"dir": "ltr", "autocomplete": "off"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if has_place(self.instance):
            known = Place(self.instance.latitude, self.instance.longitude)
            self.fields["place"].initial = str(known)

    def clean_place(self) -> Place | None:
        """Read the place; none where a pause at prayer times needs one is refused."""
        text = self.cleaned_data["place"].strip()
        try:
            place = place_of(text) if text else None
            self.instance.latitude, self.instance.longitude = place or (None, None)
            require_place(self.instance, pause_minutes=BookingRules.load().prayer_pause_minutes)
        except DomainError as refusal:
            raise forms.ValidationError(str(refusal.detail), code=refusal.code) from refusal
        return place
