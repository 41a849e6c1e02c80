"""One film, several processes: the same files whoever draws; one death is survived; what goes wrong leaves nothing behind."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from multiprocessing import get_context
from pathlib import Path
from threading import Semaphore

import pytest
from manim import RIGHT, Circle
from tqdm import tqdm

from model.errors import RenderError
from model.trace import ReaderTrace
from scenes import lstm_sentence
from scenes.mobjects.theme import DARK
from scenes.stage import crew, worker
from scenes.stage.crew import Crew, Forks, Replays
from scenes.stage.drawing import parts
from scenes.stage.jobs import RenderJob
from scenes.telling.scene import TraceScene

ROOT = Path(__file__).parents[3]
CREWS = [pytest.param(Forks, marks=pytest.mark.skipif(sys.platform != "linux", reason="forks on Linux only")), Replays]


MADE: dict[str, dict[str, bytes]] = {}
"""The files of the film, once they are made."""


class Long(TraceScene):
    """A film of several parts, each drawn in a moment. In its third part it does what a test wants, where it is drawn."""

    title, trace_type, model, text = "Long", ReaderTrace, "reviews", "good"
    __module__ = lstm_sentence.__name__
    mishap: Callable[[], None] = lambda: None

    def construct(self) -> None:
        circle = Circle(color=DARK.memory, fill_opacity=1)
        for number, act in enumerate(("first", "second", "third")):
            self.act(act)
            for _ in range(3):
                with self.beat("A circle moves on and on."):
                    self.play(circle.animate.shift(0.1 * number * RIGHT), run_time=0.3)
            if number == 1 and not self.renderer.skip_animations:
                type(self).mishap()


@pytest.fixture(autouse=True)
def _film_of_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(worker.catalogue, "load", lambda name: Long)
    monkeypatch.setattr(parts, "SECONDS", 2.0)
    monkeypatch.setattr(crew, "CONTEXT", get_context("fork"))  # so that they know this film too


@pytest.fixture
def scratch(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    folder = tmp_path / "scratch"
    folder.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(folder))
    before = children()
    yield folder
    assert list(folder.iterdir()) == [], "scratch folders are left behind"
    assert children() <= before, "processes are left behind"


def children() -> set[str]:
    """Return the processes that this one has started, where the system tells."""
    return {pid for path in Path("/proc/self/task").glob("*/children") for pid in path.read_text().split()}


@pytest.fixture
def film(tmp_path: Path, scratch: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., dict[str, bytes]]:
    def made(kind: type[Crew], slots: int, tell: worker.Tell = lambda done, total: None) -> dict[str, bytes]:
        monkeypatch.setattr(worker, "crew_class", lambda: kind)
        job = RenderJob(scene="lstm_sentence", formats=("mp4", "png"), folder=tmp_path / "out", quality="480p15", text="good")
        places = Semaphore(slots)
        try:
            return {path.name: path.read_bytes() for path in worker.film(job, tell, places).paths}
        finally:
            assert places._value == slots, "places are not given back"

    return made


def dies_until(tmp_path: Path, times: int) -> Callable[[], None]:
    def mishap() -> None:
        deaths = len(list(tmp_path.glob("death*")))
        if deaths < times:
            (tmp_path / f"death{deaths}").touch()
            os.kill(os.getpid(), signal.SIGKILL)

    return mishap


def test_files_are_the_same_whoever_draws(film: Callable[..., dict[str, bytes]]) -> None:
    heard: list[tuple[float, float | None]] = []
    alone = MADE["whole"] = film(Forks if sys.platform == "linux" else Replays, 0)
    assert len(alone) == 3
    for kind, slots in ((Forks, 2), (Replays, 2)):
        if kind is Replays or sys.platform == "linux":
            heard.clear()
            assert film(kind, slots, lambda *news: heard.append(news)) == alone
            assert sorted(done for done, _ in heard) == [done for done, _ in heard]
            assert heard[-1][0] == pytest.approx(heard[-1][1])


@pytest.mark.parametrize("kind", CREWS)
def test_one_death_is_survived(
    kind: type[Crew], film: Callable[..., dict[str, bytes]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = MADE.get("whole") or MADE.setdefault("whole", film(kind, 1))  # the same whoever draws
    monkeypatch.setattr(Long, "mishap", dies_until(tmp_path, 1))
    assert film(kind, 1) == whole
    assert (tmp_path / "death0").exists()


@pytest.mark.parametrize("kind", CREWS)
def test_a_second_death_names_the_film(
    kind: type[Crew], film: Callable[..., dict[str, bytes]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Long, "mishap", dies_until(tmp_path, 9))
    with pytest.raises(RenderError, match=r"^Two processes that drew lstm_sentence died, one after the other; .*\?$"):
        film(kind, 1)
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("kind", CREWS)
def test_what_goes_wrong_in_a_helper_is_said_in_a_sentence(
    kind: type[Crew], film: Callable[..., dict[str, bytes]], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails() -> None:
        raise ZeroDivisionError("no such luck")

    monkeypatch.setattr(Long, "mishap", fails)
    with pytest.raises(RenderError, match=r"could not be drawn \(ZeroDivisionError: no such luck\)\.$"):
        film(kind, 1)


@pytest.mark.skipif(sys.platform != "linux", reason="forks on Linux only")
def test_a_lock_that_a_dead_process_holds_stops_nobody(film: Callable[..., dict[str, bytes]]) -> None:
    def give_up(*_: object) -> None:
        raise TimeoutError("the helpers wait for ever")

    lock, before, handler = get_context("fork").RLock(), tqdm.get_lock(), signal.signal(signal.SIGALRM, give_up)
    dying = get_context("fork").Process(target=lock.acquire)
    dying.start()
    dying.join()
    assert not lock.acquire(block=False)
    tqdm.set_lock(lock)
    signal.alarm(60)
    try:
        assert len(film(Forks, 1)) == 3
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, handler)
        tqdm.set_lock(before)


@pytest.mark.parametrize("kind", CREWS)
def test_who_interrupts_ends_all(
    kind: type[Crew], film: Callable[..., dict[str, bytes]], monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupt(done: float, total: float | None) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(Long, "mishap", lambda: time.sleep(100))
    with pytest.raises(KeyboardInterrupt):
        film(kind, 3, interrupt)


def test_parts_can_be_drawn_by_themselves(film: Callable[..., dict[str, bytes]], read: Callable[[str], ReaderTrace]) -> None:
    job = RenderJob(scene="lstm_sentence", formats=("mp4",), folder=Path(), quality="480p15", text="good")
    brief = worker.briefing(job)
    whole = worker.draw_parts(job, brief, range(99))
    assert [drawn.part for drawn in whole] == list(range(len(whole)))
    assert worker.draw_parts(job, brief, (1, 2)) == whole[1:3]
    assert all(set(drawn.files) == {"film"} for drawn in whole)


@pytest.mark.skipif(sys.platform != "linux", reason="forks on Linux only")
def test_ctrl_c_in_the_middle_of_a_fork_is_heard(film: Callable[..., dict[str, bytes]], monkeypatch: pytest.MonkeyPatch) -> None:
    fork = os.fork

    def interrupted() -> int:
        pid = fork()
        if pid:
            with suppress(KeyboardInterrupt):  # as Python does with what comes up in its own part of a fork
                signal.raise_signal(signal.SIGINT)
        return pid

    monkeypatch.setattr(os, "fork", interrupted)
    with pytest.raises(KeyboardInterrupt):
        film(Forks, 1)


@pytest.mark.skipif(sys.platform == "win32", reason="Ctrl-C is another thing there")
def test_ctrl_c_leaves_nothing_behind(tmp_path: Path) -> None:
    scratch, target = tmp_path / "scratch", tmp_path / "out"
    scratch.mkdir()
    command = [sys.executable, "render.py", "lstm_sentence", "-q", "1080p60", "--no-cache", "-o", str(target), "-j", "2"]
    process = subprocess.Popen(
        command,
        cwd=ROOT,
        env=os.environ | {"TMPDIR": str(scratch)},
        start_new_session=True,
        stderr=subprocess.DEVNULL,
    )
    while not list(scratch.glob("*/parts/*.mp4")):
        time.sleep(0.05)
        assert process.poll() is None
    os.killpg(process.pid, signal.SIGINT)
    assert process.wait(20) != 0
    assert list(scratch.iterdir()) == []
    assert not target.exists()
    with pytest.raises(ProcessLookupError):
        os.killpg(process.pid, 0)
