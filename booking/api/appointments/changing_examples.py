"""What is sent to move and to cancel, for the OpenAPI description."""

from drf_spectacular.utils import OpenApiExample

START = "2030-01-06T11:00:00+03:00"
REFUSED = {
    "type": "about:blank",
    "title": "This appointment has been moved as often as it can be. Please call the salon.",
    "status": 409,
    "detail": "This appointment has been moved as often as it can be. Please call the salon.",
    "code": "no_moves_left",
    "errors": [],
}
MOVING = [
    OpenApiExample("another time", value={"start": START}, request_only=True),
    OpenApiExample(
        "another time with anybody", value={"start": START, "staff": None}, request_only=True
    ),
    OpenApiExample(
        "other services",
        value={"start": START, "items": [{"service": 12}, {"service": 15}]},
        request_only=True,
    ),
    OpenApiExample(
        "moved too often",
        value=REFUSED,
        response_only=True,
        status_codes=["409"],
        media_type="application/problem+json",
    ),
]
CANCELLING = [
    OpenApiExample("the whole visit", value={}, request_only=True),
    OpenApiExample("one of its services", value={"items": [301]}, request_only=True),
]
