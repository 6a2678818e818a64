"""What must hold of a salon's appointments whatever happened, asked of the rows by SQL.

Each invariant is a query that counts the rows which break it: ``violations()`` is empty where
nothing does. ``tests/booking/test_invariants.py`` shows of each that it can fail.
"""

from django.db import connection
from django_tenants.utils import schema_context

from booking.enums import BLOCKING, HOLDING, SELF_MADE, TRANSITIONS

# Two stretches of one person or room that share a moment, both kept from others.
OVERLAPPING = """
    booking_occupancy a JOIN booking_occupancy b
        ON a.schema_name = b.schema_name AND a.id < b.id AND a.blocking AND b.blocking
       AND (a.staff_id = b.staff_id OR a.resource_id = b.resource_id) AND a.during && b.during
"""

TAKEN_TWICE = (
    f"SELECT count(*) FROM {OVERLAPPING} WHERE NOT a.is_overbooked AND NOT b.is_overbooked"
)

BLOCK_OVER_VISIT = f"""
    SELECT count(*) FROM {OVERLAPPING}
     WHERE (a.block_id IS NULL) <> (b.block_id IS NULL)
       AND NOT a.is_overbooked AND NOT b.is_overbooked
"""

# Who was put beside others keeps others out: nobody comes later, save who takes an old time again.
BESIDE_OVERBOOKED = f"""
    SELECT count(*) FROM {OVERLAPPING}
     WHERE a.is_overbooked AND NOT b.is_overbooked AND a.appointment_id IS NOT NULL
       AND NOT EXISTS (SELECT 1 FROM booking_appointmentevent e
                        WHERE e.appointment_id = a.appointment_id AND e.kind = 'moved'
                          AND NOT e.from_status = ANY(%(blocking)s)
                          AND e.to_status = ANY(%(blocking)s))
"""

# Classes whose places are not those of their visits, or that keep somebody for nobody.
WRONG_CLASSES = """
    SELECT count(*) FROM booking_classsession c
     WHERE c.places_taken > c.capacity
        OR c.places_taken <> (SELECT count(*) FROM booking_appointmentitem i
                               JOIN booking_appointment a ON a.id = i.appointment_id
                              WHERE i.session_id = c.id AND a.status = ANY(%(blocking)s))
        OR (c.places_taken > 0) <> EXISTS (SELECT 1 FROM booking_occupancy o
                               WHERE o.session_id = c.id AND o.blocking AND o.staff_id = c.staff_id)
"""

# Visits that block without keeping anybody, or keep somebody without blocking.
WRONG_BLOCKING = """
    SELECT count(*) FROM booking_appointment a
      JOIN booking_occupancy o ON o.appointment_id = a.id
     WHERE o.blocking <> (a.status = ANY(%(blocking)s))
"""

# A service that keeps nobody, or not its room: neither by its visit nor by its class.
KEEPS_NOBODY = """
    SELECT count(*) FROM booking_appointmentitem i
     WHERE NOT EXISTS (SELECT 1 FROM booking_occupancy o
                        WHERE (o.appointment_id = i.appointment_id AND i.session_id IS NULL
                               OR o.session_id = i.session_id)
                          AND o.staff_id = i.staff_id
                          AND o.during && tstzrange(i.starts_at, i.ends_at))
        OR i.resource_id IS NOT NULL AND i.session_id IS NULL
       AND NOT EXISTS (SELECT 1 FROM booking_occupancy o
                        WHERE o.appointment_id = i.appointment_id
                          AND o.resource_id = i.resource_id
                          AND o.during && tstzrange(i.starts_at, i.ends_at))
"""

# Somebody or something that a visit keeps and none of its services needs.
KEEPS_TOO_MUCH = """
    SELECT count(*) FROM booking_occupancy o
     WHERE o.appointment_id IS NOT NULL
       AND NOT EXISTS (SELECT 1 FROM booking_appointmentitem i
                        WHERE i.appointment_id = o.appointment_id AND i.session_id IS NULL
                          AND (i.staff_id = o.staff_id OR i.resource_id = o.resource_id))
"""

# The times and the price of a visit are those of its services.
WRONG_TOTALS = """
    SELECT count(*) FROM booking_appointment a
      LEFT JOIN LATERAL (SELECT min(starts_at) AS starts_at, max(ends_at) AS ends_at,
                                sum(price_minor) AS total FROM booking_appointmentitem i
                          WHERE i.appointment_id = a.id) i ON true
     WHERE (a.starts_at, a.ends_at, a.total_minor)
           IS DISTINCT FROM (i.starts_at, i.ends_at, i.total)
"""

