"""The film of a cell that counts: true and readable for clocks of many ticks and few, in the right order, honest in the end."""

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
from model.networks import Reader
from model.recipes import clock
from model.recipes.next_item import traced
from model.trace import Study
from model.trace.order import OrderTrace
from scenes.lstm_peephole import LSTMPeephole
from scenes.mobjects.theme import DARK, LIGHT, Theme
from scenes.stage import worker
from scenes.telling.clocks import RECORD
from scenes.telling.count_words import CountWords
from scenes.telling.scene import Brief

pytestmark = pytest.mark.usefixtures("manim_ready")

DUE, REPEATED = 7, 16
"""The indices of the last ticks of the two rounds of eight."""


@cache
def study() -> Study:
    found = Study.load(RECORD)
    assert isinstance(found, Study)
    return found


def read(ticks: int, rounds: int = 2) -> OrderTrace:
    """Return what the bundled network computes of another clock than the one that it knows."""
    reader = zoo.load(clock.NAME)
    assert isinstance(reader, Reader)
    return traced(reader, clock.round_of(ticks) * rounds)


def briefed(trace: OrderTrace, theme: Theme = DARK, **options: Any) -> Brief:
    brief = Brief(trace, theme, studies=(study(),), **options)
    LSTMPeephole.admit(brief)
    return brief


@cache
def told() -> tuple[LSTMPeephole, Any]:
    scene, report = worker.rehearse(LSTMPeephole, briefed(read(clock.TICKS)))
    assert isinstance(scene, LSTMPeephole)
    return scene, report


def faults(brief: Brief) -> list[str]:
    scene, report = worker.rehearse(LSTMPeephole, brief)
    return [f"{check.__name__}: {fault}" for check in (*OF_FILMS, unaccounted) for fault in check(scene, report)]


def said(brief: Brief) -> str:
    scene = tell(LSTMPeephole, brief, true=True)
    return " ".join(beat.caption for beat in scene.beats)


@pytest.mark.some(("ticks", "theme"), [(12, LIGHT), (2, DARK), (8, LIGHT)], take=1)
def test_whatever_the_clock_it_is_true_readable_and_in_frame(ticks: int, theme: Theme) -> None:
    assert not (found := faults(briefed(read(ticks), theme))), "\n".join(found)


def test_a_unit_that_does_not_count_can_be_followed() -> None:
    brief = briefed(read(8), unit=0)
    assert not (found := faults(brief)), "\n".join(found)
    assert "Each tick takes C a step up, to 7.66. The tock does not set it back: 8.62." in said(brief)


def test_it_asks_counts_looks_fires_and_says_who_won() -> None:
    scene, report = told()
    assert report.problems == ()
    assert [act.title for act in scene.acts] == ["the question", "one unit counts", "what the gates see", "on time", "better?"]
    captions = [beat.caption for beat in scene.beats]
    assert "A clock ticks 8 times, then it tocks. All ticks look alike: somebody must count." in captions
    assert "Each tick takes C a step down, to −3.52: it counts." in captions
    assert "The tock sets it back to −0.01." in captions
    assert "At the last tick “tock” gets 0.98: on time. The tock sets C back to −0.01." in captions
    assert captions[-1] == "Seeds differ more than cells do: no winner, with peepholes or without."


def seen(act: str) -> list[list[tuple[str, tuple[int, ...]]]]:
    """Return the keys and indices of what is shown at the end of each beat of an act."""
    scene, _ = told()
    return [[(each.reading.key, each.reading.index) for each in beat.displays] for beat in scene.beats if beat.act == act]


def test_two_gates_see_the_old_cell_state_and_the_third_the_new_one_when_it_is_there() -> None:
    sums, old, made, new, opened = [[key for key, _ in beat] for beat in seen("what the gates see")]
    peeks = "input_peek", "forget_peek"
    assert not {*peeks, "output_peek", "cell"} & {*sums}
    assert {*peeks, "previous_cell", "forget_gate", "input_gate"} <= {*old}
    assert not {"output_peek", "cell", "output_gate"} & {*old}
    assert "cell" in made
    assert not {"output_peek", "output_gate"} & {*made}
    assert "output_peek" in new
    assert "output_gate" not in new
    assert "output_gate" in opened


def test_what_a_gate_adds_up_is_laid_tip_to_tail() -> None:
    scene, _ = told()
    trace, unit = scene.trace, scene.unit
    assert unit == 1
    for gate, number in (("input", 0), ("forget", 1), ("output", 3)):
        parts = trace.weighted_hidden[DUE, number, unit], trace.weighted_words[DUE, number, unit], trace.bias[number, unit]
        total = sum(parts) + trace.lookup(f"{gate}_peek")[DUE, unit]
        assert total == pytest.approx(trace.lookup(f"{gate}_preactivation")[DUE, unit])
    for beat in seen("what the gates see"):
        assert {index[0] for key, index in beat if key in ("weighted_hidden", "weighted_words")} <= {DUE}


def test_the_moment_has_the_last_round_with_gate_and_share_at_each_item() -> None:
    scene, _ = told()
    last = seen("on time")[-1]
    times = [*range(9, 18)]
    for key in ("cell", "output_gate"):
        assert {(time, 1) for time in times} <= {index for name, index in last if name == key}
    assert {(time, 1) for time in times} <= {index for name, index in last if name == "probabilities"}
    start, end = scene.moment.start, scene.moment.end
    assert start is not None
    assert end is not None
    assert 5.0 <= end - start <= 12.0


