"""The film of attention scores: its printed arithmetic holds, its bars mean what they show, and wrong numbers turn it red."""

import math
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from operator import add, mul, truediv
from pathlib import Path

import numpy as np
import pytest
from manim import tempconfig

from model import zoo
from model.errors import TraceError, UsageError
from model.trace import TranslationTrace
from scenes.attention_scores import AttentionScores
from scenes.mobjects.bars import Bar, Pillar, Swing
from scenes.mobjects.motion import Arrive
from scenes.mobjects.notation.attention import NOTATION
from scenes.mobjects.notation.equations import Equation
from scenes.mobjects.reading import MINUS, Reading, spell, telling
from scenes.mobjects.sets.softmax import SoftmaxBars
from scenes.mobjects.text import Label
from scenes.mobjects.theme import DARK
from scenes.mobjects.values import Vector
from scenes.stage import worker
from scenes.telling.audit import audit
from scenes.telling.scene import Brief

pytestmark = pytest.mark.usefixtures("manim_ready")

MANY = "english_french"
FEW = "english_marathi"
"""A model with as many units in its scorer as there is room for numbers."""
SENTENCES = [(MANY, "day"), (MANY, "he will not sign the agreement"), (FEW, "the boy is good"), (FEW, "rahul is a good boy")]
NUMBER = rf"({MINUS}?\d+(?:\.\d+)?)"
LINES: dict[str, Callable[..., float]] = {
    rf"{NUMBER} \+ {NUMBER} = {NUMBER}": add,
    rf"tanh\({NUMBER}\) = {NUMBER}": math.tanh,
    rf"{NUMBER} × {NUMBER} = {NUMBER}": mul,
    rf"exp\({NUMBER} − {NUMBER}\) = {NUMBER}": lambda score, largest: math.exp(score - largest),
    rf"{NUMBER} ÷ {NUMBER} = {NUMBER}": truediv,
}


class Watched(AttentionScores):
    """The film, remembering what it wrote, its products and its bars."""

    def __init__(self, **options: object) -> None:
        self.lines: set[str] = set()
        self.columns: dict[str, list[str]] = {}
        self.bars_seen: list[tuple[float, float]] = []
        self.wholes: list[float] = []
        super().__init__(**options)

    @contextmanager
    def beat(self, caption: str, **fields: Reading) -> Iterator[None]:
        with super().beat(caption, **fields):
            yield
        family = [member for mobject in self.mobjects for member in mobject.get_family()]
        texts = {member.text for member in family if isinstance(member, Label)}
        self.lines |= texts
        products = (member for member in family if isinstance(member, Vector) and member.values.key == "scorer_products")
        for made in (member for member in products if all(hasattr(cell, "numeral") for cell in member.cells)):
            self.columns[self.scoring.total[-1].text] = [cell.numeral.text for cell in made.cells]
        self.bars_seen += [
            (float(member.reading.value), member.get_y() - self.weighing.room.nought)
            for member in family
            if isinstance(member, Swing)
        ]
        parts = [member.width for member in family if isinstance(member, Bar)]
        self.wholes += [sum(parts) / (self.stage.right - self.stage.left)] if parts else []
        assert all(member.height > 0 and float(member.reading.value) > 0 for member in family if isinstance(member, Pillar))


def told(trace: TranslationTrace, word: int | None = None) -> Watched:
    scene, report = worker.rehearse(Watched, Brief(trace, word=word))
    assert report.problems == ()
    assert isinstance(scene, Watched)
    return scene


def number(text: str) -> float:
    return float(text.replace(MINUS, "-"))


def places(text: str) -> int:
    return len(text.partition(".")[2])


@pytest.mark.parametrize("word", [None, 0, 1])
@pytest.mark.parametrize(("model", "text"), SENTENCES)
def test_what_is_written_out_holds_to_the_printed_digits(model: str, text: str, word: int | None) -> None:
    scene = told(zoo.load(model).run(text), word)
    for pattern, operation in LINES.items():
        [*_, match] = [found for line in scene.lines if (found := re.fullmatch(pattern, line))]
        *operands, result = match.groups()
        assert round(operation(*map(number, operands)), places(result)) == number(result), match.group()
    assert bool(scene.columns) == (model == FEW)
    for total, column in scene.columns.items():
        assert round(sum(map(number, column)), 2) == number(total)


def test_scores_hang_below_nought_or_stand_above_it_and_weights_fill_a_length_of_one() -> None:
    trace = zoo.load("english_french").run("he will not sign the agreement")
    lowered = trace.attention._replace(scores=trace.scores - np.median(trace.scores, axis=1, keepdims=True))  # the same weights
    scene, _ = worker.rehearse(Watched, Brief(replace(trace, attention=lowered)))
    assert isinstance(scene, Watched)
    assert any(value < 0 for value, _ in scene.bars_seen)
    assert any(value > 0 for value, _ in scene.bars_seen)
    assert all(value * height > 0 for value, height in scene.bars_seen)
    assert scene.wholes == pytest.approx([1.0] * len(scene.wholes), abs=1e-4)
    assert scene.wholes


