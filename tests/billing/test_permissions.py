import pytest

from billing.permissions import can_refund_payments, can_view_payments
from tenants.domain.people.membership import add_member
from tenants.enums import Role
from tests.accounts_factories import UserFactory


@pytest.mark.parametrize(
    ("role", "views", "refunds"),
    [
        (Role.OWNER, True, True),
        (Role.MANAGER, True, True),
        (Role.RECEPTION, True, False),
        (Role.STYLIST, False, False),
        (None, False, False),
    ],
)
def test_roles_decide_who_sees_and_gives_back_money(in_noor, role, views, refunds):
    user = UserFactory()
    if role:
        add_member(user, in_noor, role=role)
    assert (can_view_payments(user), can_refund_payments(user)) == (views, refunds)


def test_owner_of_another_salon_may_nothing(in_noor, reem):
    user = UserFactory()
    add_member(user, reem, role=Role.OWNER)
    assert (can_view_payments(user), can_refund_payments(user)) == (False, False)


def test_person_who_was_deactivated_may_nothing(in_noor):
    user = UserFactory(is_active=False)
    add_member(user, in_noor, role=Role.OWNER)
    assert (can_view_payments(user), can_refund_payments(user)) == (False, False)
