"""A film in a file of a user's own is rendered, audited and watched like ours, by several processes too, from any folder."""

import json
import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from threading import Semaphore

import pytest
from click.testing import CliRunner, Result

import render
from model.errors import RenderError, UsageError
from scenes.stage import worker
from scenes.stage.crew import Replays
from scenes.stage.jobs import RenderJob
from scenes.stage.many import cluster

ROOT = Path(__file__).parents[1]
FILM = '''"""What a reader thinks after the first word."""

from captions import FIRST
from manim import Circle

from scenes.mobjects.motion import Appear
from scenes.mobjects.reading import phrase
from scenes.mobjects.text import Label
from scenes.telling.reader import ReaderFilm


class FirstWord(ReaderFilm):
    """A word and a circle."""

    title = "The first word"
    text = "good but long"

    def construct(self) -> None:
        for name in ("one", "two", "three"):
            self.act(name)
            with self.beat(FIRST, word=self.value("tokens", 0), share=self.value("probabilities", 0, 0)):
                self.play(Appear(Label(phrase("{word}", word=self.value("tokens", 0)), theme=self.theme)), run_time=3)
                self.add(Circle(color=self.theme.memory))
            self.clear_stage()
'''


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "path", [*sys.path])
    Path("first_word.py").write_text(FILM)
    Path("captions.py").write_text('FIRST = "After {word:short} it is {share} sure."')
    yield tmp_path
    for name in ("first_word", "captions"):
        sys.modules.pop(name, None)


def audited() -> Result:
    """Audit the film as its files are now, in this process."""
    for name in ("first_word", "captions"):
        sys.modules.pop(name, None)
    return CliRunner().invoke(render.main, ["audit", "first_word.py"], prog_name="render.py")


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(ROOT / "render.py"), *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_it_is_rendered_beside_others_and_keeps_its_name(folder: Path) -> None:
    films = ["first_word.py:FirstWord", "review_memory"]
    done = run(*films, "--text", "good", "-q", "480p15", "-f", "png", "-o", "out", "-j", "2", "--no-cache")
    assert done.returncode == 0, done.stderr
    made = [f"out/{name}.{suffix}" for name in ("FirstWord", "review_memory") for suffix in ("png", "json")]
    assert sorted(done.stdout.split()) == sorted(made)
    assert json.loads(Path("out/FirstWord.json").read_text())["film"]["scene"] == "first_word.py:FirstWord"


def test_it_is_audited_and_its_mistakes_are_sentences(folder: Path) -> None:
    done = run("audit", "first_word.py")
    assert re.fullmatch(r"first_word\.py: \d+ readings, \d+ equations, all true\.\n", done.stdout), done.stderr
    Path("captions.py").write_text('FIRST = "It is 73 percent sure."')
    assert "holds a number that no reading accounts for" in audited().stderr
    Path("captions.py").write_text('FIRST = "It has read {wrod}."')
    again = audited()
    assert (again.exit_code, again.stderr) == (1, "Error: first_word.py could not be drawn (KeyError: 'wrod', line 21).\n")
    Path("captions.py").write_text("FIRST = 1 / 0")
    again = audited()
    wanted = "Error: The film first_word.py cannot be loaded (ZeroDivisionError: division by zero, line 3).\n"
    assert (again.exit_code, again.stderr) == (1, wanted)


MISTAKES = {
    "its text": "text = 5",
    "its model": "text, model = 'good', 7",
    "its kind of trace": "trace_type = 3",
    "what it admits": "text, admit = 'good', classmethod(lambda cls, brief: {}[brief.word])",
}
ENDS = {
    "exit": ("raise SystemExit(3)", "SystemExit: 3"),
    "interrupted generator": ("raise GeneratorExit", "GeneratorExit"),
    "no Exception": ("raise type('Odd', (BaseException,), {})('two\\nlines')", "Odd: two lines"),
    "no message": ("raise type('Mute', (Exception,), {'__str__': lambda self: 1 / 0})", "Mute"),
    "long": ("raise type('L' * 999, (Exception,), {})('l' * 999)", "L{20}…L{19}: l{70}…l{69}"),
    "a full disk of its own": (
        "__import__('pathlib').Path('/dev/full').write_bytes(b'x')",
        r"OSError: \[Errno 28\] No space left on device",
    ),
}


