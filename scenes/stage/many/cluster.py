"""Films drawn by a Dask cluster: what a part needs goes there as data, its files come back as bytes, and all else is done here.

No disk is shared. The scheduler sees bytes only; a worker draws in a fresh process (:mod:`~scenes.stage.many.errand`). Telling,
the audit, joining and exporting are those of a render without a cluster.
"""

import asyncio
import logging
import pickle
import re
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import CancelledError, Executor, Future
from contextlib import contextmanager, suppress
from dataclasses import replace
from functools import partial
from math import ceil
from multiprocessing import Pipe
from multiprocessing.connection import Connection
from pathlib import Path
from threading import Event, Lock, Thread
from time import monotonic
from typing import TYPE_CHECKING, Any

from model.calling import SET_UP, page
from model.errors import RenderError, UnrolledError, UsageError, brief, clipped, named
from model.files import temporary_folder
from scenes.mobjects import fonts
from scenes.stage import catalogue, worker
from scenes.stage.crew import ANY, Crew, Helper, News, Slots
from scenes.stage.jobs import QUALITIES, Progress, Quality, RenderJob, RenderResult
from scenes.stage.many import errand, pool
from scenes.stage.many.errand import Call
from scenes.stage.version import surroundings

if TYPE_CHECKING:
    from distributed import Client

    from scenes.telling.scene import Brief

__all__ = ["render"]

ADDRESS = re.compile(r"(tcp|tls)://([\w.-]+|\[[0-9a-fA-F:]+\]):\d{1,5}")
PATIENCE = 10
"""Seconds that the scheduler, and its first worker, have to answer."""
LONELY = 60
"""Seconds without any worker after which a render is given up; Dask replaces one that dies in a few."""
RETRIES = 2

TELLING, FRAME, PIXEL, LENGTH = 4.0, 4e-3, 2e-9, 60.0
"""Core-seconds: of a process that tells a film, of drawing a frame, of each pixel in it; seconds of a film. All are rough."""
MOST = 16
"""Tasks a film: it has not many more parts."""

Outcome = RenderResult | UnrolledError
Versions = dict[str, str]


def render(
    jobs: Sequence[RenderJob], *, address: str, workers: int, report: Callable[[Progress], None] | None = None
) -> Iterator[Outcome]:
    """Render jobs as :func:`scenes.stage.many.pool.render` does, but have them drawn by the workers of a Dask scheduler.

    ``workers`` is how many films are told, joined and exported here at once. Raises :class:`UnrolledError` if the cluster cannot
    be used. Leaving early, as Ctrl-C does, cancels what the cluster has not drawn.
    """
    _check_own(jobs)
    fonts.prepare()
    with _connected(address) as client:
        ours = surroundings()
        hands = _hands(client, address, ours)
        briefs: dict[int, Brief] = {}
        for number, job in enumerate(jobs):
            try:
                briefs[number] = worker.briefing(job)
            except UnrolledError as error:
                yield error
        numbers, good = list(briefs), [jobs[number] for number in briefs]
        hear = None if report is None else lambda news: report(replace(news, job=numbers[news.job]))
        with _ordered(client, good, list(briefs.values()), hands, ours) as orders:
            yield from pool.render(good, workers=workers, report=hear, maker=lambda number: orders[number].make())


def _check_own(jobs: Sequence[RenderJob]) -> None:
    """Raise :class:`UsageError` for a film whose code is on this machine only."""
    own = next((job.scene for job in jobs if catalogue.is_own(job.scene)), None)
    if own is not None:
        raise UsageError(f"The workers of a cluster draw films of Unrolled's own, and have no {named(own)}: leave --cluster out.")


@contextmanager
def _connected(address: str) -> "Iterator[Client]":
    """Yield a connection to a scheduler."""
    if not ADDRESS.fullmatch(address):
        raise UsageError(f"{brief(address)} is no address of a Dask scheduler: it should look like tcp://192.168.0.7:8786.")
    try:
        from distributed import Client  # here, because few need it
    except ImportError:
        raise UsageError(f"--cluster takes the package distributed, which is not installed: `{SET_UP}` brings it.") from None
    logging.getLogger("distributed.client").setLevel(logging.CRITICAL)  # it would print tracebacks of what we say in a sentence
    try:
        asyncio.run(_ask(address))
        client = Client(address, timeout=PATIENCE, set_as_default=False)
    except Exception as error:  # what listens there may be anything
        raise RenderError(f"No Dask scheduler answers at {clipped(address)}; `python -m dask scheduler` starts one.") from error
    with client:
        yield client


