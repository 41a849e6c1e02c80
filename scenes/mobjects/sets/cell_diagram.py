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
TIMES, TANH, GATES, BOXES, BUS, SILL = 0.62, 1.3, -0.25, -1.0, -1.78, -2.21
"""Heights: where what is written is made, tanh of the cell state, the gates, their layers, their wire, the word's."""
STACK = -5.95
"""The x of [h; x], and of the h that comes in."""
PLACES: Mapping[str, Point] = MappingProxyType(
    {
        "previous_cell": (STACK, HIGHWAY),
        "kept": (-2.45, HIGHWAY),
        "cell": (1.5, HIGHWAY),
        "written": (ADD, 1.33),
        "forget_gate": (-3.9, GATES),
        "input_gate": (-1.9, GATES),
        "candidate": (-0.1, GATES),
        "output_gate": (2.2, GATES),
        "squashed_cell": (BRANCH, 0.58),
        "hidden": (5.85, GATES),
        "previous_hidden": (STACK, -0.3),
    }
)
"""Where the values of each quantity stand, on their wire."""
LAYERS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "forget_gate": ("sigmoid", "erase?"),
        "input_gate": ("sigmoid", "write?"),
        "candidate": ("tanh", "what?"),
        "output_gate": ("sigmoid", "show?"),
    }
)
"""The function of each layer, and in a plain word what it decides."""
BESIDE, LABELLED = 0.16, 0.4
"""From a card to its letter, and how far over the wire of the stack it is written what that is."""
LEGEND = (
    ("times", "scales every unit"),
    ("plus", "adds, unit by unit"),
    ("sigmoid", "from shut to open"),
    ("tanh", "keeps it bounded"),
)
"""What the signs on the map do."""
FIRST, PITCH, SIGNS = -0.87, 0.34, 3.85
"""The height of the first line of the legend, from line to line, and the x of its signs."""


def ring(sign: str, at: Point, *, theme: Theme, colour: str, radius: float = RING) -> Operator:
    """Return an operator as large as on the map."""
    return Operator(sign, at, theme=theme, colour=colour).scale(radius / Operator.RADIUS)


class CellDiagram:
    """All that lies on the map; ``card`` makes the card of a quantity by its name, at a place.

    ``diagram`` are wires, operators, layers, letters and words, ``cards`` the values of a step by the names of their quantities,
    ``stack`` what all layers read, ``legend`` what the signs mean. Nothing of it is on screen yet.
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
        self.layers = {name: self._layer(name) for name in LAYERS}
        self.tanh = Squash("tanh", (BRANCH, TANH), theme=theme, colour="memory")
        self.wires = VGroup(*self._wires())
        self.letters = VGroup(*(self._letter(name) for name in PLACES if notation[name].letter), *self._signs(), *self._plain())
        self.words = VGroup(*(self._word(name) for name in LAYERS))
        self.legend = self._legend()

    @property
    def diagram(self) -> VGroup:
        """All that stays where it is, but for values and the legend."""
        return VGroup(
            self.highway, self.wires, *self.layers.values(), self.tanh, *self.operators.values(), self.letters, self.words
        )

    def word_wire(self, door: Point) -> Wire:
        """Return the wire from a word, whose head is at ``door``, to its place in the stack."""
        x, foot = STACK, BUS - self.stack.tall
        return Wire(door, (door[0], SILL), (x, SILL), (x, foot), theme=self._theme, colour="word", tip=False)

    def _wire(self, *points: Point, colour: str, **look: Any) -> Wire:
        return Wire(*points, theme=self._theme, colour=colour, **look)

    def _wires(self) -> list[Wire]:
        """Return all wires but the highway."""
        half, low = Squash.HIGH / 2, HIGHWAY - RING
        made = [
            self._wire(
                (PLACES["previous_hidden"][0], PLACES["previous_hidden"][1]), (STACK, BUS + self.stack.tall), colour="state"
            )
        ]
        for name in LAYERS:
            x = PLACES[name][0]
            made.append(self._wire((self.stack.right, BUS), (x, BUS), (x, BOXES - half), colour="state"))
        for name, end in (
            ("forget_gate", [(PLACES["forget_gate"][0], low)]),
            ("input_gate", [(PLACES["input_gate"][0], TIMES), (ADD - RING, TIMES)]),
            ("candidate", [(PLACES["candidate"][0], TIMES), (ADD + RING, TIMES)]),
            ("output_gate", []),
        ):
            x = PLACES[name][0]
            points = [(x, BOXES + half), *(end or [PLACES[name]])]
            made.append(self._wire(*points, colour=self._notation[name].role, tip=bool(end)))
        made += [
            self._wire(PLACES["output_gate"], (BRANCH - RING, GATES), colour="shows"),
            self._wire((ADD, TIMES + RING), (ADD, low), colour="writes"),
            self._wire((BRANCH, HIGHWAY), (BRANCH, TANH + half), colour="memory"),
            self._wire((BRANCH, TANH - half), (BRANCH, GATES + RING), colour="memory"),
            self._wire((BRANCH + RING, GATES), (EDGE, GATES), colour="state"),
        ]
        return made

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

    def _plain(self) -> list[Label]:
        """Return the names of what has no letter, and the order of the stack."""
        below = HIGHWAY - Card.TALL / 2 - BESIDE - 0.1
        look: dict[str, Any] = {"theme": self._theme, "size": self._theme.small}
        kept = Label("kept", colour="keeps", **look).sit_amid(PLACES["kept"][0], below)
        right = ADD + Card.WIDE / 2 + Card.ROOM + BESIDE
        written = Label("written", colour="writes", **look).sit_amid(right, PLACES["written"][1], -1)
        order = Label("h on top", colour="muted", **look).sit_amid(self.stack.right + 0.06, BUS + LABELLED, -1)
        return [kept, written, order]

    def _signs(self) -> list[VMobject]:
        """Return the letters of what goes to the layers, on their wire, and of the word beside the stack."""
        made: list[VMobject] = []
        for name, at in (
            ("stacked", (1.05, BUS + LABELLED)),
            ("inputs", None),
        ):
            sign = Symbol(name, notation=self._notation, theme=self._theme, size=self._theme.symbol * 0.8)
            x, y = at or (STACK - Stack.WIDE / 2 - BESIDE - sign.width / 2, float(self.stack.below.get_y()))
            made.append(stays(named(sign.move_to((x, y, 0)), name)))
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
