"""What a unit with peepholes prints holds on paper, wherever few decimals can do that."""

import numpy as np
import pytest

from scenes.mobjects.sets.peephole_digits import FINEST, TRIED, Digits, Peek, digits_of


def drawn(seed: int) -> tuple[dict[str, float], dict[str, Peek]]:
    """A step as a trained cell takes it: what each quantity is, and what the gates see."""
    rng = np.random.default_rng(seed)
    old, candidate = rng.normal(0, 2), np.tanh(rng.normal(0, 1.5))
    forget, gate = 1 / (1 + np.exp(-rng.normal(1, 2, 2)))
    value = {"previous_cell": old, "forget_gate": forget, "input_gate": gate, "candidate": candidate}
    value |= {"kept": forget * old, "written": gate * candidate, "cell": forget * old + gate * candidate}
    seen = {"forget": "previous_cell", "input": "previous_cell", "output": "cell"}
    weights = dict(zip(seen, rng.normal(0, 1.5, 3), strict=True))
    places = dict(zip(seen, rng.integers(2, 4, 3), strict=True))
    return value, {name: Peek(weights[name], what, weights[name] * value[what], int(places[name])) for name, what in seen.items()}


def failing(value: dict[str, float], peeks: dict[str, Peek], digits: Digits) -> int:
    """How many equations a pocket calculator finds wrong."""
    shown = {name: round(value[name], places) for name, places in digits.places.items()}
    places = digits.places["cell"]
    equations = [
        (shown["forget_gate"] * shown["previous_cell"], shown["kept"], places),
        (shown["input_gate"] * shown["candidate"], shown["written"], places),
        (shown["kept"] + shown["written"], shown["cell"], places),
    ]
    for name, peek in peeks.items():
        made = round(peek.weight, digits.weights[name]) * shown[peek.seen]
        equations.append((made, round(peek.part, peek.places), peek.places))
    return sum(f"{round(made, of) + 0.0:.{of}f}" != f"{round(whole, of) + 0.0:.{of}f}" for made, whole, of in equations)


def test_what_is_printed_holds_if_it_is_said_to() -> None:
    wrong = []
    for seed in range(300):
        value, peeks = drawn(seed)
        digits = digits_of(value, peeks)
        assert failing(value, peeks, digits) <= digits.wrong
        assert max(*digits.places.values(), *digits.weights.values()) <= FINEST
        wrong.append(digits.wrong)
    assert np.mean(np.array(wrong) == 0) >= 0.9


def test_the_fewest_decimals_are_taken() -> None:
    value = {"previous_cell": 2.0, "forget_gate": 0.5, "kept": 1.0, "input_gate": 0.25, "candidate": 1.0}
    digits = digits_of(value | {"written": 0.25, "cell": 1.25}, {"output": Peek(2.0, "cell", 2.5, 2)})
    assert set(digits.places.values()) == {TRIED[0][0]}
    assert (digits.weights, digits.wrong) == ({"output": 2}, 0)


@pytest.mark.parametrize("part", [0.1239, 0.1231])
def test_where_no_decimals_make_it_they_are_few(part: float) -> None:
    value = {
        "previous_cell": 9.0,
        "forget_gate": 0.5,
        "kept": 1.0,
        "input_gate": 0.5,
        "candidate": 1.0,
        "written": 0.5,
        "cell": 1.5,
    }
    digits = digits_of(value, {"input": Peek(0.5, "previous_cell", part, 3)})
    assert digits.wrong == 2
    assert digits.weights["input"] <= 3