async def _ask(address: str) -> None:
    """Raise an error unless a scheduler answers in time; the client would wait for ever for one who only listens."""
    from distributed import rpc

    async with asyncio.timeout(PATIENCE), rpc(address) as somebody:
        kind = (await somebody.identity())["type"]
    if kind != "Scheduler":
        raise RenderError(kind)


def _hands(client: "Client", address: str, ours: Versions) -> int:
    """Return how many tasks the cluster works on at once; raises :class:`UnrolledError` if a worker would draw something else."""
    try:
        client.wait_for_workers(1, timeout=PATIENCE)
    except TimeoutError:
        raise RenderError(
            f"The scheduler at {clipped(address)} has no workers: `python -m dask worker {clipped(address)}` starts some."
        ) from None
    replies = client.run(pickle.loads, Call(surroundings).packed(), on_error="return")
    for where, reply in sorted(replies.items()):
        if isinstance(reply, Exception) and not isinstance(reply, OSError):  # an OSError: it has gone meanwhile
            how = f"install what is here there too ({page('cluster.md')})"
            raise UsageError(f"Worker {where} cannot use Unrolled ({clipped(str(reply), 100)}): {how}.")
        if isinstance(reply, dict):
            _check(where, reply, ours)
    return sum(client.nthreads().values())


def _check(where: str, theirs: Versions, ours: Versions) -> None:
    """Raise :class:`UsageError` if a worker has not the versions that the machine has which wants a film."""
    other = [name for name in ours if theirs.get(name) != ours[name]]
    if other == ["source"]:
        raise UsageError(f"Worker {where} has Unrolled {ours['Unrolled']} with other code than this machine: install the same.")
    if other:
        there, here = (" and ".join(f"{name} {has.get(name)}" for name in other if name != "source") for has in (theirs, ours))
        raise UsageError(f"Worker {where} has {there}, this machine has {here}: install the same there.")


@contextmanager
def _ordered(
    client: "Client", jobs: Sequence[RenderJob], briefs: "Sequence[Brief]", hands: int, ours: Versions
) -> "Iterator[list[_Order]]":
    """Have the cluster draw films, and yield what it has of each."""
    executor, over = client.get_executor(pure=False, retries=RETRIES), Event()
    with temporary_folder() as folder:
        orders = [_Order(job.scene, folder / str(number)) for number, job in enumerate(jobs)]
        try:
            for order, job, brief in zip(orders, jobs, briefs, strict=True):
                tasks = _tasks(len(jobs), hands, QUALITIES[job.quality])
                order.submit(executor, [Call(_perform, ours, each).packed() for each in _drawings(job, brief, tasks)])
            Thread(target=_watch, args=(client, orders, over), daemon=True).start()
            yield orders
        finally:
            over.set()
            executor.shutdown(wait=False)


def _tasks(films: int, hands: int, quality: Quality) -> int:
    """Return into how many tasks to cut a film, so that all are soon done: each costs a telling, but all hands should work."""
    drawing = LENGTH * quality.rate * (FRAME + PIXEL * quality.width * quality.height)
    return min(range(1, min(hands, MOST) + 1), key=lambda tasks: ceil(films * tasks / hands) * (TELLING + drawing / tasks))


def _drawings(job: RenderJob, brief: "Brief", tasks: int) -> list[bytes]:
    """Return the calls that draw a film in so many tasks. Nothing is in them that means something on this machine only."""
    job = replace(
        job, folder=Path(), text=None, text_file=None, models=(), cells=(), traces=(), theme="dark", command=""
    )  # the brief has its theme
    return [Call(worker.draw_parts, job, brief, range(task, ANY, tasks)).packed() for task in range(tasks)]


