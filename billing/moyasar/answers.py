"""From an HTTP answer to a body or the error that it stands for."""

from typing import Any

import requests

from billing.moyasar import errors
from billing.moyasar.parsing import parse_error_fields

MAX_MESSAGE = 200
BY_STATUS: dict[int, type[errors.MoyasarError]] = {
    401: errors.Unauthorized,
    403: errors.Forbidden,
    404: errors.NotFound,
    405: errors.AccountInactive,
}


def read_answer(answer: requests.Response) -> Any:
    """Return the JSON body of a 2xx answer, None for an empty one; raise the error of any other."""
    body = _json(answer)
    if 200 <= answer.status_code < 300:
        if body is None and answer.content.strip():
            raise errors.OutcomeUnknown("the answer is not JSON", status=answer.status_code)
        return body
    raise _error(answer, body if isinstance(body, dict) else None)


def _error(answer: requests.Response, body: dict[str, Any] | None) -> errors.MoyasarError:
    """Return the error by status; ``type`` and ``message`` only describe it."""
    status = answer.status_code
    if body is None:
        # Not Moyasar's code: the edge protection, or a proxy that may have passed the call on.
        foreign = errors.EdgeBlocked if status == 403 else errors.OutcomeUnknown
        return foreign("the answer is not JSON", status=status)
    kind = str(body.get("type") or "")
    message = str(body.get("message") or "")[:MAX_MESSAGE]
    if status == 400:
        fields = parse_error_fields(body.get("errors"))
        return errors.Refused(message, status=status, kind=kind, fields=fields)
    if status == 429:
        after = answer.headers.get("Retry-After", "")
        seconds = int(after) if after.isascii() and after.isdigit() else None
        return errors.RateLimited(message, status=status, kind=kind, retry_after=seconds)
    return BY_STATUS.get(status, errors.OutcomeUnknown)(message, status=status, kind=kind)


def _json(answer: requests.Response) -> Any:
    try:
        return answer.json()
    except ValueError:
        return None
