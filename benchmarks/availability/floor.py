"""The floor: a bare Django that reads one person's day in one query, without any middleware.

``DJANGO_SETTINGS_MODULE=benchmarks.floor_settings FLOOR_URLS=benchmarks.availability.floor
gunicorn benchmarks.availability.floor``.
"""

from datetime import datetime, timedelta

from django.core.wsgi import get_wsgi_application
from django.db import connection
from django.http import HttpRequest, JsonResponse
from django.urls import path

DAY_SQL = """
    SELECT starts_at, upper(during) FROM booking_occupancy
     WHERE schema_name = %s AND staff_id = %s AND blocking
       AND starts_at >= %s AND starts_at < %s
     ORDER BY starts_at
"""


def day(request: HttpRequest) -> JsonResponse:
    """Answer with what one person is busy with on one day."""
    begins = datetime.fromisoformat(request.GET["date"] + "T00:00+00:00")
    parameters = [
        request.GET["salon"],
        int(request.GET["staff"]),
        begins,
        begins + timedelta(days=1),
    ]
    with connection.cursor() as cursor:
        cursor.execute(DAY_SQL, parameters)
        busy = [[start.isoformat(), end.isoformat()] for start, end in cursor.fetchall()]
    return JsonResponse({"busy": busy})


urlpatterns = [path("day/", day)]
application = get_wsgi_application()
