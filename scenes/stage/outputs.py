"""Which files a job makes."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from scenes.stage.formats import FORMATS
from scenes.stage.jobs import RenderJob

__all__ = ["Output", "outputs", "tail"]

RECORD, RECORD_SUFFIX = "json", ".json"
LONGEST = 40
"""Letters of a title in the name of a file."""


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
