"""Special days: holidays, and dates with hours of their own."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.admin import messages

from booking.templatetags.booking import long_day
from cms.backoffice.hours.editor import ONE_DATE, HoursEditor
from cms.backoffice.hours.forms import SpecialDayForm
from cms.backoffice.views.hours import EditorPage, HoursPage
from foundation.errors import DomainError
from salons.domain.hours.special_days import (
    add_special_days,
    change_special_day,
    remove_special_day,
)
from salons.models import SpecialDay

# Past days are kept for the record; so many are shown.
PAST_SHOWN = 30


def name_of(day: SpecialDay) -> str:
    """Return what the day is called: its name, else its date."""
    return str(day.label) or long_day(day.date)


class DaysView(HoursPage):
    """Lists the days to come by date, the past ones out of the way."""

    part = "days"
    template_name = "cms/backoffice/pages/special_days.html"

    def trail(self) -> list[dict[str, Any]]:
        return [{"url": "", "label": _("Special days")}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        today, days = timezone.localdate(), SpecialDay.objects.prefetch_related("hours")
        past = days.filter(date__lt=today).order_by("-date")[:PAST_SHOWN]
        return super().get_context_data(**kwargs, days=days.filter(date__gte=today), past=past)


class SpecialDayPage(EditorPage):
    """One special day, new or known."""

    part = "days"
    template_name = "cms/backoffice/pages/special_day.html"
    done_url = "backoffice_special_days"
    form: SpecialDayForm

    @cached_property
    def day(self) -> SpecialDay:
        return SpecialDay()

    def trail(self) -> list[dict[str, Any]]:
        label = name_of(self.day) if self.day.pk else _("New special day")
        return [
            {"url": reverse("backoffice_special_days"), "label": _("Special days")},
            {"url": "", "label": label},
        ]

    def empty_editor(self) -> HoursEditor:
        return HoursEditor.of_date()

    def stored_editor(self) -> HoursEditor:
        return self.empty_editor()

    def save(self, editor: HoursEditor) -> str | None:
        self.form = SpecialDayForm(self.request.POST, instance=self.day)
        hours = editor.read()
        if not self.form.is_valid() or hours is None:
            return None
        return self.write(hours[ONE_DATE])

    def write(self, hours: Any) -> str:
        """Save what is valid and return what to tell. Raises DomainError."""
        raise NotImplementedError

    def refuse(self, editor: HoursEditor, refusal: DomainError) -> None:
        if refusal.param in self.form.fields:
            self.form.add_error(refusal.param, str(refusal.detail))
        else:
            editor.refuse(refusal)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        form = getattr(self, "form", None) or self._form()
        return super().get_context_data(**kwargs, form=form, day=self.day)

    def _form(self) -> SpecialDayForm:
        """Return the form unjudged: as stored, or as it was typed before a button was pressed."""
        form = SpecialDayForm(instance=self.day)
        if self.request.method == "POST":
            form.initial = form.as_sent(self.request.POST)
        return form


class AddDayView(SpecialDayPage):
    """A new special day, or several in a row that are alike."""

    def write(self, hours: Any) -> str:
        values = self.form.cleaned_data
        added = add_special_days(
            values["date"],
            values["last"] or values["date"],
            today=timezone.localdate(),
            labels=(values["label_ar"], values["label_en"]),
            hours=hours,
        )
        text = ngettext("%(n)d day is added.", "%(n)d days are added.", len(added))
        return text % {"n": len(added)}


class SpecialDayView(SpecialDayPage):
    """A special day that is there."""

    @cached_property
    def day(self) -> SpecialDay:
        return day_or_404(self.kwargs["pk"])

    def stored_editor(self) -> HoursEditor:
        hours = self.day.hours.values_list("starts", "ends")
        return self.empty_editor().fill({ONE_DATE: hours})

    def write(self, hours: Any) -> str:
        day = change_special_day(self.form.instance, hours)
        return _("“%(name)s” is saved.") % {"name": name_of(day)}


class RemoveDayView(HoursPage):
    """Asks before a special day is removed."""

    part = "days"
    template_name = "cms/backoffice/pages/hours_remove.html"

    @cached_property
    def day(self) -> SpecialDay:
        return day_or_404(self.kwargs["pk"])

    def trail(self) -> list[dict[str, Any]]:
        days = {"url": reverse("backoffice_special_days"), "label": _("Special days")}
        return [days, {"url": "", "label": name_of(self.day)}]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        name = name_of(self.day)
        remove_special_day(self.day)
        messages.success(request, _("“%(name)s” is removed.") % {"name": name})
        return redirect("backoffice_special_days")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        back = reverse("backoffice_special_days")
        return super().get_context_data(**kwargs, name=name_of(self.day), back=back)


def day_or_404(pk: int) -> SpecialDay:
    """Return the special day of an address."""
    day: SpecialDay | None = SpecialDay.objects.filter(pk=pk).first()
    if day is None:
        raise Http404
    return day
