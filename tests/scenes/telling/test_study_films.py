"""Films of a study: its numbers, bars, axes and provenance are read and audited as a trace's are."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any, ClassVar

import pytest

from model.errors import TraceError
from model.trace import ReaderTrace, Study
from scenes.mobjects.bars import Bar
from scenes.mobjects.reading import Display, Phrase, Reading, phrase
from scenes.mobjects.text import Label
from scenes.stage import provenance, worker
from scenes.stage.jobs import RenderJob
from scenes.telling.audit import audit
from scenes.telling.scene import Brief, TraceScene

pytestmark = pytest.mark.usefixtures("manim_ready")


class Curve(TraceScene):
    """For each gap a bar of the mean over the seeds, with its number and the gap."""

    title, trace_type = "Curve", Study
    extra: ClassVar[Any] = None

    def construct(self) -> None:
        self.act("how far back it remembers")
        cell = self.trace.index("accuracy", cell="lstm")
        with self.beat("{cell}: {mean}, of {count:0} examples.", **self.said(cell)):
            for row, gap in enumerate(self.read("gap").flat()):
                share = self.value("accuracy_mean", *cell, row)
                bar = Bar(share, unit=4.0, height=0.3, left=0.0, y=1.0 - row, paint=self.theme.memory)
                number = Label(phrase("{gap:0}: {share}", gap=gap, share=share), theme=self.theme)
                self.add(bar, number.sit_amid(-1.0, 1.0 - row, 1))
            if self.extra:
                self.add(self.extra())
        self.end("The {cell} remembers.", cell=self.value("cell", *cell))

    def said(self, cell: tuple[int, ...]) -> dict[str, Reading]:
        keys = {"cell": "cell", "mean": "seconds_mean"}
        return {name: self.value(key, *cell) for name, key in keys.items()} | {"count": self.value("provenance.examples")}


def test_what_was_measured_is_green(study: Study) -> None:
    scene, report = worker.rehearse(Curve, Brief(study))
    assert report.problems == ()
    assert {"accuracy_mean", "gap", "cell", "seconds_mean", "provenance.machine", "provenance.command"} <= {
        row.key for row in report.rows
    }
    assert [each.name for each in report.identities] == ["accuracy = a whole number of 100 examples"]
    assert scene.beats[-1].caption == "The lstm remembers."


def test_a_film_told_from_another_study_is_red(study: Study) -> None:
    scene, _ = worker.rehearse(Curve, Brief(study))
    values = study.lookup("accuracy").copy()
    values[1, 1, 0] -= 0.3
    scene.brief = Brief(replace(study, measures=(replace(study.measures[0], values=values), study.measures[1])))
    wrong = {(row.key, row.index, row.aspect) for row in audit(scene).rows if row.problem}
    assert wrong == {("accuracy_mean", (1, 1), aspect) for aspect in ("text", "length")}


def test_a_study_that_contradicts_itself_is_red(study: Study) -> None:
    values = study.lookup("accuracy").copy()
    values[0, 0, 0] += 0.005
    broken = replace(study, measures=(replace(study.measures[0], values=values), study.measures[1]))
    [problem] = worker.rehearse(Curve, Brief(broken))[1].problems
    assert problem.startswith("In the trace, accuracy = a whole number of 100 examples fails by")


def lengthened(scene: Curve) -> Bar:
    return Bar(scene.value("accuracy", 0, 0, 0), unit=4.0, height=0.3, left=0.0, y=2.0, paint=scene.theme.memory).stretch(1.01, 0)


def of_another_seed(scene: Curve) -> Label:
    reading = replace(scene.value("accuracy", 0, 0, 0), index=(0, 0, 2))
    return Label(phrase("{share}", share=reading), theme=scene.theme)


def nobody_measured(scene: Curve) -> Label:
    return Label(phrase("{share}", share=Reading("accuracy_mode", (0, 0), 0.9)), theme=scene.theme)


def misprinted(scene: Curve) -> Label:
    display = Display(scene.value("seconds", 0, 0), "text", "2.90", lambda value: "2.90")
    return Label(Phrase("2.90", "", (display,)), theme=scene.theme)


def typed_in(scene: Curve) -> Label:
    return Label("0.9", theme=scene.theme)


@pytest.mark.parametrize("lie", [lengthened, of_another_seed, nobody_measured, misprinted, typed_in])
def test_a_lie_is_red(lie: Callable[[Curve], Any], study: Study) -> None:
    assert worker.rehearse(type("Lying", (Curve,), {"extra": lie}), Brief(study))[1].problems


def test_only_films_of_studies_take_one(study: Study, read: Callable[[str], ReaderTrace]) -> None:
    Curve.check(Brief(study))
    with pytest.raises(TraceError, match="Curve films study traces, this is a reader trace"):
        Curve.check(Brief(read("good")))


def test_a_file_says_how_it_was_measured(study: Study) -> None:
    job = RenderJob(scene="curve", formats=(), folder=Path(), command="render curve")
    pairs = dict(provenance.metadata(job, [study]))
    assert pairs["study"] == "gap"
    assert pairs["measured"] == "2026-11-29 on a laptop, 2 cores"
    assert pairs["by"] == "python measure.py --seeds 0 1 2"
    assert "text" not in pairs
    assert "model" not in pairs
