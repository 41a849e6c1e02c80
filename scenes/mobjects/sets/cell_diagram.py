"""What stands on the map of an LSTM cell: the highway of the cell state, what may touch it, the wires between, and places."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

from manim import VGroup, VMobject

from scenes.mobjects.notation.equations import Symbol
from scenes.mobjects.notation.quantities import Notation
from scenes.mobjects.places import named, stays
from scenes.mobjects.sets.cards import Card, Stack
from scenes.mobjects.text import Label
from scenes.mobjects.theme import Theme
from scenes.mobjects.wires import Operator, Point, Squash, Wire

__all__ = [
    "ADD",
    "BOXES",
    "BRANCH",
    "BUS",
    "EDGE",
    "GATES",
    "HIGHWAY",
    "LAYERS",
    "PLACES",
    "RING",
    "SILL",
    "STACK",
    "TANH",
    "TIMES",
    "CellDiagram",
    "ring",
]

HIGHWAY, EDGE, RING = 2.05, 6.75, 0.27
"""The height of the highway, the x of its ends, and the radius of an operator."""
ADD, BRANCH = -1.0, 4.2
"""The x of the plus on the highway, and of the branch that goes down from it."""
TIMES, TANH, GATES, BOXES, BUS, SILL = 0.5, 1.3, -0.25, -1.08, -1.8, -2.2
"""Heights: where what is written is made, tanh of the cell state, the gates, their layers, their wire, the word's."""
STACK = -5.7
"""The x of [h; x], and of the h that comes in."""
PLACES: Mapping[str, Point] = MappingProxyType(
    {
        "previous_cell": (STACK, HIGHWAY),
        "kept": (-2.6, HIGHWAY),
        "cell": (1.5, HIGHWAY),
        "written": (ADD, 1.28),
        "forget_gate": (-4.05, GATES),
        "input_gate": (-2.1, GATES),
        "candidate": (0.1, GATES),
        "output_gate": (2.3, GATES),
        "squashed_cell": (BRANCH, 0.55),
        "hidden": (5.85, GATES),
        "previous_hidden": (STACK, -0.3),
    }
)
"""Where the values of each quantity stand, on their wire."""
LAYERS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "forget_gate": ("sigmoid", "keep?"),
        "input_gate": ("sigmoid", "write?"),
        "candidate": ("tanh", "what?"),
        "output_gate": ("sigmoid", "show?"),
    }
)
"""The function of each layer, and in a plain word what it decides."""
BESIDE, AFTER = 0.16, 0.95
"""From a card to its letter, and from the end of the wire of the stack to the middle of what is said of it."""
LEGEND = (
    ("times", "scales every unit"),
    ("plus", "adds, unit by unit"),
    ("sigmoid", "from shut to open"),
    ("tanh", "keeps it bounded"),
)
"""What the signs on the map do."""
FIRST, PITCH, SIGNS = -0.95, 0.34, 4.25
"""The height of the first line of the legend, from line to line, and the x of its signs."""


def ring(sign: str, at: Point, *, theme: Theme, colour: str, radius: float = RING) -> Operator:
    """Return an operator as large as on the map."""
    return Operator(sign, at, theme=theme, colour=colour).scale(radius / Operator.RADIUS)


