"""The floor: a bare Django that locks one person, looks, and writes appointment and time.

``DJANGO_SETTINGS_MODULE=benchmarks.booking.floor_settings gunicorn benchmarks.booking.floor``.
"""

import json
import uuid
from datetime import datetime, timedelta

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.db import connection, transaction
from django.http import HttpRequest, JsonResponse
from django.urls import path

LENGTH = timedelta(minutes=30)
LOCK_SQL = (
    f'SELECT id FROM "{settings.FLOOR_SALON}".salons_staffmember WHERE id = %s FOR NO KEY UPDATE'  # noqa: S608
)
CHECK_SQL = """
    SELECT 1 FROM public.booking_occupancy
     WHERE schema_name = %s AND staff_id = %s AND blocking AND during && tstzrange(%s, %s)
"""
APPOINTMENT_SQL = """
    INSERT INTO public.booking_appointment
        (id, schema_name, reference, customer_id, status, source, starts_at, ends_at, currency,
         total_minor, vat_minor, due_now_minor, language, customer_note, request_fingerprint,
         overbooking_reason, created_at)
    VALUES (%s, %s, %s, %s, 'confirmed', 'api', %s, %s, 'SAR', 0, 0, 0, 'ar', '', '', '', now())
"""
OCCUPANCY_SQL = """
    INSERT INTO public.booking_occupancy
        (schema_name, appointment_id, staff_id, during, starts_at, blocking, is_overbooked)
    VALUES (%s, %s, %s, tstzrange(%s, %s), %s, true, false)
"""


def book(request: HttpRequest) -> JsonResponse:
    """Take half an hour of one person."""
    asked = json.loads(request.body)
    salon, staff = settings.FLOOR_SALON, asked["staff"]
    start = datetime.fromisoformat(asked["start"])
    made, end = uuid.uuid4(), start + LENGTH
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(LOCK_SQL, [staff])
        cursor.execute(CHECK_SQL, [salon, staff, start, end])
        if cursor.fetchone() is not None:
            return JsonResponse({"code": "slot_taken"}, status=409)
        row = [made, salon, made.hex[:12], asked["customer"], start, end]
        cursor.execute(APPOINTMENT_SQL, row)
        cursor.execute(OCCUPANCY_SQL, [salon, made, staff, start, end, start])
    return JsonResponse({"id": str(made)}, status=201)


def ready(request: HttpRequest) -> JsonResponse:
    """Say that the server answers."""
    return JsonResponse({})


urlpatterns = [path("book/", book), path("ready/", ready)]
application = get_wsgi_application()
