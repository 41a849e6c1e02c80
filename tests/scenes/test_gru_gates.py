"""The film of one word in a GRU: its conventions, what it shows in each, and what it says of the trace."""

from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from unwatched import tell

from model import zoo
from model.errors import UsageError
from model.trace import ReaderTrace
from scenes.gru_gates import GRUGates
from scenes.mobjects.legend import legends
from scenes.mobjects.reading import spell
from scenes.mobjects.text import Label
from scenes.stage import worker
from scenes.telling.conventions import CONVENTIONS, convention_of
from scenes.telling.gate_words import LITTLE, OPEN, SHUT
from scenes.telling.scene import Brief, TraceScene
from scenes.telling.seen import Look
from scenes.telling.seen import shown as displayed

pytestmark = pytest.mark.usefixtures("manim_ready")


@cache
def trace_of(convention: str) -> ReaderTrace:
    made = zoo.load(CONVENTIONS[convention].model).run(GRUGates.text)
    assert isinstance(made, ReaderTrace)
    return made


def briefed(convention: str) -> Brief:
    return Brief(trace_of(convention), asked={"convention": convention})


@cache
def told(convention: str) -> Any:
    return tell(GRUGates, briefed(convention), true=True)


def shown(scene: TraceScene, key: str, act: str) -> set[tuple[int, ...]]:
    return {each.reading.index for beat in scene.beats if beat.act == act for each in beat.displays if each.reading.key == key}


@pytest.mark.parametrize("convention", CONVENTIONS)
def test_every_convention_is_told_and_true(convention: str) -> None:
    scene, report = worker.rehearse(GRUGates, briefed(convention))
    assert report.problems == ()
    assert any("1 - update_gate" in each.name for each in scene.trace.identities())
    assert 40 <= scene.time <= 90


@pytest.mark.parametrize("convention", CONVENTIONS)
def test_wiring_numbers_and_letters_change_with_the_convention(convention: str) -> None:
    scene = told(convention)
    assert isinstance(scene, GRUGates)
    after, keeps = CONVENTIONS[convention].after, CONVENTIONS[convention].keeps
    masked, seen = ("candidate_recurrent", "reset_recurrent") if after else ("reset_hidden", "reset_hidden")
    assert shown(scene, masked, "reset gate")
    assert shown(scene, seen, "reset gate")
    captions = " ".join(beat.caption for beat in scene.beats if beat.act == "update gate")
    gate = scene.trace.lookup("update_gate" if keeps else "admitting_gate")
    assert f"z = {gate[scene.step, scene.unit]:.2f}:" in captions
    assert shown(scene, "update_gate", "update gate")
    assert shown(scene, "admitting_gate" if keeps else "update_gate", "conventions")
    assert ("PyTorch weighs h first" in " ".join(beat.caption for beat in scene.beats)) == after
    letters = {name: scene.notation[name].letter for name in ("update_gate", "admitting_gate")}
    assert letters["update_gate" if keeps else "admitting_gate"] == "z_t"


def test_chung_tells_of_the_same_trace_as_cho() -> None:
    cho, chung = (told(name) for name in ("cho", "chung"))
    assert (cho.trace.hidden == chung.trace.hidden).all()
    assert (cho.step, cho.unit) == (chung.step, chung.unit)  # type: ignore[attr-defined]


def test_one_unit_has_its_whole_sum_written_out() -> None:
    scene = told("cho")
    unit, step = scene.unit, scene.step  # type: ignore[attr-defined]
    products = shown(scene, "products", "reset gate")
    assert {(step, 0, unit)} == {index[:3] for index in products}
    assert len(shown(scene, "reset_gate", "reset gate")) == len(scene.units)  # type: ignore[attr-defined]


