"""The film of the forget bias: true and readable, of three networks that differ in nothing else, and honest about its studies."""

from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from click.testing import Result
from test_every_film import OF_FILMS, unaccounted

from model.errors import TraceError, UsageError
from model.recipes import gaps
from model.trace import Study
from model.trace.recall import RecallTrace
from scenes.forget_bias import ForgetBias
from scenes.mobjects.reading import Reading
from scenes.mobjects.theme import DARK, LIGHT, Theme
from scenes.stage import worker
from scenes.telling.bias_words import BIASES, LSTMS, PLAIN, BiasWords
from scenes.telling.recall_words import SURE
from scenes.telling.scene import Brief
from scenes.telling.source import origin_of

pytestmark = pytest.mark.usefixtures("manim_ready")


@cache
def traces(gap: int = 20, seed: int = 0) -> tuple[RecallTrace, ...]:
    return gaps.untrained_traces(gap, seed=seed)


@cache
def studies() -> tuple[Study, ...]:
    return ForgetBias.own_studies()


def briefed(found: tuple[RecallTrace, ...], theme: Theme = DARK, shown: tuple[Study, ...] | None = None) -> Brief:
    brief = Brief(found[0], theme, others=found[1:], studies=studies() if shown is None else shown)
    ForgetBias.admit(brief)
    return brief


@cache
def told() -> tuple[ForgetBias, Any]:
    scene, report = worker.rehearse(ForgetBias, briefed(traces()))
    assert isinstance(scene, ForgetBias)
    return scene, report


def faults(brief: Brief) -> list[str]:
    scene, report = worker.rehearse(ForgetBias, brief)
    return [f"{check.__name__}: {fault}" for check in (*OF_FILMS, unaccounted) for fault in check(scene, report)]


@pytest.mark.some(("gap", "seed", "theme"), [(5, 1, DARK), (20, 0, LIGHT), (20, 3, DARK)], take=1)
def test_whatever_the_networks_it_is_true_readable_and_in_frame(gap: int, seed: int, theme: Theme) -> None:
    assert not (found := faults(briefed(traces(gap, seed), theme))), "\n".join(found)


def test_the_last_line_names_all_networks_and_both_studies_once() -> None:
    scene, _ = told()
    shown = {str(each.shown) for each in scene.beats[-1].displays}
    sources = [trace.provenance for trace in traces()]
    assert {source.fingerprint for source in sources} | {study.provenance.command for study in studies()} <= shown
    said = origin_of(scene.brief.traces, scene.value).text
    assert said.startswith("untrained: " + ", ".join(source.fingerprint for source in sources))
    assert said.count(studies()[0].provenance.machine) == 1
    days = {study.provenance.date for study in studies()}
    assert all(said.count(day) == 1 for day in days)


@pytest.mark.parametrize(
    ("count", "says"),
    [(2, "m0: s 0.250 of 4 · a · m1: s 0.500 of 4 · b"), (3, "m0, m1, m2: scores 0.250, 0.500, 0.750 of 4 · a, b, c")],
)
def test_models_that_were_judged_alike_are_told_of_in_rows_if_they_are_many(count: int, says: str) -> None:
    judged = [
        replace(
            trace.provenance,
            model=f"m{number}",
            score=0.25 * (number + 1),
            score_name="s",
            score_count=4,
            fingerprint="abc"[number],
        )
        for number, trace in enumerate(traces())
    ]
    found = [replace(trace, provenance=source) for trace, source in zip(traces(), judged, strict=True)][:count]

    def value(key: str, of: int = 0) -> Reading:
        return Reading(key, (), (*found, *found, studies()[0])[of].lookup(key), of)

    assert origin_of((*found, *found, studies()[0]), value).text.startswith(says + " · python -m")


