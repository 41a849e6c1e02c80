"""What is displayed, and its order, is what manim's camera would display."""

import numpy as np
import pytest
from manim import Camera, Dot, Mobject, VGroup
from manim.mobject.mobject import Group

from scenes.stage.drawing.display import displayed


def family(random: np.random.Generator) -> list[Mobject]:
    """Return mobjects that share members, nest, have several depths and, some of them, no points."""
    leaves = [Dot(z_index=int(random.integers(0, 3))) for _ in range(8)]
    groups: list[Mobject] = list(leaves)
    for _ in range(7):
        members = random.choice(np.arange(len(groups)), 3, replace=False)
        kind = (VGroup, Group)[int(random.integers(2))]
        groups.append(kind(*(groups[number] for number in members if isinstance(groups[number], Dot | VGroup))))
    order = random.permutation(len(groups))
    return [groups[number] for number in order[:9]]


@pytest.mark.usefixtures("manim_ready")
@pytest.mark.parametrize("seed", range(20))
def test_same_members_in_the_same_order(seed: int) -> None:
    mobjects = family(np.random.default_rng(seed))
    expected = Camera().get_mobjects_to_display(mobjects)
    assert [id(each) for each in displayed(mobjects)] == [id(each) for each in expected]
