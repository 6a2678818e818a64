"""What booking refuses."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from foundation.errors import DomainError


class TimeRefused(DomainError):
    """The visit cannot begin then.

    ``rule`` and ``reason`` tell the customer which rule says so, and nothing of anybody else.
    """

    status = 409

    def __init__(
        self,
        message: str | Promise | None = None,
        *,
        param: str | None = "start",
        rule: str = "taken",
        reason: str | None = None,
    ) -> None:
        super().__init__(message, param=param, rule=rule)
        self.data["reason"] = reason or str(self.detail)


class SlotTaken(TimeRefused):
    """Somebody else has the time, or it was never free."""

    code = "slot_taken"
    message = _("This time has just been taken. Please choose another one.")


class NotBookable(TimeRefused):
    """The time is outside what the salon's rules allow."""

    code = "not_bookable"
    message = _("The salon cannot be booked at this time.")


class EmptyVisit(DomainError):
    """Nothing is wanted, or nothing for one of the guests."""

    code = "empty_visit"
    message = _("Choose at least one service for everybody.")


class TooManyServices(DomainError):
    """One guest wants more services than a visit has."""

    code = "too_many_services"
    message = _("These are too many services for one visit.")


class TooManyGuests(DomainError):
    """The party is larger than can be booked at once."""

    code = "too_many_guests"
    message = _("These are too many people for one booking. Please call the salon.")


class TooManyParts(DomainError):
    """The guests together want more services than can be booked at once."""

    code = "too_many_parts"
    message = _("These are too many services for one booking. Please call the salon.")


class TooManyAddOns(DomainError):
    """One service has more add-ons than it can."""

    code = "too_many_add_ons"
    message = _("These are too many add-ons for one service.")


class DuplicateAddOn(DomainError):
    """One service has the same add-on twice."""

    code = "duplicate_add_on"
    message = _("An add-on can be chosen once for a service.")


class UnknownService(DomainError):
    """There is no such service to book."""

    code = "unknown_service"
    message = _("This service is not offered.")


class UnknownStaff(DomainError):
    """There is no such person, or she does not do this service."""

    code = "unknown_staff"
    message = _("This team member does not do this service.")


class UnknownAddOn(DomainError):
    """There is no such add-on, or it does not go with this service."""

    code = "unknown_add_on"
    message = _("This add-on does not go with the service.")


class DateOutOfRange(DomainError):
    """The day is past or further ahead than the salon plans."""

    code = "date_out_of_range"
    message = _("This day cannot be booked.")


class AppointmentNotFound(DomainError):
    """There is no such appointment, or it is somebody else's."""

    code = "not_found"
    status = 404
    message = _("There is no such appointment.")


class GuestLinkVoid(DomainError):
    """A guest's link is forged, of another salon, or leads to nothing any more."""

    code = "guest_link_void"
    status = 404
    message = _("This link leads nowhere any more.")


class InvalidTransition(DomainError):
    """The appointment's state does not allow it."""

    code = "invalid_transition"
    status = 409
    message = _("This cannot be done with the appointment any more.")


class TooEarly(DomainError):
    """What is recorded on the day would be recorded before it can be true."""

    code = "too_early"
    status = 409
    message = _("This visit is hours ahead. Move it first if the customer is here already.")


class TooManyHolds(DomainError):
    """The customer keeps several times without having paid for any."""

    code = "too_many_holds"
    status = 409
    message = _("You have several unpaid times already. Pay for them or cancel them first.")


class HoldOver(DomainError):
    """The time is not kept for the customer any more."""

    code = "hold_over"
    status = 409
    message = _("The time that we kept for you has run out.")


class RequestInFlight(DomainError):
    """A request with the same key is being worked on; ask again in a moment for its answer."""

    code = "request_in_flight"
    status = 409
    message = _("The same request is being worked on. Please ask again in a moment.")


class CustomerBlocked(DomainError):
    """The salon does not take this person's bookings online; it may still book for her."""

    code = "customer_blocked"
    status = 409
    message = _("This salon takes your bookings by phone. Please call them to find a time.")


class CustomerNotFound(DomainError):
    """There is no such customer of this salon, or the reader sees others' customers only."""

    code = "not_found"
    status = 404
    message = _("There is no such customer.")


class TooManyTags(DomainError):
    """A customer has more tags than are read at a glance."""

    code = "too_many_tags"
    message = _("At most 20 tags for one customer.")


class TagTooLong(DomainError):
    """A tag is not a word or two."""

    code = "tag_too_long"
    message = _("A tag has at most 30 letters.")


class UnknownMember(DomainError):
    """There is no such family member of the customer, or she was put away."""

    code = "unknown_member"
    message = _("This family member is not on the list.")


class FamilyMemberNotFound(DomainError):
    """There is no such family member of the customer."""

    code = "not_found"
    status = 404
    message = _("There is no such family member.")


class TooManyMembers(DomainError):
    """More people under one number than a family has."""

    code = "too_many_members"
    message = _("You have added as many family members as we can keep.")


class YearOfBirthInvalid(DomainError):
    """Nobody who comes was born then."""

    code = "year_of_birth_invalid"
    message = _("Enter the year of birth with four digits, or leave it empty.")


class ConsentRequired(DomainError):
    """Health is written down only with the person's explicit consent (KSA PDPL)."""

    code = "consent_required"
    message = _("Health notes can only be kept with the customer's agreement.")


class EmptyHealthNote(DomainError):
    """There is nothing to keep."""

    code = "empty_health_note"
    message = _("Write what the salon should know, or take the agreement back.")


class MergeRefused(DomainError):
    """The two are not one customer written down twice."""

    code = "merge_refused"
    status = 409
    message = _("These two cannot be merged.")


class IdempotencyMismatch(DomainError):
    """The key was used for another request."""

    code = "idempotency_mismatch"
    status = 422
    message = _("This Idempotency-Key was used for a different request.")


class IdempotencyKeyInvalid(DomainError):
    """The header is empty, too long or not printable."""

    code = "idempotency_key_invalid"
    message = _("Idempotency-Key must be a printable text of up to 80 characters.")
