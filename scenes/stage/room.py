"""Whether disks have room for a film, and what is said where they have none."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from errno import EDQUOT, EFBIG, ENOSPC
from math import sqrt
from pathlib import Path
from shutil import disk_usage
from tempfile import gettempdir
from traceback import extract_tb

from model.errors import RenderError, clipped, named
from scenes.stage.catalogue import is_own
from scenes.stage.jobs import QUALITIES, RenderJob
from scenes.stage.outputs import outputs

__all__ = ["check_room", "no_room", "refusals"]

OURS, LONGEST = Path(__file__).resolve().parents[1], 160
"""The folder of our code that writes such files; so many letters are quoted of what the system says."""

FULL = (ENOSPC, EDQUOT, EFBIG)
"""What the system says where no more can be written."""

LITTLE = 1 << 14
"""Bytes that a disk still has which is full."""

DRAWN = {"film": 3.0, "master": 25.0}
"""Bytes that what is drawn takes at least, a second and a root of pixels a second: the sparsest film of ours has 5 and 40."""
WRITTEN = {"mp4": ("film", 1.0), "gif": ("film", 0.2)}
"""The size of a file at least, as a part of what is drawn: of formats that take more than others."""


def no_room(error: BaseException, source: Path | None = None) -> RenderError | None:
    """Return a sentence for an error that means that the temporary files, the parts of a film among them, have no room.

    Where there is none, libraries cut files off without a word: then an error of any kind is about that. A file that the code in
    ``source``, that of a film, writes by itself, is none of these.
    """
    full = isinstance(error, OSError) and error.errno in FULL and not (source and _by_itself(error, source))
    said = str(getattr(error, "strerror", "")) if full else ""
    if not said and (free := _free(Path(gettempdir()))) is not None and free < LITTLE:
        said = os.strerror(ENOSPC)
    what = f"{named(gettempdir())} has no room for a film while it is made ({said})"
    return RenderError(f"{what}: TMPDIR names another place.") if said else None


def _by_itself(error: BaseException, source: Path) -> bool:
    """Tell whether the code of a film ran into an error in nobody's name but its own: neither manim nor we were asked."""
    called = [Path(frame.filename).resolve() for frame in extract_tb(error.__traceback__)]
    if source.resolve() not in called:
        return False
    after = called[len(called) - called[::-1].index(source.resolve()) :]
    return not any("manim" in path.parts or path.is_relative_to(OURS) for path in after)


@contextmanager
def refusals(job: RenderJob) -> Iterator[None]:
    """Say in one sentence what the system refuses in the block: what it says of a film's own files has been told already."""
    try:
        yield
    except OSError as error:
        raise no_room(error) or RenderError(
            f"{clipped(job.scene, 80)} could not be made: {clipped(str(error), LONGEST)}."
        ) from error


def check_room(job: RenderJob, seconds: float, parts: Path) -> None:
    """Raise an error if a film of so many seconds cannot fit: where its ``parts`` are while it is made, and where it shall go.

    It is about the least that films of ours take; what one of a user's own takes, nobody knows before.
    """
    if is_own(job.scene):
        return
    drawn, written = _sizes(job, seconds)
    there = sum(path.stat().st_size for path in parts.iterdir())
    _check(
        parts,
        drawn - there,
        f"{job.scene} takes at least {_mega(drawn)} in {named(gettempdir())} while it is made",
        "TMPDIR names",
    )
    above = next(each for each in (job.folder.absolute(), *job.folder.absolute().parents) if each.is_dir())
    _check(above, written, f"{job.scene} takes at least {_mega(written)} in {named(job.folder)}", "-o names")


def _check(folder: Path, least: float, takes: str, remedy: str) -> None:
    free = _free(folder)
    if free is not None and free < least:
        raise RenderError(f"{takes}, where {_mega(free)} are free: {remedy} another place.")


def _mega(size: float) -> str:
    return f"{size / 1_000_000:.1f} MB"


def _sizes(job: RenderJob, seconds: float) -> tuple[float, float]:
    """Return the bytes that a film takes at least: drawn, as parts and joined, and as files."""
    quality = QUALITIES[job.quality]
    unit = seconds * sqrt(quality.width * quality.height * quality.rate)
    kinds = {each.needs for each in outputs(job)} & DRAWN.keys()
    written = sum(DRAWN[kind] * share for kind, share in (WRITTEN[name] for name in job.formats if name in WRITTEN))
    return 2 * unit * sum(DRAWN[kind] for kind in kinds), unit * written


def _free(folder: Path) -> int | None:
    """Return how many bytes this user may still write on the disk of a folder, if the system knows."""
    try:
        usage = disk_usage(folder)
    except OSError:
        return None
    everything = getattr(os, "geteuid", lambda: 1)() == 0  # what is reserved is reserved for root
    return (usage.total - usage.used if everything else usage.free) if usage.total else None
