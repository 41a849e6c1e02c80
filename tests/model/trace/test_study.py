"""The study: tables that say along what, in which unit and how they were measured; and each way in which one can be wrong."""

import json
import pickle
import re
from dataclasses import asdict, fields, replace
from itertools import combinations
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from model.errors import TraceError
from model.trace import SUMMARIES, UNITS, Axis, Measure, Measurement, Study, Trace, axes_of
from model.trace.summaries import EXACT, as_clear

PAGE = (Path(__file__).parents[3] / "docs" / "study.md").read_text(encoding="utf-8")


def with_measure(study: Study, **changes: Any) -> Study:
    """Return the study with its first measure changed."""
    return replace(study, measures=(replace(study.measures[0], **changes), *study.measures[1:]))


def and_measure(study: Study, **parts: Any) -> Study:
    """Return the study with one more measure."""
    return replace(study, measures=(*study.measures, Measure(**{"meaning": "more", "unit": "number", **parts})))


def errors(study: Study) -> dict[str, float]:
    return {each.name: each.error for each in study.identities()}


# -- what it says --------------------------------------------------------------------------------------------------------


def test_saved_and_loaded_it_is_the_same(study: Study, tmp_path: Path) -> None:
    study.save(tmp_path / "s.npz")
    for again in (Trace.load(tmp_path / "s.npz"), pickle.loads(pickle.dumps(study))):
        assert isinstance(again, Study)
        assert again.header() == study.header()
        assert again.provenance == study.provenance
        keys = again.keys()
        assert keys == study.keys()
        assert all(np.array_equal(again.lookup(key), study.lookup(key)) for key in keys)


def test_axes_measures_and_what_follows_are_looked_up(study: Study) -> None:
    accuracy = study.lookup("accuracy")
    assert study.lookup("cell") == ("rnn", "lstm")
    assert study.lookup("gap").tolist() == [2.0, 20.0]
    assert study.lookup("accuracy_unit") == "fraction of examples"
    assert study.lookup("gap_meaning") == "words in between"
    assert study.lookup("provenance.examples") == 100
    assert study.lookup("accuracy_mean").tolist() == accuracy.mean(axis=2).tolist()
    assert study.lookup("accuracy_median").tolist() == np.median(accuracy, axis=2).tolist()
    assert study.lookup("accuracy_least").tolist() == [[0.88, 0.5], [0.96, 0.72]]
    assert study.lookup("accuracy_most").tolist() == [[0.94, 0.6], [1.0, 0.9]]
    assert study.lookup("accuracy_total")[1, 0] == pytest.approx(2.94)
    assert study.lookup("accuracy_deviation")[1, 0] == pytest.approx(0.02)  # of 0.98, 1 and 0.96, divided by 2
    assert study.lookup("seconds_mean").shape == (2,)


def test_how_many_times_as_large_a_median_is_as_another_is_looked_up(study: Study) -> None:
    folds, medians = study.lookup("accuracy_folds"), study.lookup("accuracy_median")
    assert axes_of(study, "accuracy_folds") == ("cell", "cell", "gap")
    assert folds.shape == (2, 2, 2)
    assert folds[0, 1].tolist() == (medians[1] / medians[0]).tolist()
    assert folds[1, 1].tolist() == [1.0, 1.0]
    with pytest.raises(TraceError, match="'accuracy_folds' would mean two things"):
        and_measure(study, name="accuracy_folds", axes=("gap",), values=[1.0, 2.0])


def test_in_how_many_pairs_of_runs_one_came_to_more_is_looked_up(study: Study) -> None:
    pairs, accuracy = study.lookup("accuracy_pairs"), study.lookup("accuracy")
    assert axes_of(study, "accuracy_pairs") == axes_of(study, "accuracy_chance") == ("cell", "cell", "gap")
    assert study.lookup("seed_pairs") == 9
    for gap in range(2):
        one, other = accuracy[:, gap]
        assert pairs[0, 1, gap] == sum((a > b) + 0.5 * (a == b) for a in one for b in other)
        assert pairs[1, 0, gap] == 9 - pairs[0, 1, gap]
        assert pairs[0, 0, gap] == 4.5
    with pytest.raises(TraceError, match="'accuracy_chance' would mean two things"):
        and_measure(study, name="accuracy_chance", axes=("gap",), values=[1.0, 2.0])


