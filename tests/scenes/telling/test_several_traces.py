"""Films of several traces of one text: each reading is of its own trace, and the audit looks it up there."""

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any, ClassVar

import numpy as np
import pytest

from model.errors import TraceError, UsageError
from model.networks import Reader
from model.trace import ReaderTrace
from scenes.mobjects.bars import Bar
from scenes.mobjects.reading import phrase
from scenes.mobjects.text import Label
from scenes.mobjects.values import Vector
from scenes.stage import provenance, worker
from scenes.stage.jobs import RenderJob
from scenes.telling.audit import audit
from scenes.telling.scene import Brief, TraceScene

pytestmark = pytest.mark.usefixtures("manim_ready")

TEXT = "not good at all"


class Beside(TraceScene):
    """The hidden state after the last word, and the verdict's share, of two readers side by side."""

    title, trace_type, text, traces, models = "Beside", ReaderTrace, TEXT, 2, ("reviews", "reviews")
    order: ClassVar[tuple[int, int]] = (0, 1)

    def construct(self) -> None:
        self.act("two readers")
        self.admit_strangers()
        last = len(self.trace.tokens) - 1
        with self.beat("“{word}”, read twice.", word=self.value("tokens", last, of=1)):
            for column, of in enumerate(self.order):
                share = self.value("probabilities", last, 0, of=of)
                bar = Bar(share, unit=2.0, height=0.3, left=4.0 * column, y=-1.0, paint=self.theme.memory)
                state = Vector(self.read("hidden", last, of=of), theme=self.theme, role="state").move_to((4.0 * column, 1.0, 0))
                whole = self.read("hidden", of=of).row(last)[0]
                named = Label(phrase("{share:4} {first:4}", share=share, first=whole), theme=self.theme)
                self.add(bar, state, named.sit_amid(4.0 * column, -2.0, -1))
        self.end("Two readers read “{word}”.", word=self.value("tokens", last))


@pytest.fixture(scope="module")
def other(reader: Reader) -> Reader:
    """A reader of other weights, under another name."""
    parameters = {name: array * 0.9 for name, array in reader.parameters.items()}
    changed = reader.with_parameters(parameters)
    return replace(changed, provenance=replace(reader.provenance, model="smaller", seed=reader.provenance.seed + 1))


@pytest.fixture(scope="module")
def pair(reader: Reader, other: Reader) -> tuple[ReaderTrace, ReaderTrace]:
    return reader.run(TEXT), other.run(TEXT)


def brief(pair: tuple[ReaderTrace, ...]) -> Brief:
    return Brief(pair[0], others=pair[1:])


def test_the_same_of_two_traces_is_green(pair: tuple[ReaderTrace, ReaderTrace]) -> None:
    scene, report = worker.rehearse(Beside, brief(pair))
    assert report.problems == ()
    for of, trace in enumerate(pair):
        shown = {row.index[1]: row.value for row in report.rows if (row.key, row.of, row.aspect) == ("hidden", of, "fill")}
        assert list(shown.values()) == trace.hidden[-1].tolist()
    assert len(report.identities) == 2 * len(list(pair[0].identities()))
    assert {each.name.rpartition(" (")[2] for each in report.identities} == {"trace 1)", "trace 2)"}
    assert scene.beats[-1].caption.startswith("Two readers read ")


def test_the_line_of_origin_names_both_models(pair: tuple[ReaderTrace, ReaderTrace]) -> None:
    scene, _ = worker.rehearse(Beside, brief(pair))
    shown = {(each.reading.key, each.reading.of) for each in scene.beats[-1].displays}
    assert shown >= {(key, of) for key in ("provenance.fingerprint", "provenance.score") for of in (0, 1)}


def test_two_traces_exchanged_are_red(pair: tuple[ReaderTrace, ReaderTrace]) -> None:
    scene, _ = worker.rehearse(Beside, brief(pair))
    scene.brief = brief(pair[::-1])
    wrong = {(row.key, row.of, row.aspect) for row in audit(scene).rows if row.problem}
    assert wrong >= {(key, of, aspect) for key, aspect in (("hidden", "fill"), ("probabilities", "length")) for of in (0, 1)}
    assert wrong >= {("probabilities", of, "text") for of in (0, 1)}


def test_a_reading_of_the_other_trace_is_red(pair: tuple[ReaderTrace, ReaderTrace]) -> None:
    class Crossed(Beside):
        def value(self, key: str, *index: int, of: int = 0) -> Any:
            reading = super().value(key, *index, of=of)
            return replace(reading, of=1 - of) if key == "probabilities" else reading

    report = worker.rehearse(Crossed, brief(pair))[1]
    assert {(row.key, row.aspect) for row in report.rows if row.problem} == {
        ("probabilities", "length"),
        ("probabilities", "text"),
    }


