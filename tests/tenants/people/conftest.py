"""A salon with somebody in every role, and what the invitations' messages say."""

import re
from types import SimpleNamespace

import pytest

from accounts.models import User
from notifications.models import Message
from tenants.domain.people.invitations import Invitee, invite
from tenants.domain.people.membership import add_member
from tenants.enums import Role
from tests.accounts_factories import UserFactory
from tests.booking.conftest import NOW

NEW_NUMBER = "+966551112233"
LINK = re.compile(r"/account/invitation/([\w-]+)/")


@pytest.fixture
def clock(time_machine):
    """Time that goes on when it is told to."""
    time_machine.move_to(NOW, tick=False)
    return time_machine


@pytest.fixture
def people(in_noor):
    """One person in each role of noor, and the owner of another salon."""
    found = {"owner": User.objects.get(phone_number="+966500000001")}
    for role in (Role.MANAGER, Role.RECEPTION, Role.STYLIST):
        found[role.value] = UserFactory(first_name=role.value.title())
        add_member(found[role.value], in_noor, role=role)
    return SimpleNamespace(**found, stranger=User.objects.get(phone_number="+966500000002"))


def ask(tenant, *, by, role="stylist", phone_number=NEW_NUMBER, name="Huda", staff_row=None):
    """Invite a number; return the invitation and the secret in its message."""
    invitee = Invitee(phone_number=phone_number, name=name, role=role, staff_row=staff_row)
    return invite(tenant, invitee, by=by), sent_token()


def sent_token():
    """Return the secret in the latest message with a link."""
    texts = Message.objects.filter(template="people.invitation").order_by("-pk")
    return LINK.search(texts[0].text)[1]


def told(template):
    """Return whom a message of that kind was written to, and what it says."""
    rows = Message.objects.filter(template=f"people.{template}").order_by("pk")
    return list(rows.values_list("phone_number", "text"))
