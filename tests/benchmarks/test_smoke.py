"""The benchmark's parts run, with three salons; what they measure is not looked at."""

import pytest
from django.db import connection

from benchmarks.__main__ import main
from benchmarks.browsing import latency, memory, spread, steps
from benchmarks.migrations import migrations
from benchmarks.provisioning import Provisioning, flatness
from benchmarks.report import Row, write
from benchmarks.sweeps import sweeps
from benchmarks.world import World
from tests.database import DATABASES


@pytest.fixture
def world(fresh_database, tmp_path):
    name = connection.settings_dict["NAME"]
    world = World(DATABASES.embedded.server, tmp_path, database=name)
    yield world
    DATABASES.drop(world.one)


def test_every_part_measures_three_salons(world):
    provisioning = Provisioning(world)
    provisioning.grow(1)
    connection.close()
    world.copy_for_one()
    provisioning.grow(3)
    rows = [
        flatness(world, 3),
        *latency(world, 3, rounds=2),
        *sweeps(world, 3, turns=1),
        *memory(world, 3),
        *migrations(world, 3),
    ]
    assert len({row.what for row in rows}) == 14
    assert {row.salons for row in rows} == {1, 3}


def test_salons_that_are_looked_at_are_spread_over_all():
    assert (spread(1, 20), spread(3, 20), spread(1000, 3)) == ([1], [1, 2, 3], [1, 500, 1000])
    assert (steps(3), steps(1000)) == ([1, 3], [1, 10, 100, 1000])


def test_result_is_kept_as_table_and_as_data(tmp_path):
    write([Row("a", 1000, "1 s", "2×")], tmp_path)
    assert "| a | 1,000 | 1 s | 2× |  |" in (tmp_path / "bench.md").read_text()
    assert '"salons": 1000' in (tmp_path / "bench.json").read_text()


@pytest.mark.parametrize("salons", ["0", "many", "10001", "-1"])
def test_odd_number_of_salons_is_refused(monkeypatch, capsys, salons):
    monkeypatch.setenv("SALONS", salons)
    assert main() == 2
    assert "SALONS must be" in capsys.readouterr().err
