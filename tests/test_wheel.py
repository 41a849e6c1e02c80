"""The wheel: one name, nothing twice, and all that the checkout can do, in an environment that does not know the checkout."""

import ast
import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from shutil import copyfile, copytree, ignore_patterns
from textwrap import dedent
from zipfile import ZipFile

import pytest
from test_contributing import own_cell

import setup

ROOT = Path(__file__).parents[1]
FILES = ("setup.py", "pyproject.toml", "MANIFEST.in", "README.md", "LICENSE", "render.py")
FOLDERS = ("model", "scenes", "unrolled", "docs")
BUILD = "import sys; from setuptools import build_meta; build_meta.build_wheel(sys.argv[1])"
OWN = '''
"""A film of a user's own."""

from unrolled.making import Appear, Label, ReaderFilm, phrase


class MyFilm(ReaderFilm):
    """A word."""

    title = "My film"
    text = "good"

    def construct(self) -> None:
        self.act("a word")
        with self.beat("It read {word:short}.", word=self.value("tokens", 0)):
            self.play(Appear(Label(phrase("{word}", word=self.value("tokens", 0)), theme=self.theme)))
'''
WALK = '''
"""A walk along a line, which nobody but its author has thought of."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, ClassVar

import numpy as np

from unrolled.making import Array, Axes, Equation, Estimate, Provenance, Trace


@dataclass(frozen=True, kw_only=True)
class Walk(Trace):
    """Steps, and where they lead."""

    kind: ClassVar[str] = "walk"
    does: ClassVar[str] = "walks"

    words: tuple[str, ...]
    steps: Annotated[Array, Axes("time")]
    places: Annotated[Array, Axes("time")]

    @property
    def given(self) -> tuple[str, ...]:
        return self.words

    @property
    def unknown(self) -> tuple[str, ...]:
        return ()

    def equations(self) -> Iterator[Equation]:
        yield Equation("places", "all steps so far", ("steps",), summed)


def summed(steps: Array) -> Estimate:
    """Return the sums of steps, and of their sizes."""
    return Estimate(np.cumsum(steps), np.cumsum(np.abs(steps)))


def walked(steps: Array) -> Walk:
    """Walk."""
    source = Provenance(
        model="legs", task="walking", score=1.0, score_name="arrived", score_count=1, fingerprint="0", seed=0
    )
    return Walk(provenance=source, words=("left", "right"), steps=steps, places=np.cumsum(steps))


if __name__ == "__main__":
    walked(np.array([-1.0, 1.5])).save(Path("walk.npz"))
'''
WALKING = '''
"""Where a walk led."""

from typing import ClassVar

from manim import Circle
from walk import Walk

from unrolled.making import Appear, Label, Reading, Trace, TraceScene, phrase


class Walking(TraceScene):
    """Words, and places."""

    title: ClassVar[str] = "A walk"
    trace_type: ClassVar[type[Trace]] = Walk

    def construct(self) -> None:
        walk: Walk = self.trace
        for time in range(len(walk.words)):
            place: Reading = self.value("places", time)
            self.act("a step")
            with self.beat("Now it is at {place}.", place=place):
                label = Label(phrase("{place}", place=place), theme=self.theme)
                self.play(Appear(label), run_time=self.theme.quick)
                self.add(Circle(color=self.theme.memory).move_to((walk.places[time], 0, 0)))
                self.remove(label)
'''
LEARN = """
from pathlib import Path

from mine import Leaky

from unrolled.cells import CELLS, train
from unrolled.making import ReaderTrace

rows = [f"{mood} {letter},{mood}" for mood in ("good", "bad") for letter in "abcdefghijkl"]
Path("t.csv").write_text("\\n".join(["text,label", *rows]))
kind: str = Leaky.kind
trace: ReaderTrace = train("reviews", 1, Path("t.csv"), cell=kind).network.run("good a")
trace.save(Path("mine.npz"))
print(trace.cell_kind, CELLS[kind] is Leaky and all(each.holds for each in trace.identities()))
"""
CELL_FILM = OWN.replace("from unrolled", "from mine import Leaky\n\nfrom unrolled", 1).replace(
    'text = "good"', "cell_kinds = (Leaky.kind,)", 1
)
PROGRAM = """
from pathlib import Path

import unrolled

film: unrolled.Film = unrolled.film("walking.py", trace="walk.npz", formats=("gif", "srt"), folder="out", word=1)
last: Path = film.paths[-1]
words: tuple[str, ...] = unrolled.trace("reviews", text="good").given
captions: list[str] = [beat.caption for beat in film.beats]
wrong: int = film.duration
"""
USE = """
    import json, sys
    import unrolled

    light = "manim" not in sys.modules
    trace = unrolled.trace("reviews", text="not good")
    film = unrolled.film("review_memory", text="good", folder="by_hand.png", quality="480p15", cache=False)
    import unrolled.making
    from unrolled.render import main

    try:
        unrolled.film("lstm_gates", text="good", folder="film.webm")
    except unrolled.UnrolledError as error:
        refused = str(error)
    kinds = [type(film.beats[0]).__module__, type(film.trace).__module__, type(trace).__name__, film.trace.given]
    files = [(name, getattr(module, "__file__", None)) for name, module in sys.modules.items()]
    print(json.dumps({
        "light": light, "paths": list(map(str, film.paths)), "duration": film.duration, "beats": len(film.beats), "kinds": kinds,
        "refused": refused, "version": unrolled.__version__, "files": [each for each in files if each[1]],
    }))
"""


