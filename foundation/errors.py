"""The root of the error tree: what a rule of the product says when it refuses."""

from typing import Any, ClassVar

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class DomainError(Exception):
    """A refusal by a rule. Carries a stable ``code``, a translated message and details.

    ``status`` is the HTTP status that the API and the pages answer with; ``retry_after`` (seconds)
    becomes the header of that name; ``data`` is added to the problem document.
    """

    code: ClassVar[str] = "refused"
    status: ClassVar[int] = 400
    message: ClassVar[str | Promise] = _("This is not possible.")

    def __init__(
        self,
        message: str | Promise | None = None,
        *,
        param: str | None = None,
        retry_after: int | None = None,
        **data: Any,
    ) -> None:
        self.detail = message or self.message
        self.param = param
        self.retry_after = retry_after
        self.data = data
        super().__init__(str(self.detail))


class NotAllowed(DomainError):
    """The person lacks the right for it."""

    code = "not_allowed"
    status = 403
    message = _("You do not have the right to do this.")


class NotFound(DomainError):
    """There is nothing at this address."""

    code = "not_found"
    status = 404
    message = _("There is nothing here.")


class Malformed(DomainError):
    """The request holds what no address or form can: a NUL, thousands of fields."""

    code = "malformed"
    message = _("This request cannot be read.")


class Fault(DomainError):
    """Something of ours broke; it is in our log."""

    code = "server_error"
    status = 500
    message = _("Something went wrong on our side. Please try again.")


class Busy(DomainError):
    """A bounded wait for a lock ran out; the same request may succeed in a moment."""

    code = "busy"
    status = 409
    message = _("Somebody else is changing this right now. Please try again.")
