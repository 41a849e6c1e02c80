"""A command that is run again whenever what its film is made of changes: our code, or a file that was given to it.

Each run has a process of its own, which imports all of ours anew. Where that is safe (Linux) it is forked from one that has
imported manim already, and nothing of ours.
"""

import signal
import sys
from collections.abc import Callable, Iterator, Sequence
from logging import WARNING, getLogger
from multiprocessing import get_context
from multiprocessing.process import BaseProcess
from pathlib import Path
from runpy import run_path
from tempfile import gettempdir
from traceback import extract_tb
from typing import Any, NoReturn

from model.errors import among
from scenes.mobjects import fonts
from scenes.stage import catalogue
from scenes.stage.endings import GENTLE, Told, deaf, end_with_origin
from scenes.stage.jobs import RenderJob

__all__ = ["keep"]

ROOT = Path(__file__).parents[3]
LASTING = ("manim", "av", "safetensors.numpy", "tqdm")
"""What takes long to import, and never changes."""

LONG = 70
"""Letters of a folder in which the socket cannot be, through which one asks for a fork."""

KINDS = (".py", ".safetensors")
OFTEN, PAUSE = 200, 50
"""Milliseconds between two looks at the run; and without a change after which an editor has written all that it writes."""


def keep(command: Sequence[str], jobs: Sequence[RenderJob], say: Callable[[str], None]) -> None:
    """Run a command line of ours (its first word is the script) for some jobs, now and at each change, until Ctrl-C.

    A change while it runs ends that run and begins another. What goes wrong in a run is said there, and does not end this.
    """
    fonts.prepare()  # what is forked has imported manim before it could do so
    run, waiting = _started(command), False
    try:
        for changed in _changes(jobs):
            if changed:
                _stop(run)
                say(f"{among(sorted({path.name for path in changed}))} changed.")
                run, waiting = _started(command), False
            elif not waiting and not run.is_alive():
                say("Waiting for changes; Ctrl-C ends.")
                waiting = True
    except KeyboardInterrupt:
        say("")
    finally:
        _stop(run)


def _changes(jobs: Sequence[RenderJob]) -> Iterator[set[Path]]:
    """Yield, often, which files have changed since the last time; mostly none."""
    from watchfiles import watch  # here, because few need it

    getLogger("watchfiles").setLevel(WARNING)  # or it says itself how many have changed
    given = {form for job in jobs for path in job.inputs for form in (path.absolute(), path.resolve())}
    folders = {folder for folder in (*_folders(jobs), *(path.parent for path in given)) if folder.is_dir()}
    settings: dict[str, Any] = {"step": PAUSE, "rust_timeout": OFTEN, "yield_on_timeout": True, "recursive": False}
    for changed in watch(*folders, watch_filter=lambda _, name: _shapes(Path(name), given, jobs), **settings):
        yield {Path(name) for _, name in changed}


def _folders(jobs: Sequence[RenderJob]) -> set[Path]:
    """Return the folders that the code of films is in: ours, and those of a user's own."""
    own = [catalogue.source(job.scene) for job in jobs if catalogue.is_own(job.scene)]
    theirs = {form.parent for path in own for form in (path.absolute(), path.resolve())}
    return {path.parent for name in ("scenes", "model") for path in (ROOT / name).rglob("*.py")} | theirs


def _shapes(path: Path, given: set[Path], jobs: Sequence[RenderJob]) -> bool:
    """Tell whether a file has a hand in one of the jobs: it is given, or code and not another film of ours."""
    if path in given or path.resolve() in given:
        return True
    other = path.parent == ROOT / "scenes" and path.stem not in {job.scene for job in jobs}
    return path.suffix in KINDS and path.parent in _folders(jobs) and not other


def _started(command: Sequence[str]) -> BaseProcess:
    forks = sys.platform == "linux" and len(gettempdir()) < LONG
    context: Any = get_context("forkserver" if forks else "spawn")
    context.set_forkserver_preload(list(LASTING))
    process: BaseProcess = context.Process(target=_run, args=(list(command),))
    process.start()
    return process


def _stop(run: BaseProcess) -> None:
    run.terminate()
    run.join()
    run.close()


def _run(command: list[str]) -> None:
    """Run a command in this process; say in one sentence what nobody has foreseen."""
    for each in (signal.SIGINT, *GENTLE):
        signal.signal(each, _leave if each == signal.SIGTERM else signal.SIG_IGN)  # others are for the one who waits
    end_with_origin(signal.SIGTERM)
    sys.argv = command
    try:
        run_path(command[0], run_name="__main__")
    except Exception as error:
        place = extract_tb(error.__traceback__)[-1]
        sys.exit(f"Error: {Path(place.filename).name}, line {place.lineno}: {type(error).__name__}: {error}.")


def _leave(*_: Any) -> NoReturn:
    """End the process, cleaning up on the way, and undisturbed at that."""
    signal.signal(signal.SIGTERM, deaf)
    raise Told(1)
