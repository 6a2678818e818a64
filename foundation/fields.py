"""Model fields for values that are stored in another form than people type."""

from decimal import Decimal
from typing import Any

from django import forms
from django.db import models
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _


class MinorUnitsFormField(forms.DecimalField):
    """Shows and takes riyals (``115.50``), cleans to halalas (``11550``)."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs |= {"decimal_places": 2, "max_digits": 9, "min_value": Decimal(0)}
        super().__init__(**kwargs)

    def prepare_value(self, value: Any) -> Any:
        return Decimal(value) / 100 if isinstance(value, int) else value

    def clean(self, value: Any) -> int | None:  # type: ignore[override]
        amount = super().clean(value)
        return None if amount is None else int(amount * 100)

    def has_changed(self, initial: Any, data: Any) -> bool:
        return super().has_changed(self.prepare_value(initial), data)


class MinorUnitsField(models.PositiveBigIntegerField):
    """An amount in minor units of the salon's currency; forms show the major unit."""

    description = _("Amount of money in minor units")

    def formfield(self, **kwargs: Any) -> Any:
        defaults = {
            "form_class": MinorUnitsFormField,
            "required": not self.blank,
            "label": capfirst(self.verbose_name),
            "help_text": self.help_text,
        }
        # Not BigIntegerField.formfield: its bounds are those of the stored number.
        return models.Field.formfield(self, **(defaults | kwargs))
