"""What to render, and what came of it: plain records that can be printed, compared and sent to another process."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType

from model.errors import UnrolledError, UsageError, among, brief, named, near_matches
from scenes.mobjects.theme import WEIGHTS, Theme
from scenes.stage.themes import SUFFIX, theme_of

__all__ = ["QUALITIES", "Progress", "Quality", "RenderJob", "RenderResult", "among_others", "remarks"]


MODEL = ".safetensors"
OWN_OPTIONS = "convention", "vector", "items", "ticks", "gap"
"""Options of single films: a film that has one names it in its ``takes``, all others refuse it."""


@dataclass(frozen=True, slots=True)
class Quality:
    """Size of the picture in pixels, and frames a second."""

    name: str
    width: int
    height: int
    rate: int


def _qualities(*rows: Quality) -> MappingProxyType[str, Quality]:
    return MappingProxyType({row.name: row for row in rows})


QUALITIES = _qualities(
    Quality("480p15", 854, 480, 15),
    Quality("720p30", 1280, 720, 30),
    Quality("1080p30", 1920, 1080, 30),
    Quality("1080p60", 1920, 1080, 60),
    Quality("2160p60", 3840, 2160, 60),
)
"""Every quality by its name on the command line."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RenderJob:
    """One film to make: the story, what it films, how it looks and where its files go.

    They go to ``folder``, are called ``name`` (default: as the film is), and end in the suffix of their format.
    ``text``, or what stands in ``text_file``, is run through ``models`` (bundled names or weights files; none: the story's own)
    or the bundled models with these ``cells``, unless ``traces`` names saved traces: one of any of these, or as many as the
    story tells of. Such a trace may be an attention matrix: the next three say of it what the file does not
    (:class:`~model.trace.Matrix`). ``theme`` is the name of one, or of a file with one; ``weights`` is how maps of attention
    look, in the theme's ``hue`` or in the exact ``grey`` of papers. ``word`` and ``unit`` count from 1. ``command`` is what the
    user typed, for the provenance. Parts that were drawn before may come out of the ``cache``; the files are the same. Of the
    whole film only its ``moment`` is made, or the first ``act`` with this name, or ``clips``: files for each act, which have the
    ``titles``, known once the film was told. What is :attr:`asked` are options that few films take.
    """

    scene: str
    formats: tuple[str, ...]
    folder: Path
    name: str = ""
    quality: str = "1080p60"
    theme: str = "dark"
    weights: str = "hue"
    text: str | None = None
    text_file: Path | None = None
    models: tuple[str, ...] = ()
    cells: tuple[str, ...] = ()
    traces: tuple[Path, ...] = ()
    source_words: Path | None = None
    target_words: Path | None = None
    unnormalized: bool = False
    word: int | None = None
    unit: int | None = None
    command: str = ""
    cache: bool = True
    moment: bool = False
    act: str | None = None
    clips: bool = False
    titles: tuple[str, ...] = ()
    convention: str | None = None
    vector: str | None = None
    items: str | None = None
    ticks: str | None = None
    gap: str | None = None

    def __post_init__(self) -> None:
        if self.quality not in QUALITIES:
            near = near_matches(self.quality, QUALITIES)
            raise UsageError(f"There is no quality {brief(self.quality)}{near}; there are {', '.join(QUALITIES)}.")
        theme_of(self.theme)  # says what is wrong with it
        if self.weights not in WEIGHTS:
            raise UsageError(f"There is no map {brief(self.weights)}; there are {' and '.join(WEIGHTS)}.")
        if self.text is not None and self.text_file is not None:
            raise UsageError("There is one text: give --text or --text-file, not both.")
        if self.traces and (self.models or self.cells or self.text is not None or self.text_file is not None):
            raise UsageError("A saved trace holds its own text and model: give --trace, or --text and --model, not both.")
        if not self.traces and (self.source_words or self.target_words or self.unnormalized):
            raise UsageError(
                "--source-words, --target-words and --unnormalized are of a matrix in a file: name that with --trace."
            )
        if self.models and self.cells:
            raise UsageError("A model has a cell of its own: give --model or --cell, not both.")
        if self.word is not None and self.word < 1:
            raise UsageError(f"Words are counted from 1, there is no word {brief(self.word)}.")
        if self.unit is not None and self.unit < 1:
            raise UsageError(f"Units are counted from 1, there is no unit {brief(self.unit)}.")
        if self.moment + (self.act is not None) + self.clips > 1:
            raise UsageError("A film is cut in one way: give one of --moment, --act and --clips.")

    def path(self, suffix: str) -> Path:
        """Return where a file of this film goes."""
        return self.folder / f"{self.name or re.sub(r'[^A-Za-z0-9_-]+', '_', self.scene)}{suffix}"

    @property
    def asked(self) -> dict[str, str]:
        """The options that few films take, those that were given, by their names."""
        return {name: value for name in OWN_OPTIONS if (value := getattr(self, name)) is not None}

    @property
    def inputs(self) -> tuple[Path, ...]:
        """The files that are read for this film, a saved trace, a text, weights, a theme; not its code."""
        weights = (Path(model) for model in self.models if model.endswith(MODEL))
        theme = (Path(self.theme),) if self.theme.endswith(SUFFIX) else ()
        return (*self.traces, *weights, *theme, *filter(None, (self.text_file, self.source_words, self.target_words)))

    @property
    def look(self) -> Theme:
        """The theme in which it is drawn."""
        return replace(theme_of(self.theme), weights=self.weights)


@dataclass(frozen=True, slots=True)
class RenderResult:
    """What a job made: its files, the length of the film, words that the model did not know, signs that are no words."""

    scene: str
    paths: tuple[Path, ...]
    duration: float
    unknown: tuple[str, ...]
    left_out: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a job is: seconds of film drawn, and seconds in all, as soon as these are known: once the film is told."""

    job: int
    done: float
    total: float | None


def among_others(error: UnrolledError, scene: str) -> UnrolledError:
    """Return an error as it is said beside those of other films: it names its film, if it only speaks of this one."""
    said = str(error)
    return type(error)(f"{named(scene)}: {said}") if said.startswith("This film ") else error


def remarks(unknown: Sequence[str], left_out: Sequence[str]) -> Iterator[str]:
    """Yield a sentence about words that a model does not know, and one about what of a text is no word, if there are such."""
    if unknown:
        yield f"The model does not know {among(unknown)}: shown hatched, read as “unknown”."
    if left_out:
        yield f"Only words are read; left out: {among(left_out)}."
