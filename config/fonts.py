"""Serves typefaces from the packages that they are installed by, as static files ``fonts/…``."""

from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any

from django.contrib.staticfiles.finders import BaseFinder
from django.core.files.storage import FileSystemStorage, Storage

PACKAGES = ("fontpkg_ibm_plex_sans_arabic", "fontpkg_amiri", "fontpkg_marcellus")
PREFIX = "fonts"


class PackagedFontsFinder(BaseFinder):
    """Finds ``fonts/<file name>`` in the font packages."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.storages = [_storage(Path(str(files(name) / "files"))) for name in PACKAGES]

    def check(self, **kwargs: Any) -> list[Any]:
        return []

    def find(self, path: str, find_all: bool = False, **kwargs: Any) -> Any:
        folder, _, name = path.partition("/")
        found = [
            storage.path(name)
            for storage in self.storages
            if folder == PREFIX and name and storage.exists(name)
        ]
        return found if find_all else (found[0] if found else [])

    def list(self, ignore_patterns: Any) -> Iterator[tuple[str, Storage]]:
        for storage in self.storages:
            for name in storage.listdir("")[1]:
                yield name, storage


def _storage(folder: Path) -> FileSystemStorage:
    storage = FileSystemStorage(location=folder)
    storage.prefix = PREFIX  # type: ignore[attr-defined]  # read by collectstatic
    return storage
