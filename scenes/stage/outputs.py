"""Which files a job makes."""

import re
from collections.abc import Iterator, Mapping, Sequence, Set
from contextlib import suppress
from dataclasses import dataclass, fields
from glob import escape
from pathlib import Path
from shlex import join

from model.calling import PROGRAM
from model.errors import among, counted, named
from scenes.stage.formats import FORMATS
from scenes.stage.jobs import RenderJob

__all__ = ["Output", "mixed", "outputs", "stamps", "stopped", "tail", "unmade"]

RECORD, RECORD_SUFFIX = "json", ".json"
LONGEST = 40
"""Letters of a title in the name of a file."""
SPELLED = {"quality": "-q", "weights": "--map", "models": "--model", "cells": "--cell", "traces": "--trace"}
"""How options are typed that are not typed as the fields of a job are called."""
LECTURED = re.compile(r"\d\d_")
"""How the names of a lecture's files begin."""
UNTYPED = {"scene", "formats", "folder", "name", "command", "titles", "cache"}
"""Fields of a job that are no options, are typed in another way, or do not matter to what is made."""


@dataclass(frozen=True, slots=True)
class Output:
    """One file, or folder of files, that a job makes of a piece of its film.

    What is drawn for it says :class:`~scenes.stage.formats.Format`.
    """

    path: Path
    format: str
    needs: str
    folder: bool = False
    piece: int = 0


def outputs(job: RenderJob) -> Iterator[Output]:
    """Yield all that a job makes: a file for each format, of the film, or of what is cut out of it; and the record."""
    endings = [f"_{number:02}{tail(title)}" for number, title in enumerate(job.titles, 1)] if job.clips else [""]
    for piece, ending in enumerate(endings):
        for row in (FORMATS[name] for name in job.formats):
            yield Output(job.path(f"{ending}{row.suffix}"), row.name, row.needs, row.folder, piece)
    yield Output(job.path(RECORD_SUFFIX), RECORD, "nothing")


def tail(title: str) -> str:
    """Return the title of an act as the end of a file's name, without what is no letter of ours; empty if that is all of it."""
    return "_".join(["", *re.findall(r"[a-z0-9]+", title.casefold())])[:LONGEST]


def unmade(jobs: Sequence[RenderJob], made: Set[Path]) -> str:
    """Return which of several jobs have made no file, and what is typed to make the first of them; nothing if there is none."""
    missing = [job for job in jobs if made.isdisjoint(each.path for each in outputs(job))]
    if len(jobs) == 1 or not missing:
        return ""
    if len(missing) == len(jobs):
        return f"None of {len(jobs)} films is made."
    said = among([named(_target(job)) for job in missing])
    there = f"{len(jobs) - len(missing)} of {len(jobs)} films are"
    return f"Not made: {said}; {there}. To make {named(_target(missing[0]))} alone: `{PROGRAM} {join(_typed(missing[0]))}`."


def mixed(jobs: Sequence[RenderJob], made: Set[Path]) -> Iterator[str]:
    """Yield a sentence on numbered files, of acts or of a lecture, that lie among those ``made`` and are of another time."""
    numbered = {job.folder: "[0-9][0-9]_*" for job in jobs if LECTURED.match(job.name)}
    found = {path for folder, pattern in numbered.items() for path in folder.glob(pattern)}
    found |= {path for job in jobs if job.clips for path in job.folder.glob(f"{escape(job.path('').name)}_[0-9][0-9]*")}
    kinds = {path.suffix for path in made} - {RECORD_SUFFIX}
    if others := sorted(named(path) for path in found - made if path.suffix in kinds):
        yield f"Not made now, but there: {among(others)}."


def stamps(jobs: Sequence[RenderJob]) -> dict[Path, int]:
    """Return when each of the films' files was written, of those that there are; records of them aside."""
    found = {}
    for path in (each.path for job in jobs for each in outputs(job) if each.format != RECORD):
        with suppress(OSError):
            found[path] = path.stat().st_mtime_ns
    return found


def stopped(jobs: Sequence[RenderJob], before: Mapping[Path, int]) -> str:
    """Return what is there of some jobs that were interrupted, if ``before`` that their files were of these :func:`stamps`."""
    written = [path for path, stamp in stamps(jobs).items() if before.get(path) != stamp]
    count = sum(each.format != RECORD for job in jobs for each in outputs(job))
    kept = "; what was drawn is kept in the cache for the next time" if jobs[0].cache else ""
    if not written:
        return f"Stopped: no file was written{kept}."
    said = among([named(path) for path in written])
    return f"Stopped: {len(written)} of {counted(count, 'file')} written, {said}, and nothing is left of others{kept}."


def _target(job: RenderJob) -> Path:
    return job.path(FORMATS[job.formats[0]].suffix)


def _typed(job: RenderJob) -> Iterator[str]:
    """Yield what is typed for a job alone: the film, what is not as it is anyway, and where it goes."""
    yield job.scene
    for field in fields(job):
        value = getattr(job, field.name)
        if field.name in UNTYPED or value == field.default:
            continue
        option = SPELLED.get(field.name, f"--{field.name.replace('_', '-')}")
        for each in value if isinstance(value, tuple) else (value,):
            yield from (option,) if each is True else (option, str(each))
    for name in job.formats if len(job.formats) > 1 else ():
        yield from ("-f", name)
    yield from ("-o", str(_target(job)))
