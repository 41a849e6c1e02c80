"""The film of five wirings: true and readable for anybody's digits, as much drawn as was read and written, honest if wrong."""

from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from click.testing import Result
from test_every_film import OF_FILMS, unaccounted
from unwatched import tell

from model import zoo
from model.errors import TraceError, UsageError
from model.networks.wired import WIRINGS, Wired
from model.trace.wiring import WiringTrace
from scenes.mobjects.sets.wired_row import CELL, GAP, PITCH, laid_out
from scenes.mobjects.theme import DARK, LIGHT, Theme
from scenes.sequence_shapes import NAMED, ROOM, TASKS, SequenceShapes
from scenes.stage import catalogue, lectures, worker
from scenes.telling.audit import audit
from scenes.telling.scene import Brief

pytestmark = pytest.mark.usefixtures("manim_ready")

NAMES = SequenceShapes.models
OWN = SequenceShapes.text


def runs(text: str = OWN, *wrong: int) -> tuple[WiringTrace, ...]:
    """Return what the bundled networks compute of a text; those with the numbers ``wrong`` write what they should not."""
    found = []
    for number, name in enumerate(NAMES):
        network = zoo.load(name)
        assert isinstance(network, Wired)
        if number in wrong:
            network = network.with_parameters({**network.parameters, "readout.weight": -network.readout.weight})
        found.append(network.run(text))
    return tuple(found)


def briefed(traces: tuple[Any, ...], theme: Theme = DARK) -> Brief:
    brief = Brief(traces[0], theme, others=traces[1:])
    SequenceShapes.admit(brief)
    return brief


def told(traces: tuple[Any, ...], theme: Theme = DARK) -> tuple[SequenceShapes, Any]:
    scene, report = worker.rehearse(SequenceShapes, briefed(traces, theme))
    assert isinstance(scene, SequenceShapes)
    return scene, report


@cache
def own() -> tuple[SequenceShapes, Any]:
    return told(runs())


@cache
def told_of(text: str, theme: Theme) -> tuple[SequenceShapes, Any]:
    return told(runs(text), theme)


@pytest.mark.some(("text", "theme"), [("5 5 5 5", DARK), ("2 1", LIGHT), ("1 2 3 5", LIGHT)], take=2)
def test_whatever_the_digits_are_it_is_true_readable_and_in_frame(text: str, theme: Theme) -> None:
    scene, report = told_of(text, theme)
    found = [f"{check.__name__}: {fault}" for check in (*OF_FILMS, unaccounted) for fault in check(scene, report)]
    assert not found, "\n".join(found)


def test_as_much_is_drawn_as_the_arrays_have() -> None:
    scene, report = own()
    assert report.problems == ()
    last = scene.beats[-1].displays
    for of, trace in enumerate(scene.runs):
        drawn = {
            key: {display.reading.index for display in last if display.reading.of == of and display.reading.key == key}
            for key in ("read", "written", "hidden")
        }
        read = {(time,) for time in range(np.count_nonzero(trace.inputs.any(axis=1)))}
        written = {(number,) for number in range(len(trace.probabilities) - trace.first)}
        assert drawn == {"read": read, "written": written, "hidden": set(np.ndindex(trace.hidden.shape))}
        said = [str(d.shown) for d in last if d.reading.of == of and d.reading.key in ("reads", "writes")]
        assert said == [str(len(read)), str(len(written))]
    assert [(trace.reads, trace.writes) for trace in scene.runs] == [(1, 1), (1, 4), (3, 1), (3, 3), (3, 3)]


