"""The parameters of questions about free times, as OpenAPI describes them."""

from datetime import date, datetime
from typing import Any

from drf_spectacular.utils import OpenApiExample, OpenApiParameter

from booking.api.availability.query import ORDERS
from booking.domain.availability import MAX_ADD_ONS, MAX_GUESTS, MAX_PARTS, MAX_SERVICES
from booking.domain.engine.world import Alignment


def _repeated(name: str, kind: type[Any], about: str, example: list[Any]) -> OpenApiParameter:
    shown = [OpenApiExample(name, value=example)]
    # One example for the whole list, not one an entry.
    return OpenApiParameter(
        name, kind, many=True, required=name == "service", description=about, examples=shown
    )


DATE = OpenApiParameter(
    "date", date, required=True, description="A business day: 01:00 may be the evening before's."
)
MONTH = OpenApiParameter(
    "month",
    {"type": "string", "pattern": r"^\d{4}-\d{2}$"},
    required=True,
    examples=[OpenApiExample("month", value="2030-01")],
    description="Looked at from today to the horizon.",
)
AFTER = OpenApiParameter(
    "after", datetime, description="ISO 8601 with an offset; now without it. Not before then."
)
START = OpenApiParameter("start", datetime, required=True, description="ISO 8601 with an offset.")
ORDER = OpenApiParameter(
    "order",
    str,
    enum=ORDERS,
    default="time",
    description="`best`: times that leave no useless gap come first, where the salon asks for it.",
)
VISIT = [
    _repeated(
        "service",
        int,
        f"The services of the first guest in their order, up to {MAX_SERVICES}.",
        [12, 15],
    ),
    _repeated(
        "staff",
        str,
        "Who does them: nobody named for anybody; one id for all that this person does (anybody"
        " does the rest); or one for each service, 0 or empty for anybody.",
        ["3"],
    ),
    _repeated(
        "add_on",
        str,
        f"`service:add-on` of the first guest, up to {MAX_ADD_ONS} for one service.",
        ["12:4"],
    ),
    _repeated(
        "guest",
        str,
        "One for each further guest: `service[:staff[:add-on[.add-on…]]]`, more services after"
        f" commas. Up to {MAX_GUESTS} guests and {MAX_PARTS} services in all.",
        ["12:3:4.7,15", "12"],
    ),
    OpenApiParameter(
        "align",
        str,
        enum=[each.value for each in Alignment],
        default="start",
        description="Whether the guests begin, or are ready, at the same time.",
    ),
    OpenApiParameter(
        "ready_by", datetime, description="ISO 8601 with an offset: the latest end of the visit."
    ),
]
