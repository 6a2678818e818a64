"""The rooms, chairs or devices of one kind, as rows of the form of their kind."""

from typing import Any

from modelcluster.forms import BaseChildFormSet
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel

from salons.domain.removal import is_kept
from salons.models import Resource


class UnitFormSet(BaseChildFormSet):
    """Rows of which the booked ones are archived where somebody takes them out."""

    kept: list[Resource] = []

    def save_existing_objects(self, commit: bool = True) -> list[Any]:
        """Move what must stay from the deleted rows to the saved ones; inside a transaction."""
        saved: list[Any] = super().save_existing_objects(commit=commit)
        self.kept = [unit for unit in self.deleted_objects if is_kept(unit)]
        for unit in self.kept:
            unit.is_archived = True
            self.deleted_objects.remove(unit)
        return saved + self.kept


class UnitsPanel(InlinePanel):
    """The rows on the form of their kind."""

    def __init__(self, **kwargs: Any) -> None:
        row = [FieldRowPanel([FieldPanel("name"), FieldPanel("is_archived")])]
        super().__init__(**{"relation_name": "units", "panels": row} | kwargs)

    def get_form_options(self) -> dict[str, Any]:
        options: dict[str, Any] = super().get_form_options()
        options["formsets"][self.relation_name]["formset"] = UnitFormSet
        return options
