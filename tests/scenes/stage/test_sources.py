"""What is filmed: computed or loaded, or refused because the film is of another kind of model."""

import os
from collections.abc import Callable
from pathlib import Path
from shutil import copyfile
from typing import Any

import pytest

from model import zoo
from model.errors import FileError, TraceError, UsageError
from model.recipes import reviews
from model.trace import STEPS, ReaderTrace, Study, Trace, TranslationTrace, opened
from scenes.stage import catalogue, sources, worker
from scenes.stage.jobs import RenderJob
from scenes.stage.sources import require_count, sources_of
from scenes.telling.records import Brief
from scenes.telling.scene import TraceScene


def of(scene: str, **options: Any) -> Any:
    """Return the arguments of both functions: the job and the story."""
    job = RenderJob(scene=scene, formats=(), folder=Path(), quality="480p15", **options)
    return job, catalogue.load(scene)


def traces_of(job: RenderJob, story: Any) -> Any:
    """Return the traces of a job."""
    return sources_of(job, story).traces


def only(job: RenderJob, story: Any) -> Any:
    """Return the one trace of a job."""
    [trace] = traces_of(job, story)
    return trace


def test_a_film_has_a_sentence_and_a_model_of_its_own() -> None:
    job, story = of("alignment")
    trace = only(job, story)
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
            only(*of(scene, models=(model,), text=text))


def test_letters_that_cannot_be_drawn_are_named_before_the_words_that_a_model_does_not_know() -> None:
    with pytest.raises(UsageError, match=r"^The fonts cannot draw Chinese \(这, 电, 影, …\)"):
        only(*of("lstm_sentence", text="这 电影 很 好 👍"))
    assert only(*of("lstm_sentence", text="not good 👍")).given == ("not", "good")


def test_letters_that_cannot_be_drawn_are_looked_for_in_a_file_and_in_its_name(tmp_path: Path) -> None:
    for name, word, said in (("t.csv", "饭", r"t\.csv"), ("饭.csv", "food", r"饭\.csv or its name")):
        (tmp_path / name).write_text(f",the,{word}\nle,0.9,0.1\n", encoding="utf-8")
        with pytest.raises(UsageError, match=rf"^The fonts cannot draw Chinese \(饭\), which is in .*{said}: films show "):
            only(*of("alignment", traces=(tmp_path / name,)))


@pytest.mark.parametrize("mark", ["?", "\N{ARABIC QUESTION MARK}", "。", "\N{IDEOGRAPHIC SPACE}", "👍", "؟!"])
def test_what_is_in_no_word_need_not_be_drawn(mark: str) -> None:
    assert only(*of("lstm_sentence", text=f"not{mark} good{mark}")).given == ("not", "good")


def test_the_films_that_are_named_instead_take_the_model() -> None:
    with pytest.raises(UsageError) as error:
        only(*of("alignment", models=("reviews",)))
    named, _, more = str(error.value).partition("film it with ")[2].partition(" (")
    assert more == "`list` shows all)."
    films = [catalogue.load(name) for name in named.split(" or ")]
    assert len(films) == 3
    assert {(film.trace_type, film.traces) for film in films} == {(ReaderTrace, 1)}
    with pytest.raises(UsageError, match=r"one that reads and judges: film it with gru_gates or review_memory\.$"):
        only(*of("alignment", models=("reviews_gru",)))


@pytest.mark.parametrize("cell", STEPS)
def test_whatever_cell_is_asked_for_the_films_that_are_named_instead_take_it(cell: str) -> None:
    """With the very option if a bundled model has such a cell, or else with a model that is to be made."""
    named = set[tuple[str, bool]]()
    for film in catalogue.telling(ReaderTrace.kind):
        job, story = of(film, cells=(cell,), text="not good")
        if story.trace_type is not ReaderTrace or story.traces > 1:
            continue
        try:
            only(job, story)
        except UsageError as error:
            said = str(error).partition("film it with ")[2].partition(" (")[0].removesuffix(".")
            with_model = said.endswith(f"--model {cell}.safetensors")
            films = said.removesuffix(f"--model {cell}.safetensors").strip().split(" or ")
            named |= {(each or film, with_model) for each in films}
    assert named
    for film, with_model in named:
        job, story = of(film, cells=(cell,), text="not good")
        if with_model:
            assert cell in (story.cell_kinds or (cell,))
            assert story.traces == 1
        else:
            assert only(job, story).cell_kind == cell


