"""Files: copied once, looked at again where they changed, never removed where they are shared."""

from types import SimpleNamespace

import pytest

from tenants.moving.errors import NotArrived
from tenants.moving.media import MediaCopy

pytestmark = pytest.mark.unit
SALON = SimpleNamespace(uuid="0f5c")


@pytest.fixture
def copy(settings, tmp_path):
    settings.MEDIA_ROOT = str(tmp_path / "here")
    found = MediaCopy(SALON, tmp_path / "there")
    found.source.mkdir(parents=True)
    write(found, "a/door.png", b"door")
    return found


def write(copy, name, content):
    path = copy.source / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)


def there(copy):
    found = (path for path in copy.target.rglob("*") if path.is_file())
    return {str(path.relative_to(copy.target)): path.read_bytes() for path in found}


def test_synchronise_follows_every_change(copy):
    assert (copy.synchronise(), there(copy)) == (1, {"a/door.png": b"door"})
    write(copy, "a/door.png", b"gate!")
    write(copy, "b.png", b"b")
    assert (copy.synchronise(), there(copy)) == (2, {"a/door.png": b"gate!", "b.png": b"b"})
    (copy.source / "b.png").unlink()
    assert (copy.synchronise(), there(copy)) == (1, {"a/door.png": b"gate!"})


def test_second_look_reads_only_what_changed(copy, monkeypatch):
    copy.synchronise()
    monkeypatch.setattr("tenants.moving.media.sha256_of", lambda path: pytest.fail("read again"))
    assert copy.synchronise() == 1


def test_other_content_under_the_same_name_is_replaced(copy):
    (copy.target / "a").mkdir(parents=True)
    (copy.target / "a/door.png").write_bytes(b"rood")
    copy.synchronise()
    assert there(copy) == {"a/door.png": b"door"}


def test_one_folder_for_both_is_left_alone(copy, tmp_path):
    shared = MediaCopy(SALON, tmp_path / "here")
    assert (shared.synchronise(), shared.is_shared) == (1, True)
    shared.remove_target()
    shared.remove_source()
    assert (shared.source / "a/door.png").read_bytes() == b"door"


def test_safe_means_every_file_is_there(copy):
    copy.synchronise()
    copy.require_safe()
    (copy.target / "a/door.png").write_bytes(b"rood")
    with pytest.raises(NotArrived):
        copy.require_safe()


def test_removing_twice_is_removing_once(copy):
    copy.synchronise()
    for _time in range(2):
        copy.remove_target()
        copy.remove_source()
    assert (copy.source.exists(), copy.target.exists()) == (False, False)
