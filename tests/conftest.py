"""A harsher world than production: floating-point errors raise. And what many tests share: fonts, manim, a model, traces."""

import gc
import os
import signal
import subprocess
import sys
import sysconfig
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from click.testing import CliRunner, Result
from hypothesis import settings

import bootstrap
import render
from model import zoo
from model.errors import FileError
from model.networks import Reader
from model.trace import Axis, Measure, Measurement, ReaderTrace, Study
from model.vocabulary import ReadText, Vocabulary
from model.words import words_of
from scenes.mobjects import fonts, outlines
from scenes.stage import typesetting, worker
from scenes.stage.jobs import RenderJob

fonts.prepare()  # before any test imports manim
sys.dont_write_bytecode = False  # what a hundred processes import is compiled once, whatever the machine is set to
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
gc.set_threshold(100_000, 20, 20)  # to go through films that are kept for further tests again and again takes long
signal.signal(signal.SIGINT, signal.default_int_handler)  # what is started in the background has it ignored
settings.register_profile("untimed", deadline=None)  # a busy machine is no fault
settings.load_profile("untimed")

Read = Callable[..., ReaderTrace]


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--every-text", action="store_true", help="take all texts, films and pairs of which a run takes some")
    parser.addoption("--turn", type=int, default=0, help="which texts, films and pairs are taken, by turns [0]")


def pytest_configure(config: pytest.Config) -> None:
    """Let films be watched that a run of some texts tells unwatched."""
    import unwatched  # here, as it imports manim, before which the fonts are prepared

    unwatched.Watched.always = config.getoption("every_text")


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Take some of what ``pytest.mark.some(names, values, take=...)`` lists, by turns; with ``--every-text`` all."""
    for mark in metafunc.definition.iter_markers("some"):
        names, values = mark.args
        metafunc.parametrize(names, taken(metafunc.config, values, mark.kwargs["take"]))


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what is ``thorough``, but with ``--every-text``."""
    if not config.getoption("every_text"):
        items[:] = [each for each in items if each.get_closest_marker("thorough") is None]


