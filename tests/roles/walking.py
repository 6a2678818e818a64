"""One step of a person on a salon's host: was she let in, or sent away?"""

from django.contrib.messages import get_messages
from django.utils.translation import gettext

ALLOWED, REFUSED, ABSENT, NO_METHOD = "allowed", "refused", "absent", "no such method"
HOME = "/manage/"


def outcome(response):
    """Return what the answer means to the person, whatever else it says.

    Wagtail sends people without a right to its first page, with a message; strangers are led to
    the sign-in page.
    """
    status, to = response.status_code, response.headers.get("Location", "")
    if status in (401, 403) or "/account/login/" in to or _is_sent_home(response, to):
        return REFUSED
    return {404: ABSENT, 405: NO_METHOD}.get(status, ALLOWED)


def _is_sent_home(response, to):
    told = {str(message).strip() for message in get_messages(response.wsgi_request)}
    return to == HOME and gettext("Sorry, you do not have permission to access this area.") in told
