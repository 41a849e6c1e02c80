"""Many films at once: every job in a fresh process, results and progress as they come. One film needs no process of its own."""

import os
import signal
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from multiprocessing import Pipe, get_context
from multiprocessing.connection import Connection, wait
from multiprocessing.context import SpawnProcess
from threading import Semaphore

from model.errors import RenderError, UnrolledError, named
from scenes.stage import catalogue, worker
from scenes.stage.crew import Slots
from scenes.stage.endings import clean_up_if_told, end_with_parent
from scenes.stage.jobs import Progress, RenderJob, RenderResult, among_others

__all__ = ["Make", "render"]

Report = Callable[[Progress], None]
Outcome = RenderResult | UnrolledError
Make = Callable[[RenderJob, worker.Tell, Slots], RenderResult]


def render(
    jobs: Sequence[RenderJob], *, workers: int, report: Report | None = None, maker: Callable[[int], Make] | None = None
) -> Iterator[Outcome]:
    """Render jobs with ``workers`` drawing processes in all; yield each one's result, or its error, in the order of their ends.

    ``report`` hears, in this process, how far each job is. One film that fails does not stop the others; one whose process dies
    is made again, once. ``maker`` returns how to make the film of a number; default: here.
    """
    maker = maker or (lambda number: worker.film)
    report = report or (lambda progress: None)
    if len(jobs) == 1:
        yield _outcome(maker(0), 0, jobs[0], Semaphore(workers - 1), report)
    else:
        yield from _Films(jobs, workers, report, maker).outcomes()


def _outcome(make: Make, number: int, job: RenderJob, slots: Slots, report: Report) -> Outcome:
    try:
        return make(job, lambda done, total: report(Progress(number, done, total)), slots)
    except UnrolledError as error:
        return error


class _Films:
    """Films that are made at the same time: as many as there are ``workers``, whose helpers share what is left of these."""

    def __init__(self, jobs: Sequence[RenderJob], workers: int, report: Report, maker: Callable[[int], Make]) -> None:
        self._jobs, self._report, self._maker = jobs, report, maker
        self._context = get_context("spawn")
        self._most = min(workers, len(jobs))
        self._slots = self._context.Semaphore(workers - self._most)
        self._waiting = deque(range(len(jobs)))
        self._running: dict[Connection, tuple[int, SpawnProcess]] = {}
        self._died: set[int] = set()

    def outcomes(self) -> Iterator[Outcome]:
        """Yield what became of each film; leaving it early, as Ctrl-C does, ends all."""
        try:
            while self._waiting or self._running:
                while self._waiting and len(self._running) < self._most:
                    self._start(self._waiting.popleft())
                for line in wait(list(self._running)):
                    yield from self._heard(line)  # type: ignore[arg-type]
        finally:
            for _, process in self._running.values():
                process.terminate()
            for _, process in self._running.values():
                process.join()

    def _start(self, number: int) -> None:
        ours, theirs = Pipe()
        task = self._maker(number), number, self._jobs[number], self._slots, theirs, os.getpid()
        process = self._context.Process(target=_run, args=task)
        process.start()
        theirs.close()
        self._running[ours] = number, process

    def _heard(self, line: "Connection") -> Iterator[Outcome]:
        try:
            news = line.recv()
        except (EOFError, OSError):
            yield from self._ended(line)
            return
        if isinstance(news, Progress):
            self._report(news)
            return
        yield news
        self._leave(line)

    def _ended(self, line: "Connection") -> Iterator[Outcome]:
        """Begin a film again whose process ended without a word; give it up the second time."""
        number, _ = self._running[line]
        if number in self._died:
            yield RenderError(f"The process that rendered {self._jobs[number].scene} died twice; was there enough memory?")
        else:
            self._died.add(number)
            self._waiting.append(number)
        self._leave(line)

    def _leave(self, line: "Connection") -> None:
        """Let a film's place go to the next film, or to the helpers of others."""
        _, process = self._running.pop(line)
        process.join()
        line.close()
        if not self._waiting:
            self._slots.release()


def _run(make: Make, number: int, job: RenderJob, slots: Slots, line: "Connection", parent: int) -> None:
    """Make a film in a process of its own; Ctrl-C, being told to end, and the end of all, clean up without a word."""
    with suppress(KeyboardInterrupt, BrokenPipeError):
        clean_up_if_told()
        end_with_parent(signal.SIGTERM, parent)
        try:
            outcome = _outcome(make, number, job, slots, line.send)
            outcome = among_others(outcome, job.scene) if isinstance(outcome, UnrolledError) else outcome
        except Exception as error:  # what nobody has foreseen comes again if the film is made again
            outcome = RenderError(f"{named(job.scene)} could not be made ({catalogue.fault(job.scene, error)}).")
        line.send(outcome)
