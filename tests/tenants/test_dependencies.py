"""No salon's schema leans on public, nor public on a salon's: what lets one be taken elsewhere.

Asked of the catalogue itself: every dependency that PostgreSQL knows of (types, functions,
operator classes, sequences of defaults, views, rules, triggers, policies) and every foreign key.
"""

import psycopg
import pytest
from django.db import connection

from tenants.domain.opening.provisioning import NewSalon, create_salon
from tests.database import DATABASES

# Each object with the schema it lives in; what has none of its own lives with its table.
PLACED_SQL = """
    WITH placed AS (
        SELECT 'pg_class'::regclass AS classid, oid AS objid, relnamespace AS place FROM pg_class
        UNION ALL SELECT 'pg_type'::regclass, oid, typnamespace FROM pg_type
        UNION ALL SELECT 'pg_proc'::regclass, oid, pronamespace FROM pg_proc
        UNION ALL SELECT 'pg_operator'::regclass, oid, oprnamespace FROM pg_operator
        UNION ALL SELECT 'pg_opclass'::regclass, oid, opcnamespace FROM pg_opclass
        UNION ALL SELECT 'pg_opfamily'::regclass, oid, opfnamespace FROM pg_opfamily
        UNION ALL SELECT 'pg_collation'::regclass, oid, collnamespace FROM pg_collation
        UNION ALL SELECT 'pg_conversion'::regclass, oid, connamespace FROM pg_conversion
        UNION ALL SELECT 'pg_ts_config'::regclass, oid, cfgnamespace FROM pg_ts_config
        UNION ALL SELECT 'pg_ts_dict'::regclass, oid, dictnamespace FROM pg_ts_dict
        UNION ALL SELECT 'pg_ts_parser'::regclass, oid, prsnamespace FROM pg_ts_parser
        UNION ALL SELECT 'pg_ts_template'::regclass, oid, tmplnamespace FROM pg_ts_template
        UNION ALL SELECT 'pg_statistic_ext'::regclass, oid, stxnamespace FROM pg_statistic_ext
        UNION ALL SELECT 'pg_constraint'::regclass, oid, connamespace FROM pg_constraint
        UNION ALL SELECT 'pg_namespace'::regclass, oid, oid FROM pg_namespace
        UNION ALL SELECT 'pg_attrdef'::regclass, d.oid, c.relnamespace
          FROM pg_attrdef d JOIN pg_class c ON c.oid = d.adrelid
        UNION ALL SELECT 'pg_trigger'::regclass, t.oid, c.relnamespace
          FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
        UNION ALL SELECT 'pg_rewrite'::regclass, r.oid, c.relnamespace
          FROM pg_rewrite r JOIN pg_class c ON c.oid = r.ev_class
        UNION ALL SELECT 'pg_policy'::regclass, p.oid, c.relnamespace
          FROM pg_policy p JOIN pg_class c ON c.oid = p.polrelid
    ), schemas AS (
        SELECT oid, nspname FROM pg_namespace
         WHERE nspname !~ '^pg_' AND nspname <> 'information_schema'
    )
"""
CROSSING_SQL = (
    PLACED_SQL
    + """
    SELECT f.nspname, pg_describe_object(d.classid, d.objid, d.objsubid),
           t.nspname, pg_describe_object(d.refclassid, d.refobjid, d.refobjsubid)
      FROM pg_depend d
      JOIN placed fp ON fp.classid = d.classid AND fp.objid = d.objid
      JOIN placed tp ON tp.classid = d.refclassid AND tp.objid = d.refobjid
      JOIN schemas f ON f.oid = fp.place JOIN schemas t ON t.oid = tp.place
     WHERE f.oid <> t.oid
"""
)
KEYS_SQL = """
    SELECT c.conname, c.connamespace::regnamespace::text, t.relnamespace::regnamespace::text
      FROM pg_constraint c JOIN pg_class t ON t.oid = c.confrelid
     WHERE c.contype = 'f' AND c.connamespace <> t.relnamespace
"""
# Kinds of objects that the question above does not place, and may leave out: they belong to the
# database or the server, or only join others (default rights, extension membership).
UNPLACED = {
    *("pg_amop", "pg_amproc", "pg_cast", "pg_extension", "pg_language", "pg_default_acl"),
    *("pg_init_privs", "pg_am", "pg_transform"),
}


@pytest.fixture
def layla(db):
    """A salon made as every new one is made, beside those of the template database."""
    return create_salon(NewSalon(subdomain="layla", name_ar="ليلى", name_en="Layla"))


def asked(query, db=connection):
    with db.cursor() as cursor:
        cursor.execute(query)
        return cursor.fetchall()


def test_no_object_depends_on_one_of_another_salons_or_the_public_schema(layla):
    assert asked(CROSSING_SQL) == []


def test_no_foreign_key_leads_out_of_a_schema(layla):
    assert asked(KEYS_SQL) == []


def test_every_kind_of_dependent_object_is_placed(layla):
    query = "SELECT DISTINCT classid::regclass::text FROM pg_depend"
    placed = f"{PLACED_SQL} SELECT DISTINCT classid::regclass::text FROM placed"
    kinds = {kind for (kind,) in asked(query)}
    assert kinds - {kind for (kind,) in asked(placed)} <= UNPLACED


@pytest.mark.django_db
@pytest.mark.parametrize(
    "link",
    [
        "ALTER TABLE noor.taggit_tag ADD COLUMN p bigint REFERENCES public.accounts_user",
        "ALTER TABLE public.tenants_domain ADD COLUMN p int REFERENCES noor.taggit_tag",
        "CREATE VIEW noor.people AS SELECT id FROM public.accounts_user",
        "CREATE VIEW public.tags AS SELECT id FROM noor.taggit_tag",
        "ALTER TABLE noor.taggit_tag ALTER id DROP IDENTITY, ALTER id"
        " SET DEFAULT nextval('public.accounts_user_id_seq')",
        "CREATE DOMAIN public.colour AS text; ALTER TABLE noor.taggit_tag ADD c public.colour",
        "CREATE INDEX i ON noor.taggit_tag USING gist (id public.gist_int4_ops)",
    ],
    ids=["key", "key back", "view", "view back", "sequence", "type", "operator class"],
)
def test_link_of_any_kind_would_be_seen(link):
    with psycopg.connect(DATABASES.owner_url(connection.settings_dict["NAME"])) as owner:
        owner.execute(link)
        assert asked(CROSSING_SQL, owner) != []
        owner.rollback()
