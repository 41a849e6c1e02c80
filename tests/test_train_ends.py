"""How a training ends that is told to, as a process: what it has learned is kept, while it learns and while it is scored."""

import os
import signal
import subprocess
import sys
from itertools import product
from pathlib import Path
from textwrap import dedent

import pytest

from model import zoo
from scenes.stage.endings import GENTLE

ROOT = Path(__file__).parents[1]
LONG = 120
"""Seconds after which something is taken for hung."""
PROGRAM = dedent("""
    import sys
    from dataclasses import replace

    import render
    from model.recipes import TASKS

    moment, task, *arguments = sys.argv[1:]

    def wait(place):
        if place == moment:
            print("ready", flush=True)
            sys.stdin.readline()

    def train(request):
        def progress(news):
            request.progress(news)
            if news.stage == "reading" or news.step == 7:
                wait(news.stage)

        def learned():
            request.learned()
            wait("scoring")

        return bundled(replace(request, progress=progress, learned=learned))

    bundled = TASKS[task].train
    TASKS[task] = replace(TASKS[task], train=train)
    render.main(["train", task, *arguments])
""")
TABLES = {
    "reviews": ("text,label\n", [f"{how} {what},{how}\n" for how, what in product(("good", "bad"), map(str, range(20)))]),
    "translation": ("", [f"{how} {what}\t{what} {how}\n" for how, what in product(("good", "bad"), map(str, range(20)))]),
}
SIGNALS = {"reviews": (signal.SIGINT, *GENTLE), "translation": (*GENTLE, signal.SIGINT)}
"""What tells a training to end: one turn takes another one for each task."""

pytestmark = pytest.mark.skipif(os.name != "posix", reason="a platform without such signals")


def started(moment: str, task: str, folder: Path, minutes: str = "0.05") -> "subprocess.Popen[str]":
    """Start a training that stops at a moment, and says so."""
    head, rows = TABLES[task]
    (folder / "table").write_text(head + "".join(rows), encoding="utf-8")
    command = [sys.executable, "-c", PROGRAM, moment, task, "--data", str(folder / "table"), "--minutes", minutes]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    process = subprocess.Popen([*command, "-o", str(folder / "m.safetensors")], cwd=ROOT, text=True, **pipes)
    assert process.stdout is not None
    assert process.stdout.readline() == "ready\n", process.communicate(timeout=LONG)
    return process


@pytest.mark.some(("number", "task"), [(number, task) for task in TABLES for number in SIGNALS[task]], take=2)
def test_told_to_end_while_it_learns_it_keeps_the_best_so_far_and_ends_well(
    number: signal.Signals, task: str, tmp_path: Path
) -> None:
    with started("learning", task, tmp_path) as process:
        process.send_signal(number)
        said, wrong = process.communicate(timeout=LONG)
    assert (said, process.returncode) == (f"{tmp_path / 'm.safetensors'}\n", 0)
    assert "Interrupted after 7 steps: the best weights so far are kept.\n" in wrong
    assert "interrupted after 7 of " in zoo.load(str(tmp_path / "m.safetensors")).provenance.notes
    assert sorted(path.name for path in tmp_path.iterdir()) == ["m.safetensors", "table"]


@pytest.mark.some("number", SIGNALS["reviews"], take=1)
def test_told_to_end_while_it_is_scored_it_loses_nothing(number: signal.Signals, tmp_path: Path) -> None:
    with started("scoring", "reviews", tmp_path, "0.02") as process:
        process.send_signal(number)
        said, wrong = process.communicate("\n", timeout=LONG)
    assert (said, process.returncode) == (f"{tmp_path / 'm.safetensors'}\n", 0)
    assert "held-out accuracy" in wrong
    assert "Interrupted" not in wrong
    assert "as many as fitted into 0.02 min" in zoo.load(str(tmp_path / "m.safetensors")).provenance.notes


@pytest.mark.some("number", SIGNALS["translation"], take=1)
def test_told_to_end_before_it_has_learned_it_leaves_nothing(number: signal.Signals, tmp_path: Path) -> None:
    with started("reading", "reviews", tmp_path) as process:
        process.send_signal(number)
        said, wrong = process.communicate(timeout=LONG)
    assert (said, process.returncode) == ("", -number)
    assert wrong.endswith("Nothing was learned yet, and nothing is saved.\n")
    assert "Traceback" not in wrong
    assert "Aborted" not in wrong
    assert [path.name for path in tmp_path.iterdir()] == ["table"]