def test_it_is_said_what_the_reset_gate_is_for_by_what_it_hides_here() -> None:
    scene = told("cho")
    gate = scene.trace.reset_gate[scene.step]  # type: ignore[attr-defined]
    assert scene.words.hiding() == [unit for unit in scene.units if gate[unit] < SHUT]  # type: ignore[attr-defined]
    assert any("What r hid stays out of it." in beat.caption for beat in scene.beats)
    first = tell(GRUGates, Brief(trace_of("cho"), word=0))
    assert not any("What r hid" in beat.caption for beat in first.beats)


@pytest.mark.parametrize("convention", CONVENTIONS)
def test_what_the_candidate_would_be_with_all_of_the_past_is_said_where_that_differs(convention: str) -> None:
    scene = told(convention)
    here = scene.step, scene.unit  # type: ignore[attr-defined]
    masked, unmasked = (spell(float(scene.trace.lookup(key)[here])) for key in ("candidate", "unmasked_candidate"))
    assert masked != unmasked or convention == "pytorch"
    said = [beat.caption for beat in scene.beats if "all of the past" in beat.caption or "hardly changes it" in beat.caption]
    differ = abs(float(scene.trace.candidate[here]) - float(scene.trace.unmasked_candidate[here])) >= LITTLE
    how = f"with all of the past, {unmasked}" if differ else "what r hid hardly changes it"
    assert said == ([f"So unit {here[1] + 1} could become {masked}; {how}."] if masked != unmasked else [])
    first = tell(GRUGates, Brief(trace_of(convention), word=0))
    assert not any("all of the past" in beat.caption or "r hid" in beat.caption for beat in first.beats)


@cache
def of_sentence(text: str) -> tuple[Any, tuple[str, ...]]:
    made = zoo.load("reviews_gru").run(text)
    scene = tell(GRUGates, Brief(made))
    return scene, tuple(beat.caption for beat in scene.beats)


MIXED = (
    "good",
    "not bad",
    "I never liked it",
    "THE FOOD WAS NOT GOOD",
    "Nothing works",
    "I do not hate it",
    "It was cold and bland but the staff were kind and gave us a dessert free",
)


@pytest.mark.parametrize("text", MIXED)
def test_what_r_hid_is_never_said_to_make_no_difference_where_it_makes_one(text: str) -> None:
    scene, said = of_sentence(text)
    here = scene.step, scene.unit
    differ = abs(float(scene.trace.candidate[here]) - float(scene.trace.unmasked_candidate[here])) >= LITTLE
    assert any("hardly changes it" in each for each in said) <= (not differ)
    assert any("with all of the past" in each for each in said) <= differ
    assert not any("hardly counts" in each for each in said)


def test_a_word_that_follows_itself_is_told_from_the_one_before() -> None:
    _, said = of_sentence("bad bad not bad")
    assert said[0] == "An earlier “bad” made the verdict “negative”: what will this one do?"
    _, said = of_sentence("not bad")
    assert said[0] == "“not” made the verdict “negative”: what will “bad” do?"


@pytest.mark.parametrize("text", MIXED)
def test_a_pull_that_goes_the_same_way_as_before_is_said_to_be_more_or_less(text: str) -> None:
    scene, said = of_sentence(text)
    here = scene.step, scene.unit
    before, after = (float(each[here]) for each in (scene.trace.previous_margin_pushes, scene.trace.margin_pushes))
    grew, shrank = (any(f"pulls {how} to" in each for each in said) for how in ("more", "less"))
    assert not grew or (before * after > 0 and abs(after) > abs(before))
    assert not shrank or (before * after > 0 and abs(after) < abs(before))
    assert not any("still pulls" in each for each in said)


@pytest.mark.parametrize("convention", CONVENTIONS)
def test_what_it_saves_is_said_before_its_first_gate(convention: str) -> None:
    """Three blocks of weights, where an LSTM has four: counted in what is declared of the cells."""
    scene = told(convention)
    acts = [beat.act for beat in scene.beats]
    [said] = [beat for beat in scene.beats[: acts.index("reset gate")] if "blocks of weights" in beat.caption]
    assert said.caption == "It has 3 blocks of weights; an LSTM has 4."
    counted = [(each.reading.key, each.shown) for each in said.displays if each.aspect == "count"]
    assert counted == [("lstm_block_count", 4), ("block_count", 3)]


