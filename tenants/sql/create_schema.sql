-- Makes a salon's schema from the stored template, as the owner of the tables: the application's
-- role may create no schema by itself. The registry row comes first, in the same transaction.
CREATE OR REPLACE FUNCTION public.tenants_create_schema(salon text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $function$
DECLARE
    template record;
BEGIN
    IF salon !~ '^[a-z][a-z0-9_]{1,39}$' OR salon ~ '^(pg_|zz_|xn_)' OR salon IN ('public', 'pgmq')
       OR NOT EXISTS (SELECT FROM public.tenants_tenant WHERE schema_name = salon) THEN
        RAISE EXCEPTION '% is no salon to make', salon USING ERRCODE = 'invalid_schema_name';
    END IF;
    SELECT t.schema_name, t.sql INTO STRICT template FROM public.tenants_schematemplate t;
    EXECUTE format('CREATE SCHEMA %I', salon);
    -- Names are fully qualified in the template's text and its own name occurs nowhere else.
    EXECUTE replace(template.sql, template.schema_name, quote_ident(salon));
    EXECUTE format('GRANT USAGE ON SCHEMA %I TO {role}', salon);
    EXECUTE format(
        'GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA %I TO {role}', salon);
    EXECUTE format('GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA %I TO {role}', salon);
    EXECUTE format('REVOKE INSERT, UPDATE, DELETE ON %I.django_migrations FROM {role}', salon);
END
$function$
