"""One form for every error of the API: problem+json (RFC 9457) with a stable ``code``."""

from typing import Any

from django.core.exceptions import PermissionDenied, SuspiciousOperation, ValidationError
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext as _
from django.views.defaults import bad_request as django_bad_request
from django.views.defaults import server_error as django_server_error
from rest_framework import exceptions
from rest_framework.response import Response
from rest_framework.views import set_rollback

from foundation.errors import DomainError, Fault, Malformed, NotFound

CONTENT_TYPE = "application/problem+json"


def problem(
    *, status: int, code: str, detail: str, errors: list[dict[str, Any]] | None = None, **extra: Any
) -> dict[str, Any]:
    """Return the problem document."""
    return {
        "type": "about:blank",
        "title": detail,
        "status": status,
        "detail": detail,
        "code": code,
        "errors": errors or [],
        **extra,
    }


def problem_response(error: Exception, context: dict[str, Any]) -> Response | None:
    """Turn domain, Django and DRF errors into a problem; None lets a fault become a 500."""
    if isinstance(error, Http404):
        error = NotFound()
    elif isinstance(error, SuspiciousOperation):
        error = Malformed()
    elif isinstance(error, PermissionDenied):
        error = exceptions.PermissionDenied()
    elif isinstance(error, ValidationError):
        error = exceptions.ValidationError(error.messages)
    if isinstance(error, DomainError):
        body, headers = _domain_problem(error)
    elif isinstance(error, exceptions.APIException):
        body, headers = _api_problem(error)
    else:
        return None
    set_rollback()
    return Response(body, status=body["status"], headers=headers, content_type=CONTENT_TYPE)


def json_problem(request: HttpRequest, error: DomainError) -> JsonResponse:
    """Return the same document from code outside DRF (middleware, error handlers)."""
    body, headers = _domain_problem(error)
    return JsonResponse(body, status=body["status"], headers=headers, content_type=CONTENT_TYPE)


def nothing_here(request: HttpRequest) -> JsonResponse:
    """Answer 404 as a problem for an address below ``/api/`` that does not exist."""
    return json_problem(request, NotFound())


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Answer what no view saw: a problem below ``/api/``, the page elsewhere (handler400)."""
    if request.path_info.startswith("/api/"):
        return json_problem(request, Malformed())
    return django_bad_request(request, exception)  # type: ignore[arg-type]


def server_error(request: HttpRequest) -> HttpResponse:
    """Answer an unforeseen fault: a problem below ``/api/``, the page elsewhere (handler500)."""
    if request.path_info.startswith("/api/"):
        return json_problem(request, Fault())
    return django_server_error(request)


def _domain_problem(error: DomainError) -> tuple[dict[str, Any], dict[str, str]]:
    entry = {"code": error.code, "message": str(error.detail), "param": error.param}
    body = problem(
        status=error.status,
        code=error.code,
        detail=str(error.detail),
        errors=[entry] if error.param else [],
        **({"retry_after": error.retry_after} if error.retry_after is not None else {}),
        **error.data,
    )
    headers = {"Retry-After": str(error.retry_after)} if error.retry_after is not None else {}
    return body, headers


def _api_problem(error: exceptions.APIException) -> tuple[dict[str, Any], dict[str, str]]:
    headers = {}
    if getattr(error, "auth_header", None):
        headers["WWW-Authenticate"] = error.auth_header
    if getattr(error, "wait", None):
        headers["Retry-After"] = str(int(error.wait) + 1)
    if isinstance(error, exceptions.ValidationError):
        errors = list(_flatten(error.get_full_details(), ""))
        detail = errors[0]["message"] if len(errors) == 1 else _("Some of the input is not valid.")
        return problem(status=400, code="invalid", detail=detail, errors=errors), headers
    code = error.get_codes() if isinstance(error.get_codes(), str) else error.default_code
    return problem(status=error.status_code, code=code, detail=str(error.detail)), headers


def _flatten(details: Any, param: str) -> Any:
    """Yield ``{code, message, param}`` of DRF's nested details; nested names are dotted."""
    if isinstance(details, dict) and set(details) == {"message", "code"}:
        name = param.removesuffix(".non_field_errors")
        yield {
            "code": details["code"],
            "message": str(details["message"]),
            "param": None if name in ("", "non_field_errors") else name,
        }
    elif isinstance(details, dict):
        for key, value in details.items():
            yield from _flatten(value, f"{param}.{key}".lstrip("."))
    else:
        for index, value in enumerate(details):
            is_leaf = isinstance(value, dict) and set(value) == {"message", "code"}
            yield from _flatten(value, param if is_leaf else f"{param}.{index}".lstrip("."))