@pytest.mark.parametrize(
    ("scene", "given", "said"),
    [
        ("rnn_vs_lstm", {"models": ("reviews",)}, "2 models, not of 1: give --model (or --cell) once for each."),
        ("rnn_vs_lstm", {"cells": ("rnn",) * 3}, "2 models, not of 3: give --model (or --cell) once for each."),
        ("review_memory", {"cells": ("rnn",) * 3}, "1 to 2 models, not of 3: give --model (or --cell) once for each."),
        ("lstm_gates", {"models": ("reviews",) * 2}, "1 model, not of 2: give --model (or --cell) once."),
    ],
)
def test_so_many_models_are_given_as_a_film_tells_of(scene: str, given: dict[str, Any], said: str) -> None:
    with pytest.raises(UsageError) as error:
        require_count(*of(scene, **given))
    assert str(error.value) == f"{scene} tells of {said}"
    require_count(*of(scene))


def test_a_broken_film_hides_no_message(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    job, story = of("alignment", models=("reviews",))
    for path in (Path(catalogue.FOLDER) / f"{story.name}.py" for story in catalogue.stories()):
        copyfile(path, tmp_path / path.name)
    (tmp_path / "lstm_gates.py").write_text("class :")
    (tmp_path / "zzz.py").write_text("raise SystemExit")
    monkeypatch.setattr(catalogue, "FOLDER", tmp_path)
    monkeypatch.setattr(catalogue, "stories", catalogue.stories.__wrapped__)
    monkeypatch.setattr(catalogue, "load", lambda name: pytest.fail("a film is imported"))
    with pytest.raises(
        UsageError, match=r"one that reads and judges: film it with (?!.*lstm_gates)(\w+ or )*lstm_sentence( or \w+)* \(.*\)\.$"
    ):
        sources_of(job, story)


@pytest.mark.parametrize("options", [{}, {"text": "a goood one"}, {"models": ("reviews",)}, {"cells": ("lstm",)}], ids=str)
def test_weights_are_read_once_a_job(options: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """All that a job reads it reads before it is told; one is told as well."""
    read, load = [], zoo.load
    monkeypatch.setattr(zoo, "load", lambda name: read.append(name) or load(name))
    job = RenderJob(scene="lstm_sentence", formats=("srt",), folder=tmp_path, quality="480p15", cache=False, **options)
    if "text" in options:
        worker.film(job, lambda done, total: None)
    else:
        worker.briefing(job)
    assert read == ["reviews"]


def test_a_film_may_have_no_model_or_no_sentence_of_its_own() -> None:
    class Bare(TraceScene):
        title, trace_type = "Bare", ReaderTrace

    def bare(**options: Any) -> Any:
        return RenderJob(scene="my.py:Bare", formats=(), folder=Path(), **options), Bare

    with pytest.raises(UsageError, match=r"^my\.py:Bare has no model of its own: give it one with --model, or a trace"):
        sources_of(*bare(text="good"))
    with pytest.raises(UsageError, match=r"^my\.py:Bare has no sentence of its own: give it one with --text\.$"):
        sources_of(*bare(models=("reviews",)))
    with pytest.raises(UsageError, match=r"shows a model that reads and judges; english_french is one that translates: film it"):
        sources_of(*bare(models=("english_french",)))
    assert only(*bare(models=("reviews",), text="good")).given == ("good",)


def test_a_saved_trace_of_another_kind_is_refused(tmp_path: Path, read: Callable[[str], ReaderTrace]) -> None:
    read("good").save(tmp_path / "t.npz")
    assert only(*of("lstm_gates", traces=(tmp_path / "t.npz",))).given == ("good",)
    with pytest.raises(
        UsageError,
        match=r"t\.npz is of one that reads and judges: film it with .*lstm_gates or .* \(`list --for .*t\.npz` shows all\)\.$",
    ):
        only(*of("alignment", traces=(tmp_path / "t.npz",)))


def test_a_model_that_cannot_read_the_films_own_sentence_wants_another() -> None:
    with pytest.raises(UsageError, match=r"^english_marathi cannot read alignment's own sentence: give it one with --text"):
        only(*of("alignment", models=("english_marathi",)))
    with pytest.raises(UsageError, match="never seen zork"):
        only(*of("alignment", models=("english_marathi",), text="zork"))


@pytest.mark.parametrize(
    ("scene", "text", "introduced"),
    [
        ("alignment", "the agrement was not zorked by us", ("agrement (did you mean agreement", "zorked")),
        ("lstm_gates", "a goood one it zorked really", ("goood (did you mean good", "zorked")),
        ("lstm_gates", "good", ()),
    ],
)
def test_strangers_come_with_near_matches(scene: str, text: str, introduced: tuple[str, ...], tmp_path: Path) -> None:
    job, story = of(scene, text=text)
    found = sources_of(job, story).unknown
    assert len(found) == len(introduced)
    assert all(said.startswith(start) for said, start in zip(found, introduced, strict=True))
    zoo.load(story.model).run(text).save(tmp_path / "t.npz")
    job, story = of(scene, traces=(tmp_path / "t.npz",))
    assert sources_of(job, story).unknown == tuple(each.partition(" ")[0] for each in introduced)


def test_a_text_can_stand_in_a_file(tmp_path: Path) -> None:
    path = tmp_path / "text.txt"
    job = RenderJob(scene="lstm_gates", formats=(), folder=tmp_path, text_file=path)
    path.write_bytes("\ufeffnot\r\n  good\n".encode())
    assert sources.text_of(job) == "not good"
    said = {
        "un café".encode(
            "cp1252"
        ): r"not UTF-8 text, see its line 1 \(it looks like cp1252, as 'café'\): save it as text in UTF-8",
        "good".encode("utf-16"): r"text\.txt is UTF-16 text, not UTF-8: save it as text in UTF-8",
        b"PK\x03\x04rest": r"a zip archive, .*, and no text: save what it says as text in UTF-8",
        b" \n": r"text\.txt is empty: write the sentence into it",
    }
    for content, message in said.items():
        path.write_bytes(content)
        with pytest.raises(FileError, match=rf"{message}\.$"):
            sources.text_of(job)
    path.unlink()
    with pytest.raises(FileError, match=r"text\.txt cannot be read: No such file or directory\.$"):
        sources.text_of(job)


NO_TEXTS: list[tuple[str, str]] = [
    ("/dev/zero", r"^/dev/zero is no sentence: it has more than 100000 letters\.$"),
    ("long.txt", r"^long\.txt is no sentence: it has more than 100000 letters\.$"),
    ("a\0b", r"^The text a\\x00b cannot be read: no name has such letters\.$"),
    ("x" * 5000, r"^The text x{60}…x{59} cannot be read: File name too long\.$"),
]


@pytest.mark.parametrize(("path", "message"), NO_TEXTS)
def test_what_is_no_text_is_read_no_further_than_it_must_be(
    path: str, message: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("long.txt").write_text("é" * 50_001, encoding="utf-8")
    with pytest.raises(FileError, match=message):
        sources.text_of(RenderJob(scene="lstm_gates", formats=(), folder=tmp_path, text_file=Path(path)))


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes with names here")
@pytest.mark.parametrize("load", [Trace.load, opened])
def test_a_pipe_is_no_trace_and_nobody_waits_for_it(load: Callable[[Path], Trace], tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "t.npz")
    with pytest.raises(TraceError, match=r"t\.npz is a pipe or a device, not a trace file\.$"):
        load(tmp_path / "t.npz")


# -- several traces, cells, studies --------------------------------------------------------------------------------------


@pytest.fixture
def two() -> type[TraceScene]:
    """Return a film of two readers."""

    class Two(TraceScene):
        title, trace_type, text, traces, models = "Two", ReaderTrace, "not good", 2, ("reviews", "reviews")

    return Two


def job_of(**options: Any) -> RenderJob:
    return RenderJob(scene="two", formats=(), folder=Path(), quality="480p15", **options)


def test_a_film_of_two_has_two_models_of_its_own_and_takes_two(two: type[TraceScene], tmp_path: Path) -> None:
    own = traces_of(job_of(), two)
    assert [trace.given for trace in own] == [("not", "good")] * 2
    assert [trace.given for trace in traces_of(job_of(cells=("lstm", "lstm"), text="bad"), two)] == [("bad",)] * 2
    for number, trace in enumerate(own):
        trace.save(tmp_path / f"{number}.npz")
    saved = traces_of(job_of(traces=(tmp_path / "1.npz", tmp_path / "0.npz")), two)
    assert [trace.provenance for trace in saved] == [trace.provenance for trace in own]
    assert len(traces_of(job_of(models=("reviews",)), two)) == 1  # which the film refuses


def test_each_of_several_must_be_of_the_right_kind(two: type[TraceScene]) -> None:
    with pytest.raises(UsageError, match="two shows a model that reads and judges, such as reviews; english_french is one"):
        traces_of(job_of(models=("reviews", "english_french")), two)


def test_strangers_of_several_are_named_once(two: type[TraceScene], tmp_path: Path) -> None:
    job = job_of(text="a goood one it zorked really")
    traces, unknown, *_ = sources_of(job, two)
    assert [said.partition(" ")[0] for said in unknown] == ["goood", "zorked"]
    for number, trace in enumerate(traces):
        trace.save(tmp_path / f"{number}.npz")
    assert sources_of(job_of(traces=(tmp_path / "0.npz", tmp_path / "1.npz")), two).unknown == ("goood", "zorked")


@pytest.mark.parametrize(("cell", "model"), [(cell, reviews.bundled_name(cell)) for cell in reviews.SHIPPED_SEEDS])
def test_a_cell_means_the_bundled_model_that_has_it(two: type[TraceScene], cell: str, model: str) -> None:
    [trace] = traces_of(job_of(cells=(cell,)), two)
    assert (trace.cell_kind, trace.provenance.model) == (cell, model)


def test_a_cell_that_no_bundled_model_has_is_to_be_trained(two: type[TraceScene], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(zoo, "names", lambda: ("english_french", "reviews"))
    with pytest.raises(UsageError) as error:
        traces_of(job_of(cells=("rnn", "lstm")), two)
    assert str(error.value) == (
        "No bundled model reads with the cell 'rnn': make one with `train reviews --cell rnn -o rnn.safetensors` "
        "and film it with --model rnn.safetensors."
    )


def test_what_is_no_cell_or_no_film_of_one_is_refused(two: type[TraceScene]) -> None:
    with pytest.raises(UsageError, match=r"^There is no cell 'lstmm' \(did you mean lstm\?\); there are .*lstm.*\.$"):
        traces_of(job_of(cells=("lstmm",)), two)
    with pytest.raises(UsageError, match=r"^alignment does not show a model that reads and judges: give it --model in place of "):
        traces_of(*of("alignment", cells=("lstm",)))


@pytest.mark.parametrize(
    ("scene", "given", "said"),
    [
        ("lstm_gates", {"cells": ("gru",)}, "shows lstm cells; --cell asks for gru: film it with gru_gates or review_memory."),
        (
            "gru_gates",
            {"models": ("reviews_rnn",)},
            "shows gru or gru_reset_after cells; reviews_rnn has rnn cells: film it with review_memory or rnn_cell or "
            "rnn_unrolled (`list` shows all).",
        ),
        (
            "squashing",
            {"cells": ("lstm_coupled_peephole",)},
            "film it with review_memory --model lstm_coupled_peephole.safetensors.",
        ),
    ],
)
def test_a_cell_that_a_film_does_not_show_is_said_of_what_was_given(scene: str, given: dict[str, Any], said: str) -> None:
    with pytest.raises(UsageError) as error:
        only(*of(scene, **given))
    assert str(error.value).startswith(f"{scene} shows ")
    assert str(error.value).endswith(said)


def test_a_saved_trace_of_another_cell_is_refused_by_its_name(tmp_path: Path) -> None:
    zoo.load("reviews_gru").run("good").save(tmp_path / "t.npz")
    with pytest.raises(UsageError, match=r"^lstm_gates shows lstm cells; .*t\.npz is of gru cells: film it with gru_gates or "):
        only(*of("lstm_gates", traces=(tmp_path / "t.npz",)))
    assert only(*of("gru_gates", traces=(tmp_path / "t.npz",))).given == ("good",)


def test_models_cells_and_traces_exclude_each_other() -> None:
    with pytest.raises(UsageError, match=r"^A model has a cell of its own: give --model or --cell, not both\.$"):
        job_of(models=("reviews",), cells=("lstm",))
    for other in ({"cells": ("lstm",)}, {"models": ("reviews",)}, {"text": "good"}, {"text_file": Path("t.txt")}):
        with pytest.raises(UsageError, match="A saved trace holds its own text and model"):
            job_of(traces=(Path("t.npz"),), **other)


def test_a_film_of_a_study_takes_its_file_or_has_its_own(study: Study, tmp_path: Path) -> None:
    class Curve(TraceScene):
        title, trace_type = "Curve", Study

    path = tmp_path / "s.npz"
    study.save(path)
    given = only(job_of(traces=(path,)), Curve)
    assert given.header() == study.header()
    wanting = r"^two shows a study, which is in a file: give it one with --trace\.$"
    with pytest.raises(UsageError, match=wanting):
        only(job_of(), Curve)
    Curve.saved = path
    assert only(job_of(), Curve).header() == Curve(brief=None).trace.header() == study.header()
    for options in ({"text": "good"}, {"models": ("reviews",)}, {"cells": ("lstm",)}):
        with pytest.raises(UsageError, match=wanting):
            only(job_of(**options), Curve)


def test_a_study_beside_traces_is_given_alone_or_with_them(
    two: type[TraceScene], study: Study, read: Callable[[str], ReaderTrace], tmp_path: Path
) -> None:
    class Beside(two):  # type: ignore[misc,valid-type]
        studies = (tmp_path / "s.npz",)

    study.save(tmp_path / "s.npz")
    read("good").save(tmp_path / "t.npz")
    found = sources_of(job_of(traces=(tmp_path / "s.npz",)), Beside)
    assert ([each.kind for each in found.traces], len(found.studies)) == (["reader", "reader"], 1)
    found = sources_of(job_of(traces=(tmp_path / "t.npz", tmp_path / "s.npz", tmp_path / "t.npz")), Beside)
    assert ([each.kind for each in found.traces], len(found.studies)) == (["reader", "reader"], 1)
    assert sources_of(job_of(), Beside).studies == ()
    own = Beside(brief=Brief(*found.traces[:1], others=found.traces[1:])).brief
    assert [each.kind for each in own.traces] == ["reader", "reader", "study"]
    with pytest.raises(UsageError, match=r"s\.npz is a study"):
        sources_of(job_of(traces=(tmp_path / "s.npz",)), two)


def test_studies_and_traces_are_told_apart(study: Study, read: Callable[[str], ReaderTrace], tmp_path: Path) -> None:
    class Curve(TraceScene):
        title, trace_type = "Curve", Study

    study.save(tmp_path / "s.npz")
    read("good").save(tmp_path / "t.npz")
    with pytest.raises(UsageError, match=r"two shows a study; .*t\.npz is of one that reads and judges: film it with"):
        only(job_of(traces=(tmp_path / "t.npz",)), Curve)
    with pytest.raises(UsageError, match=r"such as reviews; .*s\.npz is a study: film it with another film\.$"):
        only(*of("lstm_gates", traces=(tmp_path / "s.npz",)))


def test_options_of_a_films_own_choose_what_it_tells_and_others_refuse_them(two: type[TraceScene], read: Any) -> None:
    class Choosing(two):  # type: ignore[misc,valid-type]
        takes, traces = ("items",), 1

        @classmethod
        def models_for(cls, asked: Any) -> tuple[str, ...]:
            return ("reviews" if asked.get("items") == "a,b" else "no such model",)

    class Making(Choosing):
        @classmethod
        def made(cls, asked: Any, progress: Any = None) -> tuple[Trace, ...]:
            return (read(asked["items"]),)

    assert [trace.given for trace in traces_of(job_of(items="a,b"), Choosing)] == [("not", "good")]
    with pytest.raises(UsageError, match="no such model"):
        traces_of(job_of(), Choosing)
    assert [trace.given for trace in traces_of(job_of(items="bad"), Making)] == [("bad",)]
    with pytest.raises(UsageError, match=r"shows what is made for it: leave --text, --model and --cell out\."):
        traces_of(job_of(items="bad", text="good"), Making)
    for film, options in ((two, {"items": "a"}), (Choosing, {"vector": "1"}), (two, {"convention": "cho"})):
        with pytest.raises(UsageError, match=rf"^“?two”? takes no --{next(iter(options))}: leave it out\.$"):
            traces_of(job_of(**options), film)
