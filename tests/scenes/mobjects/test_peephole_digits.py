"""What a unit with peepholes prints holds on paper, wherever few decimals can do that."""

from collections.abc import Callable

import numpy as np

from scenes.mobjects.agreeing import Printed
from scenes.mobjects.reading import Reading, decimals
from scenes.mobjects.sets.peephole_digits import FINEST, Peek, digits_of

SEEN = {"forget": "previous_cell", "input": "previous_cell", "output": "cell"}


def drawn(seed: int) -> tuple[Callable[[str], Reading], list[Peek]]:
    """A step as a trained cell takes it: what each quantity is, and what the gates see."""
    rng = np.random.default_rng(seed)
    old, candidate = rng.normal(0, 2), np.tanh(rng.normal(0, 1.5))
    forget, gate = 1 / (1 + np.exp(-rng.normal(1, 2, 2)))
    value = {"previous_cell": old, "forget_gate": forget, "input_gate": gate, "candidate": candidate}
    value |= {"kept": forget * old, "written": gate * candidate, "cell": forget * old + gate * candidate}
    peeks = []
    for number, (name, seen) in enumerate(SEEN.items()):
        weight = rng.normal(0, 1.5)
        part = Reading(f"{name}_peek", (7,), float(weight * value[seen]))
        peeks.append(Peek(Reading("peephole", (number, 7), float(weight)), read(value, seen), part, int(rng.integers(2, 4))))
    return lambda name: read(value, name), peeks


def read(value: dict[str, float], name: str) -> Reading:
    return Reading(name, (0, 7), float(value[name]))


def shown(printed: Printed, reading: Reading) -> float:
    places = printed.of(reading)
    return round(float(reading.value), decimals(float(reading.value)) if places is None else places)


def failing(single: Callable[[str], Reading], peeks: list[Peek], printed: Printed) -> int:
    """How many equations a pocket calculator finds wrong."""
    step = {name: shown(printed, single(name)) for name in ("previous_cell", "forget_gate", "kept", "input_gate", "candidate")}
    step |= {name: shown(printed, single(name)) for name in ("written", "cell")}
    equations = [
        (step["forget_gate"] * step["previous_cell"], single("kept"), printed.of(single("kept"))),
        (step["input_gate"] * step["candidate"], single("written"), printed.of(single("written"))),
        (step["kept"] + step["written"], single("cell"), printed.of(single("cell"))),
        *((shown(printed, each.weight) * shown(printed, each.seen), each.part, each.places) for each in peeks),
    ]
    found = [(made, float(whole.value), 2 if places is None else places) for made, whole, places in equations]
    return sum(f"{round(made, of) + 0.0:.{of}f}" != f"{round(whole, of) + 0.0:.{of}f}" for made, whole, of in found)


def test_nearly_all_that_is_printed_holds_with_few_decimals() -> None:
    wrong = []
    for seed in range(100):
        single, peeks = drawn(seed)
        printed = digits_of(single, peeks)
        wrong.append(failing(single, peeks, printed))
        assert max(printed.places.values()) <= FINEST
    assert np.mean(np.array(wrong) == 0) >= 0.9


def test_the_fewest_decimals_are_taken() -> None:
    value = {"previous_cell": 2.0, "forget_gate": 0.5, "kept": 1.0, "input_gate": 0.25, "candidate": 1.0}
    value |= {"written": 0.25, "cell": 1.25}
    peek = Peek(Reading("peephole", (3, 7), 2.0), read(value, "cell"), Reading("output_peek", (7,), 2.5), 2)
    assert set(digits_of(lambda name: read(value, name), [peek]).places.values()) == {2}
