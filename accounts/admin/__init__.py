"""The platform's administration of people, codes and devices."""

from accounts.admin.devices import DeviceAdmin
from accounts.admin.events import AuthEventAdmin
from accounts.admin.figures import CodeFiguresAdmin
from accounts.admin.people import UserAdmin
from accounts.admin.policies import AddressAllowanceAdmin, CountryPolicyAdmin

__all__ = [
    "AddressAllowanceAdmin",
    "AuthEventAdmin",
    "CodeFiguresAdmin",
    "CountryPolicyAdmin",
    "DeviceAdmin",
    "UserAdmin",
]
