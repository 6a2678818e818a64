"""What a person recognises her devices by. Nothing depends on it: any client may call itself so."""

import re
from ipaddress import IPv4Address, ip_address, ip_network

from django.utils.translation import gettext as _

# In this order: most browsers also name those that came before them.
BROWSERS = (
    ("Edge", re.compile(r"\bEdg(?:e|A|iOS)?/")),
    ("Opera", re.compile(r"\b(?:OPR|Opera)/")),
    ("Samsung Internet", re.compile(r"\bSamsungBrowser/")),
    ("Firefox", re.compile(r"\b(?:Firefox|FxiOS)/")),
    ("Chrome", re.compile(r"\b(?:Chrome|CriOS|Chromium|HeadlessChrome)/")),
    ("Safari", re.compile(r"\bSafari/")),
)
SYSTEMS = (
    ("iPhone", re.compile(r"\biPhone\b")),
    ("iPad", re.compile(r"\biPad\b")),
    ("Android", re.compile(r"\bAndroid\b")),
    ("Windows", re.compile(r"\bWindows\b")),
    ("Mac", re.compile(r"\bMacintosh\b")),
    ("Linux", re.compile(r"\b(?:Linux|X11)\b")),
)


def device_name(user_agent: str, *, is_app: bool) -> str:
    """Return "Chrome on Android" in the current language, less where less is known."""
    program = _("App") if is_app else _first(BROWSERS, user_agent)
    system = _first(SYSTEMS, user_agent)
    if program and system:
        return _("%(program)s on %(system)s") % {"program": program, "system": system}
    return program or system or _("Unknown device")


def coarse_address(address: str | None) -> str:
    """Return the network of an address: enough to tell home from abroad, no more."""
    if not address:
        return ""
    parsed = ip_address(address)
    if isinstance(parsed, IPv4Address):
        return f"{address.rpartition('.')[0]}.x"
    return f"{ip_network((parsed, 48), strict=False).network_address}x"


def _first(names: tuple[tuple[str, re.Pattern[str]], ...], user_agent: str) -> str:
    return next((name for name, pattern in names if pattern.search(user_agent)), "")