@pytest.mark.parametrize("runs", [1, 2, 3, 4])
def test_chance_is_the_share_of_all_orders_that_are_as_one_sided(runs: int) -> None:
    orders = [
        sum(place > other for place in chosen for other in set(range(2 * runs)) - set(chosen))
        for chosen in combinations(range(2 * runs), runs)
    ]
    for pairs in range(runs * runs + 1):
        far = max(pairs, runs * runs - pairs)
        sides = sum(each >= far for each in orders) + sum(each <= runs * runs - far for each in orders)
        assert as_clear(pairs, runs) == pytest.approx(min(1.0, sides / len(orders)))
    assert as_clear(0.5, runs) == as_clear(runs * runs - 0.5, runs) == as_clear(1, runs)


def test_chance_of_many_runs_is_nearly_what_counting_gives(monkeypatch: pytest.MonkeyPatch) -> None:
    near = [as_clear(pairs, EXACT + 2) for pairs in range(245, 484, 7)]
    monkeypatch.setattr("model.trace.summaries.EXACT", EXACT + 2)
    assert near == pytest.approx([as_clear(pairs, EXACT + 2) for pairs in range(245, 484, 7)], abs=0.005)


def test_so_is_how_many_times_as_large_it_is_for_each_one_that_was_counted(study: Study) -> None:
    counts = [[1.0, 2.0], [4.0, 0.0]]
    counted = and_measure(study, name="weights", unit="count", axes=("cell", "gap"), values=counts)
    folds, whole = counted.lookup("accuracy_folds_per_weights"), counted.lookup("accuracy_folds")
    assert axes_of(counted, "accuracy_folds_per_weights") == ("cell", "cell", "gap")
    assert folds[0, 1, 0] == pytest.approx(whole[0, 1, 0] / 4)
    assert folds[1, 0, 0] == pytest.approx(whole[1, 0, 0] * 4)
    assert folds[0, 1, 1] == np.inf
    assert "accuracy_folds_per_accuracy" not in set(counted.keys())
    with pytest.raises(TraceError, match="'accuracy_folds_per_weights' would mean two things"):
        and_measure(counted, name="accuracy_folds_per_weights", axes=("gap",), values=[1.0, 2.0])


def test_how_many_coordinates_an_axis_has_is_looked_up(study: Study) -> None:
    assert [study.lookup(f"{name}_count") for name in ("cell", "gap", "seed")] == [2, 2, 3]
    with pytest.raises(TraceError, match="'gap_count' would mean two things"):
        with_measure(study, name="gap_count", unit="count", axes=("gap",), values=[1.0, 2.0])


def test_the_axes_of_all_that_is_found_have_their_names(study: Study) -> None:
    named = {
        "accuracy": ("cell", "gap", "seed"),
        "accuracy_mean": ("cell", "gap"),
        "seconds_most": ("cell",),
        "gap": ("gap",),
        "provenance.date": (),
        "gap_count": (),
    }
    assert {key: axes_of(study, key) for key in named} == named


def test_arrays_cannot_be_changed(study: Study) -> None:
    for key in ("accuracy", "gap", "accuracy_mean"):
        with pytest.raises(ValueError, match="read-only"):
            study.lookup(key)[...] = 0.5


def test_what_it_does_not_have_is_named(study: Study) -> None:
    with pytest.raises(TraceError, match=r"This study trace has no 'acuracy' \(did you mean accuracy"):
        study.lookup("acuracy")
    for key in ("_parts", "__class__", "identities", "provenance.none"):
        with pytest.raises(TraceError, match="has no"):
            study.lookup(key)