def taken(config: pytest.Config, values: Sequence[Any], take: int) -> Sequence[Any]:
    """Return ``take`` of some values, as far apart as they can be, with another ``--turn`` others; with ``--every-text`` all."""
    if config.getoption("every_text") or take >= len(values):
        return values
    first = config.getoption("turn")
    return [values[number] for number in sorted((first + len(values) * each // take) % len(values) for each in range(take))]


def pytest_collection_finish() -> None:
    """Leave what is there before the first test: it is never garbage, and to go through it again and again takes long."""
    gc.freeze()


@pytest.fixture(scope="module", autouse=True)
def _what_a_module_kept_is_given_back(request: pytest.FixtureRequest) -> Iterator[None]:
    """Forget the films that a module's tests share as soon as all of them are done."""
    yield
    caches = [each for each in vars(request.module).values() if hasattr(each, "cache_clear")]
    own = [each for each in caches if each.__module__ == request.module.__name__ and each.cache_info().currsize]
    for each in own:
        each.cache_clear()
    if own:
        gc.collect()


@pytest.fixture(autouse=True)
def _floating_point_errors_raise() -> Iterator[None]:
    with np.errstate(divide="raise", over="raise", invalid="raise", under="ignore"):
        yield


@pytest.fixture(autouse=True)
def _nothing_was_drawn_before(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(worker, "_cache", lambda job: None)


@pytest.fixture(scope="session")
def some(pytestconfig: pytest.Config) -> Callable[..., Sequence[Any]]:
    """Return a function that takes some of what a test goes through by itself, as the mark of that name does of parameters."""
    return lambda values, take: taken(pytestconfig, values, take)


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Result]:
    """Return a function that runs a command in an empty folder of its own."""
    monkeypatch.chdir(tmp_path)
    return lambda *arguments: CliRunner().invoke(render.main, list(arguments), prog_name="render.py")


@pytest.fixture(scope="session")
def manim_ready() -> Iterator[Path]:
    """Set manim up as a worker does for a small film; mobjects and scenes can then be made in this process.

    Outlines are on the shelf as soon as they are made, so that no other process of the tests makes them again.
    """
    job, write = RenderJob(scene="lstm_sentence", formats=(), folder=Path(), quality="480p15"), outlines._write
    with worker.manim_for(job) as scratch, pytest.MonkeyPatch.context() as patch:
        shelf = typesetting.shelf()

        def shared(path: Path, outline: np.ndarray) -> None:
            write(path, outline)
            if scratch in path.parents:
                with suppress(OSError, FileError):
                    typesetting._put(path, shelf / path.name)

        patch.setattr(outlines, "_write", shared)
        yield scratch


class Patient(Vocabulary):
    """A vocabulary that reads every text, however many of its words are unknown."""

    def read(self, text: str, *_: object) -> ReadText:
        words = words_of(text)
        return ReadText(words, self.encode(words), ("",) * len(words))


@pytest.fixture(scope="session")
def reader() -> Reader:
    return zoo.load("reviews")


@pytest.fixture(scope="session")
def reads() -> Callable[[str], Read]:
    """Return a function that finds a bundled reader by its name, as what runs it on a text, also on one of unknown words only.

    Behind the text may stand which arrays are needed that are computed only where they are.
    """

    @cache
    def found(name: str) -> Read:
        network = zoo.load(name)
        assert isinstance(network, Reader)
        patient = replace(network, vocabulary=Patient(network.vocabulary.words))
        return cache(lambda text, needs=(): patient.run_for(text, needs))

    return found


@pytest.fixture(scope="session")
def read(reads: Callable[[str], Read]) -> Read:
    """Return what runs the bundled reader of reviews."""
    return reads("reviews")


@pytest.fixture(scope="session")
def environment(tmp_path_factory: pytest.TempPathFactory) -> Callable[[], tuple[Path, Path]]:
    """Return a function that makes an environment with the packages of this one, but for what is not installed as a package.

    It returns the interpreter, and the folder in which packages go.
    """

    def made() -> tuple[Path, Path]:
        home = tmp_path_factory.mktemp("environment")
        subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(home)], check=True)
        packages = Path(sysconfig.get_path("purelib", "venv", {"base": str(home)}))
        (packages / "packages.pth").write_text("\n".join(each for each in sys.path if each.endswith("-packages")))
        return home / "bin" / "python", packages

    return made


@pytest.fixture(scope="session")
def bootstrapped(environment: Callable[[], tuple[Path, Path]]) -> Path:
    """Return the interpreter of an environment with what bootstrap.py puts into its own."""
    python, _ = environment()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(bootstrap, "HOME", python.parents[1])
        bootstrap.show()
    return python


@pytest.fixture(scope="session")
def study() -> Study:
    """Return a small study, made up: two cells, two gaps, three seeds."""
    accuracy = np.array([[[0.9, 0.88, 0.94], [0.5, 0.52, 0.6]], [[0.98, 1.0, 0.96], [0.9, 0.72, 0.81]]])
    seconds = np.array([[3.5, 3.25, 4.0], [8.0, 9.5, 7.25]])
    return Study(
        provenance=Measurement(
            study="gap",
            measured="accuracy by gap",
            command="python measure.py --seeds 0 1 2",
            machine="a laptop, 2 cores",
            date="2026-11-29",
            versions="Python 3.12, NumPy 2.3",
            seeds=(0, 1, 2),
            examples=100,
        ),
        axes=(
            Axis(name="cell", meaning="the kind of cell", coordinates=("rnn", "lstm")),
            Axis(name="gap", meaning="words in between", coordinates=(2, 20)),
            Axis(name="seed", meaning="the seed of the training", coordinates=(0, 1, 2)),
        ),
        measures=(
            Measure(name="accuracy", meaning="right", unit="fraction of examples", axes=("cell", "gap", "seed"), values=accuracy),
            Measure(name="seconds", meaning="time of training", unit="seconds", axes=("cell", "seed"), values=seconds),
        ),
        repeats="seed",
    )
