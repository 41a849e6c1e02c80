"""Where values meet: they come beside an operator and wait there to be read, it lights, and the result comes out of it."""

from collections.abc import Sequence
from typing import Any

from manim import Animation, VMobject

from scenes.mobjects.moves import Light, Path
from scenes.mobjects.passing import Pass, docked
from scenes.mobjects.theme import Theme
from scenes.mobjects.wires import Operator

__all__ = ["Operand", "meeting"]

Operand = tuple[VMobject, str, Path]
"""A copy of what is used, the side of the operator at which it waits, and its way there, which ends where it is to wait.

One whose way leads nowhere is there already."""
COMES, OUT, GOES = 0.36, 0.46, 0.84
"""After which parts of the time all operands wait, the result comes out, and they go in: then that is where it belongs."""
IN = 0.5
"""How large an operand is in the operator, of its size."""


def meeting(
    operator: Operator, operands: Sequence[Operand], result: tuple[VMobject, str, Path], *, theme: Theme, seconds: float
) -> list[Animation]:
    """Return animations in which operands wait beside an operator, it lights, and only then the result leaves it at a side.

    The way of the result begins in the operator. It is at its home before the operands go in: all three are read at once.
    """
    made, side, way = result
    how: dict[str, Any] = {"cut": (side, operator.edge(side)), "window": (OUT, GOES), "causes": [copy for copy, *_ in operands]}
    return [
        *(_waiting(operand, operator, seconds) for operand in operands),
        Light(operator, theme, window=(COMES, GOES), run_time=seconds),
        Pass(made, way, run_time=seconds, **how),
    ]


def _waiting(operand: Operand, operator: Operator, seconds: float) -> Animation:
    copy, side, path = operand
    times = 0.0, COMES if path.length else 0.0, GOES
    return docked(copy, path, (side, operator.edge(side)), times, seconds, end=IN, there=not path.length)
