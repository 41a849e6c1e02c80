"""What is filmed: computed or loaded, or refused because the film is of another kind of model."""

from collections.abc import Callable
from pathlib import Path
from shutil import copyfile
from typing import Any

import pytest

from model import zoo
from model.errors import FileError, UsageError
from model.trace import ReaderTrace, TranslationTrace
from scenes.stage import catalogue, sources, worker
from scenes.stage.jobs import RenderJob
from scenes.stage.sources import source_of
from scenes.telling.scene import TraceScene


def of(scene: str, **options: Any) -> Any:
    """Return the arguments of ``source_of``: a job and its story."""
    job = RenderJob(scene=scene, formats=(), folder=Path(), quality="480p15", **options)
    return job, catalogue.load(scene)


def test_a_film_has_a_sentence_and_a_model_of_its_own() -> None:
    job, story = of("alignment")
    trace = source_of(job, story).trace
    assert isinstance(trace, TranslationTrace)
    assert " ".join(trace.source_tokens) == story.text


@pytest.mark.parametrize(
    ("scene", "model", "message"),
    [
        ("alignment", "reviews", "alignment shows a model that translates, such as english_french; reviews is one that reads"),
        ("lstm_gates", "english_french", "lstm_gates shows a model that reads .*, such as reviews; english_french is one that"),
    ],
)
def test_a_model_of_another_kind_is_refused_before_it_reads(scene: str, model: str, message: str) -> None:
    for text in ("", None):
        with pytest.raises(UsageError, match=rf"^{message}.*: film it with \w+.*\.$"):
            source_of(*of(scene, model=model, text=text))


def test_the_films_that_are_named_instead_take_the_model() -> None:
    with pytest.raises(UsageError) as error:
        source_of(*of("alignment", model="reviews"))
    named = str(error.value).partition("film it with ")[2].rstrip(".").split(" or ")
    assert {"lstm_gates", "lstm_sentence"} <= set(named)
    assert {catalogue.load(name).trace_type for name in named} == {ReaderTrace}


def test_a_broken_film_hides_no_message(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    job, story = of("alignment", model="reviews")
    for path in (Path(catalogue.FOLDER) / f"{story.name}.py" for story in catalogue.stories()):
        copyfile(path, tmp_path / path.name)
    (tmp_path / "lstm_gates.py").write_text("class :")
    (tmp_path / "zzz.py").write_text("raise SystemExit")
    monkeypatch.setattr(catalogue, "FOLDER", tmp_path)
    monkeypatch.setattr(catalogue, "stories", catalogue.stories.__wrapped__)
    monkeypatch.setattr(catalogue, "load", lambda name: pytest.fail("a film is imported"))
    with pytest.raises(UsageError, match=r"reviews is one that reads and judges: film it with lstm_sentence\.$"):
        source_of(job, story)


@pytest.mark.parametrize("options", [{}, {"text": "a goood one"}, {"model": "reviews"}], ids=str)
def test_weights_are_read_once_a_job(options: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    read, load = [], zoo.load
    monkeypatch.setattr(zoo, "load", lambda name: read.append(name) or load(name))
    job = RenderJob(scene="lstm_sentence", formats=("srt",), folder=tmp_path, quality="480p15", cache=False, **options)
    worker.film(job, lambda done, total: None)
    assert read == ["reviews"]


def test_a_film_may_have_no_model_or_no_sentence_of_its_own() -> None:
    class Bare(TraceScene):
        title, trace_type = "Bare", ReaderTrace

    def bare(**options: Any) -> Any:
        return RenderJob(scene="my.py:Bare", formats=(), folder=Path(), **options), Bare

    with pytest.raises(UsageError, match=r"^my\.py:Bare has no model of its own: give it one with --model, or a trace"):
        source_of(*bare(text="good"))
    with pytest.raises(UsageError, match=r"^my\.py:Bare has no sentence of its own: give it one with --text\.$"):
        source_of(*bare(model="reviews"))
    with pytest.raises(UsageError, match=r"shows a model that reads and judges; english_french is one that translates: film it"):
        source_of(*bare(model="english_french"))
    assert source_of(*bare(model="reviews", text="good")).trace.given == ("good",)


def test_a_saved_trace_of_another_kind_is_refused(tmp_path: Path, read: Callable[[str], ReaderTrace]) -> None:
    read("good").save(tmp_path / "t.npz")
    assert source_of(*of("lstm_gates", trace=tmp_path / "t.npz")).trace.given == ("good",)
    with pytest.raises(UsageError, match=r"t\.npz is of one that reads and judges: film it with lstm_gates or"):
        source_of(*of("alignment", trace=tmp_path / "t.npz"))


def test_a_model_that_cannot_read_the_films_own_sentence_wants_another() -> None:
    with pytest.raises(UsageError, match=r"^english_marathi cannot read alignment's own sentence: give it one with --text"):
        source_of(*of("alignment", model="english_marathi"))
    with pytest.raises(UsageError, match="never seen zork"):
        source_of(*of("alignment", model="english_marathi", text="zork"))


@pytest.mark.parametrize(
    ("scene", "text", "introduced"),
    [
        ("alignment", "the agrement was zorked", ("agrement (did you mean agreement", "zorked")),
        ("lstm_gates", "a goood one zorked", ("goood (did you mean good", "zorked")),
        ("lstm_gates", "good", ()),
    ],
)
def test_strangers_come_with_near_matches(scene: str, text: str, introduced: tuple[str, ...], tmp_path: Path) -> None:
    job, story = of(scene, text=text)
    found = source_of(job, story).unknown
    assert len(found) == len(introduced)
    assert all(said.startswith(start) for said, start in zip(found, introduced, strict=True))
    zoo.load(story.model).run(text).save(tmp_path / "t.npz")
    job, story = of(scene, trace=tmp_path / "t.npz")
    assert source_of(job, story).unknown == tuple(each.partition(" ")[0] for each in introduced)


def test_a_text_can_stand_in_a_file(tmp_path: Path) -> None:
    path = tmp_path / "text.txt"
    job = RenderJob(scene="lstm_gates", formats=(), folder=tmp_path, text_file=path)
    path.write_bytes("\ufeffnot\r\n  good\n".encode())
    assert sources._text(job) == "not good"
    path.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(FileError, match=r"text\.txt is no text in UTF-8\.$"):
        sources._text(job)
    path.unlink()
    with pytest.raises(FileError, match=r"text\.txt cannot be read: No such file or directory\.$"):
        sources._text(job)