SCRIPT = """
    import sys
    from importlib.metadata import entry_points

    if __name__ == "__main__":
        (entry,) = entry_points(name="unrolled")
        sys.exit(entry.load()())
"""
"""What an installer makes of an entry point."""
SEVERAL = """
    import json, os, sys
    from contextlib import suppress
    from importlib.metadata import entry_points

    (entry,) = entry_points(name="unrolled")
    for number, arguments in enumerate(json.loads(sys.argv[1])):
        sys.argv = ["unrolled", *arguments]
        for place in (1, 2):
            os.dup2(os.open(f"{number}.{place}", os.O_CREAT | os.O_WRONLY), place)
        with suppress(SystemExit):
            entry.load()()
        sys.stdout.flush()
"""
"""Runs several commands in one process; what each says is in two files, by its number: 0.1 and 0.2."""


@pytest.fixture(scope="session")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the wheel of a copy of the tree, as pip would: without network, and with the setuptools that is here."""
    tree, out = tmp_path_factory.mktemp("tree"), tmp_path_factory.mktemp("wheel")
    for name in FOLDERS:
        copytree(ROOT / name, tree / name, ignore=ignore_patterns("__pycache__"))
    for name in FILES:
        copyfile(ROOT / name, tree / name)
    (tree / "build" / "lib" / "unrolled").mkdir(parents=True)
    (tree / "build" / "lib" / "unrolled" / "stale.py").touch()
    done = subprocess.run([sys.executable, "-c", BUILD, str(out)], cwd=tree, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-3000:]
    (path,) = out.iterdir()
    return path


@pytest.fixture(scope="session")
def python(wheel: Path, environment: Callable[[], tuple[Path, Path]]) -> Path:
    """Return the interpreter of an environment with the wheel, and without the checkout."""
    python, packages = environment()
    with ZipFile(wheel) as archive:  # a wheel of Python files only is installed by unpacking it
        archive.extractall(packages)
    return python


@pytest.fixture
def run(python: Path, tmp_path: Path) -> Callable[..., subprocess.CompletedProcess[str]]:
    """Return a function that runs Python there, in an empty folder, whatever path to the checkout these tests were given."""
    alone = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}

    def running(*arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run([str(python), *arguments], cwd=tmp_path, env=alone, capture_output=True, text=True, check=False)

    return running


def test_the_wheel_is_one_package_with_types_weights_and_pages(wheel: Path) -> None:
    with ZipFile(wheel) as archive:
        names = archive.namelist()
        record = next(name for name in names if name.endswith("entry_points.txt"))
        assert "unrolled = unrolled.render:main" in archive.read(record).decode()
    assert {name.partition("/")[0] for name in names if ".dist-info/" not in name} == {"unrolled"}
    ours = {path.relative_to(ROOT).as_posix() for folder in ("model", "scenes") for path in (ROOT / folder).rglob("*")}
    pages = {path.relative_to(ROOT).as_posix() for each in ("*.md", "studies/*.npz") for path in (ROOT / "docs").glob(each)}
    kept = (
        pages
        | {name for name in ours if name.endswith((".py", ".safetensors", ".md", ".tsv"))}
        | {"render.py", "__init__.py", "py.typed"}
    )
    assert {name.removeprefix("unrolled/") for name in names} >= kept
    assert "unrolled/stale.py" not in names, "of an earlier build"


def test_no_module_of_the_wheel_names_one_of_the_checkout(wheel: Path) -> None:
    with ZipFile(wheel) as archive:
        for name in (name for name in archive.namelist() if name.endswith(".py")):
            for node in ast.walk(ast.parse(archive.read(name))):
                module = node.module if isinstance(node, ast.ImportFrom) else node.value if isinstance(node, ast.Constant) else ""
                if isinstance(module, str) and " " not in module:
                    assert not module.startswith(("model.", "scenes.", "render:")), f"{name} names {module}"


def test_it_makes_films_from_python_and_loads_nothing_twice(run: Callable[..., subprocess.CompletedProcess[str]]) -> None:
    done = run("-W", "error::ImportWarning", "-c", dedent(USE))
    assert done.returncode == 0, done.stderr
    made = json.loads(done.stdout)
    assert made["light"]
    assert made["paths"] == ["by_hand.png", "by_hand.json"]
    assert made["duration"] > 5
    assert made["beats"] > 3
    assert made["kinds"] == ["unrolled.scenes.telling.records", "unrolled.model.trace.reader", "ReaderTrace", ["good"]]
    assert made["refused"].startswith("No film ends in .webm")
    assert made["version"] == "0.1.0"
    loaded = [(name, file) for name, file in made["files"] if name.partition(".")[0] in ("unrolled", "model", "scenes", "render")]
    assert {name.partition(".")[0] for name, _ in loaded} == {"unrolled"}
    assert len({file for _, file in loaded}) == len(loaded) > 50
    assert not any(str(ROOT) in file for _, file in loaded)


def test_its_command_line_calls_itself_by_its_name(
    run: Callable[..., subprocess.CompletedProcess[str]], python: Path, tmp_path: Path
) -> None:
    (tmp_path / "unrolled").write_text(dedent(SCRIPT))
    (tmp_path / "my.py").write_text(OWN)
    several = (["list", "--json"], ["--help"], ["lstm_gates", "--trace", "my.py"], ["alignment", "--model", "reviews"])
    done = run("-c", dedent(SEVERAL), json.dumps(several))
    assert done.returncode == 0, done.stderr
    listed, usage, wrong, other = ((tmp_path / name).read_text() for name in ("0.1", "1.1", "2.2", "3.2"))
    assert "lstm_gates" in [film["name"] for film in json.loads(listed)["films"]]
    assert "`unrolled lstm_gates --text 'not good'`" in " ".join(usage.split())
    made = run(
        "unrolled", "my.py:MyFilm", "review_memory", "--text", "good", "-q", "480p15", "-f", "png", "-o", "out", "--no-cache"
    )
    assert made.returncode == 0, made.stderr
    assert "unrolled my.py:MyFilm" in json.loads((tmp_path / "out" / "MyFilm.json").read_text())["film"]["command"]
    assert "all true" in run("-m", "unrolled", "audit", "my.py").stdout
    page = Path(wrong.partition("(")[2].partition(")")[0])
    assert page.name == "trace.md"
    assert page.exists()
    assert "reviews is one that reads and judges: film it with " in other
    assert other.endswith(".\n")


@pytest.fixture(scope="session")
def types(pytestconfig: pytest.Config, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder for what mypy remembers from run to run."""
    kept = getattr(pytestconfig, "cache", None)
    return tmp_path_factory.mktemp("types") if kept is None else kept.mkdir("types")


