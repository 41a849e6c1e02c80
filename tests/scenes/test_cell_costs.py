"""The film of what a gate costs: what it says and draws follows from its traces and its study, whatever they are."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from unwatched import tell

from benchmarks.lying import costs
from model.errors import TraceError, UsageError
from model.networks import Reader
from model.trace import ReaderTrace, Study
from model.trace.measures import Axis, Measure, Measurement
from model.vocabulary import UNKNOWN, Vocabulary
from scenes.cell_costs import CellCosts
from scenes.mobjects.dots import JOINT, Bricks
from scenes.mobjects.sets.dropped_lanes import Hole
from scenes.mobjects.sets.step_times import BRICKS, COLD, TimeBar
from scenes.mobjects.values import Matrix
from scenes.mobjects.wires import Wire
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
    return told(briefed(measured(LSTM_FIRST, LSTM_FIRST, SLOW)))


def test_counts_are_the_sizes_of_the_arrays(film: Any) -> None:
    for of, trace in enumerate(film.networks):
        size = sum(trace.lookup(key).size for key in ("weight", "bias"))
        assert film.value("weight_count", of=of).value == size
        blocks = [each for each in film.rows[of].blocks for each in each.get_family() if isinstance(each, Matrix)]
        assert sum(block.values.values.size for block in blocks) == trace.lookup("weight").size
        assert film.value("block_count", of=of).value == len(blocks) == (1, 3, 4)[of]
    assert any(f"{size} numbers" in each for each in said(film))


def test_the_first_block_of_each_row_proposes(film: Any) -> None:
    roles = [[film.networks[of].declared.gates, row] for of, row in enumerate(film.rows)]
    for gates, row in roles[1:]:
        first = next(each for each in row.blocks[0].get_family() if isinstance(each, Matrix))
        assert gates[first.values.index[0]] == "candidate"


def test_a_bar_is_as_many_bricks_long_as_its_time_is_times_that_of_the_plain_cell(film: Any) -> None:
    for times, shown in zip((LSTM_FIRST, LSTM_FIRST, SLOW), film.times, strict=False):
        brick = shown.bars[0].width
        for kind, bar, bricks in zip(KINDS, shown.bars, shown.bricks, strict=True):
            assert isinstance(bar, TimeBar)
            assert isinstance(bricks, Bricks)
            assert bar.width / brick == pytest.approx(times[kind] / times["rnn"])
            assert len(bricks) == COUNTS[kind]
            assert bricks.width == pytest.approx(COUNTS[kind] * brick)


def test_what_is_compared_has_one_scale_where_a_plain_step_takes_longer_bricks_are_as_much_wider(film: Any) -> None:
    wide = [[bar.width / float(bar.reading.value) for bar in each.bars] for each in film.times]
    assert [*wide[0], *wide[1]] == pytest.approx([wide[0][0]] * 6)
    assert [*wide[2], *wide[3]] == pytest.approx([wide[2][0]] * 6)
    for each in film.times:
        assert each.bricks[2].width == pytest.approx(4 * each.bars[0].width)
        assert [brick.width for brick in each.bricks[2]] == pytest.approx([each.bricks[2].width / 4 - JOINT * 3 / 4] * 4)


def test_what_takes_longer_than_its_bricks_is_framed(film: Any) -> None:
    times, frame = film.times[2], film.times[2].notes[0]
    assert frame.get_left()[0] == pytest.approx(times.bricks[2].get_right()[0])
    assert times.bars[2].get_right()[0] < frame.get_right()[0] < times.folds[2].get_left()[0]
    other = heard(briefed(measured(AS_MANY, AS_MANY)))
    assert not other.words.is_far_more
    assert not other.times[1].notes


def test_the_candidate_of_a_gru_waits_for_its_reset_gate_where_that_is_slower(film: Any) -> None:
    candidate, reset, _ = film.times[0].bricks[1]
    wire, letter = film.times[0].notes
    assert [film.blocks(1).index(name) for name in ("candidate", "reset")] == [0, 1]
    assert wire.corners[0] == pytest.approx(reset.get_top()[:2])
    assert wire.corners[-1] == pytest.approx(candidate.get_top()[:2])
    assert letter.quantity.letter == "r_t"
    assert not any(isinstance(each, Wire) for each in heard(briefed(measured(AS_MANY, AS_MANY))).times[0].notes)


def test_a_size_amid_is_compared_with_the_one_before(film: Any) -> None:
    bar, label = film.times[1].notes
    assert bar.width == pytest.approx(film.times[1].bars[0].width * LSTM_FIRST["lstm"] / LSTM_FIRST["rnn"])
    assert label.text == "12.0 µs with 4 units"


@pytest.mark.parametrize(
    ("times", "order", "last", "answer"),
    [
        (
            (LSTM_FIRST, SLOW),
            "Here the LSTM is faster than the GRU, which has to wait for its reset gate r.",
            "far more",
            "depends",
        ),
        ((AS_MANY, AS_MANY), "The LSTM takes four times an RNN’s time, or more.", "no more", "much the same in all sizes"),
        (
            ({**AS_MANY, "lstm": 18.0}, {**AS_MANY, "lstm": 22.0}),
            "The LSTM takes less than four times an RNN’s time.",
            "more",
            "much the",
        ),
    ],
)
def test_what_is_said_of_times_is_what_the_study_has(times: Any, order: str, last: str, answer: str) -> None:
    captions = said(heard(briefed(measured(*times))))
    assert any(each.endswith(order) for each in captions)
    assert any(each.startswith(f"That is {last} than four times an RNN’s time") for each in captions)
    assert answer in captions[-1]


def test_who_is_faster_is_said_only_where_all_rounds_agree() -> None:
    captions = said(heard(briefed(measured(LSTM_FIRST, SLOW, spread=2.0))))
    assert not any("faster" in each for each in captions)


def test_the_cell_that_is_erased_is_seen_to_be_the_one_of_the_last_row(film: Any) -> None:
    name, *blocks = film.head
    assert name.text == film.name(2)
    of_row, of_head = (
        [each.values.index for block in some for each in block.get_family() if isinstance(each, Matrix)]
        for some in (film.rows[2].blocks, blocks)
    )
    assert of_head == of_row
    assert min(each.get_bottom()[1] for each in film.head) > max(lane.name.get_top()[1] for lane in film.lanes)
    assert len([beat for beat in film.beats if beat.act == "with dropout"]) == 2


def test_holes_are_where_masks_erase(film: Any) -> None:
    masks = film.networks[2].first_masks
    for kind, lane in enumerate(film.lanes):
        holes = {cell.reading.index for strip in lane.strips for cell in strip if isinstance(cell, Hole)}
        assert holes == {(kind, *map(int, place)) for place in np.argwhere(masks[kind] == 0)}
        spared = sum(not any((kind, time, unit) in holes for time in range(5)) for unit in range(4))
        assert film.value("spared_counts", kind, of=2).value == spared


def test_a_film_told_from_another_study_is_red(film: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    other = measured(LSTM_FIRST, {**LSTM_FIRST, "rnn": 6.0}, SLOW)
    monkeypatch.setattr(film, "brief", replace(film.brief, studies=(other,)))
    red = {(row.key, row.index, row.of) for row in audit(film).rows if row.problem}
    folds = {("step_microseconds_folds", (0, cell, 1), 3) for cell in (1, 2)}
    assert red == {("step_microseconds_median", (0, 1), 3), *folds}


@pytest.mark.some(
    ("fold", "longer"),
    [(1.0, "no longer"), (1.1, "hardly"), (1.25, "a quarter"), (1.34, "a third"), (1.5, "half longer"), (3.0, "far")],
    take=3,
)
def test_how_much_longer_is_said_is_what_the_study_has(fold: float, longer: str) -> None:
    film = heard(briefed(measured(AS_MANY, {**AS_MANY, "lstm": 20.0 * fold}, AS_MANY)))
    assert any(f", the LSTM takes {longer}" in each for each in said(film))


def test_the_answer_says_the_least_and_the_most(film: Any) -> None:
    numbers, *times = film.words.reply()
    assert numbers == "a whole RNN’s numbers;"
    assert [each.text for each in times] == [
        "with three, 2 ×",
        "to 14 × its time.",
    ]
    assert film.words.lost() == "with dropout: memory is lost"
    assert heard(briefed(measured(AS_MANY, AS_MANY))).words.reply()[1].text == "with three, 4 × its time."


def test_frames_are_around_units_that_no_mask_erases(film: Any) -> None:
    masks = film.networks[2].first_masks
    for kind, lane in enumerate(film.lanes):
        spared = [cell.get_x() for unit, cell in enumerate(lane.strips[0]) if masks[kind][:, lane.units[unit]].all()]
        assert sorted(float(frame.get_x()) for frame in lane.frames) == pytest.approx(sorted(map(float, spared)))
        assert f"{len(spared)} of 4 units never erased" in lane.spared.text


@pytest.mark.parametrize("kind", costs.LIES)
def test_lies_about_times_and_holes_are_seen(kind: Any, film: Any) -> None:
    shown = [*film.mobjects]
    film.add(*film.times[-1].seen) if kind is costs.wrong_time else film.add(
        *(strip for lane in film.lanes for strip in lane.strips)
    )
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


@pytest.mark.parametrize(("count", "shown"), [(1, [0]), (2, [0, 1]), (3, [0, 1, 2]), (4, [0, 2, 3]), (5, [0, 2, 4])])
def test_three_sizes_are_shown_at_the_most(count: int, shown: list[int]) -> None:
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
    with pytest.raises(TraceError, match=r"^This film has room for 40 times what the first cell takes: here it is 41 times"):
        CellCosts.admit(briefed(measured({**AS_MANY, "lstm": 5.0 * (BRICKS + 1)})))
    with pytest.raises(TraceError, match=r"some of these have none\.$"):
        CellCosts.admit(briefed(measured(LSTM_FIRST, numbers=0.0)))


def test_what_emptied_caches_make_of_it_is_said_as_it_was_measured(film: Any) -> None:
    assert said(film).index("Has the LSTM outgrown the cache? Test: empty the cache before each step.")
    cold = film.value(f"{COLD_TIME}_folds_per_weights", 0, 2, 2, of=3)
    assert float(cold.value) == pytest.approx(17.6 / 4.0 / 4)
    assert "All are slower, but the LSTM is at four bricks: the cache had sped the RNN up more." in said(film)
    fewer = heard(briefed(measured(LSTM_FIRST, SLOW, emptied={**EMPTIED, "gru": 20.0})))
    assert "All are slower, but the LSTM is at four bricks: the cache had sped it up least." in said(fewer)
    other = heard(briefed(measured(LSTM_FIRST, SLOW, emptied={**EMPTIED, "lstm": 39.0})))
    assert "The cache alone is not why: without it, too, the LSTM takes more than its four bricks." in said(other)
    assert not any("the cache" in each for each in said(heard(briefed(measured(AS_MANY, AS_MANY)))))


def test_with_emptied_caches_a_brick_is_as_long_as_a_plain_step_takes_then(film: Any) -> None:
    cold, brick = film.times[3], EMPTIED["rnn"] * film.times[2].bars[0].width
    rows = zip(KINDS, cold.bricks, cold.bars, cold.folds, cold.numbers, strict=True)
    for kind, bricks, bar, fold, number in rows:
        assert bricks.width == pytest.approx(COUNTS[kind] * brick)
        assert bar.width == pytest.approx(EMPTIED[kind] / EMPTIED["rnn"] * brick)
        assert fold.get_left()[0] > max(bricks.get_right()[0], bar.get_right()[0])
        assert number.get_right()[0] < film.frame.stage.right
    assert cold.folds[2].text == "4.4 × plain RNN"


def test_all_times_of_the_last_cell_stand_at_the_end_those_with_caches_as_they_are(film: Any) -> None:
    assert film.words.is_far_more
    shown = {id(part) for each in film.mobjects for part in each.get_family()}
    for times, bar in zip((LSTM_FIRST, LSTM_FIRST, SLOW), film.over.bars, strict=True):
        assert id(bar) in shown
        assert float(bar.get_fill_opacity()) == 1.0
        assert float(bar.reading.value) == pytest.approx(times["lstm"])
    assert not any(id(bar) in shown for bar in film.times[3].bars)


def test_the_first_frame_asks_in_the_ways_in_which_it_is_told(film: Any) -> None:
    ways = [act.title for act in film.acts[1:4]]
    assert [each.text for each in film.ways] == ways
    assert all(way in said(film)[0] for way in ways)
