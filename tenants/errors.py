"""What the life of a salon refuses."""

from django.utils.translation import gettext_lazy as _

from foundation.errors import DomainError


class SalonClosed(DomainError):
    """The salon is suspended or closed."""

    code = "salon_closed"
    status = 503
    message = _("This salon takes no bookings at the moment.")


class SalonLocked(DomainError):
    """A suspended salon's back office is for reading; its account page works."""

    code = "salon_locked"
    status = 503
    message = _("The salon is suspended: nothing can be changed until it is open again.")


class SalonReadOnly(DomainError):
    """The salon is being moved to another deployment: for minutes nothing in it may change."""

    code = "salon_read_only"
    status = 503
    message = _("The salon is being moved. You can look at everything; try again in a few minutes.")


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


class NotErasable(DomainError):
    """Something has to happen before the salon's data may go."""

    code = "not_erasable"
    status = 409
    message = _("The salon cannot be erased yet.")


class ExportInProgress(DomainError):
    """One archive at a time."""

    code = "export_in_progress"
    status = 409
    message = _("An archive is being made already. It appears here when it is ready.")


class ExportNotReady(DomainError):
    """The archive is not there: not made yet, failed or deleted after its time."""

    code = "export_not_ready"
    status = 404
    message = _("This archive is not available. Ask for a new one.")
