"""Questions that the catalogue asks apps above it."""

from django.dispatch import Signal

# Is this row named by anything that must not lose it? Arguments: ``row``. A receiver that knows
# of something returns True.
row_in_use = Signal()
