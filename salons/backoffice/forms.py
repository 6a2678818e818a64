"""Forms of the catalogue that offer only what is not archived, beside what was chosen before."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm

from salons.queries import choosable_kinds, choosable_services


class ServiceForm(WagtailAdminModelForm):
    """A service; needs one of the kinds of room or device that there are."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["resource_type"]
        field.queryset, field.empty_label = choosable_kinds(self.instance), _("nothing of its own")


class AddOnForm(WagtailAdminModelForm):
    """An add-on; goes with services of the price list."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["services"].queryset = choosable_services(self.instance)
