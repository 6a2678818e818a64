"""Records of people who were sent a code and never came: garbage, unless somebody names them.

A shell is made before its first code is sent. Who never proved the number, never signed in and is
named by no booking, membership or anything else is nobody (OWASP ASVS 5.0, 2.4.1).
"""

from datetime import datetime, timedelta

from django.db import IntegrityError, connection, transaction
from django.db.models import QuerySet

from accounts.models import OTPChallenge, User

SHELLS_KEPT = timedelta(days=30)
# In one night; what is left waits for the next.
MOST = 5000
DELETE_SQL = """
DELETE FROM accounts_user
 WHERE id = %s AND NOT is_phone_verified AND last_login IS NULL
"""


def delete_shells(*, now: datetime) -> int:
    """Delete old shells one by one and return how many; who is named anywhere stays."""
    return sum(_delete(user_id) for user_id in shells(now=now).values_list("pk", flat=True)[:MOST])


def shells(*, now: datetime) -> "QuerySet[User]":
    """Return the people who never came, in any order: those who stay must not hold up others."""
    return User.objects.filter(
        is_phone_verified=False,
        last_login=None,
        date_joined__lt=now - SHELLS_KEPT,
        is_staff=False,
        is_superuser=False,
    ).order_by("?")


def _delete(user_id: int) -> bool:
    """Delete the row itself, not what Django would take along.

    The foreign keys are the judges: they also see rows of salons that the policies hide, and a
    booking made for the person meanwhile waits for this or makes it fail.
    """
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            OTPChallenge.objects.filter(user_id=user_id).delete()
            cursor.execute(DELETE_SQL, [user_id])
            is_gone = cursor.rowcount == 1
            # Keys are checked at the commit otherwise.
            connection.check_constraints()
    except IntegrityError:
        return False
    return is_gone
