"""Why a time is not offered."""

from typing import Any

from django.utils.translation import gettext as _

from booking.domain.availability.words.explaining import Explanation
from booking.permissions import can_view_appointments
from cms.backoffice.views.base import BackOfficeView
from cms.backoffice.why import WhyForm
from foundation.errors import DomainError


class WhyView(BackOfficeView):
    """Asks for a service and a time; answers with the rules that refuse it, or who is free."""

    permitted = can_view_appointments
    template_name = "cms/backoffice/pages/why.html"

    def get_page_title(self) -> str:
        return _("Why is a time not offered?")

    def trail(self) -> list[dict[str, Any]]:
        return [{"url": "", "label": self.get_page_title()}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        form = WhyForm(self.request.GET or None)
        return super().get_context_data(**kwargs, form=form, answer=self._answer(form))

    def _answer(self, form: WhyForm) -> Explanation | None:
        if not form.is_valid():
            return None
        try:
            return form.answer(reader=self.request.user)
        except DomainError as refusal:
            form.add_error("date", str(refusal.detail))
            return None
