"""Films of what recurrent networks and attention really compute, for Python programs.

>>> import unrolled
>>> film = unrolled.film("lstm_gates", text="not good", folder="talk")    # doctest: +SKIP
>>> film.paths, film.duration                                             # doctest: +SKIP
>>> unrolled.trace("reviews", text="not good").lookup("forget_gate")      # doctest: +SKIP

What goes wrong is an :class:`UnrolledError`, whose text is one sentence. :mod:`unrolled.making` has what a film of one's own is
made of. In a checkout this package lies beside ``model`` and ``scenes``; where it is installed, these are inside (setup.py).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from os import PathLike, cpu_count, fspath
from pathlib import Path
from threading import Semaphore
from typing import TYPE_CHECKING

from model.errors import UnrolledError
from model.trace import Trace
from scenes.stage.version import own_version

if TYPE_CHECKING:
    from scenes.telling.records import Beat

__all__ = ["Film", "Trace", "UnrolledError", "__version__", "film", "trace"]

__version__ = own_version()


Places = str | PathLike[str] | Sequence[str | PathLike[str]]
"""A name or path, or several."""


@dataclass(frozen=True, slots=True)
class Film:
    """A film that was made.

    Attributes
    ----------
    paths
        Its files, in the order of the formats; the last is the record (``.json``).
    duration
        In seconds.
    beats
        One caption after the other, each with its times in seconds, its act, and every reading that is shown at its end.
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


def film(
    name: str,
    *,
    text: str | None = None,
    model: Places = (),
    cell: str | Sequence[str] = (),
    trace: Places = (),
    word: int | None = None,
    formats: tuple[str, ...] = (),
    folder: str | PathLike[str] = "media",
    quality: str = "1080p60",
    theme: str = "dark",
    jobs: int | None = None,
    cache: bool = True,
) -> Film:
    """Make a film and return what came of it; the arguments are the options of ``unrolled render``.

    ``name`` is a film of ours or one's own (``my.py:MyFilm``); ``model``, ``cell`` or ``trace`` is one, or as many as the film
    tells of; ``word`` counts from 1; ``folder`` may also be the name of one film, such as ``a.gif``; ``jobs`` processes draw, one
    a core if it is None. On platforms other than Linux these begin as multiprocessing's do: a script calls this below
    ``if __name__ == "__main__":``.

    Raises :class:`UnrolledError` with one sentence if the request does not fit, a file cannot be read or written, or the film
    shows what was not computed.
    """
    from scenes.stage import catalogue, outputs, worker  # here, so that importing this package is quick

    plan = outputs.plan(
        outputs.Intent(fspath(folder), formats),
        [catalogue.find(name)],
        text=text,
        models=_several(model),
        cells=_several(cell),
        traces=tuple(map(Path, _several(trace))),
        word=word,
        quality=quality,
        theme=theme,
        cache=cache,
        command=f"unrolled.film({name!r})",
    )
    made = worker.make(plan.jobs[0], lambda done, total: None, Semaphore((jobs or cpu_count() or 1) - 1))
    result, scene = made
    return Film(result.paths, result.duration, tuple(scene.beats), scene.brief.trace, result.unknown, result.left_out)


def _several(given: Places) -> tuple[str, ...]:
    return (fspath(given),) if isinstance(given, str | PathLike) else tuple(fspath(each) for each in given)


def trace(model: str | PathLike[str] = "reviews", *, text: str) -> Trace:
    """Run a model, a bundled one by its name or one in a file, on a text, and return all that it computed.

    Raises :class:`UnrolledError` if there is no such model, or if it cannot read the text.
    """
    from model import zoo

    computed: Trace = zoo.load(fspath(model)).run(text)
    return computed
