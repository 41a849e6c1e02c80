"""Commands where disks are full, small or not to be written to: one sentence that names the place, or nothing amiss at all."""

import os
import resource
import subprocess
import sys
from functools import partial
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
FILM = '''"""A circle."""

from manim import Circle

from unrolled.making import Appear, ReaderFilm


class Round(ReaderFilm):
    """A circle, and no word: quickly told without a cache."""

    title = "A circle"
    text = "good"

    def construct(self) -> None:
        self.act("one")
        with self.beat("A circle comes."):
            self.play(Appear(Circle(color=self.theme.memory)))
            self.wait(1)
'''

NOISE = """
from random import Random

from manim import Dot, VGroup


def noise():
    chance = Random(1)
    places = ((chance.uniform(-6, 6), chance.uniform(-2, 3), 0) for _ in range(1500))
    return VGroup(*(Dot(place, color=f"#{chance.randrange(1 << 24):06x}") for place in places))
"""
"""A picture that no encoder makes small."""
SHOWN = "self.play(Appear(Circle(color=self.theme.memory)))"


def run(*arguments: str, most: int | None = None, **setting: str) -> "subprocess.CompletedProcess[str]":
    """Run a command, which may write no file of more than ``most`` bytes."""
    limited = None if most is None else partial(resource.setrlimit, resource.RLIMIT_FSIZE, (most, most))
    command = [sys.executable, "render.py", *arguments]
    return subprocess.run(
        command, cwd=ROOT, env=os.environ | setting, capture_output=True, text=True, check=False, preexec_fn=limited
    )


@pytest.fixture
def scratch(tmp_path: Path) -> Path:
    (tmp_path / "scratch").mkdir()
    (tmp_path / "round.py").write_text(FILM)
    return tmp_path / "scratch"


def test_a_film_is_made_without_a_cache_and_one_line_says_so(tmp_path: Path, scratch: Path) -> None:
    cache = tmp_path / "file" / "cache"
    cache.parent.touch()
    done = run(
        f"{tmp_path}/round.py", "-f", "srt", "-q", "480p15", "-o", f"{tmp_path}/", UNROLLED_CACHE=str(cache), TMPDIR=str(scratch)
    )
    assert done.stdout.splitlines() == [str(tmp_path / f"round.{suffix}") for suffix in ("srt", "json")]
    assert done.stderr.startswith(f"Nothing can be kept in {cache} (Not a directory): UNROLLED_CACHE names another place")
    assert (done.stderr.count("\n"), done.returncode) == (1, 0)
    assert list(scratch.iterdir()) == []


def test_temporary_files_that_have_no_room_are_named(tmp_path: Path, scratch: Path) -> None:
    (tmp_path / "round.py").write_text(FILM.replace("from manim import Circle", NOISE).replace(SHOWN, "self.add(noise())"))
    options = ("-f", "png", "-q", "480p15", "--no-cache", "-o", f"{tmp_path}/out")
    done = run(f"{tmp_path}/round.py", *options, most=100_000, TMPDIR=str(scratch))
    said = f"Error: {scratch} has no room for a film while it is made (File too large): TMPDIR names another place.\n"
    assert (done.stderr, done.stdout, done.returncode) == (said, "", 1)
    assert {each.name for each in tmp_path.iterdir()} - {"__pycache__"} == {"round.py", "scratch"}  # Python keeps what it read
    assert list(scratch.iterdir()) == []


def test_a_trace_that_has_no_room_is_named(tmp_path: Path) -> None:
    path = tmp_path / "t.npz"
    path.write_text("old")
    done = run("trace", "reviews", "--text", "good", "-o", str(path), most=5000)
    assert (done.stderr, done.stdout, done.returncode) == (f"Error: {path} cannot be written: File too large.\n", "", 1)
    assert [each.read_text() for each in tmp_path.iterdir()] == ["old"]
