"""Every quantity that a cell computes has a letter or a name, a role and a scale, the same whoever draws it."""

import copy
import re
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from model.trace import STEPS, AdditiveAttention, ScorerWeights
from scenes.mobjects.notation import NOTATION
from scenes.mobjects.notation.common import COMMON
from scenes.mobjects.notation.equations import Equation, Symbol
from scenes.mobjects.notation.quantities import Notation, Quantity
from scenes.mobjects.notation.vectors import matrix, swatch, vector
from scenes.mobjects.reading import Reading, Readings
from scenes.mobjects.theme import DARK, ROLES
from scenes.mobjects.values import SCALES, Swatch, Vessel

COMPUTED: dict[str, list[str]] = {
    kind: [*each.step._fields, *each.weights._fields, *(f"previous_{name}" for name in each.state._fields)]
    for kind, each in STEPS.items()
} | {"attention": list(AdditiveAttention._fields), "translation": [f"scorer_{name}" for name in ScorerWeights._fields]}


@pytest.mark.parametrize("kind", COMPUTED)
def test_all_that_a_step_computes_has_a_notation(kind: str) -> None:
    assert [name for name in COMPUTED[kind] if name not in NOTATION[kind]] == []


@pytest.mark.parametrize("kind", NOTATION)
def test_a_quantity_has_a_role_and_a_scale_and_names_what_there_is(kind: str) -> None:
    for name, quantity in NOTATION[kind].items():
        assert quantity.name == name
        assert quantity.role in ROLES, name
        assert quantity.scale in {*SCALES, "share"}, name
        named = re.findall("<(.+?)>", quantity.equation)
        assert [each for each in named if each not in NOTATION[kind].letters] == [], name
        assert not quantity.equation or named[0] == name  # its own letter stands on the left


@pytest.mark.parametrize("kind", NOTATION)
def test_shares_are_gates_and_weights_are_what_adds_up_to_one(kind: str) -> None:
    scales = {scale: {name for name, each in NOTATION[kind].items() if each.scale == scale} for scale in (*SCALES, "share")}
    gates = {name for name in NOTATION[kind] if name.endswith("_gate")}
    assert scales["share"] == gates | ({"kept_since"} & {*NOTATION[kind]})  # the last is a product of gates
    assert scales["weight"] <= {"weights", "gold", "probabilities", "powers"}


@pytest.mark.parametrize(("kind", "gates"), [(kind, each.gates) for kind, each in STEPS.items() if each.gates])
def test_weights_biases_and_sums_of_a_block_are_those_of_its_number(kind: str, gates: tuple[str, ...]) -> None:
    notation = NOTATION[kind]
    for number, gate in enumerate(gates):
        assert notation.of("weight", (number,)).name == f"{gate}_weight"
        assert notation.of("bias", (number, 5)).name == f"{gate}_bias"
        assert notation.of("weighted_inputs", (7, number, 5)).name == f"{gate}_weighted"
        assert len({notation[f"{gate}_{what}"].role for what in ("weight", "bias", "weighted", "preactivation")}) == 1
    assert notation.of("weight").name == "weight"


def test_what_no_notation_knows_is_an_error() -> None:
    with pytest.raises(KeyError, match="forget_gate"):
        NOTATION["gru"].of("forget_gate", (0,))
    with pytest.raises(KeyError, match="cell"):
        NOTATION["rnn"]["cell"]


def test_a_later_group_takes_the_place_of_an_earlier_one() -> None:
    notation = Notation(COMMON, {"plus": Quantity("plus.circle", "muted")})
    assert (notation["plus"].letter, notation["tanh"].letter) == ("plus.circle", "tanh")
    assert len(notation) == len(COMMON)


def test_the_same_name_may_have_another_letter_in_another_cell() -> None:
    assert NOTATION["lstm"]["candidate"].letter != NOTATION["gru"]["candidate"].letter
    assert {NOTATION[kind]["hidden"].letter for kind in ("lstm", "gru", "gru_reset_after", "rnn")} == {"h_t"}


@pytest.mark.usefixtures("manim_ready")
@pytest.mark.parametrize("kind", NOTATION)
def test_every_letter_can_be_set_in_its_colour(kind: str) -> None:
    for name in NOTATION[kind].letters:
        symbol = Symbol(name, notation=NOTATION[kind], theme=DARK)
        colours = {leaf.get_fill_color().to_hex().upper() for leaf in symbol.family_members_with_points()}
        assert colours == {DARK.colour(NOTATION[kind][name].role)}, name
        assert symbol.quantity is NOTATION[kind][name]


@pytest.mark.usefixtures("manim_ready")
@pytest.mark.parametrize("kind", NOTATION)
def test_every_equation_colours_its_letters(kind: str) -> None:
    notation = NOTATION[kind]
    for name in notation.equations:
        made = Equation(name, notation=notation, theme=DARK)
        colours = {leaf.get_fill_color().to_hex().upper() for leaf in made.family_members_with_points()}
        named = {DARK.colour(notation[each].role) for each in re.findall("<(.+?)>", notation[name].equation)}
        assert named <= colours <= named | {DARK.ink}, name


@pytest.mark.usefixtures("manim_ready")
def test_values_are_drawn_on_the_scale_of_their_notation() -> None:
    values, look = np.array([0.25, 0.75]), {"notation": NOTATION["lstm"], "theme": DARK}
    for key, role in (("forget_gate", "keeps"), ("cell", "memory")):
        made = vector(Readings(key, (3,), values), **look)
        fills = [cell.patch.get_fill_color().to_hex().upper() for cell in made.cells]
        assert fills == ([DARK.well] * 2 if role == "keeps" else [SCALES["signed"](value, DARK) for value in values])
        assert {type(cell) for cell in made.cells} == {Vessel if role == "keeps" else Swatch}
        assert made.frame.get_stroke_color().to_hex().upper() == DARK.colour(role)
    assert matrix(Readings("weight", (2,), np.eye(2)), **look)[1].get_stroke_color().to_hex().upper() == DARK.proposes
    for weights, colour in (("hue", SCALES["weight"](0.5, DARK)), ("grey", "#808080")):
        theme = replace(DARK, weights=weights)
        shown = swatch(Reading("weights", (0, 0), 0.5), notation=NOTATION["translation"], theme=theme, size=(1.0, 1.0))
        assert shown.patch.get_fill_color().to_hex().upper() == colour


def test_nobody_else_chooses_a_scale() -> None:
    folder = Path(__file__).parents[3] / "scenes"
    calls = re.compile(r"\b(Patch|Swatch|Vessel|Vector|Matrix)\([^=)]")
    telling = [path for path in folder.rglob("*.py") if "stage" not in path.relative_to(folder).parts]
    drawing = {path.name for path in telling if calls.search(path.read_text(encoding="utf-8"))}
    assert drawing <= {"values.py", "vectors.py", "legend.py"}


@pytest.mark.usefixtures("manim_ready")
def test_a_copy_keeps_what_a_letter_names() -> None:
    letter = Symbol("hidden", notation=NOTATION["gru"], theme=DARK)
    assert letter.copy().quantity is letter.quantity
    assert copy.deepcopy(NOTATION["gru"]) is NOTATION["gru"]
