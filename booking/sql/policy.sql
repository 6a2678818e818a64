-- What a salon asks of a customer: its rules, the exceptions to them in their order, how far its
-- months are from the computed ones, and what she did in the salon since a day: one document, one
-- statement. Nobody's standing is zero.
SELECT json_build_object(
    'rules', (SELECT row_to_json(r) FROM salons_bookingrules r ORDER BY r.id LIMIT 1),
    'hijri_offset_days', (
        SELECT p.hijri_offset_days FROM salons_salonprofile p ORDER BY p.id LIMIT 1),
    'overrides', (
        SELECT json_agg(json_build_array(
                   row_to_json(o),
                   (SELECT json_agg(s.service_id) FROM salons_policyoverride_services s
                     WHERE s.policyoverride_id = o.id))
                   ORDER BY o.sort_order, o.id)
          FROM salons_policyoverride o WHERE o.is_active),
    'standing', (
        SELECT json_build_array(
                   count(*) FILTER (WHERE a.status = 'completed'),
                   count(*) FILTER (WHERE a.status = 'no_show'))
          FROM public.booking_appointment a
         WHERE a.schema_name = %(salon)s AND a.customer_id = %(customer)s
           AND a.starts_at >= %(since)s)
)
