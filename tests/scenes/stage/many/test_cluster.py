"""A film drawn by other machines: the same frames as here, whoever dies; and one sentence for all that can be wrong with them."""

import pickle
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import CancelledError, Future
from itertools import pairwise
from pathlib import Path
from threading import Thread
from typing import Any

import av
import numpy as np
import psutil
import pytest
from click.testing import Result

from model.errors import RenderError, UnrolledError, UsageError
from scenes.stage.crew import News
from scenes.stage.jobs import QUALITIES, Progress, RenderJob, RenderResult
from scenes.stage.many import cluster, pool
from scenes.stage.version import surroundings
from scenes.stage.worker import Drawn

ROOT = Path(__file__).parents[4]
DASK = [sys.executable, "-m", "dask"]
TEXT = "good"


def job(folder: Path, **options: Any) -> RenderJob:
    given = {"scene": "review_memory", "formats": ("mp4", "png"), "quality": "480p15", "text": TEXT, "command": "test"}
    return RenderJob(folder=folder, **(given | options))


# -- a real cluster ------------------------------------------------------------------------------------------------------


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture
def started(tmp_path: Path) -> Iterator[Callable[..., "subprocess.Popen[bytes]"]]:
    """Return a function that starts a part of a cluster; at the end all are killed."""
    processes = []

    def start(*arguments: str) -> "subprocess.Popen[bytes]":
        with (tmp_path / f"{len(processes)}.log").open("wb") as log:
            processes.append(subprocess.Popen([*DASK, *arguments, "--no-dashboard"], cwd=ROOT, stdout=log, stderr=log))
        return processes[-1]

    yield start
    for process in processes:
        process.kill()
        process.wait()


def frames(path: Path) -> np.ndarray:
    with av.open(str(path)) as container:
        return np.stack([frame.to_ndarray(format="rgb24") for frame in container.decode(video=0)])


def test_a_cluster_draws_the_same_film_though_a_worker_dies(tmp_path: Path, started: Callable[..., Any]) -> None:
    address = f"tcp://127.0.0.1:{free_port()}"
    started("scheduler", "--host", "127.0.0.1", "--port", address.rpartition(":")[2])
    options = ("--nthreads", "1", "--no-nanny", "--local-directory", str(tmp_path), "--host", "127.0.0.1")
    workers = [started("worker", address, *options) for _ in range(2)]
    left: list[psutil.Process] = []
    killed: list[subprocess.Popen[bytes]] = []

    def kill_one() -> None:
        """Kill the worker that draws, while it does."""
        while not killed:
            for worker in workers:
                if worker.poll() is None and (children := psutil.Process(worker.pid).children()):
                    left.extend(children)
                    killed.append(worker)
                    break
            time.sleep(0.1)
        time.sleep(1)
        killed[0].kill()

    Thread(target=kill_one, daemon=True).start()
    heard: list[Progress] = []
    jobs = [job(tmp_path / "far"), job(tmp_path / "nowhere", text="...")]
    refused, far = cluster.render(jobs, address=address, workers=1, report=heard.append)
    (here,) = pool.render([job(tmp_path / "here")], workers=1)
    assert isinstance(refused, UsageError)
    assert "There is no word in" in str(refused)
    assert isinstance(far, RenderResult)
    assert killed[0].wait(30)
    assert not psutil.wait_procs(left, timeout=30)[1], "what a dead worker began goes on"
    assert [path.name for path in far.paths] == [path.name for path in here.paths]
    assert np.array_equal(*(frames(each.paths[0]) for each in (far, here)))
    assert [path.read_bytes() for path in far.paths[1:]] == [path.read_bytes() for path in here.paths[1:]]
    assert heard[-1].done == pytest.approx(far.duration, abs=0.1)
    assert not any(path.name.startswith("unrolled") for path in tmp_path.rglob("*"))


# -- who cannot be used --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("address", ["localhost:8786", "tcp://", "tcp://host", "http://host:8786", "tcp://host:8786/x", "8786"])
def test_what_is_no_address_is_refused(run: Callable[..., Result], address: str) -> None:
    done = run("lstm_sentence", "--cluster", address)
    assert done.exit_code == 1
    assert f"Error: {address!r} is no address of a Dask scheduler: it should look like tcp://" in done.output


@pytest.mark.parametrize("listening", [False, True])
def test_a_scheduler_that_does_not_answer_is_named(monkeypatch: pytest.MonkeyPatch, listening: bool, tmp_path: Path) -> None:
    monkeypatch.setattr(cluster, "PATIENCE", 1)
    with socket.socket() as deaf:
        deaf.bind(("127.0.0.1", 0))
        if listening:
            deaf.listen()
        address = f"tcp://127.0.0.1:{deaf.getsockname()[1]}"
        began = time.monotonic()
        with pytest.raises(RenderError, match=f"No Dask scheduler answers at {address}; `python -m dask scheduler` starts one"):
            list(cluster.render([job(tmp_path)], address=address, workers=1))
        assert time.monotonic() - began < 30


