"""What can be trained from the command line: each task by its name, with what it takes and what comes of it."""

from collections.abc import Callable, Collection, Iterable, Iterator, Sized
from dataclasses import dataclass, field
from math import inf
from pathlib import Path
from time import monotonic
from typing import Any, Generic, NamedTuple, TypeVar

from model.corpora.rows import Reading
from model.errors import UsageError, clipped, counted
from model.files import written
from model.networks import Model
from model.pacing import Pace
from model.training import Check, Fit, Progress

__all__ = ["FILE_OPTIONS", "TASKS", "Guess", "Part", "Request", "Task", "Trained", "about_own", "register", "report", "train"]

ModelT = TypeVar("ModelT", bound=Model)
FILE_OPTIONS = ("text_column", "label_column", "languages", "skip_bad_rows")
"""What of a :class:`Request` says how a file is read: a task takes some of it, and there must be a file."""

FULL = 0.2
"""With a smaller share of the planned steps a training has hardly begun."""


@dataclass(frozen=True, kw_only=True)
class Request:
    """What is asked of a training.

    Attributes
    ----------
    seed, cell, data
        None is the seed of the bundled model, its cell, and the bundled data; ``data`` is a file of one's own.
    text_column, label_column
        The columns of a table; None is ``text`` and ``label``.
    languages
        The names of the two languages of pairs, with a comma between them; None calls them source and target.
    skip_bad_rows
        Whether rows that cannot be used are left out.
    minutes, began
        How long all may take, the reading of the file included, and since when, in seconds of the monotonic clock; None is as
        long as the plan takes.
    progress, say
        Whom it is told how far the training is, from the reading of the file on; and what was found before anything is learned,
        in sentences.
    undrawable
        Returns what of a text no film can draw, by the names of scripts (``Arabic, Hebrew``), or an empty string.
    learned
        Called when the learning is over, be it early: what is left to do, scoring, is soon done and worth waiting for.
    """

    seed: int | None = None
    data: Path | None = None
    cell: str | None = None
    text_column: str | None = None
    label_column: str | None = None
    languages: str | None = None
    skip_bad_rows: bool = False
    minutes: float | None = None
    began: float = field(default_factory=monotonic)
    progress: Callable[[Progress], None] = lambda progress: None
    say: Callable[[str], None] = lambda sentence: None
    undrawable: Callable[[str], str] = lambda text: ""
    learned: Callable[[], None] = lambda: None

    @property
    def reading(self) -> Reading:
        """How the file is read."""
        return Reading(skip_bad_rows=self.skip_bad_rows, say=self.say, progress=self.stage("reading"))

    @property
    def pace(self) -> Pace:
        """How long it may take, and who is told how long it will."""
        return Pace(None if self.minutes is None else self.began + 60.0 * self.minutes, self.say)

    def notes(self, fitted: Fit[Any]) -> str:
        """Return what is to be known of how a training ended, or nothing."""
        done = len(fitted.losses)
        if fitted.interrupted:
            return f"interrupted after {done} of {fitted.steps} steps"
        return "" if self.minutes is None else f"trained for {counted(done, 'step')}, as many as fitted into {self.minutes:g} min"

    def hurried(self, fitted: Fit[Any], planned: int) -> str:
        """Return a sentence if so few of the planned steps fitted in that little can be expected, or nothing."""
        done = len(fitted.losses)
        if self.minutes is None or fitted.interrupted or done >= FULL * planned:
            return ""
        return f"There was time for {counted(done, 'step')} only, of {planned:,} without --minutes: give it more."

    def stage(self, name: str) -> Callable[[int, int], None]:
        """Return whom it is told how much of how much of a stage before the learning is done."""
        return lambda done, total: self.progress(Progress(done, total, stage=name))

    def say_parts(self, parts: Iterable[Sized], examples: str) -> None:
        """Say how many examples, ``texts`` or ``pairs``, are in each of the three parts, and what these are for."""
        train, dev, test = (f"{len(part):,}" for part in parts)
        self.say(f"It learns from {train} {examples}, chooses its best moment by {dev} others, and is judged by another {test}.")


def about_own(data: Path, what: str) -> tuple[str, str]:
    """Return a model's name and its task, named after the file that it learned from; ``what`` is what of it."""
    return written(data.stem), f"{what} {written(data.name)}"


class Guess(NamedTuple):
    """What somebody gets right without a network, ``always saying 'positive'`` say: the share of what is held out."""

    how: str
    share: float


class Part(NamedTuple):
    """What a network gets right of some of what is held out, those ``whose words it knows`` say, and what a guess does."""

    which: str
    size: int
    accuracy: float
    guess: float


