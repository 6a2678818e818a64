"""What is known of a request for a code before anything is counted: one statement."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import connection

from accounts.domain.limits.places import Asker, known_device_places, marks, prefix_tally
from accounts.domain.limits.windows import COUNTS_SQL, Counter, counts_parameters
from accounts.thresholds import thresholds
from accounts.visitors import Visitor, address_of

# How far back the codes of a country that was opened lately are looked at.
CONVERSION_LOOKBACK = timedelta(days=30)
FACTOR_SQL = (
    "SELECT coalesce(max(factor), 1) FROM accounts_addressallowance"
    " WHERE network::cidr >>= %s::inet"
)
FACTS_SQL = f"""
SELECT EXISTS (SELECT 1 FROM accounts_device WHERE id = %s AND blocked_at IS NOT NULL),
       EXISTS (SELECT 1 FROM accounts_deviceuser d JOIN accounts_user u ON u.id = d.user_id
                WHERE d.device_id = %s AND u.phone_number = %s),
       coalesce((SELECT known_device_failures FROM accounts_phoneauthstate
                  WHERE phone_number = %s), 0),
       ({FACTOR_SQL}),
       (SELECT max(start) FROM accounts_ratewindow
         WHERE scope = 'prefix' AND key = %s AND action = 'blocked' AND start > %s),
       ARRAY({COUNTS_SQL}),
       p.is_enabled, p.hourly_cap, p.daily_cap, l.sent, l.verified
  FROM (SELECT 1) AS one
  LEFT JOIN accounts_countrypolicy p ON p.country = %s
  LEFT JOIN LATERAL (
      SELECT coalesce(sum(sent), 0) AS sent, coalesce(sum(verified), 0) AS verified
        FROM accounts_sendledger
       WHERE country = p.country AND hour >= greatest(p.opened_at - interval '1 hour', %s)
  ) l ON true
"""  # noqa: S608


@dataclass(frozen=True, kw_only=True)
class Policy:
    """What platform admins have decided about a country, and how its codes fare."""

    is_enabled: bool
    hourly_cap: int | None
    daily_cap: int | None
    sent: int
    verified: int


@dataclass(frozen=True, kw_only=True)
class Facts:
    """The state of the world around one request for a code."""

    is_device_blocked: bool
    # This number was proved on this device before.
    is_device_known: bool
    known_device_failures: int
    known_device_sends: int
    address_factor: int
    # Since when the prefix gets no codes, as a Unix time.
    prefix_blocked_at: int | None
    prefix_sent: int
    prefix_proved: int
    # Marks of the windows in which the number is counted already.
    counted: Sequence[Counter]
    policy: Policy | None

    @property
    def has_own_budget(self) -> bool:
        """Return whether the code may go on the budget of the number's own devices."""
        limits = thresholds()
        budget = limits.known_device_sends[0][0]
        return (
            self.is_device_known
            and self.known_device_sends < budget
            and self.known_device_failures < limits.known_device_failures
        )


def facts_of(asker: Asker, *, visitor: Visitor, country: str, now: datetime) -> Facts:
    """Read everything that decides about a request before it is counted."""
    marked = marks(asker)
    sent, proved = prefix_tally(asker, "sent"), prefix_tally(asker, "proved")
    known_budget = known_device_places(asker.phone_number)[0]
    blocked_after = int(now.timestamp()) - thresholds().prefix_block_seconds
    parameters = [
        *(visitor.device_id, visitor.device_id, asker.phone_number, asker.phone_number),
        *(address_of(visitor), sent.key, blocked_after),
        *counts_parameters([known_budget, sent, proved, *marked], now=now),
        *(country, now - CONVERSION_LOOKBACK),
    ]
    with connection.cursor() as cursor:
        cursor.execute(FACTS_SQL, parameters)
        blocked, known, failures, factor, prefix_blocked, counts, *policy = cursor.fetchone()
    return Facts(
        is_device_blocked=blocked,
        is_device_known=known,
        known_device_failures=failures,
        known_device_sends=counts[0],
        address_factor=factor,
        prefix_blocked_at=prefix_blocked,
        prefix_sent=counts[1],
        prefix_proved=counts[2],
        counted=[mark for mark, count in zip(marked, counts[3:], strict=True) if count],
        policy=_policy(*policy),
    )


def address_factor(visitor: Visitor) -> int:
    """Return by how much the limits of the visitor's address are raised."""
    with connection.cursor() as cursor:
        cursor.execute(FACTOR_SQL, [address_of(visitor)])
        return int(cursor.fetchone()[0])


def _policy(
    is_enabled: bool | None,
    hourly_cap: int | None,
    daily_cap: int | None,
    sent: int,
    verified: int,
) -> Policy | None:
    if is_enabled is None:
        return None
    return Policy(
        is_enabled=is_enabled,
        hourly_cap=hourly_cap,
        daily_cap=daily_cap,
        sent=int(sent),
        verified=int(verified),
    )
