"""The locking reads of this app: the state of the phone, then its codes, then the person."""

from accounts.models import PhoneAuthState


def lock_phone_state(phone_number: str) -> PhoneAuthState:
    """Lock and return the row of a number, made if need be. Everything about its codes waits."""
    PhoneAuthState.objects.bulk_create(
        [PhoneAuthState(phone_number=phone_number)], ignore_conflicts=True
    )
    return PhoneAuthState.objects.select_for_update(of=("self",)).get(pk=phone_number)