@pytest.mark.parametrize("convention", CONVENTIONS)
def test_what_the_masked_past_is_called_stands_below_the_numbers_of_the_key_to_colours(convention: str) -> None:
    scene = told(convention)
    assert isinstance(scene, GRUGates)
    key = legends(scene.frame.legend, theme=scene.theme)
    ticks = [each for each in key.get_family() if isinstance(each, Label) and each.get_y() < scene.frame.header.y - 0.1]
    assert len(ticks) == 5
    assert scene.road.seen.names.get_top()[1] < min(float(each.get_bottom()[1]) for each in ticks) - 0.08


def beat_of(scene: TraceScene, said: str) -> Any:
    return next(beat for beat in scene.beats if said in beat.caption)


@pytest.mark.parametrize("convention", CONVENTIONS)
def test_the_unit_that_goes_slowly_through_the_reset_gate_is_the_one_of_which_it_hides_most(convention: str) -> None:
    scene = told(convention)
    assert isinstance(scene, GRUGates)
    before, after = (scene.trace.lookup(key)[scene.step] for key in scene.words.masking)
    hidden = abs(before - after)
    unit = scene.masked_unit
    assert hidden[unit] == hidden.max()
    assert {unit, scene.unit} <= set(scene.units)
    slowly = beat_of(scene, f"Unit {unit + 1}: r is {scene.trace.reset_gate[scene.step, unit]:.2f}, so ")
    if unit != scene.unit:
        assert slowly.start < beat_of(scene, f"Unit {scene.unit + 1}: r is ").start


def test_how_much_is_seen_is_said_by_what_the_gate_lets_through() -> None:
    scene = told("cho")
    gate, said = scene.trace.reset_gate[scene.step], scene.words.masked  # type: ignore[attr-defined]
    assert gate[1] < 0.005
    assert "so nothing of" in said(1)[0]
    assert gate[4] > OPEN
    assert "so most of" in said(4)[0]
    assert "so all of" in said(6)[0]


@pytest.mark.parametrize("convention", CONVENTIONS)
def test_what_carries_the_sum_of_the_reset_gate_is_its_largest_part(convention: str) -> None:
    scene = told(convention)
    assert isinstance(scene, GRUGates)
    here = scene.step, 0, scene.unit
    parts = {
        "what h adds": scene.trace.weighted_hidden[here],
        "“bad”": scene.trace.weighted_words[here],
        "the bias": scene.value("bias", 0, scene.unit).value,
    }
    name = max(parts, key=lambda each: abs(float(parts[each])))
    caption = beat_of(scene, "The largest part is").caption
    assert f"The largest part is {name.replace('“bad”', f'“{scene.trace.tokens[scene.step]}”')}" in caption
    assert not any(sign.isdigit() for sign in caption)  # what r is comes only out of the sigmoid


@pytest.mark.parametrize("convention", CONVENTIONS)
def test_only_the_first_sum_is_shown_product_by_product_and_the_candidate_by_what_is_new_in_it(convention: str) -> None:
    scene = told(convention)
    assert isinstance(scene, GRUGates)
    assert {beat.act for beat in scene.beats for each in beat.displays if each.reading.key == "products"} == {"reset gate"}
    assert (scene.step, scene.unit) in shown(scene, "candidate", "candidate")
    past = "reset_recurrent" if CONVENTIONS[convention].after else "reset_hidden"
    assert len(shown(scene, past, "candidate")) == scene.trace.hidden.shape[-1]
    lasts = {act: sum(beat.end - beat.start for beat in scene.beats if beat.act == act) for act in ("reset gate", "candidate")}
    assert lasts["candidate"] < 0.6 * lasts["reset gate"]


