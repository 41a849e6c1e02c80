"""Numbers in fixed point: what is rounded so is kept to the last bit, and nothing else is."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.fixed_point import MOST, multiples, rounded, times


@given(st.lists(st.integers(-MOST, MOST), min_size=1, max_size=20), st.integers(-190, 190))
def test_whole_multiples_of_a_power_of_two_are_kept(counts: list[int], exponent: int) -> None:
    array = np.ldexp(np.array(counts, dtype=np.float64), exponent)
    found = multiples(array)
    assert found is not None
    assert np.array_equal(times(*found), array)


@pytest.mark.parametrize("odd", [[1.0, 128.5], [0.1], [1.0, 2.0**-9], [256.0, 1.0], [2.0**-300], [-0.0, 1.0], [1e300, 1.0]])
def test_what_needs_more_than_a_byte_is_not(odd: list[float]) -> None:
    assert multiples(np.array(odd)) is None


@pytest.mark.parametrize("share", [0.03, 0.125, 0.5])
@pytest.mark.parametrize("scale", [1e-6, 1.0, 300.0])
def test_rounding_moves_no_number_by_more_than_half_a_step(share: float, scale: float) -> None:
    array = scale * np.random.default_rng(0).normal(size=(30, 40))
    found = multiples(fixed := rounded(array, share))
    assert found is not None
    step = max(share * np.sqrt(np.mean(array**2)), 2 * np.abs(array).max() / MOST)
    assert np.abs(fixed - array).max() <= step / 2


def test_an_outlier_makes_the_steps_larger_and_zeros_stay() -> None:
    array = np.array([0.0, 0.01, -0.01, 100.0])
    assert rounded(array, 0.125)[3] == pytest.approx(100.0, abs=0.5)
    assert np.array_equal(rounded(np.zeros(3), 0.125), np.zeros(3))
    assert multiples(np.zeros(3)) is not None
    assert not np.signbit(rounded(np.array([-0.01, 1.0]), 0.125)[0])
