"""What a cell of one's own is made of, under names that stay: from a checkout and from an installed package alike.

A step is a named tuple that a :class:`StepKind` declares, with its equations; ``register`` makes that known. A cell inherits from
:class:`Cell`, or from :class:`Packed` if its gates are packed into one weight, and from :class:`Carrying` if it carries a state.
``CELLS["mine"] = Mine`` makes it known to ``train("reviews", cell="mine")``; a film of its traces imports its module.
"""

from model.cells import CELLS, Carried, Carrying, Cell
from model.cells.base import Packed
from model.gradients import affine, concatenate, exp, sigmoid, tanh
from model.recipes import Trained, train
from model.trace import Array, Axes, Equation, Estimate, HiddenState, StepKind
from model.trace.equations import added, equal, multiplied, weighed
from model.trace.steps.base import CarriedState, Gate, TimeUnit, preactivation, register, squashed

__all__ = [
    "CELLS",
    "Array",
    "Axes",
    "Carried",
    "CarriedState",
    "Carrying",
    "Cell",
    "Equation",
    "Estimate",
    "Gate",
    "HiddenState",
    "Packed",
    "StepKind",
    "TimeUnit",
    "Trained",
    "added",
    "affine",
    "concatenate",
    "equal",
    "exp",
    "multiplied",
    "preactivation",
    "register",
    "sigmoid",
    "squashed",
    "tanh",
    "train",
    "weighed",
]
