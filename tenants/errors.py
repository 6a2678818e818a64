"""What the life of a salon refuses."""

from django.utils.translation import gettext_lazy as _

from foundation.errors import DomainError


class SalonClosed(DomainError):
    """The salon is suspended or closed."""

    code = "salon_closed"
    status = 503
    message = _("This salon takes no bookings at the moment.")


class SalonMoved(DomainError):
    """The salon works in another deployment; this address leads there in a moment."""

    code = "salon_moved"
    status = 503
    message = _("This salon is moving to another server. Please try again in a few minutes.")


class InvalidSubdomain(DomainError):
    """The name cannot be a host and schema name."""

    code = "invalid_subdomain"
    message = _("Use 3 to 40 Latin letters, digits and hyphens, beginning with a letter.")


class SubdomainTaken(DomainError):
    """Another salon has it, or the platform keeps it for itself."""

    code = "subdomain_taken"
    status = 409
    message = _("This address is already taken. Please choose another one.")


class StaleTemplate(DomainError):
    """The stored template belongs to another state of the migrations."""

    code = "stale_template"
    status = 503
    message = _("Salons cannot be created right now. Run migrate_schemas first.")


class InvalidTransition(DomainError):
    """The salon is not in a state from which this can be done."""

    code = "invalid_transition"
    status = 409
    message = _("This cannot be done in the salon's present state.")
