"""Visitors with and without a device, and what they do with codes."""

from typing import Any

from django.utils import timezone

from accounts.domain.codes.otp import request_code, verify_code
from accounts.models import Device, DeviceUser, User
from accounts.visitors import Visitor
from tests.accounts.callers import NOOR, PHONE, wrong

STRANGER = Visitor(host=NOOR, address="192.0.2.66", language="ar")


def device_visitor(**fields: Any) -> Visitor:
    """Return a visitor with a device that was here before."""
    device = Device.objects.create(secret_hash=f"{Device.objects.count():064}", **fields)
    return Visitor(host=NOOR, address="192.0.2.1", language="ar", device_id=device.pk)


def owner_at_home(phone_number: str = PHONE) -> Visitor:
    """Return a visitor on a device on which the number was proved."""
    verified = {"is_phone_verified": True, "phone_verified_at": timezone.now()}
    user, _ = User.objects.get_or_create(phone_number=phone_number, defaults=verified)
    visitor = device_visitor()
    DeviceUser.objects.create(device_id=visitor.device_id, user=user)
    return visitor


def ask(visitor: Visitor = STRANGER, phone_number: str = PHONE, **fields: Any) -> Any:
    return request_code(phone_number, purpose="auth", visitor=visitor, **fields)


def prove(sent: Any, code: str, visitor: Visitor = STRANGER) -> User:
    return verify_code(purpose="auth", code=code, visitor=visitor, challenge_id=sent.challenge_id)


def sign_in(sandbox: Any, visitor: Visitor = STRANGER, phone_number: str = PHONE) -> User:
    sent = ask(visitor, phone_number)
    return prove(sent, sandbox.latest_code(phone_number), visitor)


def guess(sent: Any, sandbox: Any, visitor: Visitor = STRANGER) -> None:
    """Type a code that is not the right one."""
    prove(sent, wrong(sandbox.latest_code(PHONE)), visitor)
