"""Completes entries with the origin of the change.

django-auditlog's own middleware connects a receiver per request (and leaks it when nested) and
believes the leftmost X-Forwarded-For; one permanent receiver over our own context does neither.
"""

from typing import Any

from audit.context import current_origin


def fill_in_origin(sender: Any, instance: Any, **kwargs: Any) -> None:
    """Set actor, door, address, host and correlation id on an entry that is about to be written."""
    origin = current_origin()
    if origin is None or instance.pk is not None:
        return
    actor = origin.actor()
    if instance.actor is None and getattr(actor, "pk", None) is not None:
        instance.actor = actor
    instance.remote_addr = instance.remote_addr or origin.address
    instance.host = instance.host or origin.host
    if via := origin.via():
        instance.additional_data = {**(instance.additional_data or {}), "via": via}
    instance.cid = instance.cid or origin.correlation_id
