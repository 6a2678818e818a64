"""What a calendar program gets under a secret address."""

import hashlib
from collections.abc import Iterable
from datetime import timedelta
from typing import Any, cast

from django.http import HttpRequest, HttpResponse, HttpResponseNotFound
from django.utils.cache import get_conditional_response
from icalendar import Event, vDuration

from booking.web.calendar_events import new_calendar

REFRESH = timedelta(hours=1)


def feed_body(name: str, page: str, events: Iterable[Event]) -> bytes:
    """Return a calendar that is read again and again, and replaced as a whole each time."""
    calendar = new_calendar()
    calendar.add("name", name)
    calendar.add("x-wr-calname", name)
    # RFC 7986 and what Outlook and Apple read.
    calendar.add("refresh-interval", REFRESH, parameters={"value": "DURATION"})
    calendar.add("x-published-ttl", vDuration(REFRESH))
    calendar.add("url", page)
    for event in events:
        calendar.add_component(event)
    return bytes(calendar.to_ical())


def feed_response(request: HttpRequest, body: bytes | None) -> HttpResponse:
    """Return the answer: kept by nobody else, found by no search; 404 where there is none.

    Without Last-Modified: what is taken out of a calendar has no time at which it was changed, and
    who asks by time would keep it for ever.
    """
    if body is None:
        response: Any = HttpResponseNotFound("", content_type="text/plain")
    else:
        response = HttpResponse(body, content_type="text/calendar; charset=utf-8")
        etag = f'"{hashlib.sha256(body).hexdigest()[:32]}"'
        response["ETag"] = etag
        response = get_conditional_response(request, etag=etag, response=response)
    response["Cache-Control"] = "private, no-cache"
    response["Referrer-Policy"] = "no-referrer"
    response["X-Robots-Tag"] = "noindex, nofollow"
    return cast(HttpResponse, response)
