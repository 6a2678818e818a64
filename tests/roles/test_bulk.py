"""Actions on several rows at once: Wagtail shows everybody its page, the rows are what counts."""

import pytest

from tenants.domain.people.rights import Right
from tests.isolation.probe import Attempt, Probe
from tests.isolation.world import FIRST_ID
from tests.roles.actions import holders
from tests.roles.people import HOLDER, browser_of
from tests.roles.test_matrix import PERSONAL, step

ACTIONS = {
    "wagtailcore/page/delete": Right.EDIT_STOREFRONT,
    "wagtailcore/page/publish": Right.EDIT_STOREFRONT,
    "wagtailimages/image/delete": Right.EDIT_STOREFRONT,
    "salons/staffmember/delete": Right.EDIT_CATALOGUE,
}


@pytest.mark.parametrize("who", HOLDER)
def test_rows_are_changed_by_those_alone_who_may(world, who):
    browser, probe, done = browser_of(who, world), Probe(world), {}
    for action in ACTIONS:
        path = f"/manage/bulk/{action}/?id={FIRST_ID}&next=/manage/"
        _found, changed = step(probe, browser, Attempt("POST", path), PERSONAL)
        done[action] = bool(changed)
    assert done == {action: who in holders(right) for action, right in ACTIONS.items()}