def test_a_missing_package_is_named_with_the_command_that_brings_it(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(UsageError, match=r"`python3 bootstrap\.py setup --dev` brings it"):
        list(cluster.render([job(tmp_path)], address="tcp://127.0.0.1:1", workers=1))


class Client:
    """Stands in for a connection whose workers give these replies."""

    def __init__(self, *replies: Any) -> None:
        self._replies = {f"tcp://10.0.0.{number}:40000": reply for number, reply in enumerate(replies)}

    def wait_for_workers(self, count: int, timeout: float) -> None:
        if len(self._replies) < count:
            raise TimeoutError

    def run(self, function: Any, call: bytes, on_error: str) -> dict[str, Any]:
        assert function(call) == surroundings()
        return self._replies

    def nthreads(self) -> dict[str, int]:
        return dict.fromkeys(self._replies, 4)


def test_hands_are_threads_of_workers_that_are_alike() -> None:
    assert cluster._hands(Client(surroundings(), dict(surroundings()), OSError("gone")), "tcp://x:1", surroundings()) == 12


@pytest.mark.parametrize(
    ("replies", "said"),
    [
        ([], "The scheduler at tcp://x:1 has no workers: `python -m dask worker tcp://x:1` starts some."),
        (
            [{"manim": "0.21.0"}],
            "Worker tcp://10.0.0.1:40000 has manim 0.21.0, this machine has manim 0.22.0: install the same there.",
        ),
        (
            [{"Python": "3.9", "numpy": "1.26"}],
            f"has Python 3.9 and numpy 1.26, this machine has Python {surroundings()['Python']} and numpy {np.__version__}: inst",
        ),
        ([{"source": "0" * 16}], "Unrolled 0.1.0 with other code than this machine: install the same."),
        ([ModuleNotFoundError("No module named 'scenes'")], "cannot use Unrolled (No module named 'scenes'): install what is"),
    ],
)
def test_workers_that_would_draw_something_else_are_named(replies: list[Any], said: str) -> None:
    others = [surroundings() | reply if isinstance(reply, dict) else reply for reply in replies]
    with pytest.raises(UnrolledError) as caught:
        cluster._hands(Client(*([surroundings()] if replies else []), *others), "tcp://x:1", surroundings())
    assert said in str(caught.value)
    assert str(caught.value).endswith((".", ")."))


# -- what comes back -----------------------------------------------------------------------------------------------------


class Executor:
    """Stands in for Dask's: keeps what is submitted."""

    def __init__(self) -> None:
        self.futures: list[Future[Any]] = []

    def submit(self, function: Any, call: bytes) -> "Future[Any]":
        assert function is pickle.loads, "the scheduler would need Unrolled"
        self.futures.append(Future())
        return self.futures[-1]


@pytest.fixture
def order(tmp_path: Path) -> tuple[cluster._Order, list["Future[Any]"]]:
    """Return a film that two tasks draw, and their futures."""
    made, executor = cluster._Order("lstm_sentence", tmp_path / "order"), Executor()
    made.submit(executor, [b"one", b"two"])
    return made, executor.futures


def test_what_is_sent_means_the_same_everywhere() -> None:
    own = job(Path("secret"), text="secret", models=("secret",), cells=(), command="secret")
    calls = cluster._drawings(own, None, 3)  # type: ignore[arg-type]
    assert len(set(calls)) == 3
    assert not any(b"secret" in call for call in calls)


def news(order: cluster._Order) -> list[Any]:
    line, found = order.make().args[0], []
    try:
        while True:
            found.append(line.recv())
    except EOFError:
        return found


def test_files_are_kept_and_told_of_to_everybody(order: Any, tmp_path: Path) -> None:
    made, (first, second) = order
    early = made.make().args[0]
    second.set_result(pickle.dumps([Drawn(1, 60, {"film": b"one"})]))
    first.set_result(pickle.dumps([Drawn(0, 61, {"film": b"nought", "master": b"sharp"})]))
    told = [News(1, 60, whole=True), News(0, 61, whole=True)]
    assert [early.recv(), early.recv()] == told
    with pytest.raises(EOFError):
        early.recv()
    assert news(made) == told
    kept = {path.name: path.read_bytes() for path in (tmp_path / "order").iterdir()}
    assert kept == {"0000.film.mp4": b"nought", "0000.master.mp4": b"sharp", "0001.film.mp4": b"one"}


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (RuntimeError("no space left"), "lstm_sentence could not be drawn on the cluster (RuntimeError: no space left)."),
        (CancelledError(), "The cluster let go of lstm_sentence: the connection to its scheduler was lost."),
    ],
)
def test_a_task_that_fails_names_the_film(order: Any, error: BaseException, said: str) -> None:
    made, (first, second) = order
    first.set_exception(error)
    second.set_result(pickle.dumps(UsageError("There is no word 9.")))
    assert [(type(each), str(each)) for each in news(made)] == [(RenderError, said), (UsageError, "There is no word 9.")]


def test_a_film_whose_processes_all_die_is_named(order: Any) -> None:
    from distributed.scheduler import KilledWorker

    made, (first, second) = order
    first.set_exception(KilledWorker("loads", None, 3))
    second.set_result(pickle.dumps([]))
    assert str(news(made)[0]) == "Every process that drew lstm_sentence on the cluster died; was there enough memory?"


def test_a_cluster_without_workers_is_given_up(order: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster, "LONELY", 0.1)
    cluster._watch(Client(), [order[0]], cluster.Event())
    with pytest.raises(RenderError, match=r"has had no worker for 0.1 s"):
        raise order[0].make().args[0].recv()


def test_a_film_is_cut_as_far_as_there_are_hands_for_it() -> None:
    preview, large = QUALITIES["480p15"], QUALITIES["2160p60"]
    assert cluster._tasks(100, 8, large) == 1
    assert cluster._tasks(1, 1, large) == 1
    assert 2 <= cluster._tasks(1, 4, large) <= 4
    several = [cluster._tasks(1, hands, large) for hands in (1, 2, 4, 8, 99)]
    assert all(more >= fewer for fewer, more in pairwise(several))
    assert several[-1] <= cluster.MOST
    assert cluster._tasks(8, 8, preview) == 1