HELD_TWICE = """
    SELECT count(*) FROM (
        SELECT 1 FROM booking_appointment
         WHERE status = 'held' AND source = ANY(%(self_made)s)
         GROUP BY customer_id HAVING count(*) > 1) AS each
"""

# What is held has an end and the job that brings it; what is not has neither.
WRONG_HOLDS = """
    SELECT count(*) FROM booking_appointment a
     WHERE (a.status = ANY(%(holding)s)) <> (a.hold_expires_at IS NOT NULL)
        OR (a.status = ANY(%(holding)s)) <> EXISTS (SELECT 1 FROM booking_duejob j
                               WHERE j.kind = 'hold_expiry' AND j.key = a.id::text)
"""

# The events of a visit tell, without a gap, how it came to be what it is.
BROKEN_STORIES = """
    WITH told AS (
        SELECT e.*, lag(to_status) OVER story AS before, lead(to_status) OVER story AS after
          FROM booking_appointmentevent e
        WINDOW story AS (PARTITION BY appointment_id ORDER BY at, id))
    SELECT count(*) FROM booking_appointment a LEFT JOIN told t ON t.appointment_id = a.id
     WHERE t.id IS NULL
        OR (t.before IS NULL) <> (t.kind = 'created')
        OR t.kind = 'moved' AND (t.from_status <> t.before
                                 OR NOT t.from_status || '>' || t.to_status = ANY(%(moves)s))
        OR t.kind NOT IN ('created', 'moved') AND t.to_status <> t.before
        OR t.after IS NULL AND t.to_status <> a.status
"""

# A time that is offered is held for one who waits, and she waits for nothing else meanwhile.
WRONG_OFFERS = """
    SELECT count(*) FROM booking_waitlistentry w
      LEFT JOIN booking_waitlistoffer f ON f.entry_id = w.id AND f.status = 'open'
      LEFT JOIN booking_appointment a ON a.id = f.appointment_id
     WHERE (w.status = 'offered') <> (f.id IS NOT NULL)
        OR a.status <> 'held' OR a.customer_id <> w.customer_id
"""

OFFERED_TWICE = """
    SELECT count(*) FROM booking_waitlistoffer f
      JOIN booking_waitlistoffer g ON f.schema_name = g.schema_name AND f.id < g.id
      JOIN booking_occupancy a ON a.appointment_id = f.appointment_id
      JOIN booking_occupancy b ON b.appointment_id = g.appointment_id
       AND (a.staff_id = b.staff_id OR a.resource_id = b.resource_id) AND a.during && b.during
     WHERE f.status = 'open' AND g.status = 'open'
"""

# Exactly one agreement, with terms for every service of the visit.
NOT_AGREED = """
    SELECT count(*) FROM booking_appointment a
     WHERE (SELECT count(*) FROM booking_agreedpolicy p WHERE p.appointment_id = a.id) <> 1
        OR EXISTS (SELECT 1 FROM booking_appointmentitem i
                     JOIN booking_agreedpolicy p ON p.appointment_id = i.appointment_id
                    WHERE i.appointment_id = a.id AND NOT p.terms ? i.service_id::text)
"""

INVARIANTS = {
    "taken_twice": TAKEN_TWICE,
    "block_over_visit": BLOCK_OVER_VISIT,
    "beside_overbooked": BESIDE_OVERBOOKED,
    "wrong_classes": WRONG_CLASSES,
    "wrong_blocking": WRONG_BLOCKING,
    "keeps_nobody": KEEPS_NOBODY,
    "keeps_too_much": KEEPS_TOO_MUCH,
    "wrong_totals": WRONG_TOTALS,
    "held_twice": HELD_TWICE,
    "wrong_holds": WRONG_HOLDS,
    "broken_stories": BROKEN_STORIES,
    "wrong_offers": WRONG_OFFERS,
    "offered_twice": OFFERED_TWICE,
    "not_agreed": NOT_AGREED,
}


def violations(*names, schema="noor"):
    """Return how many rows break each of the named invariants, all without names; {}: none."""
    wanted = names or INVARIANTS
    with schema_context(schema), connection.cursor() as cursor:
        counts = {
            name: cursor.execute(INVARIANTS[name], _parameters()).fetchone()[0] for name in wanted
        }
    return {name: count for name, count in counts.items() if count}


def _parameters():
    return {
        "blocking": sorted(BLOCKING),
        "holding": sorted(HOLDING),
        "self_made": sorted(SELF_MADE),
        "moves": [f"{at}>{to}" for at, targets in TRANSITIONS.items() for to in sorted(targets)],
    }
