-- Drops the schema of a salon that is closed and whose time of grace is over, as the owner of the
-- tables. Whatever the application is made to ask for, a living salon's schema stays.
CREATE OR REPLACE FUNCTION public.tenants_drop_schema(salon text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $function$
BEGIN
    IF NOT EXISTS (SELECT FROM public.tenants_tenant WHERE schema_name = salon
                   AND schema_name <> 'public' AND status = 'closed' AND next_move_at <= now()) THEN
        RAISE EXCEPTION '% is no salon to erase', salon USING ERRCODE = 'invalid_schema_name';
    END IF;
    EXECUTE format('DROP SCHEMA %I CASCADE', salon);
END
$function$
