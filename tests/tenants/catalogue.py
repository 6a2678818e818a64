"""Everything that PostgreSQL knows of one schema, in a form that two schemas can be compared in."""

import json
import re

RELATIONS = """
    SELECT relkind::text, relname, relpersistence::text, reloptions, relrowsecurity,
           relforcerowsecurity, relreplident::text, relacl::text,
           coalesce(obj_description(c.oid, 'pg_class'), ''), pg_get_userbyid(relowner)
      FROM pg_class c WHERE relnamespace = {schema}
"""
COLUMNS = """
    SELECT relname, row_number() OVER (PARTITION BY c.oid ORDER BY attnum), attname,
           format_type(atttypid, atttypmod), attnotnull, attidentity::text, attgenerated::text,
           attcollation::regcollation::text, attstorage::text, attcompression::text,
           attstattarget, attacl::text, pg_get_expr(adbin, adrelid)
      FROM pg_class c JOIN pg_attribute a ON attrelid = c.oid
      LEFT JOIN pg_attrdef d ON adrelid = c.oid AND adnum = attnum
     WHERE relnamespace = {schema} AND relkind IN ('r', 'p', 'v', 'm')
       AND attnum > 0 AND NOT attisdropped
"""
CONSTRAINTS = """
    SELECT conrelid::regclass::text, conname, contype::text, convalidated, condeferrable,
           condeferred, conislocal, connoinherit, pg_get_constraintdef(oid)
      FROM pg_constraint WHERE connamespace = {schema}
"""
INDEXES = """
    SELECT indexrelid::regclass::text, indrelid::regclass::text, indisvalid, indisready,
           indisunique, indisprimary, indisexclusion, indimmediate, indisclustered,
           pg_get_indexdef(indexrelid)
      FROM pg_index JOIN pg_class c ON c.oid = indexrelid WHERE relnamespace = {schema}
"""
# Owned by which column, how ('i' is an identity), counting from, by and up to what, now at what.
SEQUENCES = """
    SELECT s.seqrelid::regclass::text, seqtypid::regtype::text, seqstart, seqincrement, seqmin,
           seqmax, seqcache, seqcycle, d.deptype::text, d.refobjid::regclass::text, attname
      FROM pg_sequence s JOIN pg_class c ON c.oid = seqrelid
      LEFT JOIN pg_depend d ON d.objid = seqrelid AND d.deptype IN ('a', 'i')
       AND d.classid = 'pg_class'::regclass AND d.refclassid = 'pg_class'::regclass
      LEFT JOIN pg_attribute ON attrelid = d.refobjid AND attnum = d.refobjsubid
     WHERE relnamespace = {schema}
"""
# Those of foreign keys are told by the constraint that they serve.
TRIGGERS = """
    SELECT tgrelid::regclass::text, tgfoid::regproc::text, tgtype, tgenabled::text, tgisinternal,
           conname, tgdeferrable, tginitdeferred
      FROM pg_trigger t JOIN pg_class c ON c.oid = tgrelid
      LEFT JOIN pg_constraint k ON k.oid = tgconstraint
     WHERE relnamespace = {schema}
"""
OTHERS = """
    SELECT 'policy', polname::text, polrelid::regclass::text FROM pg_policy
      JOIN pg_class c ON c.oid = polrelid WHERE relnamespace = {schema}
    UNION ALL SELECT 'rule', rulename, ev_class::regclass::text FROM pg_rewrite
      JOIN pg_class c ON c.oid = ev_class WHERE relnamespace = {schema}
    UNION ALL SELECT 'function', proname, prosrc FROM pg_proc WHERE pronamespace = {schema}
    UNION ALL SELECT 'statistics', stxname, '' FROM pg_statistic_ext
     WHERE stxnamespace = {schema}
    UNION ALL SELECT 'type', typname, typtype::text FROM pg_type
     WHERE typnamespace = {schema} AND typrelid = 0 AND typelem = 0
    UNION ALL SELECT 'comment', objoid::regclass::text || objsubid, description
      FROM pg_description JOIN pg_class c ON c.oid = objoid WHERE relnamespace = {schema}
    UNION ALL SELECT 'privileges', nspacl::text, pg_get_userbyid(nspowner)
      FROM pg_namespace WHERE oid = {schema}
    UNION ALL SELECT 'default privileges', defaclobjtype::text, defaclacl::text
      FROM pg_default_acl WHERE defaclnamespace = {schema}
"""
KINDS = {
    "relations": RELATIONS,
    "columns": COLUMNS,
    "constraints": CONSTRAINTS,
    "indexes": INDEXES,
    "sequences": SEQUENCES,
    "triggers": TRIGGERS,
    "others": OTHERS,
}
# Made anew for each schema: keys of translations and of blocks, moments of creation.
CHANGING = re.compile(
    r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"
    r"|\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(\.\d+)?([+-]\d\d:\d\d|Z)?"
)
# Casts that PostgreSQL writes in one way for what Django wrote and in another for what was dumped.
CASTS = re.compile(r"::character varying|::text|\[\]|[()]")


def objects(cursor, schema):
    """Return kind -> sorted descriptions of the schema's objects, its own name taken out."""
    cursor.execute("SET LOCAL search_path = ''")
    return {
        kind: sorted(_neutral(row, schema) for row in _rows(cursor, query, schema))
        for kind, query in KINDS.items()
    }


def contents(cursor, schema):
    """Return table -> its rows in the order of their keys, what must differ taken out."""
    query = "SELECT relname FROM pg_class WHERE relnamespace = {schema} AND relkind = 'r'"
    tables = sorted(name for (name,) in _rows(cursor, query, schema))
    return {table: _table(cursor, schema, table) for table in tables}


def counters(cursor, schema):
    """Return sequence -> (last value, whether it was given out)."""
    query = "SELECT relname FROM pg_class WHERE relnamespace = {schema} AND relkind = 'S'"
    found = {}
    for (name,) in sorted(_rows(cursor, query, schema)):
        cursor.execute(f'SELECT last_value, is_called FROM "{schema}"."{name}"')
        found[name] = cursor.fetchone()
    return found


def _rows(cursor, query, schema):
    cursor.execute(query.replace("{schema}", f"'\"{schema}\"'::regnamespace"))
    return cursor.fetchall()


def _neutral(row, schema):
    row = [CASTS.sub("", v) if "CREATE" in str(v) else v for v in row]
    return re.sub(rf'"?\b{schema}\b"?\.', "", json.dumps(row, default=str))


def _table(cursor, schema, table):
    cursor.execute(f'SELECT to_jsonb(t)::text FROM "{schema}"."{table}" t ORDER BY 1')
    return sorted(CHANGING.sub("*", row).replace(schema, "*") for (row,) in cursor.fetchall())
