"""The way from a chosen time to an appointment, as a browser goes it."""

from booking.models import Appointment


def hold(client, query, *, language="en"):
    """Press the button of a time; return the answer."""
    return client.post(f"/{language}/book/hold/?{query}")


def confirm(client, query, *, language="en", **fields):
    """Hold, look the page over, confirm; return the page and where it led."""
    address = hold(client, query, language=language).url
    page = client.get(address)
    return page, client.post(address, {"note": "", **fields})


def held():
    """Return the appointment that is held; there is one."""
    return Appointment.objects.get(status="held")
