"""What can go wrong between us and Moyasar, by what it says about the request's effect.

Branches on the HTTP status: the ``type`` names differ between Moyasar's documents and its answers.
"""

from collections.abc import Mapping


class MoyasarError(Exception):
    """A call that did not succeed.

    ``is_permanent`` says that the same call can never succeed; ``was_refused`` says that it
    certainly changed nothing. Neither holds the key or a raw body.
    """

    is_permanent = False
    was_refused = True

    def __init__(self, message: str = "", *, status: int | None = None, kind: str = "") -> None:
        self.message = message
        self.status = status
        self.kind = kind
        super().__init__(f"{type(self).__name__} {status or '-'} {kind} {message}".strip())


class Refused(MoyasarError):
    """400: a wrong field or a wrong state. ``fields`` maps a field to its texts."""

    is_permanent = True

    def __init__(
        self,
        message: str = "",
        *,
        status: int | None = None,
        kind: str = "",
        fields: Mapping[str, tuple[str, ...]] | None = None,
    ) -> None:
        self.fields = dict(fields or {})
        super().__init__(message, status=status, kind=kind)


class NotFound(MoyasarError):
    """404: Moyasar knows no payment of this id; the payer may not have sent the card yet."""


class NotConfigured(MoyasarError):
    """The account or its keys are not right; a person has to act."""


class Unauthorized(NotConfigured):
    """401: unknown key."""


class Forbidden(NotConfigured):
    """403 with a JSON body: the key may not do this."""


class AccountInactive(NotConfigured):
    """405: a live key before the account's activation."""


class EdgeBlocked(MoyasarError):
    """403 with an HTML body: the edge protection; the call never reached Moyasar's code."""


class RateLimited(MoyasarError):
    """429. ``retry_after`` in seconds where the answer names it."""

    def __init__(
        self,
        message: str = "",
        *,
        status: int | None = None,
        kind: str = "",
        retry_after: int | None = None,
    ) -> None:
        self.retry_after = retry_after
        super().__init__(message, status=status, kind=kind)


class OutcomeUnknown(MoyasarError):
    """No answer, a 5xx, or an answer that cannot be read: it may have taken effect or not."""

    was_refused = False
