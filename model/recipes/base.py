"""What can be trained from the command line: each task by its name, with what it takes and what comes of it."""

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Generic, TypeVar

from model.errors import UsageError
from model.networks import Model
from model.training import Check, Progress

__all__ = ["TASKS", "Task", "Tell", "Trained", "register", "report", "train"]

ModelT = TypeVar("ModelT", bound=Model)
Tell = Callable[[Progress], None] | None


@dataclass(frozen=True, kw_only=True)
class Trained(Generic[ModelT]):
    """A trained network and how it was come by.

    ``accuracy`` is the share of the ``held_out`` ``examples`` (texts, pairs) that it gets right; ``best`` is the look at the
    development part by which the best moment of the training was chosen. ``advice`` is a sentence if there is too little data to
    expect anything, else empty. ``interrupted`` says that Ctrl-C ended the training early.
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


@dataclass(frozen=True, kw_only=True)
class Task:
    """Something to train: ``data`` says what a file of one's own holds, ``train(seed, data, progress)`` does it.

    Without a seed it trains with that of the bundled model, without data on the bundled data. ``cells`` are the kinds of cell
    that it can be asked for; if it is, ``train`` takes ``cell`` as well.
    """

    name: str
    data: str
    train: Callable[..., Trained[Any]]
    cells: Collection[str] = ()


TASKS: dict[str, Task] = {}
"""Every task by its name."""


def register(task: Task) -> None:
    """Make a task known to :func:`train` and to the command line."""
    TASKS[task.name] = task


def train(
    task: str, seed: int | None = None, data: Path | None = None, progress: Tell = None, cell: str | None = None
) -> Trained[Any]:
    """Train for a task of :data:`TASKS`, on the bundled data or on a file.

    Raises :class:`~model.errors.UsageError` for a cell that the task does not take, :class:`~model.errors.DataError` if the file
    cannot be used.
    """
    chosen = TASKS[task]
    if cell is None:
        return chosen.train(seed, data, progress)
    if cell not in chosen.cells:
        takes = f"one of {', '.join(chosen.cells)}" if chosen.cells else "none"
        raise UsageError(f"The task {task} cannot be trained with --cell {cell}: it takes {takes}.")
    return chosen.train(seed, data, progress, cell)


def report(trained: Trained[Any]) -> Iterator[str]:
    """Yield what there is to say of a training: the score on what was held out, and what speaks against trusting it."""
    yield f"{trained.network.provenance.score_name} {trained.accuracy:.3f} on {trained.held_out} {trained.examples}"
    if trained.interrupted:
        yield f"Interrupted after {len(trained.losses)} steps: the best weights so far are kept."
    if trained.advice:
        yield trained.advice
