"""What the catalogue refuses."""

from django.utils.translation import gettext_lazy as _

from foundation.errors import DomainError


class RowInUse(DomainError):
    """Something outside the catalogue names the row: it can be archived, not deleted."""

    code = "row_in_use"
    status = 409
    message = _("This has appointments: it can be archived, not deleted.")


class ResourceTypeNeeded(DomainError):
    """Services of the price list need a room or device of this kind."""

    code = "resource_type_needed"
    status = 409
    message = _("Services need it: change them first, or archive them.")
