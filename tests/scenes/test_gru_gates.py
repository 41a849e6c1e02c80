"""The film of one word in a GRU: its conventions, what it shows in each, and what it says of the trace."""

from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from model import zoo
from model.errors import UsageError
from model.trace import ReaderTrace
from scenes.gru_gates import GRUGates
from scenes.stage import worker
from scenes.telling.conventions import CONVENTIONS, convention_of
from scenes.telling.gate_words import SHUT
from scenes.telling.scene import Brief, TraceScene

pytestmark = pytest.mark.usefixtures("manim_ready")

Told = tuple[TraceScene, Any]


@cache
def trace_of(convention: str) -> ReaderTrace:
    made = zoo.load(CONVENTIONS[convention].model).run(GRUGates.text)
    assert isinstance(made, ReaderTrace)
    return made


@cache
def told(convention: str) -> Told:
    return worker.rehearse(GRUGates, Brief(trace_of(convention), asked={"convention": convention}))


def shown(scene: TraceScene, key: str, act: str) -> set[tuple[int, ...]]:
    return {each.reading.index for beat in scene.beats if beat.act == act for each in beat.displays if each.reading.key == key}


@pytest.mark.parametrize("convention", CONVENTIONS)
def test_every_convention_is_told_and_true(convention: str) -> None:
    scene, report = told(convention)
    assert report.problems == ()
    assert any("1 - update_gate" in each.name for each in scene.trace.identities())
    assert 40 <= scene.time <= 90


@pytest.mark.parametrize("convention", CONVENTIONS)
def test_wiring_numbers_and_letters_change_with_the_convention(convention: str) -> None:
    scene, _ = told(convention)
    assert isinstance(scene, GRUGates)
    after, keeps = CONVENTIONS[convention].after, CONVENTIONS[convention].keeps
    masked, seen = ("candidate_recurrent", "reset_recurrent") if after else ("reset_hidden", "reset_hidden")
    assert shown(scene, masked, "reset gate")
    assert shown(scene, seen, "reset gate")
    captions = " ".join(beat.caption for beat in scene.beats if beat.act == "update gate")
    gate = scene.trace.lookup("update_gate" if keeps else "admitting_gate")
    assert f"z = {gate[scene.step, scene.unit]:.2f}:" in captions
    assert shown(scene, "update_gate", "update gate")
    assert shown(scene, "admitting_gate", "conventions")
    assert ("PyTorch weighs h first" in " ".join(beat.caption for beat in scene.beats)) == after
    letters = {name: scene.notation[name].letter for name in ("update_gate", "admitting_gate")}
    assert letters["update_gate" if keeps else "admitting_gate"] == "z_t"


def test_chung_tells_of_the_same_trace_as_cho() -> None:
    cho, chung = (told(name)[0] for name in ("cho", "chung"))
    assert (cho.trace.hidden == chung.trace.hidden).all()
    assert (cho.step, cho.unit) == (chung.step, chung.unit)  # type: ignore[attr-defined]


def test_one_unit_has_its_whole_sum_written_out() -> None:
    scene, _ = told("cho")
    unit, step = scene.unit, scene.step  # type: ignore[attr-defined]
    products = shown(scene, "products", "reset gate")
    assert {(step, 0, unit)} == {index[:3] for index in products}
    assert len(shown(scene, "reset_gate", "reset gate")) == len(scene.units)  # type: ignore[attr-defined]


def test_it_is_said_what_the_reset_gate_is_for_by_what_it_hides_here() -> None:
    scene, _ = told("cho")
    gate = scene.trace.reset_gate[scene.step]  # type: ignore[attr-defined]
    assert scene.words.hiding() == [unit for unit in scene.units if gate[unit] < SHUT]  # type: ignore[attr-defined]
    assert any(beat.caption == "What r hides, the candidate does not see: so a past can be left out." for beat in scene.beats)
    first, _ = worker.rehearse(GRUGates, Brief(trace_of("cho"), word=0))
    assert not any("What r hides" in beat.caption for beat in first.beats)


def test_the_last_picture_is_the_verdict_after_the_word() -> None:
    scene, _ = told("cho")
    assert {(scene.step, label) for label in range(3)} <= {  # type: ignore[attr-defined]
        each.reading.index for each in scene.beats[-1].displays if each.reading.key == "probabilities"
    }
    assert "goes on" in scene.beats[-1].caption


def test_a_convention_chooses_its_model_and_refuses_other_cells() -> None:
    assert GRUGates.models_for({}) == ("reviews_gru",) == GRUGates.models_for({"convention": "chung"})
    assert GRUGates.models_for({"convention": "pytorch"}) == ("reviews_gru_reset_after",)
    with pytest.raises(UsageError, match=r"^There is no convention 'keras'; there is cho, chung, pytorch\.$"):
        GRUGates.models_for({"convention": "keras"})
    with pytest.raises(UsageError, match=r"^A cell of kind gru is not what pytorch computes: ask for cho or chung\.$"):
        GRUGates.check(Brief(trace_of("cho"), asked={"convention": "pytorch"}))
    with pytest.raises(UsageError, match=r"^A cell of kind gru_reset_after is not what cho computes: ask for pytorch\.$"):
        GRUGates.admit(Brief(trace_of("pytorch"), asked={"convention": "cho"}))
    assert convention_of(None, "gru_reset_after") is CONVENTIONS["pytorch"]


def test_the_command_line_takes_a_convention_and_other_films_refuse_it(run: Callable[..., Any], tmp_path: Path) -> None:
    found = run("audit", "gru_gates", "--convention", "chung")
    assert found.exit_code == 0, found.output
    assert "all true" in found.output
    refused = run("audit", "lstm_gates", "--convention", "cho")
    assert refused.exit_code == 1
    assert "lstm_gates takes no --convention: leave it out." in refused.output