@pytest.mark.some("place", ["wheel", "checkout"], take=1)
def test_a_users_own_trace_cell_and_film_are_typed_and_filmed(
    place: str, request: pytest.FixtureRequest, types: Path, tmp_path: Path
) -> None:
    """With ``--every-text`` mypy reads manim too, which is most of what there is to read."""
    whole = request.config.getoption("every_text")
    there = str(request.getfixturevalue({"checkout": "bootstrapped", "wheel": "python"}[place]))
    program = [str(ROOT / "render.py")] if place == "checkout" else ["-m", "unrolled"]
    files = {"walk.py": WALK, "walking.py": WALKING, "program.py": PROGRAM, "mine.py": own_cell(), "learn.py": LEARN}
    for name, content in {**files, "cell_film.py": CELL_FILM}.items():
        (tmp_path / name).write_text(content)

    def run(*command: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)

    (tmp_path / "mypy.ini").write_text("[mypy]\n" if whole else "[mypy]\n[mypy-manim.*]\nfollow_imports = skip\n")
    checked = run(sys.executable, "-m", "mypy", "--strict", "--cache-dir", str(types), "--python-executable", there, ".")
    wrong = 'program.py:10: error: Incompatible types in assignment (expression has type "float", variable has type "int")'
    assert checked.stdout.splitlines()[:-1] == [f"{wrong}  [assignment]"], checked.stderr
    assert run(there, "walk.py").returncode == 0
    made = run(there, *program, "walking.py", "--trace", "walk.npz", "-q", "480p15", "-f", "png", "-o", "out", "--no-cache")
    assert made.stdout.split() == ["out/walking.png", "out/walking.json"], made.stderr
    learned = run(there, "learn.py")
    assert learned.stdout == "leaky True\n", learned.stderr
    assert "all true" in run(there, *program, "audit", "cell_film.py", "--trace", "mine.npz").stdout
    if place == "wheel":
        refused = run(there, *program, "audit", "walking.py", "--model", "reviews").stderr
        assert refused.startswith("Error: walking.py shows a model that walks; reviews is one that reads and judges: film it")


