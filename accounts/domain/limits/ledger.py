"""What codes cost and whether they were proved: sums by hour, country and channel.

Each is one statement of its own after the commit: the row of an hour is everybody's.
"""

from django.conf import settings
from django.db import connection

from accounts.domain.limits.breaker import hour_of
from accounts.models import OTPChallenge
from accounts.phone import country_of

ADD_SQL = """
INSERT INTO accounts_sendledger AS l (hour, country, channel, sent, verified, cost)
VALUES (%s, %s, %s, %s, %s, %s)
ON CONFLICT (hour, country, channel) DO UPDATE
   SET sent = l.sent + excluded.sent,
       verified = l.verified + excluded.verified,
       cost = l.cost + excluded.cost
"""


def count_sent(challenge: OTPChallenge) -> None:
    """Add a code that the provider took, at the price of its channel."""
    _add(challenge, sent=1, cost=price_of(challenge.channel))


def count_proved(challenge: OTPChallenge) -> None:
    """Add a proof to the hour in which its code was sent."""
    _add(challenge, verified=1)


def price_of(channel: str) -> int:
    """Return halalas for one code, zero where the settings name no price."""
    return settings.OTP_PRICES.get(channel, 0)


def _add(challenge: OTPChallenge, *, sent: int = 0, verified: int = 0, cost: int = 0) -> None:
    hour, country = hour_of(challenge.created_at), country_of(challenge.phone_number)
    with connection.cursor() as cursor:
        cursor.execute(ADD_SQL, [hour, country, challenge.channel, sent, verified, cost])