def test_the_scores_and_weights_of_a_published_film_are_red() -> None:
    trace = zoo.load("english_french").run("he will not sign the agreement")
    scores, weights = trace.scores.copy(), trace.weights.copy()
    scores[0], weights[0] = -40.0, 0.0
    scores[0, :5], weights[0, :5] = [0.4, 1.6, 2.8, 0.9, 0.2], [0.05, 0.16, 0.55, 0.18, 0.06]
    published = replace(trace, attention=trace.attention._replace(scores=scores, weights=weights))
    _, report = worker.rehearse(AttentionScores, Brief(published, word=0))
    assert any("weights = softmax(scores)" in problem for problem in report.problems)
    assert any("weights = powers / power_sums" in problem for problem in report.problems)


def test_a_score_that_was_not_computed_is_red() -> None:
    trace = zoo.load("english_french").run("how was your day")
    scene = told(trace, 1)
    scores = trace.scores.copy()
    scores[1, 2] += 0.05
    scene.brief = Brief(replace(trace, attention=trace.attention._replace(scores=scores)))
    wrong = {row.key for row in audit(scene).rows if row.problem}
    assert {"scores", "powers"} <= wrong <= {"scores", "powers", "power_sums"}


def test_what_it_cannot_show_is_refused_in_a_sentence() -> None:
    plain = zoo.load("english_marathi_plain").run("Rahul is a good boy")
    with pytest.raises(TraceError, match=r"^This film shows attention, and the model of this trace has none\.$"):
        AttentionScores.check(Brief(plain))
    trace = zoo.load("english_french").run("how was your day")
    AttentionScores.check(Brief(trace, word=len(trace.target_tokens) - 1))
    with pytest.raises(UsageError, match="There is no word 99: "):
        AttentionScores.check(Brief(trace, word=98))


class Drawn(AttentionScores):
    """The film, remembering at every play the bars that grow or are divided, and what the new state comes from."""

    def __init__(self, **options: object) -> None:
        self.sizes: dict[str, set[float]] = {"powers": set(), "weights": set()}
        self.lowest: list[float] = []
        self.sources: list[list[object]] = []
        super().__init__(**options)

    def play(self, *animations: object, **options: object) -> None:
        for each in animations:
            if isinstance(each, Arrive) and isinstance(each.parts[0], Pillar):
                key = each.parts[0].reading.key
                self.sizes[key] |= {
                    round(part.height / float(part.reading.value), 3) for part in each.parts if part.height > 1e-3
                }
                self.lowest += [min(one.get_bottom()[1] for one in (*each.parts, *each.others)) - SoftmaxBars.FOOT]
            if isinstance(each, Arrive) and each.mobject is getattr(self, "asking", None):
                self.sources.append([part.patch.reading.key for part in each.others])
        super().play(*animations, **options)


def test_powers_and_weights_have_one_unit_never_hang_and_never_become_a_state() -> None:
    scene, _ = worker.rehearse(Drawn, Brief(zoo.load("english_french").run("he will not sign the agreement")))
    assert isinstance(scene, Drawn)
    assert len(scene.sizes["powers"]) == 1
    assert scene.sizes["powers"] == scene.sizes["weights"]
    in_place = scene.lowest[: -scene.count]  # those of the flow at the end come out of the closed scorer
    assert in_place
    assert min(in_place) > -0.01
    assert [set(keys) for keys in scene.sources] == [{"decoder_hidden"}]


def test_the_last_word_has_no_next_one() -> None:
    trace = zoo.load("english_french").run("how was your day")
    scene = told(trace, len(trace.target_tokens) - 1)
    assert "then" not in [act.title for act in scene.acts]
    assert "all words" in [act.title for act in scene.acts]


@pytest.mark.parametrize("height", [480, 1080])
def test_the_parts_of_the_equation_are_its_glyphs(height: int, manim_ready: Path) -> None:
    with tempconfig({"pixel_height": height}):
        made = Equation("scores", notation=NOTATION, theme=DARK)
        parts = {name: made.part(name) for name in made.quantity.parts}
    assert sorted(map(id, made.submobjects)) == sorted(id(glyph) for glyphs in parts.values() for glyph in glyphs)
    colours = {name: {glyph.get_fill_color().to_hex().upper() for glyph in glyphs} for name, glyphs in parts.items()}
    assert colours["state"] == {DARK.target}
    assert colours["annotation"] == {DARK.source}
    assert {colour for name in ("score", "scorer_vector", "tanh", "plus") for colour in colours[name]} == {DARK.ink}


@pytest.mark.parametrize("value", [0.3, 0.04, 0.004, 0.0004, 0.996, 0.99996, 1.0, 680.3, 12.0])
def test_a_positive_value_is_not_printed_as_nought_nor_as_one(value: float) -> None:
    printed = number(spell(value, telling(value)))
    assert printed > 0
    assert value == 1 or printed != 1


def test_what_lies_between_a_score_and_a_weight() -> None:
    trace = zoo.load("english_french").run("how was your day")
    np.testing.assert_allclose(np.tanh(trace.scorer_preactivation), trace.scorer_hidden, atol=1e-12)
    np.testing.assert_allclose(trace.scorer_products.sum(axis=2), trace.scores, atol=1e-9)
    np.testing.assert_allclose(trace.powers / trace.power_sums[:, None], trace.weights, atol=1e-12)
    assert trace.scorer_numbers.tolist() == list(range(1, trace.scorer_vector.size + 1))
    with pytest.raises(TraceError, match="has no 'powers'"):
        zoo.load("english_marathi_plain").run("Rahul is a good boy").lookup("powers")