@pytest.mark.parametrize("convention", CONVENTIONS)
def test_the_sum_of_the_update_gate_is_seen_with_its_value_just_before_that_acts(
    convention: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen, go = set[tuple[str, tuple[int, ...]]](), GRUGates.open

    def look_and_open(film: GRUGates, gone: Any) -> None:
        seen.update((each.reading.key, each.reading.index) for each in displayed(Look(film.mobjects))[0])
        go(film, gone)

    monkeypatch.setattr(GRUGates, "open", look_and_open)
    scene = tell(GRUGates, briefed(convention))
    assert isinstance(scene, GRUGates)
    here, update = (scene.step, scene.unit), scene.trace.declared.gates.index("update")
    row = "update_gate" if CONVENTIONS[convention].keeps else "admitting_gate"
    parts = {(key, (scene.step, update, scene.unit)) for key in ("weighted_hidden", "weighted_words")}
    assert {*parts, ("bias", (update, scene.unit)), ("update_preactivation", here), (row, here)} <= seen
    beat = beat_of(scene, "A third sum, squashed, is the update gate z.")
    assert 0 <= beat_of(scene, "z = 0.").start - beat.end < 1
    before = [each for earlier in scene.beats if earlier.start < beat.start for each in earlier.displays]
    assert not any(each.reading.key == row for each in before)


@pytest.mark.parametrize("convention", CONVENTIONS)
def test_the_other_way_to_count_comes_where_h_was_mixed_and_what_the_word_did_and_the_answer_last(convention: str) -> None:
    scene = told(convention)
    assert isinstance(scene, GRUGates)
    acts = list(dict.fromkeys(beat.act for beat in scene.beats))
    assert acts == ["the question", "reset gate", "candidate", "update gate", "conventions", "what it did", "the answer"]
    assert shown(scene, "hidden", "conventions") == {(scene.step, unit) for unit in scene.units}
    assert next(beat for beat in scene.beats if beat.act == "what it did").start > 0.75 * scene.time
    assert scene.beats[-1].caption == "Yes: one h does both, for z lets a word rewrite only a part."


def test_how_much_of_the_swing_is_the_units_is_said_as_it_is() -> None:
    scene = told("cho")
    part = scene.trace.margin_percents[scene.step, scene.unit]  # type: ignore[attr-defined]
    assert 1 < part < 100
    assert f"and makes {part:.0f} % of the swing." in scene.beats[-2].caption
    against = told("pytorch")
    assert against.trace.margin_percents[against.step, against.unit] > 100  # type: ignore[attr-defined]
    assert "it swings the verdict, against the others." in against.beats[-2].caption


@pytest.mark.parametrize("convention", CONVENTIONS)
def test_the_last_picture_sets_three_cells_side_by_side_with_as_many_blocks_as_their_models_have(convention: str) -> None:
    scene = told(convention)
    bricks = [each for each in scene.beats[-1].displays if each.aspect == "count"]
    models = zip(("reviews_rnn", "reviews", CONVENTIONS[convention].model), (1, 4, 3), strict=True)
    assert [zoo.load(name).run("good").lookup("block_count") for name, _ in models] == [each.shown for each in bricks]
    assert [each.reading.key for each in bricks] == ["rnn_block_count", "lstm_block_count", "block_count"]


def test_after_the_word_the_last_that_is_said_of_the_verdict_is_what_the_cell_says() -> None:
    scene = told("cho")
    shares = {each.reading.index for beat in scene.beats for each in beat.displays if each.reading.key == "verdict_probabilities"}
    assert (scene.step,) in shares  # type: ignore[attr-defined]


def test_a_convention_chooses_its_model_and_refuses_other_cells() -> None:
    assert GRUGates.models_for({}) == ("reviews_gru",) == GRUGates.models_for({"convention": "chung"})
    assert GRUGates.models_for({"convention": "pytorch"}) == ("reviews_gru_reset_after",)
    with pytest.raises(UsageError, match=r"^There is no convention 'keras'; there are cho, chung and pytorch\.$"):
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
