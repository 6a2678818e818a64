"""What is sent to book and what a taken time is answered with, for the OpenAPI description."""

from drf_spectacular.utils import OpenApiExample

ONE_SERVICE = {
    "start": "2030-01-06T10:00:00+03:00",
    "items": [{"service": 12, "staff": None}],
}
PARTY = {
    "start": "2030-01-06T10:00:00+03:00",
    "items": [{"service": 12, "staff": 3, "add_ons": [4]}],
    "guests": [{"items": [{"service": 12}, {"service": 15}]}],
    "align": "start",
}
TAKEN = {
    "type": "about:blank",
    "title": "This time has just been taken. Please choose another one.",
    "status": 409,
    "detail": "This time has just been taken. Please choose another one.",
    "code": "slot_taken",
    "errors": [
        {
            "code": "slot_taken",
            "message": "This time has just been taken. Please choose another one.",
            "param": "start",
        }
    ],
    "rule": "taken",
    "reason": "This time is taken.",
}
BOOKING = [
    OpenApiExample("one service", value=ONE_SERVICE, request_only=True),
    OpenApiExample("two people, one with an add-on", value=PARTY, request_only=True),
    OpenApiExample(
        "taken",
        value=TAKEN,
        response_only=True,
        status_codes=["409"],
        media_type="application/problem+json",
    ),
]
