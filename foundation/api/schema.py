"""What the OpenAPI description holds."""

from typing import Any


def only_our_api(endpoints: list[tuple[Any, ...]], **kwargs: Any) -> list[tuple[Any, ...]]:
    """Keep the addresses below ``/api/``: Wagtail's own admin API is not part of the contract."""
    return [endpoint for endpoint in endpoints if endpoint[0].startswith("/api/")]
