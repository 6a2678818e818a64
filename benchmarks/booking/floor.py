"""The floor: a bare Django that locks a person, looks whether she is free, and writes a booking.

Its table has the same exclusion constraint as ours and nothing else.
``DJANGO_SETTINGS_MODULE=benchmarks.floor_settings FLOOR_URLS=benchmarks.booking.floor gunicorn
benchmarks.booking.floor``.
"""

import json
from datetime import datetime, timedelta

from django.core.wsgi import get_wsgi_application
from django.db import connection, transaction
from django.http import HttpRequest, JsonResponse
from django.urls import path

TABLES_SQL = """
    CREATE TABLE floor_staff (id bigint PRIMARY KEY);
    INSERT INTO floor_staff SELECT generate_series(1, 100);
    CREATE TABLE floor_booking (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        schema_name varchar(63) COLLATE "C" NOT NULL,
        staff_id bigint NOT NULL,
        starts_at timestamptz NOT NULL,
        during tstzrange NOT NULL,
        EXCLUDE USING gist (schema_name WITH =, staff_id WITH =, during WITH &&)
    );
    CREATE INDEX ON floor_booking (schema_name, starts_at);
    GRANT ALL ON floor_staff, floor_booking TO PUBLIC;
"""
LOCK_SQL = "SELECT id FROM floor_staff WHERE id = %s FOR NO KEY UPDATE"
CHECK_SQL = """
    SELECT count(*) FROM floor_booking
     WHERE schema_name = 'floor' AND staff_id = %s AND starts_at > %s AND starts_at < %s
       AND upper(during) > %s
"""
INSERT_SQL = """
    INSERT INTO floor_booking (schema_name, staff_id, starts_at, during)
    VALUES ('floor', %s, %s, tstzrange(%s, %s)) RETURNING id
"""
LENGTH, LONGEST = timedelta(minutes=30), timedelta(days=2)


def book(request: HttpRequest) -> JsonResponse:
    """Book half an hour of a person who is free then."""
    asked = json.loads(request.body)
    staff, start = int(asked["staff"]), datetime.fromisoformat(asked["start"])
    end = start + LENGTH
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(LOCK_SQL, [staff])
        cursor.execute(CHECK_SQL, [staff, start - LONGEST, end, start])
        if cursor.fetchone()[0]:
            return JsonResponse({"code": "taken"}, status=409)
        cursor.execute(INSERT_SQL, [staff, start, start, end])
        [number] = cursor.fetchone()
    return JsonResponse({"id": number, "start": start.isoformat()}, status=201)


urlpatterns = [path("book/", book)]
application = get_wsgi_application()
