"""Which numbers get codes. An allow-list is the best guard against paid-for floods of SMS."""

from django.conf import settings

from accounts.errors import CountryNotAllowed
from accounts.phone import country_of, is_mobile


def refuse_unserved_number(phone_number: str) -> None:
    """Raise CountryNotAllowed unless it is a mobile number of an allowed country."""
    is_served = country_of(phone_number) in settings.OTP_ALLOWED_COUNTRIES
    if not is_served or not is_mobile(phone_number):
        raise CountryNotAllowed(param="phone_number")
