"""The floors: bare Djangos that lock a person, look whether she is free, and write a booking.

``book`` and ``confirm``: a table of their own with the same exclusion constraint as ours and
nothing else. ``write``: our tables, the locks and the rows of a booking of ours, no rule asked.
``DJANGO_SETTINGS_MODULE=benchmarks.floor_settings FLOOR_URLS=benchmarks.booking.floor gunicorn
benchmarks.booking.floor``.
"""

import json
from datetime import datetime, timedelta

from django.core.wsgi import get_wsgi_application
from django.db import connection, transaction
from django.http import HttpRequest, JsonResponse
from django.urls import path

from benchmarks.booking.our_rows import OUR_CHECK_SQL, OUR_LOCKS, OUR_ROWS, SEND_SQL
from config import env
from foundation.ids import reference_code, uuid7

SALON = env.text("FLOOR_SALON")

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
CONFIRM_LOCK_SQL = "SELECT status FROM floor_booking WHERE id = %s FOR NO KEY UPDATE"
CONFIRM_SQL = "UPDATE floor_booking SET status = 'confirmed' WHERE id = %s"
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


def confirm(request: HttpRequest) -> JsonResponse:
    """Confirm what was booked."""
    number = int(json.loads(request.body)["id"])
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(CONFIRM_LOCK_SQL, [number])
        if cursor.fetchone() != ("held",):
            return JsonResponse({"code": "not_held"}, status=409)
        cursor.execute(CONFIRM_SQL, [number])
    return JsonResponse({"id": number})


def write(request: HttpRequest) -> JsonResponse:
    """Lock what a booking of ours locks, look, and write its rows, all in plain statements."""
    asked = json.loads(request.body)
    start = datetime.fromisoformat(asked["start"])
    facts = {
        **{name: int(asked[name]) for name in ("customer", "service", "staff")},
        "start": start,
        "end": start + LENGTH,
        "longest": start - LONGEST,
        "id": uuid7(),
        "event": uuid7(),
        "reference": reference_code(),
        "salon": SALON,
        "lock": f"customer/{SALON}/{asked['customer']}",
    }
    with transaction.atomic(), connection.cursor() as cursor:
        for sql in OUR_LOCKS:
            cursor.execute(sql, facts)
        cursor.execute(OUR_CHECK_SQL, facts)
        if cursor.fetchone()[0]:
            return JsonResponse({"code": "taken"}, status=409)
        for sql in OUR_ROWS:
            cursor.execute(sql, facts)
    with connection.cursor() as cursor:
        cursor.execute(SEND_SQL, facts)
    return JsonResponse({"id": facts["id"], "start": start.isoformat()}, status=201)


urlpatterns = [path("book/", book), path("confirm/", confirm), path("write/", write)]
application = get_wsgi_application()
