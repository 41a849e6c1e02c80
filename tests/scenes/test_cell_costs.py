"""The film of what a gate costs: what it says and draws follows from its traces and its study, whatever they are."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from manim import VMobject
from unwatched import tell

from benchmarks.lying import costs
from model.errors import TraceError, UsageError
from model.networks import Reader
from model.trace import ReaderTrace, Study
from model.trace.measures import Axis, Measure, Measurement
from model.vocabulary import UNKNOWN, Vocabulary
from scenes.cell_costs import CellCosts
from scenes.mobjects.dots import Bricks
from scenes.mobjects.reading import phrase
from scenes.mobjects.sets.cost_table import BRICKS, COLD, WIDEST, TimeBar
from scenes.mobjects.sets.dropped_lanes import Hole
from scenes.mobjects.values import Matrix
from scenes.stage import worker
from scenes.telling.audit import audit
from scenes.telling.costs_words import sizes_of
from scenes.telling.records import Brief
from scenes.telling.stillness import longest_still, still_share
from scenes.telling.witness import faults

pytestmark = pytest.mark.usefixtures("manim_ready")

KINDS = ("rnn", "gru", "lstm")
COUNTS = {"rnn": 1.0, "gru": 3.0, "lstm": 4.0}
AS_MANY = {"rnn": 5.0, "gru": 15.0, "lstm": 20.0}
"""Times that go by numbers."""
COLD_TIME = f"{COLD}step_microseconds"
LSTM_FIRST = {"rnn": 5.0, "gru": 15.0, "lstm": 12.0}
SLOW = {"rnn": 50.0, "gru": 500.0, "lstm": 700.0}
EMPTIED = {"rnn": 4.0, "gru": 12.0, "lstm": 17.6}


def measured(
    *times: Mapping[str, float],
    kinds: Sequence[str] = KINDS,
    spread: float = 0.1,
    numbers: float = 100.0,
    emptied: Mapping[str, float] | None = None,
) -> Study:
    """Return a study of three rounds in as many sizes as there are times; ``emptied`` is in times what the plain cell takes."""
    units = tuple(4 * 2**size for size in range(len(times)))
    rounds = np.array([-spread, 0.0, spread])
    took = np.array([[each[kind] + rounds for each in times] for kind in kinds])
    cold = np.array([[(emptied or EMPTIED)[kind] * each["rnn"] + rounds for each in times] for kind in kinds])
    counts = np.array([[numbers * COUNTS[kind] * size for size in units] for kind in kinds])
    return Study(
        provenance=Measurement(
            study="costs", measured="costs", command="python measure.py", machine="a laptop", date="2026-11-30", versions="none"
        ),
        axes=(
            Axis(name="cell", meaning="the kind of cell", coordinates=tuple(kinds)),
            Axis(name="units", meaning="units", coordinates=units),
            Axis(name="round", meaning="the round", coordinates=(1, 2, 3)),
        ),
        measures=(
            Measure(name="step_microseconds", meaning="time", unit="microseconds", axes=("cell", "units", "round"), values=took),
            Measure(name=COLD_TIME, meaning="cold", unit="microseconds", axes=("cell", "units", "round"), values=cold),
            Measure(name="weights", meaning="numbers", unit="count", axes=("cell", "units"), values=counts),
        ),
        repeats="round",
    )


def trace_of(kind: str, text: str = "a b c a b", units: int = 4, features: int = 3) -> ReaderTrace:
    rng, words = np.random.default_rng(1), Vocabulary((UNKNOWN, "a", "b", "c"))
    reader = Reader.create(words, ("x", "y", "z"), rng, cell=kind, units=units, features=features)
    return reader.run_for(text, CellCosts.needs)


def briefed(study: Study | None = None, kinds: Sequence[str] = KINDS, **about: Any) -> Brief:
    first, *others = (trace_of(kind, **about) for kind in kinds)
    return Brief(first, others=tuple(others), studies=(study,) if study else ())


def told(brief: Brief) -> Any:
    CellCosts.admit(brief)
    scene, report = worker.rehearse(CellCosts, brief)
    assert report.problems == ()
    assert still_share(scene) < 0.3
    assert longest_still(scene, 2) <= 1.5
    return scene


def heard(brief: Brief) -> Any:
    """Return a film for the sake of what is said: what it shows is judged in others of such networks."""
    CellCosts.admit(brief)
    return tell(CellCosts, brief, true=True)


def said(scene: Any) -> list[str]:
    return [beat.caption for beat in scene.beats]


@pytest.fixture(scope="module")
def film(manim_ready: Any) -> Any:
    """Return the film of small networks and of times that are those of the bundled study, about."""
    return told(briefed(measured(LSTM_FIRST, SLOW)))


def test_counts_are_the_sizes_of_the_arrays(film: Any) -> None:
    for of, trace in enumerate(film.networks):
        size = sum(trace.lookup(key).size for key in ("weight", "bias"))
        assert film.value("weight_count", of=of).value == size
        blocks = [each for each in film.rows[of].blocks for each in each.get_family() if isinstance(each, Matrix)]
        assert sum(block.values.values.size for block in blocks) == trace.lookup("weight").size
        assert film.value("block_count", of=of).value == len(blocks) == (1, 3, 4)[of]
        row, operations = film.rows[of], 2 * trace.lookup("weight").size
        assert [each.text for each in row.said] == [f"{len(blocks)} ×", f"{size} numbers"]
        assert [each.text for each in row.worked] == [f"{len(blocks)} ×", f"{operations} operations"]
        assert float(row.blocks[-1].get_right()[0]) < film.table.unit * len(blocks) + float(row.blocks[0].get_left()[0])


def test_tall_blocks_are_as_wide_as_those_of_the_table_and_show_the_same(film: Any) -> None:
    for tall, row in zip(film.tall, film.rows, strict=True):
        for one, other in zip(tall.blocks, row.blocks, strict=True):
            assert float(one.width) == pytest.approx(float(other.width), abs=0.02)
            assert one.height > other.height
            assert float(one.get_x()) == pytest.approx(float(other.get_x()))
        assert [each.text for each in (*tall.said, *tall.worked)] == [each.text for each in (*row.said, *row.worked)]


def test_the_first_block_of_each_row_proposes(film: Any) -> None:
    roles = [[film.networks[of].declared.gates, row] for of, row in enumerate(film.rows)]
    for gates, row in roles[1:]:
        first = next(each for each in row.blocks[0].get_family() if isinstance(each, Matrix))
        assert gates[first.values.index[0]] == "candidate"


def test_all_that_is_shown_has_one_scale_on_which_the_plain_cell_is_one_block(film: Any) -> None:
    unit, cold = film.table.unit, {kind: fold * SLOW["rnn"] for kind, fold in EMPTIED.items()}
    for times, lines in zip((LSTM_FIRST, SLOW, cold), film.table.times, strict=True):
        for kind, line in zip(KINDS, lines, strict=True):
            assert isinstance(line.bar, TimeBar)
            assert isinstance(line.bricks, Bricks)
            fold = times[kind] / times["rnn"]
            assert line.bar.width == pytest.approx(unit * fold)
            assert line.said[0].text == f"{fold:.{int(kind != 'rnn')}f} ×"
            assert len(line.bricks) == COUNTS[kind]
            assert line.bricks.width == pytest.approx(COUNTS[kind] * unit)
            assert line.said[0].get_left()[0] > max(line.bar.get_right()[0], line.bricks.get_right()[0])
            assert line.said[-1].get_right()[0] < film.frame.stage.right
    for row in film.rows:
        lefts = [float(block.get_left()[0]) for block in row.blocks]
        assert np.diff(lefts) == pytest.approx(unit)


def test_of_short_times_blocks_are_no_wider_than_leaves_room_for_what_is_said_of_them() -> None:
    assert heard(briefed(measured(AS_MANY, AS_MANY))).table.unit == WIDEST


def test_the_plain_cell_s_step_has_a_line_in_each_run_and_says_how_long_it_is(film: Any) -> None:
    lines = [each[0] for each in film.table.times]
    assert [line.said[1].text for line in lines] == ["5.00 µs", "50.0 µs", "200 µs"]
    assert [line.name.text for line in lines] == [each[1].name.text for each in film.table.times]
    assert np.diff([float(line.bar.get_y()) for line in lines]).max() < 0


def test_bars_of_all_runs_run_at_one_pace(film: Any) -> None:
    for number, times in enumerate((LSTM_FIRST, SLOW)):
        moves = film.table.races(number, 0.5)
        grown = {id(move.mobject): move for move in moves}
        for kind, line in zip(KINDS, film.table.times[number], strict=True):
            move = grown[id(line.bar)]
            assert move.window[0] == 0.0
            assert move.window[1] * move.run_time == pytest.approx(0.5 * times[kind] / times["rnn"])


@pytest.mark.parametrize(
    ("times", "order", "last", "answer"),
    [
        (
            (LSTM_FIRST, SLOW),
            "The LSTM’s blocks work at once; the GRU’s candidate waits for its reset gate.",
            "Far more than four times: do the RNN’s numbers fit into the cache, and the LSTM’s not?",
            "depends on size and cache",
        ),
        (
            (AS_MANY, AS_MANY),
            "The LSTM takes four times an RNN’s time, or more.",
            "That is no more than four times an RNN’s time.",
            "alike",
        ),
        (
            ({**AS_MANY, "lstm": 18.0}, {**AS_MANY, "lstm": 22.0}),
            "The LSTM takes less than four times an RNN’s time.",
            "That is more than four times an RNN’s time.",
            "alike",
        ),
    ],
)
def test_what_is_said_of_times_is_what_the_study_has(times: Any, order: str, last: str, answer: str) -> None:
    captions = said(heard(briefed(measured(*times))))
    assert any(each.endswith(order) for each in captions)
    assert last in captions
    assert answer in captions[-1]


def test_who_is_faster_is_said_only_where_all_rounds_agree() -> None:
    captions = said(heard(briefed(measured(LSTM_FIRST, SLOW, spread=2.0))))
    assert not any("waits" in each for each in captions)


def test_the_cell_that_is_erased_is_seen_to_be_the_one_of_the_last_row(film: Any) -> None:
    name, blocks = film.head.name, film.head.blocks
    assert name.text == film.rows[2].name.text == "LSTM"
    of_row, of_head = (
        [each.values.index for block in some for each in block.get_family() if isinstance(each, Matrix)]
        for some in (film.rows[2].blocks, blocks)
    )
    assert of_head == of_row
    assert min(each.get_bottom()[1] for each in (name, *blocks)) > max(lane.name.get_top()[1] for lane in film.lanes)
    assert len([beat for beat in film.beats if beat.act == "with dropout"]) == 2


def test_holes_are_where_masks_erase(film: Any) -> None:
    masks = film.networks[2].first_masks
    for kind, lane in enumerate(film.lanes):
        holes = {cell.reading.index for strip in lane.strips for cell in strip if isinstance(cell, Hole)}
        assert holes == {(kind, *map(int, place)) for place in np.argwhere(masks[kind] == 0)}
        spared = sum(not any((kind, time, unit) in holes for time in range(5)) for unit in range(4))
        assert film.value("spared_counts", kind, of=2).value == spared


def test_a_film_told_from_another_study_is_red(film: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    other = measured({**LSTM_FIRST, "rnn": 6.0}, SLOW)
    monkeypatch.setattr(film, "brief", replace(film.brief, studies=(other,)))
    red = {(row.key, row.index, row.of) for row in audit(film).rows if row.problem}
    folds = {("step_microseconds_folds", (0, cell, 0), 3) for cell in (1, 2)}
    assert red == {("step_microseconds_median", (0, 0), 3), *folds}


def test_the_answer_says_the_least_and_the_most(film: Any) -> None:
    one = "One gate: 1 × an RNN’s numbers and sums."
    assert [each.text for each in film.words.reply()] == [one, "Three gates: 4 × in all, 2 to", "14 × the time."]
    alike = heard(briefed(measured(AS_MANY, AS_MANY))).words.reply()
    assert [each.text for each in alike] == [one, "Three gates: 4 × in all,", "4 × the time."]


def test_frames_are_around_units_that_no_mask_erases(film: Any) -> None:
    masks = film.networks[2].first_masks
    for kind, lane in enumerate(film.lanes):
        spared = [cell.get_x() for unit, cell in enumerate(lane.strips[0]) if masks[kind][:, lane.units[unit]].all()]
        assert sorted(float(frame.get_x()) for frame in lane.frames) == pytest.approx(sorted(map(float, spared)))
        assert f"{len(spared)} of 4 units never erased" in lane.spared.text


@pytest.mark.parametrize("kind", costs.LIES)
def test_lies_about_times_and_holes_are_seen(kind: Any, film: Any) -> None:
    shown = [*film.mobjects]
    film.add(*film.table.seen) if kind is costs.wrong_time else film.add(*(strip for lane in film.lanes for strip in lane.strips))
    rng = np.random.default_rng(4)
    for _ in range(6):
        undo = kind(film, rng)
        assert undo is not None
        assert any("should be" in fault or "not where it belongs" in fault for fault in faults(film, within=False)), kind.__name__
        undo()
    film.mobjects = shown


@pytest.mark.some("about", [{"units": 1, "features": 1}, {"units": 3, "features": 9, "text": "a"}], take=1)
def test_networks_of_other_sizes_are_told(about: Mapping[str, Any]) -> None:
    told(briefed(**about))


@pytest.mark.parametrize(("about", "what"), [({"units": 17}, "units"), ({"features": 17}, "features")])
def test_networks_of_more_weights_than_can_be_drawn_are_refused(about: Mapping[str, Any], what: str) -> None:
    with pytest.raises(UsageError, match=rf"^This film has room for 16 {what}, the trace has 17: "):
        CellCosts.admit(briefed(**about))


@pytest.mark.parametrize(("count", "shown"), [(1, [0]), (2, [0, 1]), (3, [0, 2]), (5, [0, 4])])
def test_the_first_size_and_the_last_are_shown(count: int, shown: list[int]) -> None:
    study = measured(*[SLOW] * count)
    assert sizes_of(study) == shown
    if count in (1, 5):
        heard(briefed(study))


def test_other_kinds_of_cells_are_refused() -> None:
    with pytest.raises(TraceError, match=r"^This film shows cells of kind rnn, gru, lstm, the trace has 'gru_reset_after'\.$"):
        CellCosts.admit(briefed(kinds=("rnn", "gru_reset_after", "lstm")))
    with pytest.raises(
        UsageError, match=r"^This film tells of rnn, gru, lstm, one of each in this order: not of rnn, lstm, gru\.$"
    ):
        CellCosts.admit(briefed(kinds=("rnn", "lstm", "gru")))


def test_cells_of_several_sizes_are_refused() -> None:
    brief = briefed()
    with pytest.raises(UsageError, match=r"^This film compares cells of one size, .*: these have 4 and 3; 4 and 3; 5 and 3\.$"):
        CellCosts.admit(Brief(brief.trace, others=(brief.others[0], trace_of("lstm", units=5))))


def test_a_study_that_cannot_be_drawn_is_refused() -> None:
    study = measured(LSTM_FIRST, SLOW)
    for measures, why in (
        (study.measures[:2], r"which has weights along cell and units: this one has not\.$"),
        ((study.measures[0], study.measures[2]), rf"which has {COLD_TIME} along cell and units and round: this one has not\.$"),
        (study.measures[1:], r"which has step_microseconds along cell and units and round: this one has not\.$"),
    ):
        axes = tuple(axis for axis in study.axes if any(axis.name in measure.axes for measure in measures))
        repeats = study.repeats if any(axis.name == "round" for axis in axes) else None
        with pytest.raises(TraceError, match=why):
            CellCosts.admit(briefed(replace(study, measures=measures, axes=axes, repeats=repeats)))
    with pytest.raises(TraceError, match=r"which repeats along round: this one does not\.$"):
        CellCosts.admit(briefed(replace(study, repeats=None)))
    with pytest.raises(TraceError, match=r"^The axis cell has no 'lstm'"):
        CellCosts.admit(briefed(measured(LSTM_FIRST, kinds=("rnn", "gru"))))
    with pytest.raises(
        TraceError, match=r"^This film has room for 24 times the costs of the first cell: here one is 25 times as high\.$"
    ):
        CellCosts.admit(briefed(measured({**AS_MANY, "lstm": 5.0 * (BRICKS + 1)})))
    with pytest.raises(TraceError, match=r"some of these have none\.$"):
        CellCosts.admit(briefed(measured(LSTM_FIRST, numbers=0.0)))


def test_what_emptied_caches_make_of_it_is_said_as_it_was_measured(film: Any) -> None:
    assert film.words.is_far_more
    assert "All are slower, in proportion the RNN most: the LSTM is back at its four blocks." in said(film)
    fewer = heard(briefed(measured(LSTM_FIRST, SLOW, emptied={"rnn": 1.1, "gru": 12.0, "lstm": 13.2})))
    assert "The cache alone is not why: without it, too, the LSTM takes more than its four blocks." in said(fewer)
    assert said(fewer)[-1].endswith("depends on the size.")
    gru = heard(briefed(measured(LSTM_FIRST, SLOW, emptied={**EMPTIED, "gru": 45.0})))
    assert "So the LSTM is back at its four blocks: the cache had sped the RNN up more." in said(gru)
    other = heard(briefed(measured(AS_MANY, AS_MANY)))
    assert not other.words.is_far_more
    assert len(other.table.times) == 2
    assert not any("the cache" in each for each in said(other))


def test_what_a_step_must_fetch_is_drawn_on_one_scale_and_of_the_cache_only_that_it_is_there(film: Any) -> None:
    fetched = film.fetched
    assert [each.text for each in fetched.numbers] == ["800", "2400", "3200"]
    assert [len(each) for each in fetched.bricks] == [1, 3, 4]
    assert np.diff([float(each.width) for each in fetched.bricks]) == pytest.approx(
        fetched.bricks[0].width * np.array([2.0, 1.0])
    )
    (left, right), shown = (
        [float(each(fetched.cache)[0]) for each in (VMobject.get_left, VMobject.get_right)],
        [*fetched.bricks],
    )
    assert not any(left < float(each.get_x()) < right for each in shown)
    assert heard(briefed(measured(AS_MANY, AS_MANY))).asked == -1


def test_all_that_was_measured_stands_at_the_end(film: Any) -> None:
    shown = {id(part) for each in film.mobjects for part in each.get_family()}
    for part in (*film.table.seen, *(each for row in film.rows for each in (*row.whole, *row.worked))):
        assert id(part) in shown
    for line in (line for lines in film.table.times for line in lines[1:]):
        assert float(line.bar.get_fill_opacity()) == 1.0


def test_the_block_at_work_makes_the_h_of_the_word_into_which_most_is_carried(film: Any) -> None:
    block, before = film.block, np.abs(film.trace.lookup("previous_hidden")).sum(axis=-1)
    assert block.hidden.values.key == "hidden"
    assert block.hidden.values.index == (int(before.argmax()),)
    rows = [float(row.get_y()) for row in block.rows]
    assert [float(cell.get_y()) for cell in block.hidden.cells] == pytest.approx(rows)


def test_in_how_many_draws_the_verdict_is_kept_is_asked_before_it_is_shown(film: Any) -> None:
    says, fields = film.words.kept()
    assert says.endswith("?")
    assert "kept_counts" not in {each.key for each in fields.values()}
    beat = next(each for each in film.beats if each.caption == phrase(says, **fields).text)
    shown = {float(each.reading.value) for each in beat.displays if each.reading.key == "kept_counts"}
    assert shown == set(film.networks[2].lookup("kept_counts").tolist())
