"""While a film is written: each change makes it anew from what the files say now, and no mistake ends the waiting."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from functools import partial
from pathlib import Path
from shutil import copyfile, copytree
from tempfile import TemporaryDirectory
from threading import Timer

import pytest

from scenes.stage.endings import end_with_parent
from scenes.stage.jobs import RenderJob
from scenes.stage.many import watching

ROOT = Path(__file__).parents[4]
WAITING = "Waiting for changes; Ctrl-C ends."
STORY = '''"""A film of a moment."""

from manim import Circle

from model.trace import ReaderTrace
from scenes.telling.scene import TraceScene


class Tiny(TraceScene):
    """A circle."""

    title, trace_type, model, text = "Tiny", ReaderTrace, "reviews", "good"

    def construct(self) -> None:
        self.act("all")
        self.add(Circle())
        with self.beat("A circle."):
            pass
'''


class Session:
    """The command line that watches a film, in a copy of ours that has one film more."""

    def __init__(self, tmp_path: Path, scratch: Path) -> None:
        self.folder, self.out, self.scratch = tmp_path / "project", tmp_path / "out", scratch
        self.story = self.folder / "scenes" / "tiny.py"
        self.picture = self.out / "tiny.png"
        self.process: subprocess.Popen[str] | None = None
        for name in ("model", "scenes/telling", "scenes/stage", "scenes/mobjects"):
            copytree(ROOT / name, self.folder / name)
        for name in ("render.py", "pyproject.toml", "scenes/__init__.py"):
            copyfile(ROOT / name, self.folder / name)
        self.story.write_text(STORY)

    def start(self, *options: str) -> None:
        command = [sys.executable, "render.py", "tiny", "-q", "480p15", "-f", "png", "-o", str(self.out), "--watch", *options]
        self.process = subprocess.Popen(
            [*command, "--no-cache"],
            cwd=self.folder,
            env=os.environ | {"TMPDIR": str(self.scratch)},
            start_new_session=True,
            preexec_fn=partial(end_with_parent, signal.SIGKILL, os.getpid()),  # however these tests end, nothing is left behind
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )

    def heard(self) -> list[str]:
        """Return what is said until it waits."""
        assert self.process is not None
        assert self.process.stdout is not None
        lines: list[str] = []
        for line in self.process.stdout:
            if line.strip() == WAITING:
                return lines
            lines.append(line.strip())
        raise AssertionError("\n".join(lines))

    def interrupt(self) -> str:
        """Press Ctrl-C; return what is said then."""
        assert self.process is not None
        os.killpg(self.process.pid, signal.SIGINT)
        said, _ = self.process.communicate(timeout=60)
        assert self.process.returncode == 0
        return said

    def end(self) -> None:
        if self.process is not None:
            with self.process, suppress(ProcessLookupError):
                os.killpg(self.process.pid, signal.SIGKILL)


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    with TemporaryDirectory(prefix="watching-") as scratch:
        made = Session(tmp_path, Path(scratch))
        guard = Timer(120, made.end)  # a line that never comes would be waited for without end
        guard.start()
        yield made
        guard.cancel()
        made.end()


def test_each_change_is_rendered_and_mistakes_are_waited_out(session: Session) -> None:
    paths = [str(session.picture), str(session.out / "tiny.json")]
    session.start()
    assert session.heard() == paths
    before = session.picture.read_bytes()
    for wrong, message in (
        (STORY + "    oh no\n", "Error: The film tiny cannot be loaded (SyntaxError: "),
        (STORY.replace("Circle", "Cirkle"), "Error: The film tiny cannot be loaded (ImportError: cannot import name 'Cirkle'"),
        (STORY.replace("Circle())", "Circle() / 0)"), "Error: tiny could not be drawn (TypeError: "),
        (STORY.replace("A circle.", "It is 73 percent sure."), "Error: tiny does not show what was computed"),
    ):
        session.story.write_text(wrong)
        first, *others = session.heard()
        assert first == "tiny.py changed."
        assert others[-1].startswith(message)
        assert session.picture.read_bytes() == before
    session.story.write_text(STORY.replace("Circle()", "Circle(fill_opacity=1)"))
    assert session.heard() == ["tiny.py changed.", *paths]
    assert session.picture.read_bytes() != before


def test_the_text_is_read_anew(session: Session, tmp_path: Path) -> None:
    text = tmp_path / "text.txt"
    text.write_text("good\n")
    session.start("--text-file", str(text))
    assert len(session.heard()) == 2
    text.write_text("a good one\nzorble\n")
    assert "does not know zorble" in session.heard()[1]
    text.unlink()
    assert session.heard() == ["text.txt changed.", f"Error: The text {text} cannot be read: No such file or directory."]


def test_a_change_ends_the_run_that_it_makes_useless_and_ctrl_c_all(session: Session) -> None:
    begun = session.folder / "begun"
    waits = f"import time, pathlib; pathlib.Path({str(begun)!r}).touch(); time.sleep(100)\n        self.act"
    session.story.write_text(STORY.replace("self.act", waits))
    session.start()
    await_file(begun)
    session.story.write_text(STORY)
    assert session.heard()[:2] == ["tiny.py changed.", str(session.picture)]
    begun.unlink()
    session.story.write_text(STORY.replace("self.act", waits))
    await_file(begun)
    assert session.interrupt().split() == ["tiny.py", "changed."]
    assert list(session.scratch.glob("unrolled-*")) == []


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells at once")
def test_the_run_under_way_ends_with_who_waits_if_that_is_killed(session: Session) -> None:
    begun = session.folder / "begun"
    waits = f"import time, pathlib; pathlib.Path({str(begun)!r}).touch(); time.sleep(100)\n        self.act"
    session.story.write_text(STORY.replace("self.act", waits))
    session.start()
    await_file(begun)
    assert session.process is not None
    session.process.kill()
    said, _ = session.process.communicate(timeout=20)  # all who hold the pipe are gone
    assert said == ""
    assert list(session.scratch.glob("unrolled-*/parts")) == []


def await_file(path: Path) -> None:
    end = time.monotonic() + 60
    while not path.exists():
        assert time.monotonic() < end
        time.sleep(0.02)


def test_what_has_a_hand_in_a_film_is_watched(tmp_path: Path) -> None:
    text, other = tmp_path / "text.txt", tmp_path / "other.txt"
    text.touch()
    job = RenderJob(scene="lstm_gates", formats=(), folder=tmp_path, text_file=text, models=(str(tmp_path / "mine.safetensors"),))
    given = set(job.inputs)
    assert given == {text, tmp_path / "mine.safetensors"}
    inside = ("scenes/lstm_gates.py", "scenes/telling/scene.py", "scenes/mobjects/theme.py", "model/zoo/reviews.safetensors")
    for path in (*given, *(ROOT / name for name in inside)):
        assert watching._shapes(path, given, [job])
    for path in (other, ROOT / "README.md", ROOT / "tests/conftest.py", ROOT / "scenes/alignment.py", ROOT / "render.pyc"):
        assert not watching._shapes(path, given, [job])
    assert replace(job, text_file=None, models=("reviews",)).inputs == ()


def test_files_that_are_replaced_are_seen(tmp_path: Path) -> None:
    text, aside = tmp_path / "text.txt", tmp_path / "text.txt~"
    text.write_text("old")
    changes = iter(watching._changes([RenderJob(scene="lstm_gates", formats=(), folder=tmp_path, text_file=text)]))
    assert next(changes) == set()
    for content in ("new", "newer"):
        aside.write_text(content)
        aside.replace(text)
        assert next(changed for changed in changes if changed) == {text}
