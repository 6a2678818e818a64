"""The command: what it prints, what it never prints."""

import re
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from foundation.masking import PHONE
from tenants.models import Tenant
from tests.database import DATABASES
from tests.tenants.moving.test_interruptions import where_it_works


@pytest.fixture
def run(cells):
    """Run the command on noor; return what it printed."""

    def command(*words):
        out = StringIO()
        address = DATABASES.owner_url(cells.target)
        folder = str(cells.target_media)
        call_command(
            "move_salon", "noor", "--to", address, "--target-media", folder, *words, stdout=out
        )
        return out.getvalue()

    return command


def test_dry_run_then_move_then_finish(cells, salon, run):
    assert re.search(r"noor: \d+ rows of \d+ tables and 2 files would be moved", run("--dry-run"))
    assert where_it_works(cells) == ["source"]
    assert re.search(r"2 files moved; it was read-only for \d+\.\d\d s\.", run("--keep-source"))
    assert "had arrived already" in run()
    assert re.search(r"noor: \d{3,} rows dropped here", run("--finish"))
    assert where_it_works(cells) == ["target"]


def test_finish_alone_moves_first(cells, salon, run):
    printed = run("--finish")
    assert ("moved; it was" in printed, "dropped here" in printed) == (True, True)
    assert not Tenant.objects.filter(schema_name="noor").exists()


def test_abort_of_nothing_changes_nothing(cells, salon, run):
    assert run("--abort") == "noor works here as before.\n"
    assert where_it_works(cells) == ["source"]


def test_refusal_names_its_code(cells, salon, run):
    Tenant.objects.filter(schema_name="noor").update(heads_hash="older")
    with pytest.raises(CommandError, match=r"\[move_not_movable\] reason=migrations"):
        run()


def test_no_number_of_a_person_is_printed_or_logged(cells, salon, run, caplog, capfd):
    caplog.set_level("DEBUG")
    capfd.readouterr()
    caplog.clear()
    printed = run("--finish")
    everything = printed + caplog.text + "".join(capfd.readouterr())
    assert PHONE.findall(everything) == []
