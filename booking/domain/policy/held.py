"""The policy of a time that is held: shown again in any language, then accepted."""

from django.utils import translation

from booking.domain.policy.accepting import Acceptance, agreement, require_same
from booking.domain.policy.agreed import terms_agreed
from booking.domain.policy.reading import read_policy
from booking.domain.policy.resolving import Resolved
from booking.domain.policy.shown import PolicyShown, policy_shown
from booking.models import AgreedPolicy, Appointment


def policy_of_held(appointment: Appointment) -> PolicyShown:
    """Return the policy under which a time was taken, in the active language.

    Its terms are those of that moment: what the salon changes meanwhile does not touch them.
    """
    known = read_policy(appointment.customer)
    resolved = Resolved(terms_agreed(appointment), known.standing, known.ladder)
    items = appointment.items.all()
    return policy_shown(
        [(item.service_id, str(item.service_name), item.price_minor) for item in items], resolved
    )


def accept_policy(appointment: Appointment, *, acceptance: Acceptance) -> None:
    """Keep that the customer accepts the policy of her held, locked appointment, and from where.

    In the words of the appointment's language, which is the one she reads now. Raises
    PolicyChanged where she has read others.
    """
    with translation.override(appointment.language):
        shown = policy_of_held(appointment)
    require_same(shown, acceptance)
    agreed = agreement(appointment, shown, acceptance=acceptance)
    AgreedPolicy.objects.bulk_create(
        [agreed],
        update_conflicts=True,
        unique_fields=["schema_name", "appointment"],
        update_fields=[
            *("terms", "text", "language", "version", "accepted_at", "address", "device"),
        ],
    )
