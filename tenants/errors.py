"""What the life of a salon refuses."""

from django.utils.translation import gettext_lazy as _

from foundation.errors import DomainError


class SalonClosed(DomainError):
    """The salon is suspended or closed."""

    code = "salon_closed"
    status = 503
    message = _("This salon takes no bookings at the moment.")


class InvalidSubdomain(DomainError):
    """The name cannot be a host and schema name."""

    code = "invalid_subdomain"
    message = _("Use 3 to 40 Latin letters, digits and hyphens, beginning with a letter.")


class SubdomainTaken(DomainError):
    """Another salon has it, or the platform keeps it for itself."""

    code = "subdomain_taken"
    status = 409
    message = _("This address is already taken. Please choose another one.")


class SubdomainReserved(SubdomainTaken):
    """The platform keeps it, or it bears the name of a service that people trust."""

    code = "subdomain_reserved"
    message = _("This address is not given to salons. Please choose another one.")


class SubdomainTooSimilar(SubdomainTaken):
    """It could be taken for another salon's."""

    code = "subdomain_too_similar"
    message = _("Another salon's address looks almost the same. Please choose another one.")


class SubdomainUnsuitable(DomainError):
    """It has a foul word."""

    code = "subdomain_unsuitable"
    message = _("This address has a word that we do not publish. Please choose another one.")


class PhoneNotVerified(DomainError):
    """Only a person who has proved her number opens a salon."""

    code = "phone_not_verified"
    status = 403
    message = _("Please confirm your mobile number first.")


class TooManySalons(DomainError):
    """The person has as many salons as one number may have."""

    code = "too_many_salons"
    status = 409
    message = _("This number already has the most salons that one number can open.")


class TooManySignUps(DomainError):
    """Many salons were opened from one network lately."""

    code = "too_many_sign_ups"
    status = 429
    message = _("Many salons were opened from your network today.")


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


class SupportRefused(DomainError):
    """The back office is not opened to this person or on these terms."""

    code = "support_refused"
    status = 403
    message = _("Only the platform's administrators may do this.")
    no_reason = _("Say why, in at least ten characters: the salon's owner reads it.")
    no_time = _("Choose one of the offered lengths of time.")
