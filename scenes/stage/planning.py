"""What was asked for becomes a plan of jobs and their files, and what is wrong with that is said before the first frame."""

import os
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from errno import EROFS
from pathlib import Path
from typing import Any

from model.errors import FileError, UsageError, brief, clipped, named, near_matches, there_are
from scenes.stage import lectures
from scenes.stage.catalogue import Story
from scenes.stage.formats import FORMATS
from scenes.stage.jobs import RenderJob
from scenes.stage.outputs import Output, outputs, tail

__all__ = ["Intent", "Plan", "plan"]

SUFFIXES = {row.suffix: row.name for row in FORMATS.values()}


@dataclass(frozen=True, slots=True)
class Intent:
    """What was asked for: ``target`` as typed, a folder or the name of one film; and formats, none: what that says, or MP4.

    Raises :class:`UsageError` for a format that there is not.

    Films that are ``numbered`` are those of a lecture: files are called after their places in it, and all go into a folder. Of
    films that were not named one by one, those of a lecture or ``everything`` that there is, some read no text: they get none.
    """

    target: str
    formats: tuple[str, ...] = ()
    numbered: bool = False
    everything: bool = False

    def __post_init__(self) -> None:
        for name in self.formats:
            if name not in FORMATS:
                raise UsageError(f"There is no format {brief(name)}{near_matches(name, FORMATS)}; {there_are(tuple(FORMATS))}.")


@dataclass(frozen=True, slots=True)
class Plan:
    """All jobs, and all that each of them makes, in their order."""

    jobs: tuple[RenderJob, ...]
    outputs: tuple[tuple[Output, ...], ...]


def plan(intent: Intent, stories: Sequence[Story], own: Sequence[Mapping[str, Any]] = (), **options: Any) -> Plan:
    """Return the plan for some films; ``options`` are those of every job. A film is told for it if each act is to be a file.

    In a lecture each film may have options of its ``own``, which go before those of all: the cells that it is told of, which its
    files are called after, too.
    Raises :class:`UsageError` if formats and name do not go together or two files have one place, and :class:`FileError` if
    something is in the way of a file: nothing has been drawn then.
    """
    folder, name, formats = _place(intent, len(stories))
    given = [lectures.fitting(story, options) if intent.numbered or intent.everything else options for story in stories]
    given = [{**each, **apart} for each, apart in zip(given, own or [{}] * len(stories), strict=True)]
    names = [story.stem for story in stories]
    if intent.numbered:
        stems = ["_".join((story.stem, *each.get("cells", ()))) for story, each in zip(stories, given, strict=True)]
        names = [f"{number:02}_{stem}" for number, stem in enumerate(stems, 1)]
    jobs = [
        RenderJob(scene=story.name, folder=folder, name=stem, formats=formats, **each)
        for story, stem, each in zip(stories, names, given, strict=True)
    ]
    jobs = [replace(job, name=name or f"{job.name}{_cut(job)}", titles=_titles(job) if job.clips else ()) for job in jobs]
    made = tuple(tuple(outputs(job)) for job in jobs)
    problems = dict.fromkeys((*_collisions(jobs, made), *filter(None, (_obstacle(each) for row in made for each in row))))
    if problems:
        first, *more = problems
        raise FileError(first + (f" There are {len(more)} more like this." if more else ""))
    return Plan(tuple(jobs), made)


def _titles(job: RenderJob) -> tuple[str, ...]:
    """Return how the acts of a job's film are called."""
    from scenes.stage import worker  # here, as that takes a while to import, and only clips need it

    return worker.titles(job)


def _cut(job: RenderJob) -> str:
    """Return what the names of files say of what is cut out of the film."""
    return "_moment" if job.moment else "" if job.act is None else tail(job.act) or "_act"


def _place(intent: Intent, films: int) -> tuple[Path, str, tuple[str, ...]]:
    """Return the folder, the name of the files without suffix (empty: that of each film), and the formats."""
    target, formats = Path(intent.target), tuple(dict.fromkeys(intent.formats))
    slash = intent.target.endswith(tuple(filter(None, (os.sep, os.altsep))))
    if not intent.target:
        raise UsageError("-o names a folder, or one film: type . to mean the folder in which you are.")
    bare = target.name.lower() in SUFFIXES
    if slash or _is_folder(target) or not (bare or re.match(r"\.[A-Za-z]", target.suffix)):
        return target, "", formats or ("mp4",)
    folder = f"to mean a folder you type {named(target)}{os.sep}"
    if bare:
        raise UsageError(f"{named(target)} is an ending without a name: type one such as film{target.name}, and {folder}.")
    if films > 1 or intent.numbered:
        made = f"{films} are" if films > 1 else "a lecture is"
        raise UsageError(f"{named(target)} is the name of one film, and {made} to be made: {folder}.")
    kind = SUFFIXES.get(target.suffix.lower())
    if kind is None:
        known = f"{near_matches(target.suffix, SUFFIXES)}; {there_are(tuple(SUFFIXES))}"
        raise UsageError(f"No film ends in {clipped(named(target.suffix))}{known}, and {folder}.")
    if formats and kind not in formats:
        wanted = " and ".join(formats)
        raise UsageError(
            f"{named(target)} would be {kind}, but the format is {wanted}: give -o a name that ends so, or a folder."
        )
    return target.parent, target.stem, formats or (kind,)


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except OSError:  # a name too long, say: _obstacle tells
        return False


def _collisions(jobs: Iterable[RenderJob], made: Iterable[Iterable[Output]]) -> Iterator[str]:
    """Yield what is wrong with files that would be written twice, or written over what is read."""
    makers: dict[str, RenderJob] = {}
    for job, row in zip(jobs, made, strict=True):
        read = {_same(path) for path in job.inputs}
        for path in (each.path for each in row):
            other = makers.setdefault(_same(path), job)
            if other is not job:
                yield f"{named(path)} would be {other.scene} and {job.scene}: film one after the other, into two folders."
            if _same(path) in read:
                yield f"{named(path)} is what {job.scene} films, and would be lost: choose another place."


def _same(path: Path) -> str:
    """Return what is equal for two paths of one file."""
    return os.path.normcase(os.path.realpath(path))


def _obstacle(output: Output) -> str:
    """Return what is in the way of a file, or nothing."""
    path = output.path
    try:
        if path.is_dir() and not output.folder:
            return f"{named(path)} is a folder, it cannot be replaced by a file."
        if output.folder and path.exists() and not path.is_dir():
            return f"{named(path)} is a file, it cannot be replaced by a folder."
        if path.exists() and not path.is_file() and not path.is_dir():
            return f"{named(path)} is no file but a device, it cannot be replaced by one."
        above = next(each for each in (*path.parents, *path.absolute().parents) if each.exists() or each.is_symlink())
    except OSError as error:
        return f"{named(path)} cannot be written: {error.strerror or error}."
    if not above.is_dir():
        return f"{named(above)} is a file, so nothing can be put into it."
    if not os.access(above, os.W_OK | os.X_OK):
        frozen = hasattr(os, "statvfs") and os.statvfs(above).f_flag & os.ST_RDONLY
        return f"Nothing can be written to {named(above)}: {os.strerror(EROFS) if frozen else 'permission denied'}."
    return ""
