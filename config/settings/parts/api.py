"""The API and its description."""

REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": [
        "accounts.api.authentication.AppSessionAuthentication",
        "accounts.api.authentication.BrowserSessionAuthentication",
    ],
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.IsAuthenticated"],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["foundation.api.parsers.StorableJSONParser"],
    "DEFAULT_PAGINATION_CLASS": "foundation.api.pagination.CursorPages",
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "EXCEPTION_HANDLER": "foundation.api.problems.problem_response",
    "PAGE_SIZE": 50,
    "UNAUTHENTICATED_USER": "django.contrib.auth.models.AnonymousUser",
}
SPECTACULAR_SETTINGS = {
    "TITLE": "Salon",
    "DESCRIPTION": "Bookings and payments of one salon. Money is in minor units (halalas);"
    " times are ISO 8601 with an offset.",
    "VERSION": "1",
    "SERVE_INCLUDE_SCHEMA": False,
    "SWAGGER_UI_DIST": "SIDECAR",
    "SWAGGER_UI_FAVICON_HREF": "SIDECAR",
    "COMPONENT_SPLIT_REQUEST": True,
    "PREPROCESSING_HOOKS": ["foundation.api.schema.only_our_api"],
    "ENUM_NAME_OVERRIDES": {
        "FactorKind": "accounts.domain.second_factor.factors.FactorKind",
        "AppointmentStatus": "booking.enums.AppointmentStatus",
        "PaymentStatus": "billing.enums.PaymentStatus",
        "PublicRule": "booking.api.appointments.serializers.PUBLIC_RULES",
        "Rule": "booking.api.availability.serializers.RULES",
    },
}