@dataclass(frozen=True, kw_only=True)
class Trained(Generic[ModelT]):
    """A trained network and how it was come by.

    ``accuracy`` is the share of the ``held_out`` ``examples`` (texts, sentences) that it gets right, beside what a ``guess``
    gets; ``part`` is the same of some of them. ``best`` is the look at the development part by which the best moment of the
    training was chosen. ``advice`` is a sentence if there is too little data, or time, to expect anything, else empty.
    ``interrupted`` says that a signal ended the training early.
    """

    network: ModelT
    accuracy: float
    train_count: int
    dev_count: int
    held_out: int
    losses: tuple[float, ...]
    best: Check
    interrupted: bool
    examples: str = "texts"
    advice: str = ""
    guess: Guess | None = None
    part: Part | None = None


@dataclass(frozen=True, kw_only=True)
class Task:
    """Something to train: ``data`` says what a file of one's own holds, ``train`` does what a :class:`Request` asks.

    Of a task that takes no such file, ``made`` are the examples, and ``data`` is empty.

    ``cells`` are the kinds of cell that it can be asked for, ``options`` those of :data:`FILE_OPTIONS` that it takes.
    """

    name: str
    train: Callable[[Request], Trained[Any]]
    cells: Collection[str] = ()
    options: Collection[str] = ()
    data: str = ""
    made: str = ""


TASKS: dict[str, Task] = {}
"""Every task by its name."""


def register(task: Task) -> None:
    """Make a task known to :func:`train` and to the command line."""
    TASKS[task.name] = task


def train(task: str, seed: int | None = None, data: Path | None = None, cell: str | None = None, **more: Any) -> Trained[Any]:
    """Train for a task of :data:`TASKS`, on the bundled data or on a file; ``more`` is what else a :class:`Request` holds.

    Raises :class:`~model.errors.UsageError` for what the task does not take, :class:`~model.errors.DataError` if the file cannot
    be used.
    """
    chosen, request = TASKS[task], Request(seed=seed, data=data, cell=cell, **more)
    if seed is not None and seed < 0:
        raise UsageError(f"The seed {clipped(str(seed))} is none: take a whole number from 0 on.")
    if request.minutes is not None and not 0.0 < request.minutes < inf:
        raise UsageError(f"--minutes takes how long a training may take, 10 say, not {request.minutes:g}.")
    if cell is not None and cell not in chosen.cells:
        takes = f"one of {', '.join(chosen.cells)}" if chosen.cells else "none"
        raise UsageError(f"The task {task} cannot be trained with --cell {clipped(cell)}: it takes {takes}.")
    if data is not None and not chosen.data:
        raise UsageError(f"{chosen.made} are made here: leave --data out.")
    for option in FILE_OPTIONS:
        if getattr(request, option) in (None, False):
            continue
        if option not in chosen.options:
            raise UsageError(f"The task {task} cannot be trained with {_flag(option)}: it takes {_flags(chosen.options)}.")
        if data is None:
            raise UsageError(f"{_flag(option)} is about a file of your own: name it with --data.")
    return chosen.train(request)


def _flag(option: str) -> str:
    return f"--{option.replace('_', '-')}"


def _flags(options: Collection[str]) -> str:
    return ", ".join(map(_flag, options)) or "no such option"


def report(trained: Trained[Any]) -> Iterator[str]:
    """Yield what there is to say of a training: the score on what was held out, and what speaks against trusting it."""
    score = f"{trained.network.provenance.score_name} {trained.accuracy:.3f} on {trained.held_out:,} {trained.examples}"
    yield f"{score}; {_beside(trained.guess, trained)}" if trained.guess else score
    if trained.guess and (part := trained.part):
        yield f"{part.accuracy:.3f} on the {part.size:,} of them {part.which}; {trained.guess.how} gives {part.guess:.3f}"
    if trained.interrupted:
        yield f"Interrupted after {len(trained.losses)} steps: the best weights so far are kept."
    if trained.advice:
        yield trained.advice


def _beside(guess: Guess, trained: Trained[Any]) -> str:
    """Return what a guess gets, and whether the score says that more was learned: two standard errors are no chance."""
    beside = f"{guess.how} gives {guess.share:.3f}"
    if trained.accuracy <= guess.share:
        return f"{beside}: it has learned nothing"
    error = (guess.share * (1.0 - guess.share) / trained.held_out) ** 0.5
    return f"{beside}: so little more may be chance" if trained.accuracy - guess.share < 2.0 * error else beside