def seen(act: str) -> list[list[tuple[str, tuple[int, ...], int]]]:
    """Return the keys and indices of what is shown at the end of each beat of an act, and of which trace it is."""
    scene, _ = told()
    displays = [beat.displays for beat in scene.beats if beat.act == act]
    return [[(each.reading.key, each.reading.index, each.reading.of) for each in found] for found in displays]


def test_it_asks_opens_gates_forgets_goes_back_and_answers() -> None:
    scene, report = told()
    assert report.problems == ()
    acts = [
        "the question",
        "untrained: one number",
        "untrained: what is kept",
        "untrained: the way back",
        "trained: does it matter?",
        "the answer",
    ]
    assert [act.title for act in scene.acts] == acts
    said = [beat.caption for beat in scene.beats]
    assert "Before training h and x add little: the bias nearly decides f." in said
    assert "A line shows what f alone would leave: when is half of it gone?" in said


def test_the_biases_are_those_of_the_recipe_and_the_studies_name_their_networks_so() -> None:
    assert (tuple(gaps.BIASES), tuple(gaps.BIASES.values())) == (LSTMS, BIASES)
    assert PLAIN in gaps.KINDS


def test_all_gates_of_a_word_are_dots_on_the_curve() -> None:
    last, trace = seen("untrained: one number")[-1], traces()[0]
    units = [*range(len(trace.unit_numbers))]
    for of in range(3):
        for key in ("forget_preactivation", "forget_gate"):
            found = [index for name, index, own in last if (name, own) == (key, of)]
            assert found == [(trace.cue + 1, unit) for unit in units]


def test_the_moment_has_three_lanes_with_every_word_and_a_mark_at_each_half_life() -> None:
    scene, _ = told()
    last, cue = seen("untrained: what is kept")[-1], traces()[0].cue
    for of in range(3):
        assert [index for key, index, own in last if (key, own) == ("cue_shares", of)] == [(time,) for time in range(cue, 25)]
        assert [key for key, _, own in last if own == of].count("half_life") >= 2  # the mark, and its number
    start, end = scene.moment.start, scene.moment.end
    assert start is not None
    assert end is not None
    assert 5.0 <= end - start <= 12.0


def test_an_error_goes_back_up_the_lanes_and_what_was_measured_is_beside_what_gates_alone_leave() -> None:
    error, back, whole, _ = seen("untrained: the way back")
    cells = list(studies()[1].lookup("cell"))
    assert {key for key, _, own in error if own == 0} >= {"cue_shares", "resting_shares"}  # over the lanes as they were
    assert not [key for key, _, _ in error if key.startswith("carried_gradient")]
    for of in range(3):
        for found, times in ((back, [5, 6, 9, 14, 24]), (whole, [5, 6, 9, 14, 24])):
            assert sorted(index[0] for key, index, own in found if (key, own) == ("resting_shares", of)) == times
    for found, last in ((back, 1), (whole, 6)):
        for what in ("median", "least", "most"):
            places = {index for key, index, _ in found if key == f"carried_gradient_{what}"}
            assert places == {(cells.index(kind), 0, at) for kind in LSTMS for at in range(what != "median", last)}
    assert not [key for key, _, _ in whole if key == "cue_shares"]


def test_all_trainings_are_shown_of_the_three_and_of_a_plain_one_over_both_long_gaps() -> None:
    last = seen("the answer")[-1]
    cells = list(studies()[0].lookup("cell"))
    dots = {index for key, index, _ in last if key == "accuracy"}
    assert dots == {(0, cells.index(kind), gap, seed) for kind in (*LSTMS, PLAIN) for gap in (1, 2) for seed in range(5)}


def test_guessing_is_a_line_where_the_traces_say() -> None:
    assert ("guess", (), 0) in seen("the answer")[-1]
    assert traces()[0].guess == 0.25


def test_a_gate_has_its_number_clear_of_its_level() -> None:
    scene, _ = told()
    for gate, trace in zip(scene.gates.gates, traces(), strict=True):
        level = float(gate.patch.get_bottom()[1]) + gate.patch.height * trace.resting_gate
        number = gate.numeral
        assert not number.get_bottom()[1] < level < number.get_top()[1]


