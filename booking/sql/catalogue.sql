-- Everything of a salon's catalogue, hours and rules that a search of some services needs, as one
-- document: one statement whatever the number of people, services and days. Instants are whole
-- minutes of the epoch.
SELECT json_build_object(
    'profile', (
        SELECT json_build_object(
                   'time_zone', p.time_zone,
                   'latitude', p.latitude,
                   'longitude', p.longitude,
                   'hijri_offset_days', p.hijri_offset_days,
                   'is_vat_registered', p.is_vat_registered)
          FROM salons_salonprofile p ORDER BY p.id LIMIT 1),
    'rules', (SELECT row_to_json(r) FROM salons_bookingrules r ORDER BY r.id LIMIT 1),
    'opening', (
        SELECT json_agg(json_build_array(o.weekday, o.starts, o.ends)) FROM salons_openinghours o),
    'special_days', (
        SELECT json_agg(json_build_array(
                   d.date, d.label_ar, d.label_en,
                   (SELECT json_agg(json_build_array(h.starts, h.ends))
                      FROM salons_specialhours h WHERE h.day_id = d.id)))
          FROM salons_specialday d WHERE d.date BETWEEN %(first)s AND %(last)s),
    'seasons', (
        SELECT json_agg(json_build_array(
                   row_to_json(s),
                   (SELECT json_agg(json_build_array(h.weekday, h.starts, h.ends))
                      FROM salons_seasonhours h WHERE h.season_id = s.id)))
          FROM salons_season s WHERE s.is_active),
    'services', (
        SELECT json_agg(row_to_json(s)) FROM (
            SELECT id, name_ar, name_en, duration_minutes, processing_minutes, finishing_minutes,
                   buffer_before_minutes, cleanup_minutes, price_kind, price_minor,
                   women_staff_only, resource_type_id, capacity, minimum_notice_minutes,
                   horizon_days, needs_patch_test
              FROM salons_service
             WHERE id = ANY(%(services)s) AND NOT is_archived
               AND (is_bookable_online OR NOT %(online)s)) s),
    'add_ons', (
        SELECT json_agg(row_to_json(a)) FROM (
            SELECT id, name_ar, name_en, minutes, price_minor,
                   (SELECT json_agg(t.service_id) FROM salons_addon_services t
                     WHERE t.addon_id = salons_addon.id) AS service_ids
              FROM salons_addon
             WHERE id = ANY(%(add_ons)s) AND NOT is_archived) a),
    'shortest', (
        SELECT min(buffer_before_minutes + duration_minutes + processing_minutes
                   + finishing_minutes + cleanup_minutes)
          FROM salons_service WHERE NOT is_archived AND is_bookable_online),
    'resources', (
        SELECT json_agg(json_build_array(u.id, u.type_id, u.name) ORDER BY u.id)
          FROM salons_resource u
         WHERE NOT u.is_archived AND u.type_id IN (
                   SELECT resource_type_id FROM salons_service WHERE id = ANY(%(services)s))),
    'staff', (
        SELECT json_agg(json_build_array(
                   row_to_json(m),
                   (SELECT json_agg(json_build_array(k.service_id, k.duration_minutes, k.price_minor))
                      FROM salons_staffskill k
                     WHERE k.staff_id = m.id AND k.service_id = ANY(%(services)s)),
                   (SELECT json_agg(json_build_array(w.weekday, w.starts, w.ends))
                      FROM salons_staffshift w WHERE w.staff_id = m.id),
                   (SELECT json_agg(json_build_array(b.weekday, b.starts, b.ends, b.label))
                      FROM salons_staffbreak b WHERE b.staff_id = m.id),
                   (SELECT json_agg(json_build_array(
                               floor(extract(epoch FROM t.starts_at) / 60)::bigint,
                               ceil(extract(epoch FROM t.ends_at) / 60)::bigint, t.reason))
                      FROM salons_timeoff t
                     WHERE t.staff_id = m.id AND t.ends_at > %(start)s AND t.starts_at < %(end)s),
                   (SELECT json_agg(json_build_array(
                               ceil(extract(epoch FROM x.starts_at) / 60)::bigint,
                               floor(extract(epoch FROM x.ends_at) / 60)::bigint, x.reason))
                      FROM salons_extrahours x
                     WHERE x.staff_id = m.id AND x.ends_at > %(start)s AND x.starts_at < %(end)s),
                   CASE WHEN (SELECT r.anybody FROM salons_bookingrules r ORDER BY r.id LIMIT 1)
                             = 'rotation'
                        THEN (SELECT o.id FROM public.booking_occupancy o
                               WHERE o.schema_name = %(salon)s
                                 AND o.staff_id = m.id AND o.blocking
                               ORDER BY o.id DESC LIMIT 1) END)
                   ORDER BY m.sort_order, m.id)
          FROM (SELECT id, name_ar, name_en, gender, daily_cap, sort_order
                  FROM salons_staffmember
                 WHERE NOT is_archived AND (is_bookable_online OR NOT %(online)s)
                   AND (%(staff)s::bigint[] IS NULL OR id = ANY(%(staff)s))) m)
)
