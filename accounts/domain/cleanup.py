"""Rows that nobody will ask for again."""

from datetime import datetime, timedelta

from accounts.domain.numbers.shells import delete_shells
from accounts.models import (
    AuthEvent,
    Device,
    OTPChallenge,
    RateWindow,
    RefreshToken,
    Session,
    SignInTicket,
    SpentToken,
)

# Codes stay a while as the trace of who asked for what; they hold hashes only.
CODES_KEPT = timedelta(days=30)
# Twice the longest window.
WINDOWS_KEPT = timedelta(days=2)
# Longer than its cookie lives unseen.
DEVICES_KEPT = timedelta(days=365)
# The database refuses to delete younger ones. What codes cost (SendLedger) is kept for good.
EVENTS_KEPT = timedelta(days=401)


def delete_outdated_rows(*, now: datetime) -> int:
    """Delete what has run out and people who never came; return how many rows. Safe any time."""
    outdated = (
        Session.objects.filter(expire_date__lt=now),
        OTPChallenge.objects.filter(expires_at__lt=now - CODES_KEPT),
        SignInTicket.objects.filter(expires_at__lt=now),
        SpentToken.objects.filter(expires_at__lt=now),
        # Used ones too are kept until then: using one again shows that it was stolen.
        RefreshToken.objects.filter(expires_at__lt=now),
        RateWindow.objects.filter(start__lt=int((now - WINDOWS_KEPT).timestamp())),
        Device.objects.filter(last_seen_at__lt=now - DEVICES_KEPT),
        AuthEvent.objects.filter(at__lt=now - EVENTS_KEPT),
    )
    return sum(rows.delete()[0] for rows in outdated) + delete_shells(now=now)
