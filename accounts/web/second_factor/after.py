"""Where a person goes after adding a factor."""

from accounts.domain.second_factor.recovery import has_unseen_codes
from accounts.models import User


def after_enrolment(user: User) -> str:
    """Return the URL name: the recovery codes while nobody has seen them, else the overview."""
    return "account_recovery_codes" if has_unseen_codes(user) else "account_security"
