"""A booking of ours as plain SQL: its locks, one check, its rows, its message to the workers."""

OUR_LOCKS = (
    "SELECT set_config('lock_timeout', '4000ms', true)",
    "SELECT pg_advisory_xact_lock(hashtextextended(%(lock)s, 7301))",
    "SELECT id FROM salons_staffmember WHERE id = %(staff)s FOR NO KEY UPDATE",
    "SELECT id FROM salons_service WHERE id = %(service)s FOR KEY SHARE",
    "SELECT id FROM salons_bookingrules WHERE salon_daily_cap IS NOT NULL FOR NO KEY UPDATE",
)
OUR_CHECK_SQL = """
    SELECT count(*) FROM booking_occupancy
     WHERE schema_name = %(salon)s AND staff_id = %(staff)s AND blocking
       AND starts_at > %(longest)s AND starts_at < %(end)s AND upper(during) > %(start)s
"""
OUR_ROWS = (
    """
    INSERT INTO booking_appointment
           (id, schema_name, reference, customer_id, guest_name, status, source, starts_at, ends_at,
            currency, total_minor, vat_minor, due_now_minor, overbooking_reason, language,
            customer_note, request_fingerprint, created_at)
    VALUES (%(id)s, %(salon)s, %(reference)s, %(customer)s, '', 'confirmed', 'api', %(start)s,
            %(end)s, 'SAR', 0, 0, 0, '', 'en', '', '', now())
    """,
    """
    INSERT INTO booking_appointmentitem
           (schema_name, appointment_id, position, service_id, staff_id, service_name_ar,
            service_name_en, staff_name_ar, staff_name_en, price_minor, duration_minutes,
            starts_at, ends_at, guest, add_ons)
    VALUES (%(salon)s, %(id)s, 0, %(service)s, %(staff)s, 'Service', 'Service', 'Maha', 'Maha', 0,
            30, %(start)s, %(end)s, 0, '[]')
    """,
    """
    INSERT INTO booking_occupancy
           (schema_name, appointment_id, staff_id, during, starts_at, blocking, is_overbooked)
    VALUES (%(salon)s, %(id)s, %(staff)s, tstzrange(%(start)s, %(end)s), %(start)s, true, false)
    """,
    """
    INSERT INTO booking_agreedpolicy
           (schema_name, appointment_id, terms, text, language, version, accepted_at, device)
    VALUES (%(salon)s, %(id)s, '{}', 'You can cancel until the visit begins.', 'en', 'v', now(), '')
    """,
    """
    INSERT INTO booking_appointmentevent
           (id, schema_name, appointment_id, kind, from_status, to_status, actor_id, reason, policy,
            data, at, due_at, attempts)
    VALUES (%(event)s, %(salon)s, %(id)s, 'created', '', 'confirmed', %(customer)s, '', '{}', '{}',
            now(), now() + interval '20 seconds', 0)
    """,
)
SEND_SQL = """
    SELECT pgmq.send('salon_default', json_build_object('event', %(event)s::text)::jsonb)
"""
