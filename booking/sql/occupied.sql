-- Who and what is taken between two instants, as minutes of the epoch. Bounded on both sides so
-- that the index is used; the first bound looks back as far as a stretch can be long. Only of those
-- whom the search may choose. What the appointment takes that would be moved is free, and the class
-- that takes place for it alone. The last column: whether stretches may overlap.
SELECT staff_id, resource_id,
       array_agg((extract(epoch FROM starts_at) / 60)::int - %(zero)s),
       array_agg((extract(epoch FROM upper(during)) / 60)::int - %(zero)s),
       bool_or(is_overbooked)
  FROM public.booking_occupancy taken
 WHERE schema_name = %(salon)s AND blocking
   AND starts_at >= %(since)s AND starts_at < %(until)s
   AND (staff_id = ANY(%(staff)s) OR resource_id = ANY(%(units)s))
   AND (%(instead_of)s::uuid IS NULL
        OR appointment_id IS NOT NULL AND appointment_id <> %(instead_of)s
        OR block_id IS NOT NULL
        OR session_id IN (SELECT id FROM public.booking_classsession class
                           WHERE class.id = taken.session_id
                             AND places_taken > (SELECT count(*) FROM public.booking_appointmentitem item
                                                  WHERE item.session_id = class.id
                                                    AND item.appointment_id = %(instead_of)s)))
 GROUP BY staff_id, resource_id
