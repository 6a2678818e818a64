"""A salon's files: copied while it still works, compared by SHA-256 once it only reads."""

import shutil
from pathlib import Path

from tenants.domain.exports.archive import sha256_of
from tenants.domain.media import media_folder_of
from tenants.models import Tenant
from tenants.moving.errors import CopyDiffers, MediaTargetMissing, NotArrived


class MediaCopy:
    """One salon's folder here and there, and what is known of the files so far."""

    def __init__(self, tenant: Tenant, target_root: Path | None) -> None:
        self.source = media_folder_of(tenant)
        self.target = target_root / str(tenant.uuid) if target_root else None
        # Relative name -> (size, time of change) of what was copied and compared.
        self._done: dict[str, tuple[int, int]] = {}

    def count(self) -> int:
        """Return how many files the salon has."""
        return len(_files(self.source))

    def require_target(self) -> None:
        """Raise MediaTargetMissing where there are files that have nowhere to go."""
        if self.target is None and self.count():
            raise MediaTargetMissing

    @property
    def is_shared(self) -> bool:
        """Return whether both deployments look into one folder."""
        return (
            self.target is not None
            and self.target.exists()
            and (self.source.exists() and self.target.samefile(self.source))
        )

    def synchronise(self) -> int:
        """Make the target's folder equal to the source's; return how many files there are.

        A second call looks only at what changed since the first. Raises CopyDiffers.
        """
        here = _files(self.source)
        if self.target is None or self.is_shared:
            return len(here)
        for name in _files(self.target).keys() - here.keys():
            (self.target / name).unlink()
        for name, state in here.items():
            if self._done.get(name) != state:
                _copy(self.source / name, self.target / name)
            self._done[name] = state
        return len(here)

    def require_safe(self) -> None:
        """Raise NotArrived unless every file that is still here is in the target, byte by byte."""
        if self.is_shared:
            return
        for name in _files(self.source):
            there = self.target / name if self.target else None
            if (
                there is None
                or not there.is_file()
                or sha256_of(there) != sha256_of(self.source / name)
            ):
                raise NotArrived(file=name)

    def remove_target(self) -> None:
        """Take the copy away. A second call does nothing."""
        if self.target is not None and not self.is_shared:
            shutil.rmtree(self.target, ignore_errors=True)

    def remove_source(self) -> None:
        """Take the files away that are safe in the target. A second call does nothing."""
        if not self.is_shared:
            shutil.rmtree(self.source, ignore_errors=True)


def _files(folder: Path) -> dict[str, tuple[int, int]]:
    """Return relative name -> (size, time of change)."""
    found = sorted(path for path in folder.rglob("*") if path.is_file())
    states = {str(path.relative_to(folder)): path.stat() for path in found}
    return {name: (state.st_size, state.st_mtime_ns) for name, state in states.items()}


def _copy(here: Path, there: Path) -> None:
    there.parent.mkdir(parents=True, exist_ok=True)
    if there.exists() and sha256_of(there) == sha256_of(here):
        return
    shutil.copy2(here, there)
    if sha256_of(here) != sha256_of(there):
        raise CopyDiffers(file=here.name)
