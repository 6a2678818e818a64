"""Seasons: hours of a part of every year, such as Ramadan."""

from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from wagtail.admin import messages

from cms.backoffice.hours.editor import SUNDAY_FIRST, HoursEditor
from cms.backoffice.hours.forms import SeasonForm
from cms.backoffice.views.hours import EditorPage, HoursPage
from salons.domain.calendar.months import months_of
from salons.domain.calendar.occurrences import Stretch, next_occurrences, season_overlaps
from salons.domain.hours.intervals import Intervals
from salons.domain.hours.presets import PRESETS
from salons.domain.hours.seasons import remove_season, save_season
from salons.domain.hours.week import week_of
from salons.models import CalendarKind, OpeningHours, SalonProfile, Season


@dataclass(frozen=True)
class SeasonCard:
    """A season as the list shows it."""

    season: Season
    occurrences: list[Stretch]
    week: list[tuple[str, Intervals]]

    @property
    def first_month(self) -> Any:
        return months_of(self.season.calendar)[self.season.first_month]

    @property
    def last_month(self) -> Any:
        return months_of(self.season.calendar)[self.season.last_month]

    @property
    def is_closed(self) -> bool:
        return not any(hours for _day, hours in self.week)


def card_of(season: Season, *, offset: int) -> SeasonCard:
    """Return the card of a season whose hours are there."""
    week = week_of(season.hours.all())
    days = [(str(day.label), week.get(day, ())) for day in SUNDAY_FIRST]
    coming = next_occurrences(season, timezone.localdate(), offset=offset)
    return SeasonCard(season, coming, _together(days))


def _together(days: list[tuple[str, Intervals]]) -> list[tuple[str, Intervals]]:
    """Return one line for all days where they are alike."""
    hours = {intervals for _day, intervals in days}
    return [("", hours.pop())] if len(hours) == 1 else days


class SeasonsView(HoursPage):
    """Lists seasons with their next dates; warns where two of them meet."""

    part = "seasons"
    template_name = "cms/backoffice/pages/seasons.html"

    def trail(self) -> list[dict[str, Any]]:
        return [{"url": "", "label": _("Seasons")}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        seasons = list(Season.objects.prefetch_related("hours"))
        offset = SalonProfile.load(request_or_site=self.request).hijri_offset_days
        return super().get_context_data(
            **kwargs,
            cards=[card_of(season, offset=offset) for season in seasons],
            overlaps=season_overlaps(seasons, timezone.localdate(), offset=offset),
            presets=PRESETS.values(),
            offset=offset,
        )


class SeasonPage(EditorPage):
    """One season, new or known."""

    part = "seasons"
    template_name = "cms/backoffice/pages/season.html"
    done_url = "backoffice_seasons"
    form: SeasonForm

    @cached_property
    def season(self) -> Season:
        raise NotImplementedError

    def trail(self) -> list[dict[str, Any]]:
        label = str(self.season.label) if self.season.pk else _("New season")
        return [
            {"url": reverse("backoffice_seasons"), "label": _("Seasons")},
            {"url": "", "label": label},
        ]

    def save(self, editor: HoursEditor) -> str | None:
        self.form = SeasonForm(self.request.POST, instance=self.season)
        week = editor.read()
        if not self.form.is_valid() or week is None:
            return None
        season = save_season(self.form.instance, week)
        return _("“%(name)s” is saved.") % {"name": season.label}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        form = getattr(self, "form", None) or self._form()
        context = {"form": form, "season": self.season, "is_hijri": self._is_hijri}
        return super().get_context_data(**kwargs, **context)

    def _form(self) -> SeasonForm:
        """Return the form unjudged: as stored, or as it was typed before a button was pressed."""
        form = SeasonForm(instance=self.season)
        if self.request.method == "POST":
            form.initial = form.as_sent(self.request.POST)
        return form

    @property
    def _is_hijri(self) -> bool:
        return self.season.calendar == CalendarKind.HIJRI


class AddSeasonView(SeasonPage):
    """A new season: ``?preset=ramadan`` fills it in, ``?calendar=gregorian`` chooses the months."""

    @cached_property
    def season(self) -> Season:
        preset = PRESETS.get(self.request.GET.get("preset", ""))
        if preset:
            return preset.season()
        kind = self.request.GET.get("calendar")
        return Season(calendar=kind if kind in CalendarKind else CalendarKind.HIJRI)

    def stored_editor(self) -> HoursEditor:
        preset = PRESETS.get(self.request.GET.get("preset", ""))
        usual = preset.week if preset else week_of(OpeningHours.objects.all())
        return HoursEditor.of_week().fill(usual)


class SeasonView(SeasonPage):
    """A season that is there."""

    @cached_property
    def season(self) -> Season:
        return season_or_404(self.kwargs["pk"])

    def stored_editor(self) -> HoursEditor:
        return HoursEditor.of_week().fill(week_of(self.season.hours.all()))


class RemoveSeasonView(HoursPage):
    """Asks before a season is removed."""

    part = "seasons"
    template_name = "cms/backoffice/pages/hours_remove.html"

    @cached_property
    def season(self) -> Season:
        return season_or_404(self.kwargs["pk"])

    def trail(self) -> list[dict[str, Any]]:
        seasons = {"url": reverse("backoffice_seasons"), "label": _("Seasons")}
        return [seasons, {"url": "", "label": str(self.season.label)}]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        name = str(self.season.label)
        remove_season(self.season)
        messages.success(request, _("“%(name)s” is removed.") % {"name": name})
        return redirect("backoffice_seasons")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        back = reverse("backoffice_seasons")
        return super().get_context_data(**kwargs, name=str(self.season.label), back=back)


def season_or_404(pk: int) -> Season:
    """Return the season of an address."""
    season: Season | None = Season.objects.filter(pk=pk).first()
    if season is None:
        raise Http404
    return season