def test_without_repetitions_nothing_follows_and_of_one_there_is_no_deviation(study: Study) -> None:
    assert not {f"accuracy_{name}" for name in SUMMARIES} & set(replace(study, repeats=None).keys())
    once = replace(
        study,
        provenance=replace(study.provenance, seeds=(7,)),
        axes=(*study.axes[:2], replace(study.axes[2], coordinates=(7,))),
        measures=tuple(replace(each, values=each.values[..., :1]) for each in study.measures),
    )
    assert set(study.keys()) - set(once.keys()) == {"accuracy_deviation", "seconds_deviation"}
    stored = and_measure(once, name="accuracy_deviation", axes=("cell", "gap"), values=np.zeros((2, 2)))
    assert errors(stored).keys() == errors(once).keys()


def test_an_index_is_found_by_coordinates(study: Study) -> None:
    assert study.index("accuracy", cell="lstm", gap=2, seed=1) == (1, 0, 1)
    assert study.index("accuracy", cell="rnn", gap=20) == (0, 1)
    assert study.index("accuracy") == ()
    for where, message in (
        ({"gap": 2}, r"^accuracy has the axes cell, gap, seed, in this order; not gap\.$"),
        ({"cell": "gru"}, r"^The axis cell has no 'gru'; it has rnn, lstm\.$"),
    ):
        with pytest.raises(TraceError, match=message):
            study.index("accuracy", **where)
    with pytest.raises(TraceError, match=r"^This study did not measure 'second' \(did you mean seconds\?\)\.$"):
        study.index("second")


def test_it_was_given_no_words_and_shows_texts(study: Study) -> None:
    assert study.given == study.unknown == ()
    assert {"rnn", "lstm", "right", "a laptop, 2 cores"} <= set(study.shown)
    assert study.provenance.title == "gap (accuracy by gap)"
    assert dict(study.provenance.labels())["study"] == "gap"


# -- what must hold ------------------------------------------------------------------------------------------------------


def test_a_fraction_of_examples_is_a_whole_number_of_them(study: Study) -> None:
    [(name, error)] = errors(study).items()
    assert name == "accuracy = a whole number of 100 examples"
    assert error < 1e-15
    values = study.lookup("accuracy").copy()
    values[1, 1, 2] += 0.003
    assert errors(with_measure(study, values=values))[name] == pytest.approx(0.003)
    assert errors(with_measure(study, values=values, unit="fraction")) == {}


@pytest.mark.parametrize("summary", SUMMARIES)
def test_a_stored_summary_must_be_what_follows(study: Study, summary: str) -> None:
    values = study.lookup(f"accuracy_{summary}").copy()
    stored = and_measure(study, name=f"accuracy_{summary}", axes=("cell", "gap"), values=values)
    [name] = errors(stored).keys() - errors(study).keys()
    assert name == f"accuracy_{summary} = {SUMMARIES[summary].says} of accuracy over seed"
    assert errors(stored)[name] == 0
    assert all(each.holds for each in stored.identities())
    values[1, 0] += 0.01
    wrong = and_measure(study, name=f"accuracy_{summary}", axes=("cell", "gap"), values=values)
    assert errors(wrong)[name] == pytest.approx(0.01)
    assert [each.name for each in wrong.identities() if not each.holds] == [name]
    assert wrong.lookup(f"accuracy_{summary}")[1, 0] == values[1, 0]  # what is stored is what is found


def test_values_can_be_exchanged_by_name(study: Study) -> None:
    changed = study.with_arrays(seconds=np.ones((2, 3)))
    assert changed.lookup("seconds_total").tolist() == [3.0, 3.0]
    assert changed.lookup("accuracy") is study.lookup("accuracy")
    with pytest.raises(TraceError, match=r"^There is no array 'minutes' to exchange"):
        study.with_arrays(minutes=np.ones((2, 3)))


