"""The table of the floor: the exclusion constraint of ours and nothing else."""

TABLES_SQL = """
    CREATE TABLE floor_staff (id bigint PRIMARY KEY);
    INSERT INTO floor_staff SELECT generate_series(1, 100);
    CREATE TABLE floor_booking (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        schema_name varchar(63) COLLATE "C" NOT NULL,
        staff_id bigint NOT NULL,
        starts_at timestamptz NOT NULL,
        status varchar(21) NOT NULL DEFAULT 'held',
        during tstzrange NOT NULL,
        EXCLUDE USING gist (schema_name WITH =, staff_id WITH =, during WITH &&)
    );
    CREATE INDEX ON floor_booking (schema_name, starts_at);
    GRANT ALL ON floor_staff, floor_booking TO PUBLIC;
"""