class _Order:
    """The parts of a film that the cluster draws: files in a folder as they come, and news of them for who tells the film."""

    def __init__(self, scene: str, folder: Path) -> None:
        self._scene, self._folder = scene, folder
        self._news: list[News | UnrolledError] = []
        self._lines: list[Connection] = []
        self._open, self._lock = 0, Lock()
        folder.mkdir()

    def submit(self, executor: Executor, calls: Sequence[bytes]) -> None:
        """Send the film's tasks."""
        self._open = len(calls)
        for call in calls:
            executor.submit(pickle.loads, call).add_done_callback(self._arrive)

    def make(self) -> pool.Make:
        """Return how to make the film in any process of this machine; may be called again if that dies."""
        ours, theirs = Pipe(duplex=False)
        with self._lock:
            self._lines.append(theirs)
            _send(theirs, self._news)
            if not self._open:
                self._hang_up()
        return partial(_film, ours, self._folder)

    def fail(self, error: UnrolledError) -> None:
        """Give the film up."""
        with self._lock:
            self._tell(error)

    def _arrive(self, future: "Future[bytes]") -> None:
        """Keep the files of a task that has ended, and say so, or what went wrong."""
        news: Sequence[News | UnrolledError]
        try:
            drawn = pickle.loads(future.result())
            news = [drawn] if isinstance(drawn, UnrolledError) else [self._kept(part) for part in drawn]
        except BaseException as error:  # a cancelled future raises one that is no Exception
            news = [_failure(self._scene, error)]
        with self._lock:
            self._open -= 1
            self._tell(*news)

    def _kept(self, drawn: worker.Drawn) -> News:
        for kind, content in drawn.files.items():
            (self._folder / f"{drawn.part:04}.{kind}.mp4").write_bytes(content)
        return News(drawn.part, drawn.frames, whole=True)

    def _tell(self, *news: News | UnrolledError) -> None:
        """Remember news, and pass on what they are to everybody who has not heard them."""
        self._news.extend(news)
        for line in self._lines:
            _send(line, news)
        if not self._open:
            self._hang_up()

    def _hang_up(self) -> None:
        for line in self._lines:
            line.close()
        self._lines = []


def _send(line: Connection, news: Sequence[News | UnrolledError]) -> None:
    with suppress(OSError):  # nobody listens any more
        for each in news:
            line.send(each)


class _Fetched(Crew):
    """Hands that are far away: what they have drawn lies in a folder, and a line says what."""

    def __init__(self, line: Connection, folder: Path, *args: Any) -> None:
        super().__init__(*args)
        self.folder = folder
        self._helpers[line] = Helper(line, lambda: None, lambda: None)


def _film(line: Connection, folder: Path, job: RenderJob, tell: worker.Tell, slots: Slots) -> RenderResult:
    """Make a film on this machine of parts that the cluster draws."""
    return worker.film(job, tell, slots, partial(_Fetched, line, folder))


def _alive(client: "Client") -> bool:
    with suppress(OSError, TimeoutError, RuntimeError):
        return bool(client.nthreads())
    return False


def _perform(theirs: Versions, drawing: bytes) -> bytes:
    """Draw parts, in a process of a worker, for a machine that has these versions; return them, or an error, pickled."""
    from distributed import get_worker

    here = get_worker()
    task = here.get_current_task()
    try:
        _check(here.address, surroundings(), theirs)  # who joined late was not asked
    except UnrolledError as error:
        return pickle.dumps(error)
    return errand.alone(drawing, lambda: here.state.tasks[task].state != "cancelled")


def _failure(scene: str, error: BaseException) -> RenderError:
    """Return in one sentence why a task came to nothing."""
    from distributed.scheduler import KilledWorker

    if isinstance(error, KilledWorker):
        return RenderError(f"Every process that drew {scene} on the cluster died; was there enough memory?")
    if isinstance(error, CancelledError):
        return RenderError(f"The cluster let go of {scene}: the connection to its scheduler was lost.")
    return RenderError(f"{scene} could not be drawn on the cluster ({type(error).__name__}: {error}).")


def _watch(client: "Client", orders: "Sequence[_Order]", over: Event) -> None:
    """Give all films up if the cluster has no worker for long."""
    since = monotonic()
    while not over.wait(LONELY / 10):
        if _alive(client):
            since = monotonic()
        elif monotonic() - since > LONELY:
            for order in orders:
                order.fail(RenderError(f"The cluster has had no worker for {LONELY} s: start some, then render again."))
            return