def test_all_trainings_of_the_study_are_shown_with_their_means() -> None:
    last = seen("better?")[-1]
    assert {index for key, index in last if key == "on_time"} == {*np.ndindex(study().lookup("on_time").shape)}
    assert {index for key, index in last if key == "on_time_mean"} == {*np.ndindex(2, 4)}


def test_a_winner_is_named_only_if_cells_differ_by_more_than_seeds_do() -> None:
    assert CountWords.is_even(study())
    shares = study().lookup("on_time").copy()
    shares[0, 1], shares[1, 1] = 0.5, 1.0
    assert not CountWords.is_even(study().with_arrays(on_time=shares))


def test_a_clock_that_ticks_more_often_is_told_too_early_and_one_that_ticks_less_never() -> None:
    assert "“tock” gets 0.91 too early: another tick comes." in said(briefed(read(12)))
    assert "At the last tick “tock” gets 0.00: it does not see the end coming." in said(briefed(read(5)))


def test_a_cell_state_that_does_not_count_is_told_as_such() -> None:
    scene, _ = told()
    flat = replace(scene.trace, steps=scene.trace.steps._replace(cell=np.ones((18, 2))))
    words = CountWords(replaced(scene, flat), unit=1, rounds=scene.rounds, time=DUE)
    says, fields = words.stairs()
    assert says.startswith("This C does not count tick by tick")
    assert [each.index for each in fields.values()] == [(0, 1), (7, 1)]


def replaced(scene: LSTMPeephole, trace: OrderTrace) -> Any:
    """Return a film of another trace, as far as captions ask it."""
    made = LSTMPeephole.__new__(LSTMPeephole)
    made.brief = replace(scene.brief, trace=trace)
    return made


@pytest.mark.parametrize(
    ("shows", "says"),
    [
        ([0.1] * 8, "and o looks at each new C"),
        ([0.1] * 7 + [0.9], "o stays shut till the count is full"),
        ([0.9] * 7 + [0.1], "o stays open till the count is full"),
    ],
)
def test_what_the_output_gate_does_is_said_as_it_is(shows: list[float], says: str) -> None:
    scene, _ = told()
    gates = np.array([[each, each] for each in [*shows, 0.5] * 2])
    other = replace(scene.trace, steps=scene.trace.steps._replace(output_gate=gates))
    words = CountWords(replaced(scene, other), unit=1, rounds=scene.rounds, time=DUE)
    assert says in words.again()
    how = "all but shut" if shows[-1] < 0.5 else "wide open"
    assert how in words.opened()[0]


def test_other_traces_are_refused() -> None:
    trace = read(8)
    with pytest.raises(UsageError, match=r"^This film tells of 1 trace, not of 2\.$"):
        LSTMPeephole.admit(Brief(trace, others=(trace,)))
    other = replace(study(), provenance=replace(study().provenance, study="counting sheep"))
    with pytest.raises(UsageError, match=r"^This film shows the study of counting, not that of counting sheep\.$"):
        LSTMPeephole.admit(Brief(trace, studies=(other,)))
    [cell, *axes] = study().axes
    other = replace(study(), axes=(replace(cell, coordinates=("lstm", "gru")), *axes))
    with pytest.raises(TraceError, match="lstm_peephole"):
        LSTMPeephole.admit(Brief(trace, studies=(other,)))
    others = [replace(trace, tokens=tokens) for tokens in (("tick",) * 18, (*trace.tokens[:-1], "tick"))]
    called = {"labels": ("a", "b"), "tokens": ("a",) * 8 + ("b",), "expected": ("a",) * 9}
    for other in (*others, replace(read(8, 1), **called)):
        with pytest.raises(UsageError, match="This film tells of a clock: of rounds of two ticks or more"):
            LSTMPeephole.check(Brief(other))
    with pytest.raises(UsageError, match="room for 13 items in a round, one has 14"):
        LSTMPeephole.check(Brief(read(13, 1)))
    with pytest.raises(TraceError, match="order traces, this is a reader trace"):
        LSTMPeephole.check(Brief(zoo.load(clock.NAME).run("tick tick tock")))


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        (("lstm_peephole", "--ticks", "1"), "A clock of a film ticks 2 to 12 times before it tocks, not '1'."),
        (("lstm_peephole", "--text", "tick tick tock"), "leave --text, --model and --cell out."),
        (("lstm_gates", "--ticks", "5"), "lstm_gates takes no --ticks: leave it out."),
        (
            ("lstm_gates", "--cell", "lstm_peephole"),
            "lstm_gates shows lstm cells; --cell asks for lstm_peephole, and no bundled model reads with that",
        ),
        (("review_memory", "--cell", "lstm_peephole"), "No bundled model reads with the cell 'lstm_peephole'"),
    ],
)
def test_what_is_no_clock_is_refused(run: Callable[..., Result], arguments: tuple[str, ...], why: str) -> None:
    done = run("audit", *arguments)
    assert done.exit_code == 1
    assert why in done.output


def test_saved_traces_are_told_as_those_that_are_made(run: Callable[..., Result], tmp_path: Path) -> None:
    read(3).save(tmp_path / "clock.npz")
    done = run("audit", "lstm_peephole", "--trace", str(tmp_path / "clock.npz"), "--trace", str(RECORD))
    assert done.exit_code == 0, done.output