# -- each way to be wrong ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("unit", "good", "bad"),
    [
        ("fraction", (0.0, 0.37, 1.0), (-1e-9, 1 + 1e-9)),
        ("fraction of examples", (0.0, 0.37, 1.0), (-0.01, 1.01)),
        ("count", (0, 3, 1e6), (-1, 0.5)),
        ("seconds", (1e-9, 60.0), (0.0, -1.0)),
        ("milliseconds", (1e-9, 60.0), (0.0, -1.0)),
        ("microseconds", (1e-9, 60.0), (0.0, -1.0)),
        ("magnitude", (0.0, 1e9), (-1e-9,)),
        ("number", (-3.5, 0.0), ()),
    ],
)
def test_each_unit_has_its_range(unit: str, good: tuple[float, ...], bad: tuple[float, ...]) -> None:
    make = {"name": "size", "meaning": "a size", "unit": unit, "axes": ("run",)}
    assert Measure(**make, values=np.array(good)).values.tolist() == list(good)
    for value in bad:
        with pytest.raises(TraceError, match=rf"^size holds .*: in the unit '{unit}' it must {re.escape(UNITS[unit].range)}\.$"):
            Measure(**make, values=np.array([*good, value]))


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"unit": "minutes"}, "the unit of accuracy is 'minutes'; known units are fraction, "),
        ({"name": "Accuracy"}, "the name of a measure should be small letters, .*, 48 at most; it is 'Accuracy'"),
        ({"meaning": " "}, "the meaning of accuracy should be a text that is not empty"),
        ({"axes": "cell"}, "the axes of accuracy should be a list of names"),
        ({"axes": (1, 2, 3)}, "the axes of accuracy should be a list of names"),
        ({"axes": ("cell", "gap", "sed")}, "accuracy has the axis 'sed', the study has not"),
        ({"axes": ("cell", "gap", "gap")}, "accuracy has the axis 'gap' twice"),
        ({"axes": ("cell", "gap")}, r"accuracy has shape \(2, 2, 3\); its axes \(cell, gap\) make \(2, 2\)"),
        ({"axes": ("seed", "gap", "cell")}, r"accuracy has shape \(2, 2, 3\); its axes .* make \(3, 2, 2\)"),
        ({"values": np.full((2, 2, 3), np.nan)}, "accuracy holds a value that is not a finite number"),
        ({"values": np.array(["a"])}, "accuracy holds <U1, not numbers"),
        ({"name": "seconds"}, "'seconds' would mean two things"),
        ({"name": "cell"}, "'cell' would mean two things"),
        ({"name": "cell_meaning"}, "'cell_meaning' would mean two things"),
        ({"name": "seconds_unit"}, "'seconds_unit' would mean two things"),
        ({"name": "given"}, "'given' would mean two things"),
        ({"name": "provenance"}, "'provenance' would mean two things"),
    ],
)
def test_a_measure_that_does_not_fit_is_refused(study: Study, changes: dict[str, Any], message: str) -> None:
    with pytest.raises(TraceError, match=rf"^{message}.*\.$"):
        with_measure(study, **changes)


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"coordinates": (2, 2)}, "the axis gap has 2 twice"),
        ({"coordinates": (2, 2.0)}, "the axis gap has 2 twice"),
        ({"coordinates": ()}, "the coordinates of gap should be a list with at least one entry"),
        ({"coordinates": "ab"}, "the coordinates of gap should be a list"),
        ({"coordinates": 2}, "the coordinates of gap should be a list"),
        ({"coordinates": (2, "20")}, "the coordinates of gap should be all texts or all finite numbers"),
        ({"coordinates": (2, float("inf"))}, "the coordinates of gap should be all texts or all finite numbers"),
        ({"coordinates": (2, 10**400)}, "the coordinates of gap should be all texts or all finite numbers"),
        ({"coordinates": (False, True)}, "the coordinates of gap should be all texts or all finite numbers"),
        ({"coordinates": (2, 20, 200)}, r"accuracy has shape \(2, 2, 3\); its axes .* make \(2, 3, 3\)"),
        ({"name": "a gap"}, "the name of an axis should be small letters"),
        ({"name": "gap_"}, "the name of an axis should be small letters"),
        ({"meaning": ""}, "the meaning of gap should be a text"),
    ],
)
def test_an_axis_that_does_not_fit_is_refused(study: Study, changes: dict[str, Any], message: str) -> None:
    with pytest.raises(TraceError, match=rf"^{message}.*\.$"):
        replace(study, axes=(study.axes[0], replace(study.axes[1], **changes), study.axes[2]))


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"study": ""}, "study of the provenance should be a text"),
        ({"command": None}, "command of the provenance should be a text"),
        ({"date": "29.11.2026"}, "the date of the provenance is '29.11.2026', it should be YYYY-MM-DD"),
        ({"seeds": (0, 1, 1)}, "the seeds of the provenance should be a list of whole numbers, each once"),
        ({"seeds": (0, 1, 2.5)}, "the seeds of the provenance should be a list of whole numbers"),
        ({"seeds": 3}, "the seeds of the provenance should be a list"),
        ({"seeds": (0, 1, 3)}, "the seeds of its provenance are not those of the axis seed"),
        ({"examples": -1}, "the examples of the provenance are -1, they should be a whole number"),
        ({"examples": True}, "the examples of the provenance are True"),
        ({"examples": 0}, "a fraction of examples was measured, and its provenance says on no examples"),
    ],
)
def test_a_provenance_that_does_not_fit_is_refused(study: Study, changes: dict[str, Any], message: str) -> None:
    with pytest.raises(TraceError, match=rf"^{message}.*\.$"):
        replace(study, provenance=replace(study.provenance, **changes))


