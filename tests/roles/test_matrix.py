"""Every address of a salon's host against everybody: who is let in, who is sent away."""

import pytest

from tests.isolation.probe import Attempt, Probe, _same_browser, _send
from tests.isolation.routes import routes_of
from tests.isolation.test_routes import attempts
from tests.roles.actions import PATTERNS, asked_of
from tests.roles.people import HOLDER, browser_of
from tests.roles.walking import ABSENT, ALLOWED, REFUSED, outcome

SALON = "config.urls.salon"
PARTS = 2
# What is a person's own in a salon, not the salon's: how her editor looks, where she is in it.
PERSONAL = {
    "noor.wagtailusers_userprofile",
    "noor.wagtailadmin_editingsession",
    "noor.wagtailcore_modellogentry",
    # Cut when somebody first looks.
    "noor.wagtailimages_rendition",
}


def step(probe, browser, attempt, may_write):
    """Make one attempt and undo it; return its outcome and the tables of A that it changed."""
    with probe.watching(may_write) as changed, _same_browser(browser):
        response = _send(browser, attempt)
        if response.streaming:
            b"".join(response.streaming_content)
        found = outcome(response)
    return found, changed


def wrong(who, ask, found, changed):
    """Return what was wrong with an outcome, an empty text where nothing was."""
    if who not in ask.allowed and found == ALLOWED:
        return "was let in"
    if who in ask.allowed and found == REFUSED and not ask.refused_anyway:
        return "was sent away"
    if who not in ask.allowed & ask.changes and changed:
        return f"wrote: {', '.join(changed)}"
    return ""


def test_every_address_is_in_the_table_and_every_entry_has_one(world):
    names = {route.name for route in routes_of(SALON, world)}
    assert sorted(name for name in names if asked_of(name) is None) == []
    unused = [p.pattern for p, _ask in PATTERNS if not any(p.fullmatch(name) for name in names)]
    assert unused == []


@pytest.mark.parametrize("part", range(PARTS))
@pytest.mark.parametrize("who", HOLDER)
def test_everybody_may_what_the_table_says(world, who, part):
    browser, probe = browser_of(who, world), None
    probe = Probe(world)
    problems = []
    for route in routes_of(SALON, world)[part::PARTS]:
        ask = asked_of(route.name)
        if ask is None:
            continue  # the test above names it
        for attempt in attempts(route, world):
            found, changed = step(probe, browser, attempt, PERSONAL)
            if problem := wrong(who, ask, found, changed):
                problems.append(f"{attempt.method} {attempt.path.split('?')[0]}: {problem}")
    assert problems == []


def test_wagtails_pages_of_people_and_groups_are_not_there(world):
    browser = browser_of("owner", world)
    for path in ("users/", "users/add/", "groups/", "groups/add/", "users/1/"):
        found, changed = step(Probe(world), browser, Attempt("GET", f"/manage/{path}"), ())
        assert (found, changed) == (ABSENT, [])


@pytest.mark.parametrize(
    ("who", "found", "problem"),
    [
        ("stylist", ALLOWED, "was let in"),
        ("owner", REFUSED, "was sent away"),
        ("owner", ALLOWED, ""),
        ("stylist", REFUSED, ""),
    ],
)
def test_matrix_can_fail(who, found, problem):
    assert wrong(who, asked_of("backoffice_people"), found, []) == problem


def test_writing_without_the_right_is_found():
    assert wrong("stylist", asked_of("wagtail_bulk_action"), ALLOWED, ["noor.salons_service"])
    assert not wrong("owner", asked_of("wagtail_bulk_action"), ALLOWED, ["noor.salons_service"])
