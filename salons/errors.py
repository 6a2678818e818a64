"""What the catalogue refuses."""

from django.utils.translation import gettext_lazy as _

from foundation.errors import DomainError


class RowInUse(DomainError):
    """Something outside the catalogue names the row: it can be archived, not deleted."""

    code = "row_in_use"
    status = 409
    message = _("This has appointments: it can be archived, not deleted.")
