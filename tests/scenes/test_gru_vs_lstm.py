"""The film that asks which of two networks is better: what it says follows from its traces and its study, whatever they are."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from unwatched import tell

from benchmarks.lying import spreads
from model.errors import TraceError, UsageError
from model.networks import Reader
from model.trace import ReaderTrace, Study
from model.trace.measures import OF_EXAMPLES, Axis, Measure, Measurement
from model.vocabulary import UNKNOWN, Vocabulary
from scenes.gru_vs_lstm import GRUVersusLSTM
from scenes.mobjects.areas import Area
from scenes.mobjects.dots import Band, Dot, Mark, Pair, Scale
from scenes.mobjects.text import Label
from scenes.stage import worker
from scenes.telling.audit import audit
from scenes.telling.pace import LONGEST_CAPTION
from scenes.telling.records import Brief
from scenes.telling.stillness import longest_still, still_share
from scenes.telling.trainings import ahead, verdict
from scenes.telling.witness import faults

pytestmark = pytest.mark.usefixtures("manim_ready")

CELLS = ("rnn", "lstm", "gru", "gru_reset_after")
GOOD, POOR, SPREAD = (0.94, 0.96, 0.95, 0.945, 0.955), (0.72, 0.78, 0.8, 0.74, 0.76), (0.9, 0.99, 0.947, 0.93, 0.97)
FAST, SLOW, MIXED = (3.0, 3.2, 3.1, 3.05, 3.15), (4.0, 4.4, 4.2, 4.1, 4.3), (2.9, 4.3, 3.07, 2.95, 3.5)


def measured(right: Mapping[str, Sequence[float]], took: Mapping[str, Sequence[float]], **counts: int) -> Study:
    """Return a study of five trainings of each kind of cell: some kinds have figures of their own."""
    numbers = {"rnn": 136, "lstm": 544, "gru": 408, "gru_reset_after": 416} | counts
    each: dict[str, Any] = {"axes": ("cell", "seed")}
    return Study(
        provenance=Measurement(
            study="trainings",
            measured="trainings",
            command="python measure.py",
            machine="a laptop",
            date="2026-11-30",
            versions="Python 3.12",
            seeds=(0, 1, 2, 3, 4),
            examples=1000,
        ),
        axes=(
            Axis(name="cell", meaning="the kind of cell", coordinates=CELLS),
            Axis(name="seed", meaning="the seed", coordinates=(0, 1, 2, 3, 4)),
        ),
        measures=(
            Measure(name="accuracy", meaning="right", unit=OF_EXAMPLES, values=rows(right, GOOD), **each),
            Measure(name="step_milliseconds", meaning="time", unit="milliseconds", values=rows(took, FAST), **each),
            counted("weights", [numbers[kind] for kind in CELLS]),
            counted("blocks", [1, 4, 3, 3]),
        ),
        repeats="seed",
    )


def rows(given: Mapping[str, Sequence[float]], other: Sequence[float]) -> np.ndarray:
    return np.array([given.get(kind, other) for kind in CELLS])


def counted(name: str, values: Sequence[int]) -> Measure:
    return Measure(name=name, meaning="numbers", unit="count", axes=("cell",), values=np.array(values, float))


def trace_of(kind: str, text: str = "a b c a b", seed: int = 1, units: int = 4) -> ReaderTrace:
    rng, words = np.random.default_rng(seed), Vocabulary((UNKNOWN, "a", "b", "c"))
    return Reader.create(words, ("x", "y", "z"), rng, cell=kind, units=units, features=3).run(text)


def told(one: ReaderTrace, other: ReaderTrace, study: Study | None = None) -> Any:
    brief = Brief(one, others=(other,), studies=(study,) if study else ())
    GRUVersusLSTM.admit(brief)
    scene, report = worker.rehearse(GRUVersusLSTM, brief)
    assert report.problems == ()
    return scene


def heard(one: ReaderTrace, other: ReaderTrace, study: Study) -> Any:
    """Return a film for the sake of what is said: what it shows is judged in others of such networks."""
    return tell(GRUVersusLSTM, Brief(one, others=(other,), studies=(study,)), true=True)


@pytest.fixture(scope="module")
def film(manim_ready: Path) -> Any:
    """Return the film of two traces and of a study in which bands overlap in one measure and not in the other."""
    return told(trace_of("gru"), trace_of("lstm"), measured({"lstm": SPREAD}, {"lstm": SLOW}))


def said(scene: Any) -> list[str]:
    return [beat.caption for beat in scene.beats]


@pytest.mark.parametrize(
    ("right", "took", "counts", "answer"),
    [
        ({"lstm": SPREAD}, {"lstm": SLOW}, {}, "Which judges better is open. The GRU is faster and smaller."),
        ({}, {"lstm": MIXED}, {}, "Which judges better is open. The GRU is smaller."),
        ({}, {"gru": SLOW}, {}, "Which judges better is open. The LSTM is faster, the GRU smaller."),
        ({}, {"gru": MIXED}, {"gru": 544}, "Which judges better is open; neither is faster or smaller."),
        ({"gru": POOR}, {"lstm": SLOW}, {}, "The LSTM judges better: chance is seldom so clear."),
        ({"lstm": POOR}, {}, {}, "The GRU judges better: chance is seldom so clear."),
    ],
)
def test_a_winner_is_named_only_where_chance_is_seldom_so_clear(
    right: Mapping[str, Sequence[float]], took: Mapping[str, Sequence[float]], counts: dict[str, int], answer: str
) -> None:
    study = measured(right, took, **counts)
    who = ahead(study, "accuracy", (2, 1)), ahead(study, "step_milliseconds", (2, 1), least=True)
    fewer = None if counts else 0
    assert verdict(("GRU", "LSTM"), *who, fewer) == answer


@pytest.mark.some(("right", "first"), [(POOR, "The LSTM judges better: "), (SPREAD, "Which judges better is open")], take=1)
def test_the_film_ends_with_what_the_study_says(right: Sequence[float], first: str) -> None:
    scene = told(trace_of("gru"), trace_of("lstm"), measured({"gru": right}, {"lstm": MIXED}))
    assert said(scene)[-1].startswith(first)
    times, rights = scene.table.columns
    assert times.counted.text == "LSTM faster in 13 of 25 pairs"
    assert rights.counted.text == ("LSTM better in 25 of 25 pairs" if right is POOR else "LSTM better in 13 of 25 pairs")
    assert still_share(scene) <= 0.3
    assert longest_still(scene) <= 2.5


@pytest.mark.parametrize(
    ("one", "other", "who"),
    [
        ((0.1, 0.2, 0.25, 0.12, 0.15), (0.3, 0.4, 0.35, 0.31, 0.32), 1),  # 25 pairs of 25: 2 of 252 orders are as clear
        ((0.5, 0.6, 0.55, 0.45, 0.42), (0.3, 0.4, 0.35, 0.31, 0.32), 0),
        ((0.1, 0.2, 0.31, 0.12, 0.15), (0.3, 0.4, 0.35, 0.33, 0.32), 1),  # 24 pairs: 4 of 252
        ((0.1, 0.2, 0.34, 0.12, 0.15), (0.3, 0.4, 0.35, 0.33, 0.32), None),  # 22 pairs: 14 of 252
        ((0.1, 0.9, 0.3, 0.4, 0.2), (0.3, 0.4, 0.2, 0.1, 0.9), None),
    ],
)
def test_somebody_is_ahead_where_pairs_are_one_sided(one: Sequence[float], other: Sequence[float], who: int | None) -> None:
    study = measured({"gru": one, "lstm": other}, {})
    assert ahead(study, "accuracy", (2, 1)) == who
    assert ahead(study, "accuracy", (2, 1), least=True) == (None if who is None else 1 - who)


def test_a_line_joins_every_two_trainings_in_the_colour_of_who_is_ahead(film: Any) -> None:
    for column, key, least in zip(film.table.columns, ("step_milliseconds", "accuracy"), (True, False), strict=True):
        one, other = (film.study.lookup(key)[cell] for cell in film.cells)
        more = np.sign(one[:, np.newaxis] - other) * (-1 if least else 1)
        assert [pair.ahead for pair in column.pairs] == [{1: 0, -1: 1, 0: None}[int(each)] for each in more.flat]
        first, second = (column.dots[row][0].get_fill_color() for row in (0, 1))
        for pair in column.pairs:
            assert pair.ahead is None or pair.get_stroke_color() == (first, second)[pair.ahead]
        low, high = sorted([(more > 0).sum() + (more == 0).sum() / 2, (more < 0).sum() + (more == 0).sum() / 2])
        assert column.counted.text.endswith(f"{high:g} of 25 pairs")
        assert low + high == 25


def test_who_judges_better_is_said_before_all_else() -> None:
    assert verdict(("GRU", "LSTM"), 1, 0, 0) == "The LSTM judges better: chance is seldom so clear."


def test_verdicts_that_differ_are_told_as_those_that_do_not() -> None:
    found = {}
    for seed in range(12):
        traces = trace_of("gru", seed=seed), trace_of("lstm", seed=seed + 1)
        found[traces[0].verdicts[-1] == traces[1].verdicts[-1]] = traces
    for agree, (one, other) in found.items():
        captions = said(heard(one, other, measured({}, {})))
        how = "agree on" if agree else "disagree on"
        assert captions[0] == f"Two networks {how} this review. Which of the two is better?"
        if agree:
            assert f"Both end with “{one.verdicts[-1]}”." in captions
        else:
            assert f"The GRU ends with “{one.verdicts[-1]}”, the LSTM with “{other.verdicts[-1]}”." in captions
        assert "One training of each tells little. From here on: networks of ours with the same cells." in captions
    assert set(found) == {True, False}


def test_dots_bands_and_bricks_are_where_the_study_has_them(film: Any) -> None:
    study = film.study
    for column, key in zip(film.table.columns, ("step_milliseconds", "accuracy"), strict=True):
        for row, cell in enumerate(film.cells):
            values = study.lookup(key)[cell]
            x = [float(dot.get_x()) for dot in column.dots[row]]
            assert np.allclose(np.diff(x), np.diff(values) * column.scale.unit)
            band = column.bands[row]
            assert float(band.width) == pytest.approx(max(x) - min(x))
            assert float(column.marks[row].get_x()) == pytest.approx(np.mean(x))
    assert [len(bricks) for bricks in film.table.bricks] == [3, 4]
    wide = [float(bricks.width) for bricks in film.table.bricks]
    assert wide[0] / wide[1] == pytest.approx(408 / 544)


def test_each_brick_is_named_below_and_stays_unnamed_where_there_is_no_gate(film: Any) -> None:
    named = [[label.text for label in parts] for parts in film.table.parts]
    assert named == [["reset", "update", "candidate"], ["input", "forget", "candidate", "output"]]
    for bar, parts in zip(film.table.bricks, film.table.parts, strict=True):
        for brick, label in zip(bar, parts, strict=True):
            assert float(label.get_x()) == pytest.approx(float(brick.get_x()))
            assert float(label.width) < float(brick.width)
            assert float(label.get_top()[1]) < float(brick.get_bottom()[1])
    assert [len(parts) for parts in heard(trace_of("rnn"), trace_of("gru"), measured({}, {})).table.parts] == [0, 3]


def test_bands_of_the_end_have_an_axis_with_the_numbers_of_the_large_one(film: Any) -> None:
    summary, columns = film.summary, film.table.columns[::-1]
    for (line, *ends), spread, column in zip(summary.axes, summary.spreads, columns, strict=True):
        assert [end.text for end in ends] == [column.numbers[at].text for at in (0, -1)]
        values = [float(end.phrase.displays[0].reading.value) for end in ends]
        assert [float(each[0]) for each in (line.get_left(), line.get_right())] == pytest.approx(
            list(map(spread.scale.x, values))
        )
        assert all(float(band.get_bottom()[1]) > float(line.get_y()) for band in spread.bands)


def test_every_dot_lies_between_numbers_that_stand_where_the_axis_has_them(film: Any) -> None:
    for column in film.table.columns:
        values = [float(str(number.phrase.displays[0].reading.value)) for number in column.numbers]
        dots = [dot for dots in column.dots for dot in dots]
        assert 4 <= len(values) <= 8
        assert np.allclose([number.get_x() for number in column.numbers], list(map(column.scale.x, values)))
        assert values[0] <= min(dot.reading.value for dot in dots)
        assert max(dot.reading.value for dot in dots) <= values[-1]


@pytest.mark.parametrize(
    ("values", "lines"),
    [
        ((3.651, 4.018), (3.6, 3.7, 3.8, 3.9, 4.0, 4.1)),
        ((0.9392, 0.9564), (0.935, 0.94, 0.945, 0.95, 0.955, 0.96)),
        ((0.0, 0.0), (0.0, 1e-5)),
        ((0.95, 0.95), (0.95, 0.952)),
        ((200.0, 700.0), (200.0, 300.0, 400.0, 500.0, 600.0, 700.0)),
    ],
)
def test_lines_of_an_axis_are_round_numbers_around_all_values(values: Sequence[float], lines: Sequence[float]) -> None:
    scale = Scale.over(np.array(values), Area(-4.0, 6.0, -1.0, 1.0), 0.5)
    found = [float(scale.line(number).value) for number in scale.numbers]
    assert np.allclose(found, lines)
    assert (scale.x(found[0]), scale.x(found[-1])) == pytest.approx((-3.5, 5.5))


def test_dots_of_either_measure_fall_straight_down_to_their_places(film: Any) -> None:
    for column in film.table.columns:
        for run in range(len(column.dots[0])):
            for move in column.falls(run, 1.0):
                (x, y), (end, foot) = move.path.corners
                assert x == end
                assert y > foot


def things(film: Any, *kinds: type) -> Iterator[Any]:
    for mobject in film.mobjects:
        yield from (each for each in mobject.get_family() if isinstance(each, kinds))


def shifted(x: float, y: float) -> Callable[[Any], None]:
    return lambda thing: thing.shift((x, y, 0.0))


def lied(film: Any, thing: Any, lie: Callable[[Any], None]) -> list[str]:
    """Return what is wrong with the last picture once a thing in it is altered; and take that back."""
    state = [(each, each.points.copy(), list(each.submobjects)) for each in thing.get_family()]
    lie(thing)
    found = faults(film, within=False)
    for each, points, parts in state:
        each.points, each.submobjects = points, parts
    return found


def assert_seen(film: Any, kind: Any, times: int = 6) -> None:
    """Assert that lies of a kind are seen each time that one is told, and that nothing is wrong once they are taken back."""
    rng = np.random.default_rng(4)
    for _ in range(times):
        undo = kind(film, rng)
        assert undo is not None
        assert faults(film, within=False), kind.__name__
        undo()
    assert faults(film, within=False) == []


def widened(thing: Any) -> None:
    thing.stretch(1.1, 0)


@pytest.mark.parametrize(
    ("kinds", "count", "lie"),
    [
        ((Dot,), 20, shifted(0.03, 0.0)),
        ((Dot,), 20, shifted(0.0, 0.05)),
        ((Mark,), 4, shifted(-0.03, 0.0)),
        ((Band,), 4, shifted(0.03, 0.0)),
        ((Band,), 4, widened),
    ],
)
def test_a_lie_about_any_dot_band_or_mark_is_seen(
    kinds: tuple[type, ...], count: int, lie: Callable[[Any], None], film: Any
) -> None:
    assert faults(film, within=False) == []
    found = list(things(film, *kinds))
    assert len(found) == count
    assert [thing for thing in found if not lied(film, thing, lie)] == []
    assert faults(film, within=False) == []


def test_a_lie_about_any_number_or_name_is_seen(film: Any) -> None:
    labels = [*film.summary.names, *(label for row in film.summary.printed for label in row)]
    assert len(labels) == 8
    for label in labels:
        assert lied(film, label, shifted(0.0, 0.3)), label.text
    printed = [label for label in labels if label.phrase.displays]
    for label in printed:
        whole = label.phrase
        wrong = whole.displays[0]._replace(shown="7.77")
        label.phrase = whole._replace(displays=(wrong, *whole.displays[1:]))
        assert faults(film, within=False), label.text
        label.phrase = whole
    named = [label for label in labels if not label.phrase.displays]
    assert [label.text for label in named] == ["GRU", "LSTM"]
    for label in named:
        whole = label.phrase
        label.phrase = whole._replace(text="RNN", bare="RNN")
        assert any("should show" in fault for fault in faults(film, within=False))
        label.phrase = whole


def test_the_number_of_another_network_is_a_lie_wherever_it_is(film: Any) -> None:
    for label in (label for row in film.summary.printed for label in row):
        whole, [display] = label.phrase, label.phrase.displays
        other = {film.cells[0]: film.cells[1], film.cells[1]: film.cells[0]}[display.reading.index[0]]
        reading = film.value(display.reading.key, other, of=2)
        label.phrase = whole._replace(displays=(display._replace(reading=reading, shown=display.rule(reading.value)),))
        assert any("not where it belongs" in fault for fault in faults(film, within=False)), whole.text
        label.phrase = whole


@pytest.fixture
def counting(film: Any) -> Iterator[Any]:
    """Yield the film with what is on stage when numbers to learn are counted."""
    here = film.mobjects
    film.mobjects = [*film.table.names, *film.table.bricks, *film.table.numbers, film.table.head]
    yield film
    film.mobjects = here


def test_a_lie_about_any_brick_or_count_is_seen(counting: Any) -> None:
    assert faults(counting, within=False) == []
    for bricks in counting.table.bricks:
        assert lied(counting, bricks, widened)
        assert lied(counting, bricks, lambda each: each.submobjects.pop())
    for number in counting.table.numbers:
        assert lied(counting, number, shifted(0.0, 0.3))
    assert_seen(counting, spreads.wrong_bricks)


@pytest.mark.parametrize("measure", [0, 1])
def test_a_lie_about_any_pair_or_their_number_is_seen(measure: int, film: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    column = film.table.columns[measure]
    dots = [dot for dots in column.dots for dot in dots]
    monkeypatch.setattr(film, "mobjects", [*film.table.names, *column.ground, *column.pairs, *dots, column.counted])
    assert faults(film, within=False) == []
    assert len(list(things(film, Pair))) == 25
    for pair in column.pairs:
        assert lied(film, pair, shifted(0.04, 0.0))
    assert_seen(film, spreads.wrong_pair, 12)
    whole = column.counted.phrase
    column.counted.phrase = whole._replace(displays=(whole.displays[0]._replace(shown="7"), *whole.displays[1:]))
    assert faults(film, within=False)
    column.counted.phrase = whole
    assert faults(film, within=False) == []


def test_a_bar_is_as_long_as_a_verdict_is_likely_after_the_word(film: Any) -> None:
    lane = film.lanes[0]
    for time in range(film.count):
        moves, _ = lane.reads(time, 0.1)
        shares = film.trace.probabilities[time]
        wide = [float(move.mobject.width) for move in moves]
        assert np.allclose(np.array(wide) / sum(wide), shares)


@pytest.mark.parametrize("kind", [each for each in spreads.LIES if each not in (spreads.wrong_bricks, spreads.wrong_pair)])
def test_lies_of_each_kind_are_seen_and_taken_back(kind: Any, film: Any) -> None:
    assert_seen(film, kind)


def test_a_film_told_from_another_study_is_red(film: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    values = film.study.lookup("accuracy").copy()
    values[film.cells[0], 1] -= 0.01
    other = film.study.with_arrays(accuracy=values)
    monkeypatch.setattr(film, "brief", replace(film.brief, studies=(other,)))
    red = {(row.key, row.index, row.of) for row in audit(film).rows if row.problem}
    assert ("accuracy", (film.cells[0], 1), 2) in red
    assert ("accuracy_mean", (film.cells[0],), 2) in red
    assert not any(key.startswith("step") for key, *_ in red)


@pytest.mark.some("kinds", [("rnn", "lstm"), ("gru", "gru_reset_after"), ("gru_reset_after", "rnn")], take=1)
def test_any_two_kinds_are_told_in_short_captions(kinds: tuple[str, str]) -> None:
    many = dict.fromkeys(CELLS, 1_050_624)
    one, other = map(trace_of, kinds)
    apart = told(one, other, measured({kinds[0]: POOR}, {kinds[1]: SLOW}, **many))
    overlapping = heard(one, other, measured({}, {kinds[0]: SLOW}))
    assert max(map(len, said(apart) + said(overlapping))) <= LONGEST_CAPTION
    assert {label.text for label in things(apart, Label)} >= {apart.name(0), apart.name(1)}
    assert apart.heading.lower() == f"{apart.name(0)} and {apart.name(1)}".lower()
    assert apart.heading[0].isupper()
    assert apart.heading in {label.text for label in things(apart, Label)}


@pytest.mark.some("kinds", [("gru_reset_after", "lstm"), ("rnn", "gru_reset_after")], take=1)
def test_names_of_rows_end_before_what_is_counted_begins(kinds: tuple[str, str]) -> None:
    one, other = map(trace_of, kinds)
    table = heard(one, other, measured({}, {})).table
    assert all(name.get_right()[0] < bricks.get_left()[0] for name, bricks in zip(table.names, table.bricks, strict=True))
    assert len({name.style for name in table.names}) == 1


def test_its_own_cells_stand_in_the_header_as_in_its_title(film: Any) -> None:
    assert film.heading == GRUVersusLSTM.title


def test_one_of_a_kind_is_not_compared_with_another() -> None:
    with pytest.raises(UsageError, match=r"^This film compares two kinds of cells, and both of these are gru: choose others"):
        GRUVersusLSTM.admit(Brief(trace_of("gru"), others=(trace_of("gru", seed=2),)))


@pytest.mark.parametrize(
    ("spoil", "message"),
    [
        (lambda study: replace(study, measures=study.measures[:3]), "which has blocks along cell: this one has not"),
        (lambda study: replace(study, repeats=None), "which repeats along seed: this one does not"),
        (
            lambda study: replace(study, axes=(replace(study.axes[0], coordinates=("rnn", "a", "gru", "b")), study.axes[1])),
            "The axis cell has no 'lstm'",
        ),
    ],
)
def test_a_study_without_what_is_shown_is_refused(spoil: Callable[[Study], Study], message: str) -> None:
    brief = Brief(trace_of("gru"), others=(trace_of("lstm"),), studies=(spoil(measured({}, {})),))
    with pytest.raises(TraceError, match=message):
        GRUVersusLSTM.admit(brief)


def test_without_a_study_of_somebodys_own_it_shows_ours() -> None:
    scene = told(trace_of("gru"), trace_of("lstm"))
    assert scene.study.provenance.command == "python -m benchmarks.studies reviews"
    assert len(list(things(scene, Dot))) == 20


def test_two_studies_are_too_many() -> None:
    study = measured({}, {})
    brief = Brief(trace_of("gru"), others=(trace_of("lstm"),), studies=(study, study))
    with pytest.raises(UsageError, match=r"^This film shows 1 studies beside its traces, not 2\.$"):
        GRUVersusLSTM.admit(brief)


def test_whose_trainings_are_counted_is_said_where_they_are_not_those_of_the_two() -> None:
    one, other, study = trace_of("gru"), trace_of("lstm"), measured({}, {})
    own = [replace(each, provenance=replace(each.provenance, score_count=1000)) for each in (one, other)]
    captions = [{beat.caption for beat in heard(*pair, study).beats} for pair in ((one, other), own)]
    said = "One training of each tells little. From here on: networks of ours with the same cells."
    assert [said in each for each in captions] == [True, False]


def test_networks_that_choose_between_other_labels_are_not_compared() -> None:
    other = Reader.create(Vocabulary((UNKNOWN, "a", "b", "c")), ("1", "2"), np.random.default_rng(1), cell="lstm", units=4)
    with pytest.raises(UsageError, match=r"choose between the same labels; these say x, y, z, and 1, 2\.$"):
        GRUVersusLSTM.admit(Brief(trace_of("gru"), others=(other.run("a b c a b"),), studies=(measured({}, {}),)))
