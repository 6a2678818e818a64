"""What every page of a salon knows."""

from typing import Any

from django.db import connection
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from salons.models import SalonProfile


def salon(request: HttpRequest) -> dict[str, Any]:
    """Add ``salon`` (the profile, one query at first use) on salon hosts, None elsewhere."""
    if connection.schema_name == "public":
        return {"salon": None}
    return {"salon": SimpleLazyObject(lambda: SalonProfile.load(request_or_site=request))}