def words_of(**accuracies: list[float]) -> BiasWords:
    """Return the words of a study in which networks, by their names, end such shares rightly over the gaps, whatever the seed."""
    study, cells = studies()[0], list(studies()[0].lookup("cell"))
    values = study.lookup("accuracy").copy()
    for kind, shares in accuracies.items():
        values[0, cells.index(kind)] = np.array(shares)[:, None]
    scene, _ = told()
    film = ForgetBias.__new__(ForgetBias)
    film.brief = replace(scene.brief, studies=(study.with_arrays(accuracy=values), studies()[1]))
    return BiasWords(film, ForgetBias.GAPS, ForgetBias.GRADIENTS)


def test_it_loses_to_a_plain_network_only_where_each_run_of_the_study_does() -> None:
    says, fields = words_of(rnn=[1.0, 0.7, 0.25], lstm_bias_0=[1.0, 0.5, 0.25]).lost()
    assert says == "Over {gap:0} words every plain RNN beats all with bias {low:0}: an LSTM can lose."
    assert fields["gap"].value == 20.0
    says, fields = words_of(rnn=[0.9, 0.5, 0.25], lstm_bias_0=[1.0, 0.7, 0.25]).lost()
    assert says == "Over {gap:0} words every LSTM with bias {low:0} beats all plain RNNs."
    assert fields["gap"].value == 20.0
    overlap = "Bias {low:0} and a plain RNN overlap over every gap: neither is ahead."
    assert words_of(rnn=[1.0, 0.5, 0.25], lstm_bias_0=[1.0, 0.5, 0.25]).lost()[0] == overlap
    assert words_of().lost()[0] == overlap


@pytest.mark.parametrize(
    ("low", "high", "says", "gap"),
    [
        (
            [1.0, 0.6, 0.25],
            [1.0, 1.0, 1.0],
            "Over {gap:0} words bias {high:0} remembers, bias {low:0} does not: it has to be",
            80,
        ),
        (
            [1.0, 0.6, 0.25],
            [1.0, 1.0, 0.25],
            "remembers, bias {low:0} does not; over {longest:0} both can fail.",
            20,
        ),
        ([1.0, 0.6, 0.25], [1.0, 1.0, 0.75], "bias {high:0} always did better than bias {low:0}: it has to be told to.", 80),
        (
            [0.95, 1.0, 0.25],
            [1.0, 1.0, 0.25],
            "always did better than bias {low:0}; over {longest:0} both can fail.",
            5,
        ),
    ],
)
def test_the_answer_names_the_longest_gap_over_which_every_training_of_the_one_beats_all_of_the_other(
    low: list[float], high: list[float], says: str, gap: int
) -> None:
    words = words_of(lstm_bias_0=low, lstm_bias_3=high)
    said, fields = words.answer()
    assert says in said
    assert fields["gap"].value == gap
    assert words.reply() == "No: start its forget gate open."


def test_where_some_trainings_with_the_largest_bias_alone_recall_over_the_longest_gap_that_is_said() -> None:
    words = words_of()
    first, last = words._values()
    said, _ = words.answer()
    assert said.endswith("only bias {high:0} may.") == (first[-1].max() < SURE <= last[-1].max())
    assert words_of(lstm_bias_3=[1.0, 1.0, 0.25]).answer()[0].endswith("both can fail.")


def test_where_seeds_differ_as_much_there_is_no_answer() -> None:
    words = words_of(lstm_bias_0=[1.0, 1.0, 1.0], lstm_bias_3=[1.0, 1.0, 1.0])
    assert words.reply() == "Not told apart."
    assert words.answer() == ("Other seeds may turn the order: these runs do not say that the bias matters.", {})


