"""What the audit log keeps about people and about where codes go."""

from auditlog.registry import auditlog

from accounts.models import AddressAllowance, CountryPolicy, User


def register() -> None:
    """Log changes of a person's rights and data; numbers and addresses only as "changed".

    Sessions, last sign-in and codes are no changes of the person and stay out.
    """
    auditlog.register(
        User,
        include_fields=[
            "phone_number",
            "is_phone_verified",
            "email",
            "first_name",
            "last_name",
            "language",
            "is_active",
            "is_staff",
            "is_superuser",
        ],
        mask_fields=["phone_number", "email"],
    )
    # What platform admins decide about codes.
    auditlog.register(CountryPolicy)
    auditlog.register(AddressAllowance)
