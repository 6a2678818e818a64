"""Choosers of the back office: what is archived is not offered."""

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy
from wagtail.snippets.views.chooser import ChooseResultsView, ChooseView, SnippetChooserViewSet


class _Current:
    """Leaves out archived rows."""

    def get_object_list(self) -> QuerySet[Any]:
        rows: QuerySet[Any] = super().get_object_list()  # type: ignore[misc]
        return rows.filter(is_archived=False)


class CurrentChooseView(_Current, ChooseView):
    """The window of the chooser."""


class CurrentChooseResultsView(_Current, ChooseResultsView):
    """The list in it."""


class CurrentChooserViewSet(SnippetChooserViewSet):
    """A chooser of rows that are not archived."""

    # Wagtail's own is fixed in the language in which the process starts.
    page_title = gettext_lazy("Choose")

    choose_view_class = CurrentChooseView
    choose_results_view_class = CurrentChooseResultsView
