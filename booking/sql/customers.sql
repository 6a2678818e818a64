-- The customers of one salon with what their appointments add up to: nothing of it is stored.
--
-- People are in a table that every salon shares. LIKE is not leakproof, so left to itself the
-- planner may run it over everybody before it asks who is this salon's; the time would tell of
-- people elsewhere, and cost what the platform has, not what the salon has. So those who are here
-- are worked out first (MATERIALIZED: a fence to the planner), and only their names are read.
WITH seen AS MATERIALIZED (
    SELECT a.id, a.customer_id, a.status, a.starts_at, a.total_minor, a.reference
      FROM booking_appointment a
     WHERE a.schema_name = %(schema)s
       AND (%(customer)s::bigint IS NULL OR a.customer_id = %(customer)s::bigint)
       AND (NOT %(is_own)s OR EXISTS (
               SELECT FROM booking_appointmentitem i
                WHERE i.schema_name = %(schema)s AND i.appointment_id = a.id
                  AND i.staff_id = ANY(%(staff)s::bigint[])))
), figures AS MATERIALIZED (
    SELECT customer_id,
           count(*) FILTER (WHERE status = 'completed') AS visits,
           count(*) FILTER (WHERE status = 'completed' AND starts_at >= %(year_ago)s) AS lately,
           count(*) FILTER (WHERE status = 'no_show') AS no_shows,
           count(*) FILTER (WHERE status = 'cancelled_by_customer' AND EXISTS (
               -- By the terms of that visit, as they were settled when it was cancelled.
               SELECT FROM booking_appointmentevent e
                WHERE e.schema_name = %(schema)s AND e.appointment_id = seen.id
                  AND e.to_status = 'cancelled_by_customer'
                  AND coalesce((e.policy->>'is_late')::boolean,
                               -- From before the event said so: by the hours that it kept.
                               e.from_status NOT IN ('held', 'pending_payment')
                               AND e.at > seen.starts_at - make_interval(hours => (
                                   SELECT max((terms.value->>'free_cancellation_hours')::int)
                                     FROM jsonb_each(e.policy->'terms') terms)))))
               AS cancelled_late,
           coalesce(sum(total_minor) FILTER (WHERE status = 'completed'), 0)::bigint AS spend_minor,
           max(starts_at) FILTER (WHERE status = 'completed') AS last_visit,
           min(starts_at) FILTER (WHERE starts_at > %(now)s AND status = ANY(%(ahead)s))
               AS next_visit
      FROM seen GROUP BY customer_id
), records AS MATERIALIZED (
    SELECT id, customer_id, tags, is_blocked FROM booking_customerrecord
     WHERE schema_name = %(schema)s
       AND (%(customer)s::bigint IS NULL OR customer_id = %(customer)s::bigint)
), here AS MATERIALIZED (
    SELECT customer_id, records.id AS record_id,
           coalesce(tags, '{}') AS tags, coalesce(is_blocked, false) AS is_blocked,
           coalesce(visits, 0) AS visits, coalesce(lately, 0) AS lately,
           coalesce(no_shows, 0) AS no_shows, coalesce(cancelled_late, 0) AS cancelled_late,
           coalesce(spend_minor, 0) AS spend_minor, last_visit, next_visit
      FROM figures FULL JOIN records USING (customer_id)
     -- Who sees her own work alone does not see who never came to her.
     WHERE NOT %(is_own)s OR figures.customer_id IS NOT NULL
), named AS MATERIALIZED (
    SELECT here.*, u.phone_number, trim(u.first_name || ' ' || u.last_name) AS name
      FROM here JOIN accounts_user u ON u.id = here.customer_id
)
SELECT customer_id, record_id, name, phone_number, tags, is_blocked, visits, no_shows,
       cancelled_late, spend_minor, last_visit, next_visit, count(*) OVER () AS found
  FROM named
 WHERE (%(tag)s = '' OR %(tag)s = ANY(tags))
   AND CASE %(filter)s
       WHEN 'new' THEN visits = 0
       WHEN 'regular' THEN lately >= %(regular_from)s
       WHEN 'missed' THEN no_shows > 0
       WHEN 'blocked' THEN is_blocked
       ELSE true END
   AND (%(words)s = ''
        OR translate(lower(name), %(letters)s, %(plain)s) LIKE %(words)s
        OR (%(digits)s <> '' AND phone_number LIKE %(digits)s)
        OR customer_id IN (SELECT customer_id FROM seen WHERE reference = %(reference)s)
        OR record_id IN (
            SELECT f.record_id FROM booking_familymember f
             WHERE f.schema_name = %(schema)s
               AND translate(lower(f.name), %(letters)s, %(plain)s) LIKE %(words)s))
 ORDER BY greatest(next_visit, last_visit) DESC NULLS LAST, name, customer_id
 LIMIT %(limit)s OFFSET %(offset)s
