"""How many codes, how many guesses, how long: every limit of signing in, in one place.

Settings override single ones: ``OTP_THRESHOLDS = {"code_seconds": 180}``. Sources: NIST
SP 800-63B-4 (six digits, ten minutes, 100 failures), OWASP ASVS 5.0 6.5 and 6.6, practice of SMS
providers for the number of sends.
"""

from dataclasses import dataclass, replace

from django.conf import settings

# (how many, in how many seconds)
Window = tuple[int, int]


@dataclass(frozen=True, kw_only=True)
class Thresholds:
    """The defaults."""

    code_seconds: int = 300
    max_attempts: int = 5
    # Pause before the second, third, every later code of one sign-in.
    resend_seconds: tuple[int, ...] = (30, 60, 120)
    # Codes that nobody has proved yet. A proved one gives its place back, so that neither a
    # person who signs in often nor a salon's Wi-Fi full of customers runs into the limit.
    phone_sends: tuple[Window, ...] = ((3, 600), (6, 3600), (10, 86400))
    address_sends: tuple[Window, ...] = ((20, 3600), (60, 86400))
    # All codes, proved or not: what one number can cost in a day.
    phone_sends_total: tuple[Window, ...] = ((100, 86400),)
    # Wrong codes in a row -> seconds of lock. They survive new codes; only a right code or a
    # platform admin sets them back.
    lock_ladder: tuple[Window, ...] = ((10, 900), (20, 3600), (50, 86400))
    recovery_failures: int = 100
    # An account that slept for so long may have lost its number to somebody else (our choice: the
    # quarantine of Saudi numbers is not published).
    recycled_after_days: int = 180
    # Guesses at the name on such an account.
    fact_guesses: tuple[Window, ...] = ((3, 86400),)
    # How long the holder of the old number can take a change back.
    undo_days: int = 7
    # Wrong codes of an authenticator or of the recovery sheet: a person, whatever session.
    second_factor_failures: tuple[Window, ...] = ((5, 300), (20, 86400))
    # Wrong codes in a row after which an authenticator app is good for nothing any more.
    authenticator_failures: int = 100
    # Beginnings of a sign-in by passkey from one address.
    passkey_starts: tuple[Window, ...] = ((120, 600),)


def thresholds() -> Thresholds:
    """Return the limits in force."""
    return replace(Thresholds(), **getattr(settings, "OTP_THRESHOLDS", {}))
