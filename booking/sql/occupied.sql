-- Who and what is taken between two instants, as minutes of the epoch. Bounded on both sides so
-- that the index is used; the first bound looks back as far as a stretch can be long. Only of those
-- whom the search may choose. The last column: whether stretches may overlap.
SELECT staff_id, resource_id,
       array_agg((extract(epoch FROM starts_at) / 60)::int - %(zero)s),
       array_agg((extract(epoch FROM upper(during)) / 60)::int - %(zero)s),
       bool_or(is_overbooked)
  FROM public.booking_occupancy
 WHERE schema_name = %(salon)s AND blocking
   AND starts_at >= %(since)s AND starts_at < %(until)s
   AND (staff_id = ANY(%(staff)s) OR resource_id = ANY(%(units)s))
 GROUP BY staff_id, resource_id
