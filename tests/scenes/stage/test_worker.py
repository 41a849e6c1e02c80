"""One job in this process: refused in a sentence, or inspected, and nothing is left behind."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from manim import Circle, config

from model.errors import FileError, RenderError, TraceError, UsageError
from model.networks import Reader
from model.trace import ReaderTrace
from scenes import lstm_sentence
from scenes.mobjects.theme import DARK
from scenes.stage import worker
from scenes.stage.jobs import RenderJob
from scenes.telling.scene import Brief, TraceScene


def silent(done: float, total: float) -> None:
    """Hear nothing."""


@pytest.fixture
def job(tmp_path: Path) -> Callable[..., RenderJob]:
    plain = {"scene": "lstm_sentence", "formats": ("png",), "folder": tmp_path / "out", "quality": "480p15", "text": "good"}

    def make(**options: Any) -> RenderJob:
        return RenderJob(**(plain | options))

    return make


class Quick(TraceScene):
    """A film of one beat, so that drawing it takes a moment."""

    title, trace_type, model, text = "Quick", ReaderTrace, "reviews", "good"
    __module__ = lstm_sentence.__name__

    def construct(self) -> None:
        self.act("all")
        with self.beat("A circle."):
            self.add(Circle(color=DARK.memory, fill_opacity=1))


class Failing(Quick):
    """A film that is told but cannot be drawn."""

    __module__ = lstm_sentence.__name__

    def construct(self) -> None:
        super().construct()
        if not self.renderer.skip_animations:
            raise ZeroDivisionError("no such luck")


class Lying(Quick):
    """A film that shows a number which nobody computed."""

    __module__ = lstm_sentence.__name__

    def construct(self) -> None:
        self.act("all")
        with self.beat("It is 73 percent sure."):
            pass


@pytest.fixture
def film(monkeypatch: pytest.MonkeyPatch) -> Callable[[type], None]:
    return lambda story: monkeypatch.setattr(worker.catalogue, "load", lambda name: story)


@pytest.fixture
def scratch(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    folder = tmp_path / "scratch"
    folder.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(folder))
    yield folder
    assert list(folder.iterdir()) == [], "scratch folders are left behind"


@pytest.mark.parametrize(
    ("options", "kind", "message"),
    [
        ({"theme": "drak"}, UsageError, r"There is no theme 'drak' \(did you mean dark\?\)"),
        ({"scene": "lstm_sentense"}, UsageError, r"did you mean lstm_sentence"),
        (
            {"models": ("revews",)},
            UsageError,
            r"There is no bundled model 'revews' \(did you mean reviews, reviews_rnn, reviews_gru\?\)",
        ),
        ({"word": 2}, UsageError, r"This film does not follow one word: leave --word out\."),
        ({"word": 2, "scene": "lstm_gates"}, UsageError, r"There is no word 2: the text has 1 word, counted from 1\."),
        ({"unit": 9, "scene": "lstm_gates"}, UsageError, r"There is no unit 9: the model has 8 units, counted from 1\."),
        ({"unit": 9}, UsageError, r"There is no unit 9: the model has 8 units, counted from 1\."),
        ({"text": "good " * 41}, UsageError, r"This film has room for 40 words, the text has 41: leave some out\."),
        ({"text": "..."}, UsageError, r"There is no word in"),
        ({"text": "漢字 is good good good"}, UsageError, r"The fonts cannot draw Chinese \(漢, 字\): films show"),
        ({"text": None, "traces": (Path("no.npz"),)}, TraceError, r"There is no trace file no\.npz\."),
    ],
)
def test_what_cannot_be_filmed_is_refused_in_a_sentence(
    options: dict[str, Any], kind: type, message: str, job: Callable[..., RenderJob], scratch: Path
) -> None:
    with pytest.raises(kind, match=message) as error:
        worker.film(job(**options), silent)
    assert str(error.value).endswith(".")
    assert not (scratch.parent / "out").exists()


def test_traces_of_another_cell_are_refused(reader: Reader) -> None:
    story = worker.catalogue.load("lstm_gates")
    with pytest.raises(TraceError, match="This film shows cells of kind lstm, the trace has 'gru'"):
        story.check(Brief(Reader.create(reader.vocabulary, reader.labels, np.random.default_rng(0), cell="gru").run("good")))


def test_inspecting_leaves_nothing_behind(job: Callable[..., RenderJob], scratch: Path, film: Callable[[type], None]) -> None:
    film(Quick)
    before = dict(config)
    assert worker.inspect(job()).report.problems == ()
    assert dict(config) == before
    assert not (scratch.parent / "out").exists()


def test_a_film_is_drawn_and_told_about(job: Callable[..., RenderJob], scratch: Path, film: Callable[[type], None]) -> None:
    film(Quick)
    heard: list[tuple[float, float]] = []
    made = worker.film(job(text="a good zorble"), lambda done, total: heard.append((done, total)))
    assert [path.name for path in made.paths] == ["lstm_sentence.png", "lstm_sentence.json"]
    assert all(path.stat().st_size > 100 for path in made.paths)
    assert made.unknown == ("zorble (did you mean portable, horrible, adorable?)",)
    assert heard[-1] == pytest.approx((made.duration, made.duration), abs=1 / 15)
    assert sorted(heard) == heard


FAILURES = {
    Failing: r"lstm_sentence could not be drawn \(ZeroDivisionError: no such luck\)\.",
    Lying: "lstm_sentence does not show what was computed",
}


@pytest.mark.parametrize(("story", "message"), FAILURES.items())
def test_files_stay_as_they_were_when_a_film_fails(
    story: type, message: str, job: Callable[..., RenderJob], scratch: Path, film: Callable[[type], None]
) -> None:
    film(story)
    folder = scratch.parent / "out"
    folder.mkdir()
    old = dict.fromkeys(("lstm_sentence.png", "lstm_sentence.json"), b"old")
    for name, content in old.items():
        (folder / name).write_bytes(content)
    with pytest.raises(RenderError, match=message):
        worker.film(job(), silent)
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == old


def test_a_folder_that_is_a_file_is_an_error(job: Callable[..., RenderJob], scratch: Path, film: Callable[[type], None]) -> None:
    film(Quick)
    (scratch.parent / "out").write_text("mine")
    with pytest.raises(FileError, match="Nothing can be written to"):
        worker.film(job(), silent)
    assert (scratch.parent / "out").read_text() == "mine"


def test_two_tellings_are_alike_and_numpy_s_own_generator_is_no_part_of_them(
    read: Callable[[str], ReaderTrace], manim_ready: Path
) -> None:
    story, told = worker.catalogue.load("lstm_sentence"), []
    for seed in (1, 2):
        np.random.seed(seed)  # noqa: NPY002 (the global one is meant)
        told.append(worker.rehearse(story, Brief(read("not good"))))
    (first, one), (second, other) = told
    assert first.time == second.time
    assert first.acts == second.acts
    assert one == other
    assert [beat.caption for beat in first.beats] == [beat.caption for beat in second.beats]