def test_a_study_that_does_not_fit_together_is_refused(study: Study) -> None:
    idle = Axis(name="size", meaning="units", coordinates=(8,))
    wrong_mean = {"name": "accuracy_mean", "values": np.full((2, 2), 0.5)}
    for make, message in (
        (lambda: replace(study, measures=()), "nothing was measured"),
        (lambda: replace(study, axes=(*study.axes, idle)), "nothing was measured along size"),
        (lambda: replace(study, repeats="run"), "it repeats along 'run', which is none of its axes"),
        (
            lambda: and_measure(study, axes=("gap", "cell"), **wrong_mean),
            r"accuracy_mean has the axes \(gap, cell\), it should have",
        ),
    ):
        with pytest.raises(TraceError, match=message):
            make()
    axes = (study.axes[0], replace(study.axes[1], name="seconds_mean"), study.axes[2])
    measures = (replace(study.measures[0], axes=("cell", "seconds_mean", "seed")), study.measures[1])
    with pytest.raises(TraceError, match="'seconds_mean' would mean two things"):
        replace(study, axes=axes, measures=measures)


# -- files ---------------------------------------------------------------------------------------------------------------


def rewritten(study: Study, path: Path, change: Any = None, **arrays: Any) -> Path:
    """Save the study with its header changed in place, and with these arrays; None leaves one out."""
    header = {"format": "unrolled-trace", "version": 1, "kind": "study", **study.header()}
    header = json.loads(json.dumps(header))
    if change:
        change(header)
    left = {name: array for name, array in (study.arrays() | arrays).items() if array is not None}
    np.savez(path, header=np.array(json.dumps(header)), **left)
    return path


