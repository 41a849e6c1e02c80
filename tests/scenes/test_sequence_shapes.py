"""The film of five wirings: true and readable for anybody's digits, as much drawn as was read and written, honest if wrong."""

from collections.abc import Callable
from dataclasses import replace
from functools import cache
from itertools import pairwise
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
from scenes.mobjects.sets.recurrent_cell import Copy
from scenes.mobjects.sets.wired_row import CELL, GAP, PITCH, laid_out
from scenes.mobjects.theme import DARK, LIGHT, Theme
from scenes.sequence_shapes import DONE, ROWS, STAGE, TASKS, TOGETHER, SequenceShapes
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
        said = {
            str(d.shown)
            for beat in scene.beats
            for d in beat.displays
            if d.reading.of == of and d.reading.key in ("reads", "writes")
        }
        assert said == {str(len(read)), str(len(written))}
    assert [(trace.reads, trace.writes) for trace in scene.runs] == [(1, 1), (1, 4), (3, 1), (3, 3), (3, 3)]


def test_nothing_is_written_before_it_is_asked_for_and_the_lagged_one_reads_all_first() -> None:
    scene, _ = own()
    seen = [
        {(d.reading.of, d.reading.index[0]) for d in beat.displays if d.reading.key == "written" and d.name != "last"}
        for beat in scene.beats
    ]
    at_once, reads_all, backwards = (
        next(number for number, beat in enumerate(scene.beats) if said in beat.caption)
        for said in ("it writes after each", "must it wait", "what it wrote first")
    )
    assert not {of for of, _ in seen[0]}
    assert {number for of, number in seen[at_once] if of == SequenceShapes.IN_STEP} == {0, 1, 2}
    assert not {number for of, number in seen[reads_all - 1] if of == SequenceShapes.LAGGED}
    assert {number for of, number in seen[backwards] if of == SequenceShapes.LAGGED} == {0, 1, 2}
    late = scene.rows[SequenceShapes.LAGGED]
    assert late.first == late.reads


def test_the_moment_is_that_in_which_all_five_read_once_more_in_the_finished_picture() -> None:
    scene, _ = own()
    assert scene.moment.start is not None
    assert scene.moment.end is not None
    inside = [beat for beat in scene.beats if beat.start >= scene.moment.start and beat.end <= scene.moment.end]
    assert [beat.caption for beat in inside] == ["Once more, all at the same time: digits in, h handed on, digits out."]
    drawn = {(d.reading.of, d.reading.index) for d in inside[0].displays if d.reading.key == "written"}
    assert drawn == {(of, (number,)) for of, trace in enumerate(scene.runs) for number in range(trace.writes)}


def test_in_the_moment_all_that_was_written_is_taken_away_and_comes_again_at_its_step() -> None:
    row = own()[0].row(SequenceShapes.IN_STEP, own()[0].finished[SequenceShapes.IN_STEP])
    for _ in row.run(range(row.count), 1.0):
        pass
    gone = {id(each.mobject) for each in row.back(1.0)}
    assert {id(row.cell)} < gone
    assert not row.outputs
    assert not row.columns
    for time in range(row.count):
        row.step(time, 1.0)
        assert len(row.columns) == time + 1
        assert len(row.outputs) == time
        row.write(time, 1.0)


def test_what_came_is_said_when_it_has_come() -> None:
    scene, _ = own()
    said = ("It wrote", SequenceShapes.SINGLE), ("counted down", SequenceShapes.DOWN), ("One out", SequenceShapes.SUM)
    for words, of in (*said, ("wrote the largest", SequenceShapes.IN_STEP), ("what it wrote first", SequenceShapes.LAGGED)):
        now = next(number for number, beat in enumerate(scene.beats) if words in beat.caption)
        there = {d.reading.index for d in scene.beats[now - 1].displays if (d.reading.of, d.reading.key) == (of, "written")}
        assert there == {(number,) for number in range(scene.runs[of].writes)}, words


def test_what_each_wiring_is_called_is_the_one_line_above_it_in_the_finished_picture() -> None:
    scene, _ = own()
    there = {id(each) for mobject in scene.mobjects for each in mobject.get_family()}
    assert [heading.task.text for heading in scene.headings] == list(TASKS)
    for row, heading in zip(scene.rows, scene.headings, strict=True):
        assert {id(heading.task), id(heading.name), id(heading.arity)} & there == {id(heading.name)}
        assert heading.name.get_left()[0] < row.x(0)
        assert row.pose.size == TOGETHER[0] > 1.1
        assert row.pose.y in ROWS


def test_each_wiring_is_larger_when_it_is_told_of_than_ever_after_and_stands_with_the_others_then() -> None:
    scene, _ = own()
    for of in scene.order:
        assert scene.stage(of).size > 1.5
    for of, pose in scene.told_at.items():
        assert (pose.y, pose.size) == DONE
        assert pose.size < scene.finished[of].size < STAGE[1]
    ends = [(pose.left, pose.left + scene.wide(of, pose.size)) for of, pose in scene.told_at.items()]
    assert all(end < start for (_, end), (start, _) in pairwise(ends))


def test_boxes_that_are_one_cell_go_into_one_box() -> None:
    row = own()[0].row(SequenceShapes.DOWN, own()[0].stage(SequenceShapes.DOWN))
    (play,) = row.gather(1.0)
    assert len(play.animations) == row.count - 1
    for move in play.animations:
        move.begin()
        move.interpolate(1.0)
        copy, first = move.mobject, row.copies[0]
        assert isinstance(copy, Copy)
        assert np.allclose(copy.box.get_center(), first.box.get_center())
        for mine, its in zip(copy.stamp, first.stamp, strict=True):
            assert np.allclose(mine.get_center(), its.get_center())


def test_the_grid_is_said_to_be_weights_alike_in_a_wiring_and_others_in_each_task() -> None:
    scene, _ = own()
    captions = [beat.caption for beat in scene.beats]
    assert "The coloured grid is some of its weights: the same in all 4, for it is one cell." in captions
    assert "One kind of cell, five wirings: each task has its own weights." in captions
    few, _ = told_of("2 1", LIGHT)
    assert any(beat.caption.startswith("The coloured grid is some of its weights: the same in all 2") for beat in few.beats)
    assert len({trace.weight.tobytes() for trace in scene.runs}) == 5


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
    assert any("It should add, and is wrong here." in beat.caption for beat in scene.beats)


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
    assert scene.pitch > CELL[0]


def test_rows_are_as_wide_as_they_must_be_and_no_wider_than_there_is_room() -> None:
    pitch, places = laid_out((1, 4, 3), (2.3, 2.4, 2.4), -6.7, 13.4)
    assert pitch == PITCH
    starts = places(pitch)
    assert starts == sorted(starts)
    narrow, _ = laid_out((8, 4), (2.0, 2.0), -6.7, 13.4)
    assert narrow < PITCH
    assert 12 * narrow + GAP <= 13.4 < 12 * (narrow + 0.02) + GAP
    assert narrow > CELL[0]
    few, _ = laid_out((1, 2, 2), (3.2,) * 3, -6.7, 13.4)
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
