"""What was measured, kept as one line of JSON a film and quality, so that a run that was interrupted goes on."""

import json
import os
import platform
import subprocess
from collections.abc import Iterator
from dataclasses import asdict, dataclass, fields
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple, Self

from benchmarks.rendering.likeness import Likeness
from benchmarks.rendering.measuring import PROC, ROOT, Run

__all__ = ["Fidelity", "Measured", "Side", "Store", "here", "machine"]


class Side(NamedTuple):
    """How one side made a film: all its runs, the bytes of the file, and its likeness (None: not compared)."""

    runs: list[Run]
    size: int
    like: Likeness | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """A film in one quality. ``seconds`` is the film's length; ``load`` that of the machine before; what was left out is None."""

    film: str
    quality: str
    seconds: float
    place: str
    load: float
    ours: Side
    plain: Side | None = None
    encode: Run | None = None
    tell: Run | None = None

    @property
    def key(self) -> tuple[str, ...]:
        """What a line is found by."""
        return self.film, self.quality

    @classmethod
    def of(cls, values: dict[str, Any]) -> Self:
        """Make a record of what JSON made of it."""
        given = {name: value for name, value in values.items() if value is not None}
        for name, kind in (("ours", _side), ("plain", _side), ("encode", _run), ("tell", _run)):
            if name in given:
                given[name] = kind(given[name])
        return cls(**given)


@dataclass(frozen=True, slots=True, kw_only=True)
class Fidelity:
    """The largest difference, in levels of 255, between our lossless film and plain manim's, over ``frames`` of it."""

    film: str
    theme: str
    quality: str
    frames: int
    worst: int
    place: str

    @property
    def key(self) -> tuple[str, ...]:
        """What a line is found by."""
        return self.film, self.theme, self.quality

    @classmethod
    def of(cls, values: dict[str, Any]) -> Self:
        """Make a record of what JSON made of it."""
        return cls(**values)


def _run(values: list[float]) -> Run:
    return Run(*values)


def _side(values: list[Any]) -> Side:
    runs, size, like = values
    return Side([Run(*each) for each in runs], size, None if like is None else Likeness(*like))


KINDS: tuple[type[Measured] | type[Fidelity], ...] = (Measured, Fidelity)


class Store:
    """A file of records; the last one with a key counts."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._known = {record.key: record for record in self._read()}

    def __contains__(self, key: tuple[str, ...]) -> bool:
        return key in self._known

    def add(self, record: Measured | Fidelity) -> None:
        """Keep a record."""
        self._known[record.key] = record
        self._path.parent.mkdir(parents=True, exist_ok=True)
        with self._path.open("a", encoding="utf-8") as file:
            print(json.dumps(asdict(record)), file=file)

    def measured(self) -> list[Measured]:
        """Return what was measured."""
        return [record for record in self._known.values() if isinstance(record, Measured)]

    def fidelity(self) -> list[Fidelity]:
        """Return what was compared with plain manim's pixels."""
        return [record for record in self._known.values() if isinstance(record, Fidelity)]

    def _read(self) -> Iterator[Measured | Fidelity]:
        if self._path.exists():
            for line in self._path.read_text(encoding="utf-8").splitlines():
                values = json.loads(line)
                kind = next(kind for kind in KINDS if set(values) == {field.name for field in fields(kind)})
                yield kind.of(values)


def here() -> str:
    """Return the date, the machine and the commit, as they stand above a table."""
    return f"{datetime.now():%Y-%m-%d}, {machine()}, Python {platform.python_version()}, commit {_commit()}"


def machine() -> str:
    """Return which machine this is, in words."""
    return f"{os.cpu_count()} cores{_processor()}, {platform.system()} {platform.release()} {platform.machine()}"


def _commit() -> str:
    command = ["git", "describe", "--always", "--dirty", "--exclude=*"]
    try:
        return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout.strip()
    except (OSError, subprocess.CalledProcessError):  # no git, or no repository
        return "unknown"


def _processor() -> str:
    try:
        lines = (PROC / "cpuinfo").read_text().splitlines()
    except OSError:
        return ""
    name = next((line.partition(":")[2].strip() for line in lines if line.startswith("model name")), "")
    return f" ({name})" if name else ""
