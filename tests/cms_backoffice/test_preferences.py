"""A person's own settings in the back office."""

import pytest

from accounts.models import User
from tests.clients import client_of


@pytest.mark.django_db
def test_time_zones_are_those_of_salons_and_all_known(noor, caplog):
    owner = client_of(User.objects.get(phone_number="+966500000001"), "noor.localhost")
    page = owner.get("/manage/account/").content.decode()
    assert ("Asia/Riyadh" in page, "America/" in page) == (True, False)
    assert "Invalid time zone" not in caplog.text
