"""Numbers printed at several places: with as few decimals as what is done with them allows, or not at all."""

from operator import add, mul

import numpy as np
import pytest

from scenes.mobjects.agreeing import AS_USUAL, Relation, Way, agreeing, holds
from scenes.mobjects.reading import Reading

A, B, C = ((name, (0,)) for name in "abc")
SUM = Way((Relation(add, (A, B), C),))


def three(name: tuple[str, tuple[int, ...]]) -> int:
    return 3


@pytest.mark.parametrize(
    ("parts", "more"),
    [
        ((0.25, 0.56, 0.81), 0),
        ((0.594, -0.284, 0.31), 0),
        ((0.5944, -0.2861, 0.3083), 2),  # 0.59 - 0.29 would be 0.30
    ],
)
def test_a_number_has_no_more_decimals_than_its_sum_needs(parts: tuple[float, float, float], more: int) -> None:
    values = dict(zip((A, B, C), parts, strict=True))
    printed = agreeing(values, [[SUM, Way((), (A,))]], three)
    assert not printed.without
    assert sum(printed.places.values()) == 6 + more
    assert holds(values, SUM.relations[0], printed.places)


def test_what_no_decimals_let_hold_is_not_printed() -> None:
    values = {A: 0.81, B: 0.9911, C: 0.8099}
    printed = agreeing(values, [[Way((Relation(mul, (A, B), C),)), Way((), (C,))]], three)
    assert printed.without == {C}
    assert printed.leaves_out(Reading("c", (0,), 0.8099))
    assert not AS_USUAL.leaves_out(Reading("c", (0,), 0.8099))


def test_a_number_is_printed_alike_wherever_something_is_done_with_it() -> None:
    rng = np.random.default_rng(5)
    for _ in range(200):
        a, b, c = (float(each) for each in rng.uniform(-1, 1, 3))
        d, e = ("d", (0,)), ("e", (0,))
        values = {A: a, B: b, C: a + b, d: c, e: (a + b) * c}
        product = Way((Relation(mul, (C, d), e),))
        printed = agreeing(values, [[SUM, Way((), (B,))], [product, Way((), (e,))]], three)
        for way, hidden in ((SUM, B), (product, e)):
            assert hidden in printed.without or holds(values, way.relations[0], printed.places)
        assert all(2 <= places <= 3 for places in printed.places.values())


@pytest.mark.parametrize(("value", "said"), [(0.814, "+0.814"), (-0.0364, "−0.036")])
def test_a_minus_takes_the_place_of_a_plus(value: float, said: str) -> None:
    reading = Reading("a", (0,), value)
    assert AS_USUAL._replace(places={A: 3}).said("+", reading).text == said