# -- the step itself -----------------------------------------------------------------------------------------------------


@pytest.fixture
def renamed() -> Iterator[Callable[[str], str]]:
    return lambda source: setup.renamed(dedent(source))


def test_import_statements_are_renamed_and_nothing_else(renamed: Callable[[str], str]) -> None:
    source = '''
        """from model.trace import Trace"""
        from model.trace import (  # from model import x
            Trace,
        )
        from scenes import stage; from render import main
        from modelling import model
        from .model import model
        import numpy as model, sys
        if model: from model import zoo

        def f():
            yield from model.trace
            text = "é"; from scenes.stage import x
            raise model from scenes
    '''
    wanted = dedent(source).splitlines()
    for line, old, new in (
        (2, "from model", "from unrolled.model"),
        (5, "from scenes", "from unrolled.scenes"),
        (5, "from render", "from unrolled.render"),
        (9, "from model", "from unrolled.model"),
        (13, "from scenes", "from unrolled.scenes"),
    ):
        wanted[line] = wanted[line].replace(old, new, 1)
    assert renamed(source).splitlines() == wanted
    assert renamed("\n".join(wanted)).splitlines() == wanted, "once is enough"


@pytest.mark.parametrize("source", ["import model", "import sys, scenes.stage as stage", "def f():\n    import render"])
def test_what_cannot_be_renamed_is_refused(source: str, renamed: Callable[[str], str]) -> None:
    with pytest.raises(ValueError, match=r"line \d imports \w+"):
        renamed(source)
