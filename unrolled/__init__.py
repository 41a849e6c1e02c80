"""Films of what recurrent networks and attention really compute, for Python programs.

>>> import unrolled
>>> film = unrolled.film("lstm_gates", text="not good", folder="talk")    # doctest: +SKIP
>>> film.paths, film.duration                                             # doctest: +SKIP
>>> unrolled.trace("reviews", text="not good").lookup("forget_gate")      # doctest: +SKIP
>>> unrolled.film("alignment", trace=unrolled.attention(weights, source_words, target_words))  # doctest: +SKIP

What goes wrong is an :class:`UnrolledError`, whose text is one sentence. :mod:`unrolled.making` has what a film of one's own is
made of. In a checkout this package lies beside ``model`` and ``scenes``; where it is installed, these are inside (setup.py).
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from os import PathLike, cpu_count
from pathlib import Path
from threading import Semaphore
from typing import TYPE_CHECKING, Any

from model.errors import UnrolledError
from model.files import temporary_folder
from model.trace import AttentionTrace, Trace
from scenes.stage.showing import in_a_line, in_a_page
from scenes.stage.taking import FILM, TRACE, arguments_named, understood
from scenes.stage.version import own_version

if TYPE_CHECKING:
    from scenes.telling.records import Beat

__all__ = ["Film", "Trace", "UnrolledError", "__version__", "attention", "film", "trace"]

__version__ = own_version()


Place = str | PathLike[str]
"""A name or path."""
Places = Place | Sequence[Place]
"""A name or path, or several."""
Row = str | Sequence[str] | Sequence[float]
"""Numbers or names, in a row or typed with commas between them."""
Traces = str | PathLike[str] | Trace | Sequence[str | PathLike[str] | Trace]
"""The path of a trace, or a trace itself, or several."""


@dataclass(frozen=True, slots=True, repr=False)
class Film:
    """A film that was made; a notebook plays it where it is the last thing of a cell.

    Attributes
    ----------
    paths
        Its files, in the order of the formats; the last is the record (``.json``).
    duration
        In seconds.
    beats
        One caption of what was made after the other, each with its times in seconds, its act, and every reading that is shown at
        its end.
    trace
        What was filmed; of several, the first.
    unknown
        The words that the model does not know, with near matches.
    left_out
        What of the text is in none of its words, such as emoji.
    """

    paths: tuple[Path, ...]
    duration: float
    beats: "tuple[Beat, ...]"
    trace: Trace
    unknown: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()

    def __repr__(self) -> str:
        """Return its files and how long they last, in one line."""
        return in_a_line(self.paths, self.duration, len(self.beats))

    def _repr_html_(self) -> str:
        """Return what plays it in a notebook, with the film itself inside."""
        return in_a_page(self.paths)


def film(
    name: Place,
    *,
    text: str | None = None,
    model: Places | None = None,
    cell: str | Sequence[str] | None = None,
    trace: Traces | None = None,
    source_words: Place | None = None,
    target_words: Place | None = None,
    unnormalized: bool = False,
    word: int | None = None,
    unit: int | None = None,
    convention: str | None = None,
    vector: Row | None = None,
    items: Row | None = None,
    ticks: int | str | None = None,
    gap: int | str | None = None,
    formats: str | Sequence[str] | None = None,
    folder: Place = "media",
    quality: str = "1080p60",
    theme: Place = "dark",
    weights: str = "hue",
    jobs: int | None = None,
    cache: bool = True,
    moment: bool = False,
    act: str | None = None,
    clips: bool = False,
    progress: Callable[[float, float | None], None] | None = None,
) -> Film:
    """Make a film and return what came of it; the arguments are the options of ``unrolled render``.

    ``name`` is a film of ours or one's own (``my.py:MyFilm``); ``model``, ``cell`` or ``trace`` is one, or as many as the film
    tells of, and a trace may also be what :func:`trace` or :func:`attention` returned; ``word`` and ``unit`` count from 1;
    ``convention``, ``vector``, ``items``, ``ticks`` and ``gap`` are options of single films, which others refuse, and
    ``vector`` and ``items`` may also be in a row, as ``[5, 0.1]``; ``formats`` are one or several, ``folder`` may also be the
    name of one film, such as ``a.gif``; of the film only its ``moment`` is made, or the ``act`` with this name, or ``clips``,
    files for each act; ``jobs`` processes draw, one a core if it is None; ``progress`` is called with the seconds that are drawn
    and the seconds in all, which are None until they are known. On platforms other than Linux these begin as
    multiprocessing's do: a script calls this below ``if __name__ == "__main__":``.

    Raises :class:`UnrolledError` with one sentence if the request does not fit, a file cannot be read or written, or the film
    shows what was not computed.
    """
    asked = understood(film, FILM, locals())
    from scenes.stage import catalogue, planning, worker  # here, so that importing this package is quick

    asked["command"] = f"unrolled.film({asked['name']!r})"
    intent = planning.Intent(asked.pop("folder"), asked.pop("formats", ()))
    stories, slots = [catalogue.find(asked.pop("name"))], Semaphore(asked.pop("jobs", cpu_count() or 1) - 1)
    tell = asked.pop("progress", lambda done, total: None)
    with _saved(asked.pop("trace", ())) as traces:
        models, cells = asked.pop("model", ()), asked.pop("cell", ())
        with arguments_named(FILM):
            plan = planning.plan(intent, stories, traces=traces, models=models, cells=cells, **asked)
            made = worker.make(plan.jobs[0], tell, slots)
    result, scene, beats = made
    return Film(result.paths, result.duration, beats, scene.brief.trace, result.unknown, result.left_out)


@contextmanager
def _saved(given: Sequence[Trace | Path]) -> Iterator[tuple[Path, ...]]:
    """Yield the files of traces; those that are in no file are in one for as long as the block takes."""
    with temporary_folder() as folder:
        paths = []
        for number, each in enumerate(given, start=1):
            paths.append(folder / f"trace_{number}.npz" if isinstance(each, Trace) else each)
            if isinstance(each, Trace):
                each.save(paths[-1])
        yield tuple(paths)


def trace(model: Place = "reviews", *, text: str) -> Trace:
    """Run a model, a bundled one by its name or one in a file, on a text, and return all that it computed.

    Raises :class:`UnrolledError` if there is no such model, or if it cannot read the text.
    """
    asked = understood(trace, TRACE, locals())
    from model import zoo  # here, as that takes a while

    computed: Trace = zoo.load(asked["model"]).run(asked["text"])
    return computed


def attention(weights: Any, source: Sequence[str], target: Sequence[str], *, normalized: bool = True, notes: str = "") -> Trace:
    """Return the trace of attention that was computed elsewhere, for :func:`film` with ``trace=`` and for :meth:`Trace.save`.

    Row i of the ``(target, source)`` weights, an array or lists of numbers, says how much the i-th ``target`` word looked at each
    ``source`` word, in 0..1. Each row adds up to one, unless they are not ``normalized``. ``notes`` stand on the film's end card.

    Raises :class:`UnrolledError` that names the first word, or the first pair of words, of which something is not so.
    """
    return AttentionTrace.of(weights, source, target, normalized=normalized, notes=notes)
