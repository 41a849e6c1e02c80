"""Many films at once: every job in a fresh process, results and progress as they come."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from multiprocessing import Manager, get_context
from queue import Empty, Queue

from model.errors import RenderError, UnrolledError
from scenes.stage import worker
from scenes.stage.jobs import Progress, RenderJob, RenderResult

__all__ = ["render"]

OFTEN = 0.1
"""Seconds between two looks at the progress of running jobs."""


def render(
    jobs: Sequence[RenderJob], *, workers: int, report: Callable[[Progress], None] | None = None
) -> Iterator[RenderResult | UnrolledError]:
    """Render jobs on ``workers`` processes; yield each one's result, or its error, in the order in which they end.

    ``report`` hears, in this process, how far each job is. One film that fails does not stop the others.
    """
    with Manager() as manager, _processes(min(workers, len(jobs))) as pool:
        news: Queue[Progress] = manager.Queue()
        running = {pool.submit(_run, number, job, news): job for number, job in enumerate(jobs)}
        while running:
            ended = wait(running, timeout=OFTEN, return_when=FIRST_COMPLETED).done
            _pass_on(news, report)
            for future in ended:
                yield _outcome(future, running.pop(future))


@contextmanager
def _processes(count: int) -> Iterator[ProcessPoolExecutor]:
    """Yield a pool whose processes serve one job each; leaving it early, as Ctrl-C does, drops what has not begun."""
    pool = ProcessPoolExecutor(count, mp_context=get_context("spawn"), max_tasks_per_child=1)
    try:
        yield pool
    finally:
        pool.shutdown(cancel_futures=True)


def _run(number: int, job: RenderJob, news: "Queue[Progress]") -> RenderResult:
    return worker.film(job, lambda done, total: news.put(Progress(number, done, total)))


def _pass_on(news: "Queue[Progress]", report: Callable[[Progress], None] | None) -> None:
    for progress in _waiting(news):
        if report is not None:
            report(progress)


def _waiting(news: "Queue[Progress]") -> Iterable[Progress]:
    try:
        while True:
            yield news.get_nowait()
    except Empty:
        return


def _outcome(future: "Future[RenderResult]", job: RenderJob) -> RenderResult | UnrolledError:
    try:
        return future.result()
    except UnrolledError as error:
        return error
    except BrokenProcessPool:
        return RenderError(f"The process that rendered {job.scene} died; was there enough memory?")