@pytest.mark.parametrize("mistake", MISTAKES.values(), ids=MISTAKES)
def test_whatever_is_wrong_with_it_is_one_sentence(mistake: str, folder: Path) -> None:
    Path("first_word.py").write_text(FILM.replace('text = "good but long"', mistake))
    with pytest.raises(RenderError, match=r"^first_word\.py could not be drawn \((\w+Error: .*)\)\.$"):
        worker.inspect(RenderJob(scene="first_word.py", formats=(), folder=folder, quality="480p15", text=None))


@pytest.mark.parametrize(
    ("begun", "what"), [("pass", "beat"), ("self.rename(self.where(0))", "step"), ("self.end('Done.')", "beat")]
)
def test_what_is_in_no_act_is_told_how_to_begin_one(begun: str, what: str, folder: Path) -> None:
    Path("first_word.py").write_text(FILM.replace("self.act(name)", begun))
    with pytest.raises(UsageError, match=rf'^FirstWord has a {what} in no act: begin one before, with self\.act\("\.\.\."\)\.$'):
        worker.inspect(RenderJob(scene="first_word.py", formats=(), folder=folder, quality="480p15"))


@pytest.mark.some(("where", "end", "said"), [(where, *each) for each in ENDS.values() for where in ("loaded", "drawn")], take=7)
def test_however_it_ends_is_one_sentence(where: str, end: str, said: str, folder: Path) -> None:
    at, before = ("class First", "") if where == "loaded" else ("self.act(name)", " " * 12)
    Path("first_word.py").write_text(FILM.replace(at, f"{end}\n{before}{at}"))
    with pytest.raises(RenderError, match=rf"^\S.* be {where} \({said}, line \d+\)\.$") as caught:
        worker.inspect(RenderJob(scene="first_word.py", formats=(), folder=folder, quality="480p15"))
    assert len(str(caught.value)) < 300


def test_helpers_that_replay_load_it_and_draw_the_same(folder: Path) -> None:
    drawn = []
    for name, crew in (("forked", None), ("replayed", Replays)):
        job = RenderJob(
            scene="first_word.py", folder=folder, name=name, formats=("mp4",), quality="480p15", command="x", cache=False
        )
        worker.film(job, lambda done, total: None, Semaphore(1), crew)
        drawn.append((folder / f"{name}.mp4").read_bytes())
    assert drawn[0] == drawn[1]


def test_a_cluster_refuses_it_in_a_sentence() -> None:
    job = RenderJob(scene="first_word.py:FirstWord", formats=("mp4",), folder=Path())
    with pytest.raises(UsageError, match=r"^The workers of a cluster draw .*, and have no first_word\.py:FirstWord: leave"):
        next(cluster.render([job], address="tcp://127.0.0.1:1", workers=1))


def test_it_is_watched_with_what_lies_beside_it(folder: Path) -> None:
    command = [sys.executable, str(ROOT / "render.py"), "first_word.py", "-q", "480p15", "-f", "png", "--watch", "--no-cache"]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, start_new_session=True
    ) as process:
        assert process.stdout is not None
        heard: list[str] = []
        try:
            for line in process.stdout:
                heard.append(line.strip())
                if line.startswith("Waiting"):
                    if any("captions.py changed." in each for each in heard):
                        break
                    Path("captions.py").write_text('FIRST = "After {word:short} nobody is sure of 0."')
        finally:
            os.killpg(process.pid, signal.SIGINT if "captions.py changed." in heard else signal.SIGKILL)
    paths = ["media/first_word.png", "media/first_word.json"]
    assert heard[:3] == [*paths, "Waiting for changes; Ctrl-C ends."]
    assert heard[3] == "captions.py changed."
    assert heard[4].startswith("Error: first_word.py does not show what was computed")
