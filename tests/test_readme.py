"""The README's commands are run, in its own order, and what it says about films, formats and files is looked up."""

import re
import shlex
import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

import bootstrap
import render
from model.errors import UnrolledError
from model.recipes import reviews, translation
from scenes.stage import catalogue, worker
from scenes.stage.formats import FORMATS
from scenes.stage.jobs import QUALITIES, RenderJob, RenderResult
from scenes.stage.many import pool, watching

ROOT = Path(__file__).parents[1]
README = ROOT / "README.md"
STARTS = ("python render.py", "unrolled")
TABLE = "text,label\n" + "".join(
    f"my own {word} words are {'lovely' if number % 2 else 'dull'} today,{'yes' if number % 2 else 'no'}\n"
    for number, word in enumerate(f"{first}{second}" for first in "abcdefgh" for second in "ijklmnop")
)
WHO, WHAT, WHOM = {"i": "ego", "we": "nos"}, {"see": "video", "want": "volo"}, {"the book": "librum", "the light": "lucem"}
PAIRS = "".join(
    f"{who} {what} {whom} {number}\t{WHO[who]} {WHOM[whom]} {WHAT[what]} {number}\n"
    for who, what, whom, number in product(WHO, WHAT, WHOM, range(10))
)
OWN, PROGRAM, MATRIX = re.findall(r"^```python\n(.*?)^```", README.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)
YOURS = {"mine.csv": TABLE, "pairs.tsv": PAIRS, "my.py": OWN}
"""Files that the README asks its reader to have."""


def commands() -> list[str]:
    """Return every command of the README's shell blocks, continued lines joined, comments gone."""
    blocks = re.findall(r"^```sh\n(.*?)^```", README.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)
    lines = "".join(blocks).replace("\\\n", " ").splitlines()
    return [line.strip() for line in lines if shlex.split(line, comments=True)]


def of(*starts: str) -> list[str]:
    return [command for command in commands() if command.startswith(tuple(f"{start} " for start in starts))]


@pytest.fixture
def _quickly(monkeypatch: pytest.MonkeyPatch) -> None:
    """Check a job where it would be drawn, and train for a moment only; test_every_film.py rehearses every film."""

    def rehearsed(jobs: Sequence[RenderJob], *, workers: int, report: Any = None) -> Iterator[RenderResult | UnrolledError]:
        for job in jobs:
            try:
                with worker.manim_for(job):
                    worker._story(job)
            except UnrolledError as error:
                yield error
            else:
                for name in job.formats:
                    job.path(FORMATS[name].suffix).parent.mkdir(exist_ok=True)
                    job.path(FORMATS[name].suffix).touch()
                yield RenderResult(job.scene, tuple(job.path(FORMATS[name].suffix) for name in job.formats), 1.0, ())

    plan_for, plan_for_pairs = reviews.plan_for, translation.plan_for
    monkeypatch.setattr(pool, "render", rehearsed)
    monkeypatch.setattr(watching, "keep", lambda command, jobs, say: [*rehearsed(jobs, workers=1)])
    monkeypatch.setattr(worker, "film", lambda job, tell: worker._story(job))
    monkeypatch.setattr(reviews, "plan_for", lambda examples: replace(plan_for(examples), steps=20))
    monkeypatch.setattr(translation, "plan_for", lambda pairs: replace(plan_for_pairs(pairs), steps=20))


@pytest.mark.usefixtures("_quickly")
def test_the_commands_of_the_readme_work_in_its_order(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "path", [*sys.path])
    monkeypatch.delitem(sys.modules, "my", raising=False)
    for name, text in YOURS.items():
        Path(name).write_text(text, encoding="utf-8")
    exec(MATRIX, {})
    assert len(of(*STARTS)) >= 8
    for command in of(*STARTS):
        words = shlex.split(command)[1 + command.startswith("python") :]
        done = CliRunner().invoke(render.main, words, prog_name="render.py")
        assert done.exit_code == 0, f"{command}\n{done.output}\n{done.exception!r}"
        for path in re.findall(r"^\S+\.(?:npz|safetensors|mp4|gif|png|srt|vtt)$", done.stdout, re.MULTILINE):
            assert Path(path).exists(), f"{command} does not make {path}"


def test_the_program_of_the_readme_works(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    made: list[RenderJob] = []

    def make(job: RenderJob, *_: Any) -> worker.Made:
        made.append(job)
        with worker.manim_for(job):
            story, brief, *_ = worker._story(job)
            return worker.Made(RenderResult(job.scene, (job.path(".mp4"),), 1.0, ()), worker.rehearse(story, brief)[0], ())

    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(worker, "make", make)
    exec(PROGRAM, {})
    assert [job.path(".mp4") for job in made] == [Path("talk/lstm_gates.mp4")]
    assert "talk/lstm_gates.mp4" in capsys.readouterr().out


def test_every_command_is_one_that_is_checked() -> None:
    assert commands(), "no shell blocks"
    known = {*of(*STARTS), *of("python3 bootstrap.py"), ". .venv/bin/activate"}
    assert [command for command in commands() if command not in known] == []


def test_set_up_commands_exist(monkeypatch: pytest.MonkeyPatch) -> None:
    source = Path(bootstrap.__file__).read_text(encoding="utf-8")
    named = [shlex.split(command)[2] for command in of("python3 bootstrap.py")]
    assert {"demo", "test"} <= set(named)
    assert [name for name in named if f'"{name}"' not in source] == []


def test_links_and_pictures_are_there() -> None:
    text = README.read_text(encoding="utf-8")
    links = [link for link in re.findall(r"\]\(([^)#]+)", text) if "://" not in link]
    assert len(links) > 3
    assert [link for link in links if not (ROOT / link).exists()] == []


def rows(head: str) -> list[str]:
    """Return what stands in backquotes in the first column of the table with this heading."""
    table = re.search(rf"^\| {head} \|.*\n\|[-|]+\n((?:\|.*\n)+)", README.read_text(encoding="utf-8"), re.MULTILINE)
    assert table, f"no table of {head}s"
    return [name for line in table.group(1).splitlines() for name in re.findall(r"`(.+?)`", line.split("|")[1])]


def test_every_film_and_format_has_a_row_and_every_quality_is_named() -> None:
    assert sorted(rows("film")) == sorted(story.name for story in catalogue.stories())
    assert sorted(rows("format")) == sorted(FORMATS)
    text = README.read_text(encoding="utf-8")
    assert [name for name in QUALITIES if f"`{name}`" not in text] == []


def test_options_in_running_text_exist() -> None:
    offered = {
        option
        for command in render.main.commands.values()
        for each in command.params
        for option in (*each.opts, *each.secondary_opts)
    }
    named = set(re.findall(r"`(--?[a-z-]+)`", README.read_text(encoding="utf-8")))
    assert named
    assert named - offered == set()
