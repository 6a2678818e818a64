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


class InvalidDomain(DomainError):
    """The text can be no host name."""

    code = "invalid_domain"
    message = _("This is not a domain name. Write it like www.noorsalon.com.")


class DomainIsAddress(InvalidDomain):
    """It is the number of a machine, which nobody can prove to own by DNS."""

    code = "domain_is_address"
    message = _("This is the number of a machine. A domain name is needed, like noorsalon.com.")


class DomainIsReserved(InvalidDomain):
    """Names that mean nothing on the internet: one word, ``.local``, ``localhost``."""

    code = "domain_is_reserved"
    message = _("This name does not work on the internet. Write it like www.noorsalon.com.")


class DomainIsPlatforms(InvalidDomain):
    """The platform's own domain or a name below it."""

    code = "domain_is_platforms"
    message = _("Names of the platform cannot be added. Add a domain of your own.")


class DomainIsSuffix(InvalidDomain):
    """A registry's ending, like ``com.sa``: names are sold below it."""

    code = "domain_is_suffix"
    message = _("This is an ending that many share. The salon's own name comes before it.")


class DomainTaken(DomainError):
    """The domain leads to another salon."""

    code = "domain_taken"
    status = 409
    message = _("This domain is already in use by another salon.")


class DomainAlreadyYours(DomainError):
    """The salon has it or has begun to add it."""

    code = "domain_already_yours"
    status = 409
    message = _("This domain is already in your list.")


class TooManyDomains(DomainError):
    """The salon has as many as it may have."""

    code = "too_many_domains"
    status = 409
    message = _("You have added as many domains as possible. Remove one that you do not need.")


class DomainNotProved(DomainError):
    """The TXT record has not been found, so the domain cannot be switched on."""

    code = "domain_not_proved"
    status = 409
    message = _("The TXT record has not been found yet, so the domain cannot be switched on.")


class DomainNotFound(DomainError):
    """This salon has no such host name."""

    code = "domain_not_found"
    status = 404
    message = _("This domain is not in your list.")


class SubdomainStays(DomainError):
    """The address on the platform is what the salon falls back to."""

    code = "subdomain_stays"
    status = 409
    message = _("The salon's address on the platform cannot be removed.")


class CheckedTooOften(DomainError):
    """A person asked for many checks in a short time; ``retry_after`` says when to come back."""

    code = "checked_too_often"
    status = 429
    message = _("This was checked a moment ago. Please wait a little before you check again.")


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


class LastOwner(DomainError):
    """A salon has an owner, always: somebody else has to become one first."""

    code = "last_owner"
    status = 409
    message = _("A salon needs an owner. Make somebody else an owner first.")


class NotAMember(DomainError):
    """The person does not work in this salon."""

    code = "not_a_member"
    status = 404
    message = _("This person does not work here.")


class AlreadyMember(DomainError):
    """The number is of somebody who works in the salon."""

    code = "already_member"
    status = 409
    message = _("This person works here already. Nothing was changed.")


class AlreadyInvited(DomainError):
    """An invitation of the number still waits for its answer."""

    code = "already_invited"
    status = 409
    message = _(
        "This number was invited already. You can send the message again from the list of"
        " invitations."
    )


class PlatformPerson(DomainError):
    """Administrators of the platform have no place in a salon (they come in for support)."""

    code = "platform_person"
    status = 403
    message = _("Administrators of the platform cannot work in a salon with this number.")


class StaffRowTaken(DomainError):
    """The member of the team is not there, or somebody else signs in as her."""

    code = "staff_row_taken"
    status = 409
    message = _("Somebody else is linked to this member of the team already.")


class TooManyInvitations(DomainError):
    """The salon, or the number, has had as many messages as are sensible."""

    code = "too_many_invitations"
    status = 429
    message = _("Too many invitations were sent. Please try again later.")


class InvitationTooSoon(TooManyInvitations):
    """The last message has just left; ``retry_after`` says when there may be another."""

    message = _("The message may still be on its way.")


class InvitationNotFound(DomainError):
    """There is no such invitation in this salon."""

    code = "invitation_not_found"
    status = 404
    message = _("There is no such invitation.")


class InvitationClosed(DomainError):
    """It was answered, withdrawn or not answered in time."""

    code = "invitation_closed"
    status = 410
    message = _("This invitation is no longer valid. Please ask the salon for a new one.")


class InvitationOfAnother(DomainError):
    """The person is signed in with another number than the one that was invited."""

    code = "invitation_of_another"
    status = 403
    message = _("This invitation is for another phone number.")
