"""The policy of a time that is held: shown again in any language, then accepted."""

from dataclasses import dataclass

from django.utils import translation

from booking.domain.policy.accepting import Acceptance, agreement, require_same
from booking.domain.policy.agreed import agreed_policy, terms_of_agreed
from booking.domain.policy.reading import Policy, read_policy
from booking.domain.policy.resolving import Resolved
from booking.domain.policy.shown import PolicyShown, policy_shown
from booking.models import AgreedPolicy, Appointment
from foundation.writing import Write, new

# What accepting anew writes over what was kept when the time was taken.
ACCEPTED = ("terms", "text", "language", "version", "accepted_at", "address", "device")


@dataclass(frozen=True)
class HeldUnder:
    """The salon's policy now, and what was kept of it when the time was taken."""

    policy: Policy
    agreed: AgreedPolicy | None


def policy_of_held(appointment: Appointment, under: HeldUnder | None = None) -> PolicyShown:
    """Return the policy under which a time was taken, in the active language.

    Its terms are those of that moment: what the salon changes meanwhile does not touch them.
    ``under``: where it was read already.
    """
    known = under or HeldUnder(read_policy(appointment.customer), agreed_policy(appointment))
    terms = terms_of_agreed(appointment, known.agreed)
    resolved = Resolved(terms, known.policy.standing, known.policy.ladder)
    items = appointment.items.all()
    return policy_shown(
        [(item.service_id, str(item.service_name), item.price_minor) for item in items], resolved
    )


def accepting(
    appointment: Appointment, *, acceptance: Acceptance, under: HeldUnder | None = None
) -> Write:
    """Return what keeps that the customer accepts the policy of her held, locked appointment.

    And from where; in the words of the appointment's language, which is the one she reads now.
    Raises PolicyChanged where she has read others.
    """
    with translation.override(appointment.language):
        shown = policy_of_held(appointment, under)
    require_same(shown, acceptance)
    agreed = agreement(appointment, shown, acceptance=acceptance)
    return new([agreed], unique=("schema_name", "appointment_id"), instead=ACCEPTED)
