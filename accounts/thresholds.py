"""How many codes, how many guesses, how long: every limit of signing in, in one place.

Settings override single ones: ``OTP_THRESHOLDS = {"code_seconds": 180}``. Sources: NIST
SP 800-63B-4 (six digits, ten minutes, 100 failures), OWASP ASVS 5.0 6.5 and 6.6, practice of SMS
providers (Telnyx, Twilio) for sends, prefixes and conversion. "Conversion" is the share of codes
that somebody proves: 60 to 80 percent where people sign in, below 20 where machines ask.
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
    max_resends: int = 3

    # Codes that nobody has proved yet. A proved one gives its place back, so that neither a
    # person who signs in often nor a salon's Wi-Fi full of customers runs into the limit.
    phone_sends: tuple[Window, ...] = ((3, 600), (6, 3600), (10, 86400))
    device_sends: tuple[Window, ...] = ((5, 3600),)
    device_phones: tuple[Window, ...] = ((5, 86400),)
    # Per IPv4 address or IPv6 /64; times the factor of a busy network.
    address_sends: tuple[Window, ...] = ((20, 3600), (60, 86400))
    address_phones: tuple[Window, ...] = ((10, 3600),)
    # Requests of browsers and apps that were never here before.
    address_newcomers: tuple[Window, ...] = ((10, 3600),)
    # Numbers that differ in their last four digits only.
    prefix_sends: tuple[Window, ...] = ((10, 600), (30, 3600))
    salon_sends: tuple[Window, ...] = ((300, 3600),)
    # On a device on which the number was proved before: instead of all of the above.
    known_device_sends: tuple[Window, ...] = ((5, 86400),)
    # All codes, proved or not: what one number can cost in a day.
    phone_sends_total: tuple[Window, ...] = ((100, 86400),)
    # All codes to a country that was opened lately, until enough of them are proved.
    new_country_sends: tuple[Window, ...] = ((50, 86400),)
    new_country_percent: int = 40
    # So many codes of a prefix in a day and fewer proved than that: no code for a while.
    prefix_block_sends: int = 20
    prefix_block_percent: int = 20
    prefix_block_seconds: int = 86400

    # Codes that are typed, right or wrong.
    address_guesses: tuple[Window, ...] = ((30, 60),)
    device_guesses: tuple[Window, ...] = ((10, 60),)
    # Wrong codes in a row -> seconds of lock. They survive new codes; only a right code or a
    # platform admin sets them back.
    lock_ladder: tuple[Window, ...] = ((10, 900), (20, 3600), (50, 86400))
    # All wrong codes in a row of one number (NIST 3.2.2), and how many of them are kept for
    # devices on which it was proved: strangers are stopped that much earlier.
    recovery_failures: int = 100
    known_device_failures: int = 20

    # The breaker: from then on codes go to known devices only.
    breaker_sends: int = 50
    breaker_percent: int = 20
    day_floor: int = 500
    day_factor: int = 2
    day_cap: int = 10_000
    # An hour with more than this is told to the platform's people, and goes on.
    hour_floor: int = 200
    hour_factor: int = 3

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