def lefts(*factors: float) -> str:
    """Return what is said of a study that measured so many times what the forget gates of the networks alone leave."""
    scene, _ = told()
    study = studies()[1]
    values = study.lookup("carried_gradient").copy()
    for kind, factor, trace in zip(LSTMS, factors, traces(), strict=True):
        place = study.index("carried_gradient", cell=kind, moment="before")
        for at, far in enumerate(study.lookup("distance")):
            values[(*place, at)] = factor * trace.resting_gate**far
    film = ForgetBias.__new__(ForgetBias)
    film.brief = replace(scene.brief, studies=(studies()[0], study.with_arrays(carried_gradient=values)))
    return BiasWords(film, ForgetBias.GAPS, ForgetBias.GRADIENTS).beside()[0]


def test_more_is_said_to_be_left_than_a_gate_alone_leaves_only_where_it_was_measured() -> None:
    hardly = "; with bias {low:0} still hardly any."
    assert lefts(1.1, 1.1, 1.1) == "{words:0} words back all have more than by f alone" + hardly
    assert lefts(0.9, 0.9, 0.9) == "{words:0} words back all have less than by f alone" + hardly
    assert lefts(1e6, 1.1, 1.1) == "{words:0} words back all have more than by f alone."
    assert lefts(1.1, 0.9, 1.1) == "{words:0} words back more is left than f alone leaves in some, and less in others."


def test_where_half_is_not_gone_at_the_end_that_is_said() -> None:
    scene, _ = told()
    film = ForgetBias.__new__(ForgetBias)
    short = traces(5)
    film.brief = replace(scene.brief, trace=short[0], others=short[1:])
    assert BiasWords(film, 3, 4).halved() == ("A line shows what f alone would leave: not all have lost half.", {})


def test_other_traces_and_studies_are_refused() -> None:
    one, two, three = traces()
    for others in ((two, one, three), (one, two, traces(seed=1)[2]), (one, one, one)):
        with pytest.raises(UsageError, match="three LSTMs that are alike but for forget biases of 0, 1 and 3"):
            briefed(others)
    with pytest.raises(TraceError, match="This film shows 'weight', which this trace lacks"):
        briefed((one, two, replace(three, cell_weights=None)))
    with pytest.raises(UsageError, match=r"^This film tells of 3 traces, not of 2\.$"):
        briefed((one, two))
    with pytest.raises(UsageError, match="one word that is forgotten"):
        briefed((one, two, replace(three, cue=3)))
    with pytest.raises(UsageError, match="room for 25 words"):
        briefed(traces(80))
    success, gradients = studies()
    with pytest.raises(TraceError, match="This film shows a study with accuracy along task, cell, gap, seed"):
        briefed(traces(), shown=(gradients, success))
    task, cell, *axes = success.axes
    renamed = replace(cell, coordinates=("gru_again", *cell.coordinates[1:]))
    with pytest.raises(TraceError, match="'rnn'"):
        briefed(traces(), shown=(replace(success, axes=(task, renamed, *axes)), gradients))
    late = tuple(replace(trace, cue=24) for trace in traces())
    with pytest.raises(TraceError, match=r"gradients of up to 0 words back, in 3 distances or more: this study has fewer\."):
        briefed(late)


@pytest.mark.parametrize("option", [("--text", "i grew up in spain"), ("--gap", "5"), ("--word", "2"), ("--unit", "1")])
def test_what_it_cannot_tell_of_is_refused(run: Callable[..., Result], option: tuple[str, str]) -> None:
    done = run("audit", "forget_bias", *option)
    assert done.exit_code != 0
    assert option[0] in done.output


def test_saved_traces_are_told_as_those_that_are_made(run: Callable[..., Result], tmp_path: Path) -> None:
    given = list[str]()
    for number, trace in enumerate(traces(5)):
        trace.save(tmp_path / f"{number}.npz")
        given += ["--trace", str(tmp_path / f"{number}.npz")]
    done = run("audit", "forget_bias", *given)
    assert done.exit_code == 0, done.output
