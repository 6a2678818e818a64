-- Drops the schema of a salon that is closed and whose time of grace is over, as the owner of the
-- tables. By mistake nothing else goes; the application writes the registry itself, so what is no
-- salon's (the queue, the template) is refused by its name, whatever the registry says.
CREATE OR REPLACE FUNCTION public.tenants_drop_schema(salon text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $function$
BEGIN
    IF salon !~ '^[a-z][a-z0-9_]{1,39}$' OR salon ~ '^(pg_|zz_|xn_)' OR salon IN ('public', 'pgmq')
       OR NOT EXISTS (SELECT FROM public.tenants_tenant WHERE schema_name = salon
                      AND status = 'closed' AND next_move_at <= now()) THEN
        RAISE EXCEPTION '% is no salon to erase', salon USING ERRCODE = 'invalid_schema_name';
    END IF;
    EXECUTE format('DROP SCHEMA %I CASCADE', salon);
END
$function$
