"""Every task, given A's ids in B's salon: nothing of A moves and nothing of A leaves."""

import inspect
import itertools

import pytest
from django.db import connection

from config.celery import app
from foundation.tasks import SCHEMA_HEADER
from tests.isolation.canaries import found_in
from tests.isolation.probe import Probe

# One sweep for all salons, sent by the clock and not by anybody's request.
SWEEPS = {
    "booking.sweep": "claims what is due in any salon",
    "notifications.sweep": "claims messages of any salon",
    "tenants.measure_salons": "measures every salon",
    "tenants.sweep_claims": "claims domains to be proved of any salon",
    "tenants.sweep_life_cycle": "moves any salon whose time has come",
}


def tasks():
    app.loader.import_default_modules()
    names = sorted(name for name in app.tasks if not name.startswith(("celery.", "tests.")))
    return [app.tasks[name] for name in names]


def candidates(parameter, world):
    """Return what of A's the parameter could name."""
    if parameter == "kind":
        return ["payment_check", "hold_expiry"]
    if parameter == "key":
        return [str(world.payment.pk), str(world.appointment.pk)]
    return [*world.uuids, *world.numbers]


def calls(task, world):
    """Yield the arguments of every call worth a try, A's ids in each place."""
    needed = [
        name
        for name, each in inspect.signature(task.run).parameters.items()
        if each.default is inspect.Parameter.empty
    ]
    yield from itertools.product(*(candidates(name, world) for name in needed))


@pytest.mark.parametrize("task", tasks(), ids=lambda task: task.name)
def test_task_with_ids_of_a_in_b_does_nothing_to_a(world, task, capfd):
    probe, found = Probe(world), []
    for arguments in calls(task, world) if task.name not in SWEEPS else ():
        with probe.watching() as changed:
            task.apply(arguments, headers={SCHEMA_HEADER: "reem"})
        found += [f"{task.name}{arguments}: {change}" for change in changed]
        assert connection.schema_name == "public"
    assert found == []
    assert found_in(capfd.readouterr().out) == set()


def test_sweeps_take_nothing_that_could_name_a_salon():
    for task in tasks():
        if task.name in SWEEPS:
            assert dict(inspect.signature(task.run).parameters) == {}