def test_nothing_is_written_before_it_is_asked_for_and_the_lagged_one_reads_all_first() -> None:
    scene, _ = own()
    seen = [
        {(d.reading.of, d.reading.index[0]) for d in beat.displays if d.reading.key == "written" and d.name != "last"}
        for beat in scene.beats
    ]
    in_step, backwards = (
        next(number for number, beat in enumerate(scene.beats) if said in beat.caption)
        for said in ("Only the left one writes at once", "backwards")
    )
    assert not {of for of, _ in seen[0]}
    assert {number for of, number in seen[in_step] if of == SequenceShapes.IN_STEP} == {0, 1, 2}
    assert not {number for of, number in seen[in_step] if of == SequenceShapes.LAGGED}
    assert {number for of, number in seen[backwards] if of == SequenceShapes.LAGGED} == {0, 1, 2}
    assert in_step < backwards


def test_the_moment_is_that_of_the_two_that_write_as_much_as_they_read() -> None:
    scene, _ = own()
    assert scene.moment.start is not None
    assert scene.moment.end is not None
    inside = [beat.caption for beat in scene.beats if beat.start <= scene.moment.end and beat.end >= scene.moment.start]
    said = "Only the left one writes at once", "The right one has read all: now it writes"
    assert len(inside) == len(said)
    assert all(each in caption for each, caption in zip(said, inside, strict=True))


def test_what_came_is_said_when_it_has_come() -> None:
    scene, _ = own()
    said = ("It wrote", SequenceShapes.SINGLE), ("counted down", SequenceShapes.DOWN), ("One out", SequenceShapes.SUM)
    for words, of in (*said, ("largest so far", SequenceShapes.IN_STEP), ("backwards", SequenceShapes.LAGGED)):
        now = next(number for number, beat in enumerate(scene.beats) if words in beat.caption)
        there = {d.reading.index for d in scene.beats[now - 1].displays if (d.reading.of, d.reading.key) == (of, "written")}
        assert there == {(number,) for number in range(scene.runs[of].writes)}, words


def test_what_each_wiring_is_to_do_is_written_above_it_and_the_two_that_read_at_once_stand_side_by_side() -> None:
    scene, _ = own()
    there = {id(each) for mobject in scene.mobjects for each in mobject.get_family()}
    assert [row.task.text for row in scene.rows] == list(TASKS)
    assert all({id(row.task), id(row.name), id(row.arity)} <= there for row in scene.rows)
    soon, late = scene.rows[SequenceShapes.IN_STEP], scene.rows[SequenceShapes.LAGGED]
    assert soon.y == late.y
    assert soon.x(soon.count - 1) < late.x(0)


def test_cells_are_said_to_be_of_one_size_only_if_they_are() -> None:
    small = Wired.of(WIRINGS["one_to_one"], 12, np.random.default_rng(0)).run(OWN)
    scene = tell(SequenceShapes, briefed((small, *runs()[1:])), true=True)
    assert scene.beats[0].caption.startswith("Five trainings of one kind of cell")
    assert own()[0].beats[0].caption.startswith("Five trainings of one kind and size of cell")


def test_what_is_wrong_is_called_so() -> None:
    traces = runs(OWN, *range(5))
    assert not any(trace.is_right for trace in traces)
    scene = tell(SequenceShapes, briefed(traces), true=True)
    captions = [beat.caption for beat in scene.beats if "wrong" in beat.caption]
    assert len(captions) == 5
    for caption, said in zip(
        captions, ("should double", "should count down", "should add", "the largest so far", "backwards"), strict=True
    ):
        assert said in caption
    weak = scene.weakness()
    assert weak is not None
    assert [display.shown for display in weak.displays] == [trace.provenance.model for trace in traces]
    assert not any("wrong" in beat.caption for beat in own()[0].beats)
    assert own()[0].weakness() is None


def test_one_that_is_wrong_is_named_in_the_last_line() -> None:
    scene, _ = told_of("5 5 5 5", DARK)
    assert [trace.is_right for trace in scene.runs] == [True, True, False, True, True]
    weak = scene.weakness()
    assert weak is not None
    assert weak.text == "many to one is wrong here"
    assert any("This one should add, and is wrong here." in beat.caption for beat in scene.beats)


