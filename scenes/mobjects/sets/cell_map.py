"""The map of an LSTM cell in motion: what a step's values do on it."""

from types import MappingProxyType
from typing import Any, NamedTuple

from manim import Animation, VMobject

from scenes.mobjects.motion import Appear
from scenes.mobjects.moves import Light, Path
from scenes.mobjects.passing import Pass, even
from scenes.mobjects.sets.cards import Card, Stack
from scenes.mobjects.sets.cell_diagram import (
    ADD,
    BOXES,
    BRANCH,
    BUS,
    GATES,
    HIGHWAY,
    LAYERS,
    PLACES,
    RING,
    SILL,
    STACK,
    TANH,
    TIMES,
    CellDiagram,
)
from scenes.mobjects.theme import Theme
from scenes.mobjects.wires import Operator, Point, Squash

__all__ = ["CellMap"]


class Slide(NamedTuple):
    """A card that goes through an operator and comes out of it as another one, met by a third: names of quantities."""

    sign: str
    old: str
    by: str
    new: str


SLIDES = MappingProxyType(
    {
        "kept": Slide("erasing", "previous_cell", "forget_gate", "kept"),
        "cell": Slide("adding", "kept", "written", "cell"),
    }
)


class CellMap(CellDiagram):
    """The map of a step: what stands there, and how the values of the step come and go."""

    def columns(self) -> dict[str, Path]:
        """Return the way of the stack to each layer."""
        return {name: Path((STACK, BUS), (PLACES[name][0], BUS), (PLACES[name][0], BOXES)) for name in LAYERS}

    def stacked(self, door: Point, seconds: float) -> list[Animation]:
        """Return animations in which h comes down into its place, and x out of the word at ``door``, into its own below."""
        x, above = self.stack.at[0], float(self.stack.above.get_y())
        foot = PLACES["previous_hidden"][1] - Card.TALL / 2
        start = foot + Stack.HIGH / 2 + 0.04  # out of the lower edge of the card
        down = Pass(self.stack.above, Path((x, start), (x, above)), cut=("bottom", foot), window=(0.0, 0.5), run_time=seconds)
        way = Path(door, (door[0], SILL), (x, SILL), (x, float(self.stack.below.get_y())))
        return [down, Pass(self.stack.below, way, start=0.6, window=(0.25, 1.0), run_time=seconds)]

    def read(self, seconds: float) -> list[Animation]:
        """Return animations in which copies of the stack go to all layers, and out of each come its values."""
        plays: list[Animation] = []
        longest = max(way.length for way in self.columns().values())
        for name, way in self.columns().items():
            x, share = PLACES[name][0], 0.66 * way.length / longest
            copy = self.stack.again()
            foot, head = BOXES - Squash.HIGH / 2, BOXES + Squash.HIGH / 2
            how: dict[str, Any] = {"cut": ("bottom", foot), "leaves": True, "rate_func": even, "run_time": seconds}
            plays.append(Pass(copy, way, window=(0.0, share), **how))
            plays.append(Light(self.layers[name], self._theme, window=(share - 0.1, share + 0.12), run_time=seconds))
            coming = Path((x, BOXES), PLACES[name])
            how = {"cut": ("top", head), "window": (share + 0.02, share + 0.34), "causes": [copy], "run_time": seconds}
            plays.append(Pass(self.cards[name], coming, **how))
        return plays

    def offered(self, seconds: float) -> list[Animation]:
        """Return animations in which the input gate and the candidate meet, and what is written comes out."""
        at = (ADD, TIMES)
        copies = {name: self.cards[name].again() for name in ("input_gate", "candidate")}
        plays: list[Animation] = [
            Pass(
                copy,
                Path(PLACES[name], (PLACES[name][0], TIMES), at),
                cut=(side, ADD - sign * RING),
                leaves=True,
                window=(0.0, 0.55),
                run_time=seconds,
            )
            for (name, copy), side, sign in zip(copies.items(), ("left", "right"), (1, -1), strict=True)
        ]
        plays.append(Light(self.operators["writing"], self._theme, window=(0.4, 0.75), run_time=seconds))
        how: dict[str, Any] = {"cut": ("top", TIMES + RING), "causes": list(copies.values()), "window": (0.55, 1.0)}
        return [*plays, Pass(self.cards["written"], Path(at, PLACES["written"]), run_time=seconds, **how)]

    def slide(self, new: str, seconds: float) -> list[Animation]:
        """Return animations in which the memory goes through an operator on the highway, and is ``kept``, or the new ``cell``."""
        how = SLIDES[new]
        operator, x = self.operators[how.sign], float(self.operators[how.sign].get_x())
        return through(
            operator, x, self.cards[how.old].again(), self.cards[how.by].again(), self.cards[new], seconds, theme=self._theme
        )

    def shown(self, seconds: float) -> list[Animation]:
        """Return animations in which a copy of the new memory goes down through tanh, and meets the output gate: h."""
        copy, squashed = self.cards["cell"].again(), self.cards["squashed_cell"]
        down = Path(PLACES["cell"], (BRANCH, HIGHWAY), (BRANCH, TANH))
        top, foot = TANH + Squash.HIGH / 2, TANH - Squash.HIGH / 2
        common: dict[str, Any] = {"run_time": seconds}
        meets, gate = squashed.again(), self.cards["output_gate"].again()
        low, right = Path((BRANCH, TANH), PLACES["squashed_cell"]), Path((BRANCH, GATES), PLACES["hidden"])
        ways = [Path(PLACES[name], (BRANCH, GATES)) for name in ("squashed_cell", "output_gate")]
        gone: dict[str, Any] = {"leaves": True, **common}
        return [
            Pass(copy, down, cut=("top", top), window=(0.0, 0.34), **gone),
            Light(self.tanh, self._theme, window=(0.26, 0.48), **common),
            Pass(squashed, low, cut=("bottom", foot), causes=[copy], window=(0.34, 0.5), **common),
            Pass(meets, ways[0], cut=("top", GATES + RING), causes=[squashed], window=(0.5, 0.7), **gone),
            Pass(gate, ways[1], cut=("left", BRANCH - RING), window=(0.4, 0.7), **gone),
            Light(self.operators["showing"], self._theme, window=(0.6, 0.84), **common),
            Pass(self.cards["hidden"], right, cut=("right", BRANCH + RING), causes=[meets, gate], window=(0.7, 1.0), **common),
        ]

    def signs_light(self, seconds: float) -> list[Animation]:
        """Return animations in which each line of the legend comes in, and what it is about lights up on the map."""
        lit: list[list[VMobject]] = [
            [self.operators[name] for name in ("erasing", "writing", "showing")],
            [self.operators["adding"]],
            [self.layers[name] for name in ("forget_gate", "input_gate", "output_gate")],
            [self.layers["candidate"], self.tanh],
        ]
        plays: list[Animation] = []
        for number, (line, things) in enumerate(zip(self.legend, lit, strict=True)):
            window = number / len(lit), (number + 1) / len(lit)
            plays += [Appear(line, window=(window[0], window[0] + 0.1), run_time=seconds)]
            plays += [Light(each, self._theme, window=window, run_time=seconds) for each in things]
        return plays


def through(
    operator: Operator, x: float, old: Card, by: Card, new: Card, seconds: float, *, theme: Theme, small: float = 1.0
) -> list[Animation]:
    """Return animations in which an ``old`` card goes through an operator on the highway and comes out as a new one.

    ``by`` comes from below and is in it before; what meets in an operator is ``small`` as a part of its size.
    """
    middle, foot = (x, HIGHWAY), HIGHWAY - RING
    common: dict[str, Any] = {"run_time": seconds}
    rising = Pass(by, Path(by.at, middle), cut=("bottom", foot), leaves=True, end=small, window=(0.0, 0.45), **common)
    going = Pass(old, old.way_to(middle), cut=("left", x - RING), leaves=True, end=small, window=(0.15, 0.6), **common)
    lit = Light(operator, theme, window=(0.45, 0.8), **common)
    coming = Pass(new, Path(middle, new.at), cut=("right", x + RING), start=small, causes=[by, old], window=(0.6, 1.0), **common)
    return [rising, going, lit, coming]
