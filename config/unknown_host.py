"""The page of a host that leads to no salon: no template, no language, no database."""

import base64
import hashlib

from django.http import HttpResponse, HttpResponseNotFound

STYLE = "body{font-family:system-ui;max-width:32rem;margin:4rem auto;padding:0 1rem}"
PAGE = f"""<!doctype html><html lang="en"><meta charset="utf-8">
<meta name="viewport" content="width=device-width"><title>404</title><style>{STYLE}</style>
<body><h1 lang="ar" dir="rtl">لا يوجد صالون بهذا العنوان</h1>
<h1>No salon lives at this address</h1>"""
_HASH = base64.b64encode(hashlib.sha256(STYLE.encode()).digest()).decode()
POLICY = f"default-src 'none'; style-src 'sha256-{_HASH}'"


def unknown_host_page() -> HttpResponse:
    """Return the plain 404. Nobody keeps it: the host may be a salon's in a minute."""
    headers = {"Content-Security-Policy": POLICY, "Cache-Control": "no-store"}
    return HttpResponseNotFound(PAGE, headers=headers)