def test_traces_that_are_not_of_the_five_wirings_are_refused() -> None:
    traces = runs()
    for wrong, said in (
        (traces[:4], r"^This film tells of 5 traces, not of 4\.$"),
        ((traces[1], traces[0], *traces[2:]), r"in this order, not of one_to_many, one_to_one, "),
        ((*traces[:2], runs("3 4 1")[2], *traces[3:]), r"its last three the same digits\.$"),
        ((runs("2 5 1")[0], *traces[1:]), r"first two wirings are to read the same digit"),
    ):
        with pytest.raises(UsageError, match=said):
            briefed(wrong)
    with pytest.raises(TraceError, match="wiring traces, this is a reader trace"):
        briefed((zoo.load("reviews_rnn").run("not good"), *traces[1:]))
    large = Wired.of(WIRINGS["one_to_one"], 21, np.random.default_rng(0)).run(OWN)
    with pytest.raises(UsageError, match="room for 20 units, the trace has 21"):
        briefed((large, *traces[1:]))


def test_names_that_are_longer_than_any_leave_room_for_what_is_read() -> None:
    name = "a network of mine that I have trained for a long time"
    traces = tuple(replace(trace, provenance=replace(trace.provenance, model=name)) for trace in runs("1 2 3 5"))
    scene, report = told(traces)
    assert report.problems == ()
    assert scene.rows[0].pitch > CELL[0]


def test_rows_are_as_wide_as_they_must_be_and_no_wider_than_there_is_room() -> None:
    pitch, places = laid_out((1, 4, 3), (2.3, 2.4, 2.4), -6.7, 13.4)
    assert pitch == PITCH
    starts = places(pitch)
    assert starts == sorted(starts)
    narrow, _ = laid_out((8, 4), (2.0, 2.0), -6.7, 13.4)
    assert narrow < PITCH
    assert 12 * narrow + GAP <= 13.4 < 12 * (narrow + 0.02) + GAP
    assert narrow > CELL[0]
    few, _ = laid_out((1, 2, 2), (NAMED[0] + ROOM,) * 3, -6.7, 13.4)
    assert few == PITCH


def test_the_command_line_takes_digits_and_refuses_what_is_none(run: Callable[..., Result], tmp_path: Path) -> None:
    refused = run("audit", "sequence_shapes", "--text", "hello")
    assert refused.exit_code == 1
    assert refused.output == "Error: These networks read the digits 1 to 5, such as “2 4 1”, not 'hello'.\n"
    cell = run("audit", "sequence_shapes", "--cell", "rnn")
    assert cell.output == (
        "Error: sequence_shapes does not show a model that reads and judges: give it --model in place of --cell.\n"
    )
    names = []
    for number, trace in enumerate(runs("3 1 5")):
        trace.save(tmp_path / f"{number}.npz")
        names += ["--trace", str(tmp_path / f"{number}.npz")]
    done = run("audit", "sequence_shapes", *names)
    assert done.exit_code == 0, done.output
    assert "all true" in done.output


def test_of_a_text_that_many_films_share_it_is_given_none() -> None:
    story = catalogue.find("sequence_shapes")
    shared = {"text": "the food was not good", "text_file": None, "quality": "480p15"}
    assert lectures.fitting(story, shared) == {**shared, "text": None}
    assert lectures.fitting(catalogue.find("rnn_unrolled"), shared) == shared


def test_a_state_that_another_network_computed_turns_the_audit_red(monkeypatch: pytest.MonkeyPatch) -> None:
    scene, _ = own()
    traces: tuple[Any, ...] = scene.brief.traces
    other = traces[4].with_arrays(hidden=traces[4].hidden * 0.5)
    monkeypatch.setattr(scene, "brief", replace(scene.brief, others=(*traces[1:4], other)))
    report = audit(scene)
    assert {(row.key, row.index) for row in report.rows if row.problem} >= {("hidden", (0, 0))}
    assert report.problems
