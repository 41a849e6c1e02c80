"""The film of long memories: true and readable for every gap, whoever is right; and what it says, by rules."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import cache
from itertools import product
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from click.testing import Result
from test_every_film import OF_FILMS
from unwatched import tell

from model.errors import TraceError, UsageError
from model.networks import Reader
from model.recipes.gaps import GAPS, KINDS, NEAR_ONE, blank, far_one, traced
from model.trace import Study
from model.trace.measures import OF_EXAMPLES, Axis, Measure, Measurement
from model.trace.recall import RecallTrace
from scenes.long_range import AFTER, HANDED, MOVED, SETS_OUT, LongRange
from scenes.mobjects.motion import Shade
from scenes.mobjects.reading import phrase
from scenes.mobjects.sets.fading import figures
from scenes.mobjects.sets.run_dots import Count
from scenes.mobjects.text import Paragraph
from scenes.mobjects.theme import DARK, LIGHT, Theme
from scenes.stage import worker
from scenes.telling.frame import FRAMES
from scenes.telling.recall_words import (
    Part,
    Reach,
    answered,
    bridge_between,
    bridged,
    ended,
    furthest,
    helped,
    kept_unseen,
    left_over,
    lesson,
    listed,
    reach_of,
)
from scenes.telling.recalling import NETWORKS
from scenes.telling.scene import Brief

pytestmark = pytest.mark.usefixtures("manim_ready")

SHARES = {"rnn": (1.0, 0.6, 0.25), "gru": (1.0, 1.0, 0.95), "lstm_bias_0": (1.0, 0.3, 0.25), "lstm": (1.0, 0.9, 0.25)}
"""What a study has measured at each gap, of each kind; of others all is right."""
FURTHER = {"rnn": (0.25, 0.3, 0.25), "gru": (0.3, 1.0, 0.95), "lstm": (0.25, 0.95, 0.25)}
"""What it has measured of them across 80 words."""
REACHES = tuple(
    Reach(how, sure, 5) for how, sure in zip(("sure", "mostly", "lucky", "part", "guess"), (5, 4, 2, 0, 0), strict=True)
)
"""How five networks may do at a gap."""
SURE, MOSTLY, LUCKY, PART, GUESSING = REACHES
UNBRIDGED = 80
"""At this gap the film is told with a study in which nobody bridges more than it learned."""
GUESS, WIDTH = 0.25, FRAMES["16:9"].width


def study(name: str = "gaps", kinds: Sequence[str] = KINDS, *, bridges: bool = True) -> Study:
    """Return a study of two tasks, with three seeds; the last one is worse. Those trained at 20 words bridge 80, or guess."""
    measures = []
    for key, found in (("accuracy", SHARES), ("far_accuracy", FURTHER if bridges else dict.fromkeys(kinds, (0.25,) * 3))):
        shares = np.array([found.get(kind, (1.0, 1.0, 1.0)) for kind in kinds])
        values = np.stack([np.stack([shares, shares, np.maximum(shares - 0.1, 0.25)], axis=-1)] * 2)
        measures.append(Measure(name=key, meaning="right", unit=OF_EXAMPLES, axes=("task", "cell", "gap", "seed"), values=values))
    axes: dict[str, tuple[Any, ...]] = {"task": ("recall", "agreement"), "cell": tuple(kinds), "gap": GAPS, "seed": (0, 1, 2)}
    source = dict.fromkeys(("measured", "command", "machine", "versions"), "made up")
    return Study(
        provenance=Measurement(study=name, date="2026-11-30", seeds=(0, 1, 2), examples=20, **source),
        axes=tuple(Axis(name=each, meaning=each, coordinates=coordinates) for each, coordinates in axes.items()),
        measures=tuple(measures),
        repeats="seed",
    )


LEFT = {0: 1.0, 5: 0.1, 20: 1e-3, 80: 1e-9}
"""What of a gradient is left so many words back, in the median."""


def gradients(name: str = "gradients", *, left: Mapping[int, float] | None = None) -> Study:
    """Return a study of how much of a gradient gets back, with three seeds: a half, all, and twice as much as it says."""
    shares = [*(left or LEFT).values()]
    values = np.broadcast_to(np.array(shares)[:, None] * [0.5, 1.0, 2.0], (len(KINDS), 2, len(shares), 3)).copy()
    axes = {"cell": tuple(KINDS), "moment": ("before", "after"), "distance": tuple(map(float, left or LEFT)), "seed": (0, 1, 2)}
    source = dict.fromkeys(("measured", "command", "machine", "versions"), "made up")
    return Study(
        provenance=Measurement(study=name, date="2026-11-30", seeds=(0, 1, 2), examples=20, **source),
        axes=tuple(Axis(name=each, meaning=each, coordinates=coordinates) for each, coordinates in axes.items()),  # type: ignore[arg-type]
        measures=(Measure(name="carried_gradient", meaning="left", unit="magnitude", axes=tuple(axes), values=values),),
        repeats="seed",
    )


def saying(kind: str, word: str) -> Reader:
    """Return a network that has learned nothing but to say one word."""
    reader = blank("recall", kind, 0)
    bias = reader.readout.bias + 4.0 * (np.array(reader.labels) == word)
    return replace(reader, readout=replace(reader.readout, bias=bias))


def traces(gap: int, said: Sequence[str]) -> tuple[RecallTrace, ...]:
    """Return what three networks compute that say these words in a far sentence, and all "sky" in a near one."""
    far = [traced(saying(kind, word), far_one(gap)) for kind, word in zip(NETWORKS, said, strict=True)]
    near = (traced(saying(kind, "sky"), NEAR_ONE) for kind in NETWORKS)
    return (*(replace(each, provenance=own.provenance) for each, own in zip(near, far, strict=True)), *far)


def briefed(gap: int, said: Sequence[str], theme: Theme = DARK, **more: Any) -> Brief:
    first, *others = traces(gap, said)
    brief = Brief(first, theme, others=tuple(others), studies=(study(bridges=gap != UNBRIDGED), gradients()), **more)
    LongRange.admit(brief)
    return brief


@cache
def told(gap: int, *said: str, theme: Theme = DARK) -> tuple[Any, Any]:
    return worker.rehearse(LongRange, briefed(gap, said, theme))


MIXED = 20, "german", "french", "italian"
UNBRIDGED_ONE = UNBRIDGED, "italian", "spanish", "german"


@pytest.mark.parametrize(
    ("gap", "said", "theme"),
    [(20, MIXED[1:], DARK), (UNBRIDGED, UNBRIDGED_ONE[1:], LIGHT), (5, ("french",) * 3, DARK)],
)
def test_whoever_is_right_it_is_true_readable_and_in_frame(gap: int, said: Sequence[str], theme: Theme) -> None:
    scene, report = told(gap, *said, theme=theme)
    found = [f"{check.__name__}: {fault}" for check in OF_FILMS for fault in check(scene, report)]
    assert not found, "\n".join(found)


def captions(*what: Any) -> list[str]:
    return [beat.caption for beat in told(*what)[0].beats]


def test_it_asks_reads_judges_and_answers() -> None:
    scene, _ = told(*MIXED)
    assert [act.title for act in scene.acts] == [
        "the question",
        "a near clue",
        "a far clue",
        "many networks",
        "a longer gap",
        "before training: the gradient",
        "the answer",
    ]
    said = captions(*MIXED)
    assert said[0] == "The last word hangs on “france”, and 20 words lie between."
    assert "After 3 words, all say “sky”." in said
    assert "Only the GRU says “french”; the RNN says “german”, the LSTM says “italian”." in said
    assert "Trained at 80, two of three GRUs recall, RNNs and LSTMs guess." in said
    assert "Now those trained at 20 words are asked across 80." in said
    assert "Trained at 20, two of three LSTMs recall across 80; trained at 80, none." in said
    assert said[-1] == "For GRUs and LSTMs, a long gap is hard to learn from, not hard to bridge."
    assert [each.phrase.text for each in scene.reply] == ["GRU, LSTM: 80 words,", "if trained at 20."]


def test_where_nobody_bridges_more_than_it_learned_the_answer_is_what_was_learned() -> None:
    scene, _ = told(*UNBRIDGED_ONE, theme=LIGHT)
    assert "a longer gap" not in [act.title for act in scene.acts]
    assert scene.beats[-1].caption == "Trained at 80, two of three GRUs recall, RNNs and LSTMs guess."
    assert [each.phrase.text for each in scene.reply] == ["20 words safely,", "80 by luck."]


def test_who_is_asked_over_a_longer_gap_is_beside_those_that_learned_over_it() -> None:
    scene, _ = told(*MIXED)
    shown = {(each.reading.key, each.reading.index) for each in scene.beats[-1].displays}
    places = {(0, cell, seed) for cell in (0, 1, 3) for seed in range(3)}
    assert {index for key, index in shown if key == "far_accuracy"} == {(task, cell, 1, seed) for task, cell, seed in places}
    assert {index for key, index in shown if key == "accuracy"} == {(task, cell, 2, seed) for task, cell, seed in places}
    left, right = ([float(dot.get_x()) for dot in panel.every] for panel in (scene.far, scene.rest))
    assert max(left) < scene.chart.area.x < min(right)


def test_a_word_is_as_long_in_the_bars_of_all_gaps() -> None:
    scene, _ = told(*MIXED)
    panels = [*scene.panels, scene.own, scene.rest, scene.far]
    assert [panel.span.width / scene.chart.unit for panel in panels] == pytest.approx([5, 20, 80, 20, 80, 80])
    assert scene.own.left == scene.far.left == pytest.approx(float(scene.far.span.get_left()[0]))
    assert float(scene.rest.span.get_right()[0]) < scene.chart.area.right


def test_a_bar_of_a_gap_belongs_to_its_panel() -> None:
    scene, _ = told(*MIXED)
    first, last = scene.panels[0].span, scene.panels[2].span
    assert first.place.where(first.reading.index) == (pytest.approx(scene.panels[0].left), None)
    with pytest.raises(KeyError):
        first.place.where(last.reading.index)


def test_two_panels_become_large_only_after_others_went() -> None:
    scene, _ = told(*MIXED)
    moves = scene.own.hands_over(scene.panels[1], window=MOVED, run_time=1.0)
    assert {each.window for each in moves} == {MOVED}
    assert MOVED[0] > 0
    things = [*scene.own.every, *scene.own.names, *scene.own.counts, scene.own.span]
    assert {id(each.mobject) for each in moves} == {id(each) for each in things}


def test_panels_hold_a_column_of_dots_for_each_kind_and_none_touches_another() -> None:
    scene, _ = told(*MIXED)
    for panel in (*scene.panels, scene.own, scene.rest, scene.far):
        xs = [float(dot.get_x()) for dot in panel.every]
        assert xs == sorted(xs)
        assert min(np.diff(xs)) > 2 * panel.sizes.radius
        assert all(abs(float(name.get_x()) - panel.x(row)) < 0.01 for row, name in enumerate(panel.names))


def test_who_recalls_is_lit_and_who_does_not_is_quiet() -> None:
    scene, _ = told(*MIXED)
    shades = [each for each in scene.far.judged(1.0, (0.0, 1.0)) if isinstance(each, Shade)]
    assert [each.level == 1.0 for each in shades] == [float(dot.reading.value) >= 0.9 for dot in scene.far.every]


def test_how_many_recall_is_held_to_each_network() -> None:
    scene, _ = told(*MIXED)
    counts = [[each.text for each in panel.counts] for panel in scene.panels]
    assert counts == [["3 of 3"] * 3, ["0 of 3", "3 of 3", "2 of 3"], ["0 of 3", "2 of 3", "0 of 3"]]
    assert [each.text for each in scene.far.counts] == ["0 of 3", "3 of 3", "2 of 3"]
    wrong = Count([dot.reading for dot in scene.far.dots[2]], scene.value("seed_count", of=scene.traces), theme=DARK)
    wrong.runs[0], wrong.runs[2] = wrong.runs[2], wrong.runs[0]
    held = [[each.shown == each.rule(each.reading.value) for each in one.displays()] for one in (scene.far.counts[2], wrong)]
    assert held == [[True] * 5, [True, True, False, True, False]]


def test_a_frame_is_around_how_many_recall_of_the_kind_that_it_is_said_of() -> None:
    scene, _ = told(*MIXED)
    for frame, panel in zip(scene.frames, (scene.far, scene.rest), strict=True):
        count = panel.counts[2]
        apart = abs(count.get_x() - frame.get_x()), abs(count.get_y() - frame.get_y())
        assert apart[0] + count.width / 2 < frame.width / 2
        assert apart[1] + count.height / 2 < frame.height / 2


def test_a_dot_has_sunk_as_far_as_the_gradient_has_faded_by_powers_of_a_thousand() -> None:
    scene, _ = told(*MIXED)
    back, top = scene.back, scene.chart.area.top
    near, far = ([top - float(dot.get_y()) for dot in own] for own in back.dots)
    assert far == pytest.approx([3 * each for each in near])
    assert [[float(each.height) for each in own] for own in back.trails] == [pytest.approx(near), pytest.approx(far)]
    assert [float(dot.get_x()) for dot in back.dots[1]] == pytest.approx([scene.rest.x(row) for row in range(3)])


def test_every_word_has_a_bar_in_each_lane_and_every_network_a_dot() -> None:
    scene, _ = told(*MIXED)
    shown = [{(each.reading.key, each.reading.index, each.reading.of) for each in beat.displays} for beat in scene.beats]
    bars = {(index, of) for beat in shown for key, index, of in beat if key == "ending_probabilities"}
    assert bars >= {((time,), of) for time in range(5) for of in range(3)}
    assert bars >= {((time,), of) for time in range(25) for of in range(3, 6)}
    all_judged = next(found for found, beat in zip(shown[::-1], scene.beats[::-1], strict=True) if beat.act == "many networks")
    dots = {index for key, index, _ in all_judged if key == "accuracy"}
    assert dots == {(0, cell, gap, seed) for cell in (0, 1, 3) for gap in range(3) for seed in range(3)}


def test_nothing_is_known_of_the_end_before_it_is_read() -> None:
    scene, _ = told(*MIXED)
    asked = next(beat for beat in scene.beats if beat.act == "a far clue")
    assert {each.reading.index for each in asked.displays if each.reading.key == "ending_probabilities"} == {
        (time,) for time in range(5)
    }
    assert not any(each.reading.key == "verdicts" for each in asked.displays)


def test_the_dots_of_the_networks_that_read_come_from_their_lanes() -> None:
    made = briefed(*MIXED[:1], MIXED[1:])
    for score, expected in ((0.6, [0]), (0.3, [])):
        first = replace(made.runs[3], provenance=replace(source(made.runs[3]), score=score, seed=1))
        brief = replace(made, others=(*made.others[:2], first, *made.others[3:]))
        scene = tell(LongRange, brief, true=True)
        assert [*scene.own_dots()] == expected
        for row, dot in scene.own_dots().items():
            _, up, turn, end = scene.counted(row, dot, (-5.0, -2.4), 1.0).path.corners
            assert up[1] == turn[1]
            assert turn[0] == end[0]
            assert end[1] > up[1] > -2.4


def test_a_dot_sets_out_from_the_head_of_the_last_bar_before_lanes_go() -> None:
    lanes = told(*MIXED)[0].read_in
    for row, bars in enumerate(lanes.bars):
        share = float(bars[-1].reading.value)
        assert lanes.last(row) == pytest.approx((lanes.x(lanes.count - 1), lanes.floor(row) + lanes.unit * share), abs=1e-3)
    assert SETS_OUT * HANDED < AFTER


def source(trace: Any) -> Any:
    return trace.provenance


@pytest.mark.parametrize(
    ("shares", "reach"),
    [
        ((1.0, 0.92), "sure"),
        ((1.0, 0.25), "lucky"),
        ((1.0, 0.9, 0.25), "mostly"),
        ((0.6, 0.25), "part"),
        ((0.26, 0.22), "guess"),
        ((0.34, 0.25), "guess"),
        ((0.36, 0.25), "part"),
    ],
)
def test_how_far_a_kind_of_network_reaches_is_a_rule_on_all_its_seeds(shares: Sequence[float], reach: str) -> None:
    found = reach_of(np.array(shares), GUESS)
    assert found == (reach, sum(each >= 0.9 for each in shares), len(shares))


@pytest.mark.parametrize(
    ("near", "middle", "at_it", "learned"),
    [
        ((0, 2), (2, 1), (0, 0), 1),
        ((2, 1), (2, 1), (0, 1), 1),
        ((2, 2), (2, 1), (0, 0), 0),
        ((0, 2), (2, 1), (1, 1), None),
        ((0, 2), (1, 1), (0, 0), None),
    ],
)
def test_a_gap_is_bridged_where_most_that_learned_over_less_recall_and_most_that_learned_over_it_do_not(
    near: Sequence[int], middle: Sequence[int], at_it: Sequence[int], learned: int | None
) -> None:
    """Of two kinds so many of two recall across the longest gap that learned over the others, and over it."""
    far = np.array(
        [[[0.9 if run < sure else 0.89 for run in range(2)] for sure in kind] for kind in zip(near, middle, at_it, strict=True)]
    )
    assert bridge_between(far, far) == learned


def test_of_the_kind_that_a_shorter_gap_helps_most_it_is_said_how_many_recall() -> None:
    assert helped([GUESSING, SURE, MOSTLY], [GUESSING, LUCKY, GUESSING]) == 2
    assert helped([SURE, SURE, GUESSING], [LUCKY, LUCKY, LUCKY]) == 1
    said = bridged("LSTM", MOSTLY, GUESSING)
    assert said == "Trained at {near:0}, four of five LSTMs recall across {gap:0}; trained at {gap:0}, none."
    assert bridged("GRU", SURE, LUCKY).startswith("Trained at {near:0}, all GRUs recall")
    assert bridged("GRU", MOSTLY, LUCKY).endswith("trained at {gap:0}, two.")
    assert lesson(["RNN", "GRU"], [SURE, MOSTLY]) == "A long gap is hard to learn from, not hard to bridge."
    assert lesson(["RNN", "GRU"], [LUCKY, MOSTLY]).startswith("For GRUs, a long gap")
    for far, own in product(REACHES, repeat=2):
        assert len(bridged("LSTM", far, own).replace("near:0", "").replace("gap:0", "")) <= 90


def test_whatever_they_reach_the_answer_fits_into_one_line() -> None:
    for reaches in product(REACHES, repeat=3):
        kinds = dict(zip(("RNN", "GRU", "LSTM"), reaches, strict=True))
        builds = [furthest(kinds, short=True, plain=plain).replace("{gap:0}", "80") for plain in (False, True)]
        assert any(len(Paragraph(phrase(said), theme=DARK, size=DARK.caption, width=WIDTH)) == 1 for said in builds), builds
    assert furthest({"RNN": GUESSING, "GRU": GUESSING}) == "Trained at {gap:0}, all of them only guess."
    assert furthest({"RNN": GUESSING, "GRU": LUCKY}) == "Trained at {gap:0}, two of five GRUs recall, RNNs guess."
    assert furthest({"RNN": SURE, "GRU": LUCKY}) == "Trained at {gap:0}, all RNNs recall, two of five GRUs."
    assert furthest({"RNN": SURE, "GRU": GUESSING}, short=True) == "Trained at {gap:0}, all RNNs recall."


@pytest.mark.parametrize(
    ("kinds", "parts"),
    [
        (
            ((SURE, LUCKY, PART), (SURE, SURE, LUCKY)),
            [Part("{gap:0} words safely,", 1), Part("{gap:0} by luck.", 2)],
        ),
        (((SURE, SURE, SURE), (SURE, PART, PART)), [Part("{gap:0} words at least.", 2)]),
        (((SURE, SURE, GUESSING), (SURE, PART, PART)), [Part("{gap:0} words.", 1)]),
        (((MOSTLY, PART, PART), (PART, LUCKY, PART)), [Part("{gap:0} words, by luck.", 1)]),
        (((GUESSING, PART, PART),) * 2, [Part("Not even {gap:0} words.", 0)]),
    ],
)
def test_the_answer_is_a_rule_on_all_kinds_and_gaps(kinds: Sequence[Sequence[Reach]], parts: Sequence[Part]) -> None:
    assert answered(kinds) == parts


def test_who_kept_it_unseen_is_said_only_of_low_bars_and_right_ends() -> None:
    names, low, high = ("RNN", "GRU", "LSTM"), np.array([0.1, 0.2]), np.array([0.1, 0.6])
    one = "The GRU kept it unseen: a bar is what it would say now, not what it holds."
    assert kept_unseen(names, (low, low, high), (False, True, True)) == one
    assert kept_unseen(names, (high, high, high), (True,) * 3) is None
    assert kept_unseen(names, (low, low, high), (False, False, True)) is None
    assert kept_unseen(names, (low[:0],) * 3, (True,) * 3) is None
    assert (
        kept_unseen(names, (low,) * 3, (True,) * 3) == "All kept it unseen: a bar is what they would say now, not what they hold."
    )
    both = kept_unseen(names, (low, high, low), (True, True, True))
    assert both is not None
    assert both.startswith("The RNN and the LSTM kept it unseen")
    assert len(both) <= 90


def test_it_is_said_who_kept_it_unseen_only_when_the_last_bars_are_there() -> None:
    said = [beat.caption for beat in worker.rehearse(LongRange, LongRange.own_brief())[0].beats]
    [kept] = [number for number, each in enumerate(said) if "kept it unseen" in each]
    [asked] = [number for number, each in enumerate(said) if "Does its bar rise?" in each]
    assert kept == asked + 2


def test_who_ends_a_sentence_rightly_is_said_of_all_of_some_and_of_none() -> None:
    names = ("RNN", "GRU", "LSTM")
    calm, torn = (False,) * 3, (True, False, False)
    assert ended(names, (True,) * 3, calm) == "After {gap:0} words, all say “{ending:short}”."
    two = "The GRU and the LSTM say “{ending:short}”; the RNN says “{said0:short}”."
    assert ended(names, (False, True, True), calm) == two
    near = "The GRU and the LSTM say “{ending:short}”; the RNN is torn."
    assert ended(names, (False, True, True), torn) == near
    assert ended(names, (False, True, False), torn).endswith("the RNN is torn, the LSTM says “{said2:short}”.")
    assert ended(names, (False,) * 3, torn).startswith("None is sure of “{ending:short}”: they say")
    none = "None says “{ending:short}”, but “{said0:short}”, “{said1:short}” and “{said2:short}”."
    assert ended(names, (False,) * 3, calm) == none
    assert ended(names, (False,) * 3, calm, alike=True) == "None says “{ending:short}”: all say “{said0:short}”."
    assert ended(names, (False,) * 3, torn, alike=True).startswith("None is sure of “{ending:short}”: all say")
    assert listed(["a"]) == "a"
    assert phrase(listed(["a", "b"])).text == "a and b"


def test_other_networks_sentences_and_studies_are_refused() -> None:
    runs = traces(5, ("french",) * 3)
    with pytest.raises(UsageError, match=r"^This film tells of 6 traces, not of 3\.$"):
        LongRange.admit(Brief(runs[0], others=runs[1:3]))
    with pytest.raises(
        UsageError, match=r"^This film tells of rnn, gru, lstm in this order, in a near sentence and in a far one\.$"
    ):
        LongRange.admit(Brief(runs[1], others=(runs[0], *runs[2:])))
    other = traced(saying("lstm", "french"), far_one(20))
    with pytest.raises(UsageError, match="all networks read the same: these read others"):
        LongRange.admit(Brief(runs[0], others=(*runs[1:5], other)))
    with pytest.raises(UsageError, match=r"^This film shows the study of gaps, not that of sheep\.$"):
        LongRange.admit(Brief(runs[0], others=runs[1:], studies=(study("sheep"), gradients())))
    with pytest.raises(TraceError, match="The axis cell has no 'lstm'"):
        LongRange.admit(Brief(runs[0], others=runs[1:], studies=(study(kinds=KINDS[:-2]), gradients())))
    once = study()
    with pytest.raises(TraceError, match="This study did not measure 'far_accuracy'"):
        LongRange.admit(Brief(runs[0], others=runs[1:], studies=(replace(once, measures=once.measures[:1]), gradients())))


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        (("long_range", "--gap", "7"), "Networks are trained at gaps of 5, 20, 80 words, not of '7'."),
        (("lstm_gates", "--gap", "5"), "lstm_gates takes no --gap: leave it out."),
    ],
)
def test_another_gap_is_refused(run: Callable[..., Result], arguments: tuple[str, ...], why: str) -> None:
    done = run("audit", *arguments)
    assert done.exit_code == 1
    assert why in done.output


def test_saved_traces_are_told_as_those_that_are_made(run: Callable[..., Result], tmp_path: Path) -> None:
    given = []
    for number, each in enumerate((*traces(5, ("french", "german", "french")), study(), gradients())):
        each.save(tmp_path / f"{number}.npz")
        given += ["--trace", str(tmp_path / f"{number}.npz")]
    done = run("audit", "long_range", *given)
    assert done.exit_code == 0, done.output


def test_how_much_of_a_gradient_gets_back_is_said_over_the_learned_gap_and_then_over_the_longest() -> None:
    scene, _ = told(*MIXED)
    first, then = [beat for beat in scene.beats if beat.act == "before training: the gradient"]
    shown = [
        [
            (each.reading.index[-1], str(each.shown))
            for each in beat.displays
            if each.reading.key.startswith("carried") and each.aspect == "text"
        ]
        for beat in (first, then)
    ]
    near, far = [(2, "0.0010")] * 3, [(3, "1.0 × 10⁻⁹")] * 3
    assert shown == [near, near + far]
    assert not any(each.reading.key.startswith("provenance") for each in then.displays if each.reading.of == 7)
    assert then.caption == "80 words back hardly any is left, and some learned."
    assert [figures(value) for value in (2.0, 0.024, 0.00076, 2.1e-20, 1e-30, 0.0)] == [2, 3, 5, 21, 31, 2]


def test_what_is_left_of_gradients_stands_beside_who_learned_and_no_cause_is_named() -> None:
    names, shares = ("RNN", "GRU", "LSTM"), (1e-20, 1e-16, 1e-6)
    says = {
        (GUESSING, LUCKY, GUESSING): "{far:0} words back, the LSTM has most left: none learned. The GRU has far less: two did.",
        (GUESSING, SURE, LUCKY): "{far:0} words back, the LSTM has most left: two learned. The GRU has far less: all did.",
        (LUCKY, LUCKY, PART): "{far:0} words back, the LSTM has most left: none learned. The RNN has far less: two did.",
        (GUESSING, LUCKY, MOSTLY): "{far:0} words back the LSTM has most left, and none learned more often.",
        (LUCKY,) * 3: "{far:0} words back hardly any is left, and as many of each kind learned.",
        (GUESSING,) * 3: "{far:0} words back hardly any is left, and none of them learned.",
    }
    for own, said in says.items():
        assert left_over(names, shares, own) == said
    assert "The GRU has less: two did." in left_over(names, (1e-9, 2e-8, 1e-6), (GUESSING, LUCKY, GUESSING))
    assert left_over(names, (1e-9,) * 3, (GUESSING, LUCKY, GUESSING)).endswith("hardly any is left, and some learned.")
    for reaches in product(REACHES, repeat=3):
        said = left_over(names, shares, reaches)
        assert len(said.replace("far:0", "")) <= 90
        assert not any(word in said.lower() for word in ("why", "because", "reason"))


@pytest.mark.parametrize("left", [{0: 1.0, 20: 0.5, 80: 0.1}, {0: 1.0, 5: 0.1, 20: 1e-3}])
def test_where_gradients_do_not_fade_over_the_longest_gap_or_were_not_measured_there_none_are_shown(
    left: dict[int, float],
) -> None:
    brief = briefed(*MIXED[:1], MIXED[1:])
    scene = tell(LongRange, replace(brief, studies=(brief.studies[0], gradients(left=left))))
    assert "before training: the gradient" not in [act.title for act in scene.acts]
    assert scene.beats[-1].act == "the answer"


def test_near_becomes_far_in_the_same_lanes_and_the_gap_grows_from_what_it_was() -> None:
    scene, _ = told(*MIXED)
    near, far = (scene.lanes(first, scene.far_page) for first in (0, 3))
    moves: dict[int, Any] = {id(each.mobject): each for each in far.follows(near, 1.0)}
    assert far.area == near.area
    assert far.rules is near.rules
    assert far.names is near.names
    start, end = moves[id(far.cue)].path.corners
    narrow = 3 * far.pitch
    assert [start[0], end[0]] == pytest.approx([far.area.right - narrow, far.cue.get_x()])
    assert [each.width for each in (near.span, far.span)] == pytest.approx([3 * near.pitch, 20 * far.pitch])
    assert moves[id(far.span)].least == pytest.approx(3 / 20)
    going = moves[id(near.span)]
    going.begin()
    going.interpolate(0.6 * 0.65)
    assert near.span.get_right()[0] == pytest.approx(far.area.right)
    assert near.span.width == pytest.approx(narrow, rel=0.05)
    assert id(far.cue) not in {id(each.mobject) for each in far.read(range(25), 1.0)}


def test_a_frame_and_a_gap_are_handed_from_sentence_to_sentence() -> None:
    scene, _ = told(*MIXED)
    old, new = scene.near_page, scene.far_page
    for ended_ in (True, False):
        moves = new.follows(old, 1.0, ended=ended_)
        handed = {id(each.mobject): each.others for each in moves if hasattr(each, "others")}
        assert handed[id(new.around)] == [old.around]
        assert handed[id(new.line)] == [old.line]
        assert (id(new.mark) in handed) is not ended_
        when = {id(each.mobject): each.window for each in moves}
        start, end = when[id(new.around)]
        assert any(when[id(word)][0] < end for word in new.words)
        assert when[id(old.words[-1])][1] > end > start
        if not ended_:
            assert when[id(new.mark)] == when[id(new.line)]


def test_sentences_change_from_left_to_right_and_no_new_word_comes_before_old_ones_there_go() -> None:
    scene, _ = told(*MIXED)
    old, new = scene.near_page, scene.far_page
    when = {id(each.mobject): each.window for each in new.follows(old, 1.0, ended=True)}
    for word in new.words:
        there = [each for each in old.words if each.get_left()[0] < word.get_left()[0]]
        assert all(when[id(each)][0] < when[id(word)][0] for each in there)
    assert max(start for start, _ in when.values()) < 0.9


def test_the_last_line_says_how_every_study_is_made_again_that_was_shown() -> None:
    brief = briefed(*MIXED[:1], MIXED[1:])
    days = {"gaps": "2026-11-30", "gradients": "2026-11-29"}
    named = [
        replace(each, provenance=replace(each.provenance, command=f"python -m studies {name}", date=day))
        for (name, day), each in zip(days.items(), brief.studies, strict=True)
    ]
    scene = tell(LongRange, replace(brief, studies=tuple(named)), true=True)
    assert scene.origin().text.endswith("python -m studies gaps gradients · 2026-11-30, 2026-11-29")
    scene.away = []
    assert "gradients" not in scene.origin().text
    other = replace(named[1], provenance=replace(named[1].provenance, command="made otherwise"))
    scene = tell(LongRange, replace(brief, studies=(named[0], other)), true=True)
    assert "python -m studies gaps, made otherwise · " in scene.origin().text
