"""Which numbers get codes. An allow-list is the best guard against paid-for floods of SMS."""

from django.conf import settings

from accounts.domain.limits.facts import Policy
from accounts.domain.limits.windows import Counter
from accounts.errors import CountryNotAllowed
from accounts.phone import country_of, is_mobile
from accounts.thresholds import Window, thresholds


def refuse_unserved_number(phone_number: str, *, policy: Policy | None = None) -> None:
    """Raise CountryNotAllowed unless it is a mobile number of an allowed country.

    What platform admins decided about the country goes before the settings.
    """
    country = country_of(phone_number)
    is_open = policy.is_enabled if policy else country in settings.OTP_ALLOWED_COUNTRIES
    if not is_open or not is_mobile(phone_number):
        raise CountryNotAllowed(param="phone_number")


def country_places(country: str, *, policy: Policy | None) -> list[Counter]:
    """Return the windows of the codes to a country: none where nobody has set a limit.

    They count what codes cost, so a proved one stays counted.
    """
    caps = _caps(country, policy) if policy else ()
    return [Counter("country", country, "send_total", caps)] if caps else []


def _caps(country: str, policy: Policy) -> tuple[Window, ...]:
    given = ((policy.hourly_cap, 3600), (policy.daily_cap, 86400))
    caps = tuple((cap, seconds) for cap, seconds in given if cap is not None)
    if policy.daily_cap is None and _is_unproven(country, policy):
        return (*caps, *thresholds().new_country_sends)
    return caps


def _is_unproven(country: str, policy: Policy) -> bool:
    """Return whether the country was opened here and its codes have not shown yet that they
    reach people."""
    if country in settings.OTP_ALLOWED_COUNTRIES:
        return False
    limits = thresholds()
    few = policy.sent < limits.new_country_sends[0][0]
    return few or policy.verified * 100 <= policy.sent * limits.new_country_percent
