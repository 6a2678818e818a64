"""The table of a run."""

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import median


@dataclass(frozen=True)
class Row:
    """One measured thing at a number of salons; ``ratio`` is what can be compared."""

    what: str
    salons: int
    measured: str
    ratio: str
    goal: str = ""


def milliseconds(seconds: float) -> str:
    return f"{seconds * 1000:.0f} ms" if seconds >= 0.01 else f"{seconds * 1000:.1f} ms"


def ratio(value: float, floor: float) -> str:
    return f"{value / floor:.2f}×" if floor else "—"


def quiet(seconds: list[float]) -> float:
    """Return the median of the faster half: of the rounds that little else disturbed."""
    return median(sorted(seconds)[: max(len(seconds) // 2, 1)])


def table(rows: Iterable[Row]) -> str:
    """Return the rows as a table in Markdown."""
    lines = ["| what | salons | measured | ratio | goal |", "| --- | ---: | --- | ---: | --- |"]
    lines += [f"| {r.what} | {r.salons:,} | {r.measured} | {r.ratio} | {r.goal} |" for r in rows]
    return "\n".join(lines) + "\n"


def write(rows: list[Row], folder: Path) -> None:
    """Keep the run as ``bench.json`` and ``bench.md``."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "bench.json").write_text(json.dumps([asdict(row) for row in rows], indent=1))
    (folder / "bench.md").write_text(table(rows))
