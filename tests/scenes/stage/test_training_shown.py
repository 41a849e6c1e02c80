"""What is seen of a training: lines where there is no terminal, a bar where there is one. And that it keeps its memory."""

import io
import platform
import subprocess
import sys
from pathlib import Path

import pytest

from model.training import Progress
from scenes.next_item import NextItem
from scenes.stage import training
from scenes.stage.jobs import RenderJob
from scenes.stage.sources import sources_of

ROOT = Path(__file__).parents[3]


class Terminal(io.StringIO):
    """Standard error as a terminal is."""

    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("quiet", "lines"), [(-1.0, ["reading: 3 of 1,000", "Found.", "learning: 7 of 9 50% right"]), (1e9, ["Found."])]
)
def test_without_a_terminal_it_says_a_line_now_and_then(
    quiet: float, lines: list[str], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(training, "FIRST", quiet)
    monkeypatch.setattr(training, "QUIET", quiet)
    with training.shown() as (progress, say):
        progress(Progress(3, 1_000, stage="reading"))
        say("Found.")
        progress(Progress(7, 9, 0.25, 0.5))
    out, err = capsys.readouterr()
    assert (out, err.splitlines()) == ("", lines)


def test_on_a_terminal_it_shows_each_stage_from_the_start(monkeypatch: pytest.MonkeyPatch) -> None:
    seen = Terminal()
    monkeypatch.setattr(sys, "stderr", seen)
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setenv("LINES", "24")
    with training.shown() as (progress, say):
        assert "beginning 00:00" in seen.getvalue()
        progress(Progress(0, 4, stage="reading"))
        say("Found.")
        progress(Progress(2, 2, stage="encoding"))
        progress(Progress(0, 9))
        progress(Progress(9, 9, 0.25, 0.5))
    text = seen.getvalue()
    places = [text.index(each) for each in ("beginning", "reading:   0%", "Found.\n", "encoding", "learning:   0%")]
    assert places == sorted(places)


@pytest.mark.parametrize(("terminal", "parent", "heard"), [(True, None, True), (False, None, False), (True, object(), False)])
def test_a_film_that_begins_with_a_training_shows_how_far_it_is_on_a_terminal_of_its_own(
    terminal: bool, parent: object, heard: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen = Terminal() if terminal else io.StringIO()
    monkeypatch.setattr(sys, "stderr", seen)
    monkeypatch.setattr(training, "parent_process", lambda: parent)
    monkeypatch.setattr(training, "FIRST", -1.0)
    monkeypatch.setattr(training.tqdm, "monitor_interval", 10)
    job = RenderJob(scene="next_item", formats=(), folder=Path(), items="a,b,c")
    assert len(sources_of(job, NextItem).traces) == 3
    assert ("learning:   0%" in seen.getvalue()) == heard
    assert bool(seen.getvalue()) == heard
    assert (training.tqdm.monitor_interval == 0) == heard


ARRAYS = """
from resource import RUSAGE_SELF, getrusage
import numpy as np
from scenes.stage.training import hold_memory

def step():
    [np.ones(300_000) for _ in range(20)]

hold_memory()
step()
before = getrusage(RUSAGE_SELF).ru_minflt
step()
print(getrusage(RUSAGE_SELF).ru_minflt - before)
"""


@pytest.mark.skipif("glibc" not in platform.libc_ver(), reason="another C library gives memory back by other rules")
def test_a_step_gets_the_memory_of_the_one_before() -> None:
    done = subprocess.run([sys.executable, "-c", ARRAYS], cwd=ROOT, capture_output=True, text=True, check=True)
    pages = 20 * 300_000 * 8 // 4096
    assert int(done.stdout) < pages / 10
