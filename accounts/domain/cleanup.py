"""Rows that nobody will ask for again."""

from datetime import datetime, timedelta

from accounts.models import OTPChallenge, RateWindow, RefreshToken, Session, SignInTicket

# Codes stay a while as the trace of who asked for what; they hold hashes only.
CODES_KEPT = timedelta(days=30)
# Twice the longest window.
WINDOWS_KEPT = timedelta(days=2)


def delete_outdated_rows(*, now: datetime) -> int:
    """Delete ended sessions, old codes, tickets and windows; return how many. Safe at any time."""
    outdated = (
        Session.objects.filter(expire_date__lt=now),
        OTPChallenge.objects.filter(expires_at__lt=now - CODES_KEPT),
        SignInTicket.objects.filter(expires_at__lt=now),
        # Used ones too are kept until then: using one again shows that it was stolen.
        RefreshToken.objects.filter(expires_at__lt=now),
        RateWindow.objects.filter(start__lt=int((now - WINDOWS_KEPT).timestamp())),
    )
    return sum(rows.delete()[0] for rows in outdated)
