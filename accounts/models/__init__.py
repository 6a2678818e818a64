"""People and what proves who they are. All in the public schema: identity has no tenant."""

from accounts.models.devices import Device, DeviceUser
from accounts.models.events import AuthEvent
from accounts.models.identities import SpentToken
from accounts.models.otp import OTPChallenge, PhoneAuthState, RateWindow
from accounts.models.people import PhoneHistory, User, UserManager
from accounts.models.sessions import RefreshToken, Session, SignInTicket
from accounts.models.spending import AddressAllowance, CountryPolicy, SendLedger

__all__ = [
    "AddressAllowance",
    "AuthEvent",
    "CountryPolicy",
    "Device",
    "DeviceUser",
    "OTPChallenge",
    "PhoneAuthState",
    "PhoneHistory",
    "RateWindow",
    "RefreshToken",
    "SendLedger",
    "Session",
    "SignInTicket",
    "SpentToken",
    "User",
    "UserManager",
]