class CellDiagram:
    """All that lies on the map; ``card`` makes the card of a quantity by its name, at a place.

    ``operators``, ``layers`` and ``words`` (what those decide) are found by names, and so are ``wires`` (by what goes along),
    ``reads`` (from the stack to each layer) and ``letters``: a quantity that has none has its name there. ``cards`` are the
    values of a step by the names of their quantities, ``stack`` what all layers read, ``legend`` what the signs mean. Nothing
    of it is on screen yet.
    """

    def __init__(
        self, card: Callable[[str, Point], Card], stack: Callable[[Point], Stack], *, notation: Notation, theme: Theme
    ) -> None:
        self._theme, self._notation = theme, notation
        self.cards = {name: card(name, at) for name, at in PLACES.items()}
        self.stack = stack((STACK, BUS))
        self.highway = self._wire((-EDGE, HIGHWAY), (EDGE, HIGHWAY), colour="memory", width=theme.bold, tip=False)
        self.operators = {
            "erasing": ring("times", (PLACES["forget_gate"][0], HIGHWAY), theme=theme, colour="keeps"),
            "adding": ring("plus", (ADD, HIGHWAY), theme=theme, colour="memory"),
            "writing": ring("times", (ADD, TIMES), theme=theme, colour="writes"),
            "showing": ring("times", (BRANCH, GATES), theme=theme, colour="shows"),
        }
        for each in self.operators.values():
            each.set_z_index(1)  # what goes through one passes behind it
        self.layers = {name: self._layer(name) for name in LAYERS}
        self.tanh = Squash("tanh", (BRANCH, TANH), theme=theme, colour="memory")
        self.reads, self.wires = self._reads(), self._wires()
        self.letters = {name: self._letter(name) for name in PLACES if notation[name].letter} | self._signs() | self._plain()
        self.words = {name: self._word(name) for name in LAYERS}
        self.legend = self._legend()

    @property
    def diagram(self) -> VGroup:
        """All that stays where it is, but for the highway and values."""
        groups = self.reads, self.wires, self.layers, self.operators, self.letters, self.words
        return VGroup(*(each for group in groups for each in group.values()), self.tanh, self.legend)

    def word_wire(self, door: Point) -> Wire:
        """Return the wire from a word, whose head is at ``door``, to its place in the stack."""
        x, foot = STACK, BUS - self.stack.tall
        return Wire(door, (door[0], SILL), (x, SILL), (x, foot), theme=self._theme, colour="word", tip=False)

    def _wire(self, *points: Point, colour: str, **look: Any) -> Wire:
        return Wire(*points, theme=self._theme, colour=colour, **look)

    def _reads(self) -> dict[str, Wire]:
        """Return the wires on which all layers read the stack."""
        ways = {
            name: [(self.stack.right, BUS), (PLACES[name][0], BUS), (PLACES[name][0], BOXES - Squash.HIGH / 2)] for name in LAYERS
        }
        return {name: self._wire(*way, colour="state") for name, way in ways.items()}

    def _wires(self) -> dict[str, Wire]:
        """Return the other wires but the highway, by what goes along them; "meeting" is the output gate's last."""
        half, low = Squash.HIGH / 2, HIGHWAY - RING
        ways: dict[str, tuple[str, list[Point]]] = {
            "previous_hidden": ("state", [(STACK, PLACES["previous_hidden"][1] - Card.TALL / 2), (STACK, BUS + self.stack.tall)]),
            "written": ("writes", [(ADD, TIMES + RING), (ADD, low)]),
            "meeting": ("shows", [(PLACES["output_gate"][0] + Card.WIDE / 2 + Card.ROOM, GATES), (BRANCH - RING, GATES)]),
            "cell": ("memory", [(BRANCH, HIGHWAY), (BRANCH, TANH + half)]),
            "squashed_cell": ("memory", [(BRANCH, TANH - half), (BRANCH, GATES + RING)]),
            "hidden": ("state", [(BRANCH + RING, GATES), (EDGE, GATES)]),
        }
        for name, end in (
            ("forget_gate", [(PLACES["forget_gate"][0], low)]),
            ("input_gate", [(PLACES["input_gate"][0], TIMES), (ADD - RING, TIMES)]),
            ("candidate", [(PLACES["candidate"][0], TIMES), (ADD + RING, TIMES)]),
            ("output_gate", [PLACES["output_gate"]]),
        ):
            ways[name] = self._notation[name].role, [(PLACES[name][0], BOXES + half), *end]
        return {name: self._wire(*way, colour=role, tip=name != "output_gate") for name, (role, way) in ways.items()}

    def _layer(self, name: str) -> Squash:
        return Squash(LAYERS[name][0], (PLACES[name][0], BOXES), theme=self._theme, colour=self._notation[name].role)

    def _letter(self, name: str) -> VMobject:
        """Return the letter of a quantity beside its card; below it where it stands on the highway, above it where that is h."""
        sign = Symbol(name, notation=self._notation, theme=self._theme, size=self._theme.symbol * 0.95)
        x, y = PLACES[name]
        half, tall = Card.WIDE / 2 + Card.ROOM, Card.TALL / 2
        if y == HIGHWAY:
            sign.move_to((x, y - tall - BESIDE - sign.height / 2, 0))
        elif name in ("hidden", "previous_hidden"):
            sign.move_to((x, y + tall + BESIDE + sign.height / 2, 0))
        else:
            sign.move_to((x - half - BESIDE - sign.width / 2, y, 0))
        return stays(named(sign, name))

    def _plain(self) -> dict[str, VMobject]:
        """Return the names of what has no letter."""
        below = HIGHWAY - Card.TALL / 2 - BESIDE - 0.1
        right = ADD + Card.WIDE / 2 + Card.ROOM + BESIDE
        kept = Label("kept", theme=self._theme, colour="keeps").sit_amid(PLACES["kept"][0], below)
        written = Label("written", theme=self._theme, colour="writes").sit_amid(right, PLACES["written"][1], -1)
        return {"kept": kept, "written": written}

    def _signs(self) -> dict[str, VMobject]:
        """Return the letters of h and the word beside the stack, and that of the stack behind the end of its wire."""
        left, end = STACK - Stack.WIDE / 2 - BESIDE, PLACES["output_gate"][0] + AFTER
        made: dict[str, VMobject] = {}
        for place, name, (x, y), align in (
            ("above", "previous_hidden", (left, float(self.stack.above.get_y())), 1),
            ("inputs", "inputs", (left, float(self.stack.below.get_y())), 1),
            ("stacked", "stacked", (end, BUS), 0),
        ):
            sign = Symbol(name, notation=self._notation, theme=self._theme, size=self._theme.symbol * 0.8)
            made[place] = stays(named(sign.move_to((x - align * sign.width / 2, y, 0)), name))
        return made

    def _word(self, name: str) -> Label:
        word = Label(LAYERS[name][1], theme=self._theme, size=self._theme.label, colour=self._notation[name].role)
        return word.sit_amid(PLACES[name][0] + Squash.WIDE / 2 + 0.12, BOXES, -1)

    def _legend(self) -> VGroup:
        """Return a line for each sign on the map: the sign, and what it does."""
        made = VGroup()
        for number, (sign, says) in enumerate(LEGEND):
            y = FIRST - PITCH * number
            if sign in Operator.SIGNS:
                mark: VMobject = ring(sign, (SIGNS, y), theme=self._theme, colour="muted", radius=0.14)
            else:
                mark = Symbol(sign, theme=self._theme, colour="muted", size=self._theme.small * 1.2)
                named(stays(mark.move_to((SIGNS, y, 0))), sign)
            words = Label(says, theme=self._theme, size=self._theme.small, colour="muted").sit_amid(SIGNS + 0.42, y, -1)
            made.add(VGroup(mark, words))
        return made