def test_a_reading_of_a_trace_that_is_not_there_is_red(pair: tuple[ReaderTrace, ReaderTrace]) -> None:
    scene, _ = worker.rehearse(Beside, brief(pair))
    scene.brief = Brief(pair[0])
    assert {row.of for row in audit(scene).rows if row.problem == "is in no trace: nothing computed it"} == {1}


def test_an_equation_that_fails_in_one_of_them_is_named(pair: tuple[ReaderTrace, ReaderTrace]) -> None:
    logits = pair[1].logits.copy()
    logits[0, 0] += 0.01
    problems = worker.rehearse(Beside, brief((pair[0], replace(pair[1], logits=logits))))[1].problems
    broken = "In the trace, logits = readout_weight hidden + readout_bias (trace 2) fails by"
    assert any(problem.startswith(broken) for problem in problems)
    assert not any("(trace 1)" in problem for problem in problems)


def test_words_that_one_of_them_does_not_know_are_admitted(pair: tuple[ReaderTrace, ReaderTrace]) -> None:
    strangers = replace(pair[1], known=(True, False, True, True))
    scene, report = worker.rehearse(Beside, brief((pair[0], strangers)))
    assert scene.beats[0].caption == "“good” is hatched: it is unknown to a model."
    assert [(row.key, row.of) for row in report.rows if row.beat == 0 and row.key == "unknown"] == [("unknown", 1)]
    assert report.problems == ()


def test_too_many_too_few_and_other_texts_are_refused(pair: tuple[ReaderTrace, ReaderTrace], reader: Reader) -> None:
    class One(TraceScene):
        title, trace_type = "One", ReaderTrace

    Beside.admit(brief(pair))
    One.admit(Brief(pair[0]))
    for film, given, message in (
        (One, pair, r"^This film tells of 1 trace, not of 2\.$"),
        (Beside, pair[:1], r"^This film tells of 2 traces, not of 1\.$"),
        (Beside, (*pair, pair[0]), r"^This film tells of 2 traces, not of 3\.$"),
        (Beside, (pair[0], reader.run("good")), r"^This film tells of one text, these are several: “not good at all”; “good”\.$"),
    ):
        with pytest.raises(UsageError, match=message):
            film.admit(brief(given))


def test_each_of_them_must_be_one_that_the_film_shows(pair: tuple[ReaderTrace, ReaderTrace]) -> None:
    class Remembering(Beside):
        needs = ("memory",)

    Remembering.admit(brief(pair))
    with pytest.raises(TraceError, match="This film shows 'memory', which this trace lacks"):
        Remembering.admit(brief((pair[0], replace(pair[1], memory=None))))


def test_it_has_models_of_its_own() -> None:
    scene, report = worker.rehearse(Beside, None)
    assert report.problems == ()
    first, second = scene.brief.traces
    assert np.array_equal(first.hidden, second.hidden)


def test_the_read_is_what_the_trace_has(pair: tuple[ReaderTrace, ReaderTrace], read: Callable[[str], ReaderTrace]) -> None:
    scene = Beside(brief=brief(pair))
    for of, trace in enumerate(pair):
        assert scene.read("hidden", 1, of=of).values.tolist() == trace.hidden[1].tolist()
        assert scene.value("hidden", 1, 2, of=of).value == trace.hidden[1, 2]
        assert {each.of for each in scene.read("hidden", of=of).row(2).flat()} == {of}
    assert scene.read("hidden").of == scene.value("hidden", 0, 0).of == 0


def test_the_files_of_such_a_film_name_both(pair: tuple[ReaderTrace, ReaderTrace], tmp_path: Path) -> None:
    job = RenderJob(scene="beside", formats=(), folder=tmp_path)
    named = dict(provenance.metadata(job, pair))
    assert (named["model"], named["text"]) == ("reviews, smaller", TEXT)
    assert named["weights"] == ", ".join(trace.provenance.fingerprint for trace in pair)
    assert dict(provenance.metadata(job, [pair[0], pair[0]])) == dict(
        provenance.metadata(job, pair[:1])
    )  # what is the same, once
    provenance.write_record(job, *worker.rehearse(Beside, brief(pair)), tmp_path / "beside.json")
    record = json.loads((tmp_path / "beside.json").read_text(encoding="utf-8"))
    assert "model" not in record
    assert [model["model"] for model in record["models"]] == ["reviews", "smaller"]
    readings = record["beats"][0]["readings"]
    assert [reading[5] for reading in readings if reading[0] == "hidden" and reading[3] == "fill"] == [0] * 8 + [1] * 8
