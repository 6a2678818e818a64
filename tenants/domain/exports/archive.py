"""A zip file that is written piece by piece: memory does not grow with what goes in."""

import hashlib
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from types import TracebackType
from typing import IO, Any, Self

from django.utils import timezone

CHUNK = 256 * 1024


@dataclass
class Entry:
    """One file of the archive as the manifest lists it."""

    path: str
    rows: int | None = None
    bytes: int = 0
    sha256: str = ""


class EntryWriter:
    """Writes one file of the archive, counting and hashing on the way."""

    def __init__(self, stream: IO[bytes], entry: Entry) -> None:
        self._stream, self._entry, self._digest = stream, entry, hashlib.sha256()

    def write(self, piece: bytes) -> None:
        self._stream.write(piece)
        self._digest.update(piece)
        self._entry.bytes += len(piece)

    def write_row(self, line: str) -> None:
        self.write(line.encode())
        self._entry.rows = (self._entry.rows or 0) + 1

    def close(self) -> None:
        self._entry.sha256 = self._digest.hexdigest()


class Archive:
    """A new zip file at ``path``; ``entries`` lists what was written into it."""

    def __init__(self, path: Path) -> None:
        self._zip = zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, allowZip64=True)
        self.entries: list[Entry] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        tb: TracebackType | None,
    ) -> None:
        self._zip.close()

    @contextmanager
    def entry(self, path: str, *, is_table: bool = False) -> Iterator[EntryWriter]:
        """Open one file of the archive for writing."""
        entry = Entry(path, rows=0 if is_table else None)
        info = zipfile.ZipInfo(path, date_time=timezone.localtime().timetuple()[:6])
        info.compress_type = zipfile.ZIP_DEFLATED
        with self._zip.open(info, "w", force_zip64=True) as stream:
            writer = EntryWriter(stream, entry)
            yield writer
            writer.close()
        self.entries.append(entry)

    def add_file(self, source: Path, path: str) -> None:
        """Copy a file into the archive."""
        with source.open("rb") as stream, self.entry(path) as writer:
            while piece := stream.read(CHUNK):
                writer.write(piece)

    def add_text(self, text: str, path: str) -> None:
        with self.entry(path) as writer:
            writer.write(text.encode())

    def listing(self) -> list[dict[str, Any]]:
        """Return what the manifest says of each file so far."""
        return [asdict(entry) for entry in self.entries]


def sha256_of(path: Path) -> str:
    """Return the checksum of a file, read in pieces."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
