"""The OpenAPI description of these endpoints."""

from typing import Any

import pytest
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.validation import validate_schema

pytestmark = pytest.mark.unit


def described() -> Any:
    return SchemaGenerator(urlconf="tests.accounts.urls").get_schema(request=None, public=True)


def test_schema_is_valid_and_without_warnings(capsys: Any) -> None:
    validate_schema(described())
    assert capsys.readouterr().err == ""


def test_schema_lists_the_endpoints() -> None:
    operations = {
        (path, method) for path, methods in described()["paths"].items() for method in methods
    }
    assert operations == {
        ("/api/auth/csrf/", "get"),
        ("/api/auth/factors/", "get"),
        ("/api/auth/factors/{factor_id}/", "delete"),
        ("/api/auth/logout/", "post"),
        ("/api/auth/logout-all/", "post"),
        ("/api/auth/me/", "get"),
        ("/api/auth/me/", "patch"),
        ("/api/auth/otp/request/", "post"),
        ("/api/auth/otp/verify/", "post"),
        ("/api/auth/phone/change/request/", "post"),
        ("/api/auth/phone/change/verify/", "post"),
        ("/api/auth/phone/request/", "post"),
        ("/api/auth/phone/resend/", "post"),
        ("/api/auth/phone/verify/", "post"),
        ("/api/auth/reauth/request/", "post"),
        ("/api/auth/reauth/verify/", "post"),
        ("/api/auth/recycled/", "get"),
        ("/api/auth/recycled/", "post"),
        ("/api/auth/refresh/", "post"),
        ("/api/auth/sessions/", "get"),
        ("/api/auth/sessions/{family}/", "delete"),
        ("/api/auth/second-factor/", "get"),
        ("/api/auth/second-factor/", "post"),
        ("/api/auth/second-factor/confirm/", "post"),
        ("/api/auth/social/", "get"),
        ("/api/auth/social/pending/", "get"),
        ("/api/auth/social/phone/request/", "post"),
        ("/api/auth/social/phone/verify/", "post"),
        ("/api/auth/social/token/", "post"),
        ("/api/auth/social/{account_id}/", "delete"),
        ("/api/auth/reauth/request/", "post"),
        ("/api/auth/reauth/verify/", "post"),
        ("/api/auth/recycled/", "get"),
        ("/api/auth/recycled/", "post"),
    }


def test_schema_names_both_ways_of_being_known() -> None:
    schemes = described()["components"]["securitySchemes"]
    named = {name: (scheme["in"], scheme["name"]) for name, scheme in schemes.items()}
    assert named == {
        "appSession": ("header", "X-Session-Token"),
        "browserSession": ("cookie", "sessionid"),
    }