def test_each_wrong_file_is_refused_in_a_sentence(study: Study, tmp_path: Path) -> None:
    for number, (change, arrays, message) in enumerate(
        (
            (lambda header: header.update(version=2), {}, "its header says format 'unrolled-trace' version 2"),
            (lambda header: header.pop("axes"), {}, "lacks 'axes'"),
            (lambda header: header.update(axes=["cell"]), {}, r"axes should be a JSON object, it is \['cell'\]"),
            (lambda header: header["axes"].update(cell=3), {}, "the axis cell should be a JSON object, it is 3"),
            (lambda header: header["axes"]["cell"].pop("meaning"), {}, "the axis cell lacks 'meaning'"),
            (lambda header: header["measures"]["seconds"].pop("unit"), {}, "the measure seconds lacks 'unit'"),
            (lambda header: header["measures"].pop("seconds"), {}, "it holds 'seconds', which nobody knows"),
            (lambda header: header["provenance"].pop("machine"), {}, "the provenance lacks 'machine'"),
            (
                lambda header: header["provenance"].update(sedes=[0]),
                {},
                r"the provenance has an entry 'sedes', which nobody knows \(did you mean seeds\?\)",
            ),
            (None, {"seconds": None}, "lacks 'seconds'"),
            (None, {"extra": np.ones(3)}, "it holds 'extra', which nobody knows"),
            (None, {"seconds": np.array([{"evil": 1}], dtype=object)}, "seconds holds Python objects, not numbers"),
        )
    ):
        path = rewritten(study, tmp_path / f"{number}.npz", change, **arrays)
        with pytest.raises(TraceError, match=message) as error:
            Trace.load(path)
        assert str(path) in str(error.value)
        assert str(error.value).endswith(".")


def test_numbers_of_any_kind_are_read_and_what_may_be_left_out_may(study: Study, tmp_path: Path) -> None:
    def change(header: dict[str, Any]) -> None:
        header["provenance"].pop("notes")
        header.pop("repeats")

    again = Trace.load(rewritten(study, tmp_path / "s.npz", change, seconds=np.array([[3, 3, 4], [8, 9, 7]], dtype=np.int16)))
    assert again.lookup("seconds").dtype == np.float64
    assert again.lookup("seconds")[1].tolist() == [8.0, 9.0, 7.0]
    single = study.lookup("accuracy").astype(np.float32)
    coarse = Trace.load(rewritten(study, tmp_path / "t.npz", accuracy=single))
    assert [each.holds for each in coarse.identities()] == [True]
    assert [each.holds for each in replace(coarse, precision="float64").identities()] == [False]


# -- docs/study.md -------------------------------------------------------------------------------------------------------


def table(head: str) -> dict[str, str]:
    """Return the rows of the page's table that begins with this head."""
    [body] = re.findall(rf"\| {re.escape(head)} \|[^\n]*\n\|[-|]+\|\n(.*?)\n\n", PAGE, re.DOTALL)
    return dict(re.findall(r"^\| `([\w ]+)` \| (.+) \|$", body, re.MULTILINE))


def test_the_page_names_every_entry_unit_and_summary(study: Study) -> None:
    assert set(table("entry of the header")) == {"format", "version", "kind", *study.header()}
    assert list(table("entry of `provenance`")) == [field.name for field in fields(Measurement)] == list(asdict(study.provenance))
    assert table("unit") == {name: unit.range for name, unit in UNITS.items()}
    said = {name.removeprefix("accuracy_"): text.partition(" (")[0] for name, text in table("key").items()}
    assert said == {name: summary.says for name, summary in SUMMARIES.items()}


def test_the_sample_writes_a_study_that_is_what_was_measured(study: Study, tmp_path: Path) -> None:
    [sample] = re.findall(r"```python\n(import json.*?)```", PAGE, re.DOTALL)
    names: dict[str, Any] = {}
    exec(sample, names)
    accuracy, seconds = study.lookup("accuracy"), study.lookup("seconds")
    names["write_study"](tmp_path / "s.npz", ["rnn", "lstm"], [2, 20], [0, 1, 2], accuracy, seconds, names["about"])
    again = Trace.load(tmp_path / "s.npz")
    assert isinstance(again, Study)
    assert np.array_equal(again.lookup("accuracy_mean"), study.lookup("accuracy_mean"))
    assert all(each.holds for each in again.identities())
