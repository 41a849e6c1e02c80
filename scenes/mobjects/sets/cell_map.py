"""The map of an LSTM cell: the highway of the cell state, what may touch it, and the wires between, with a step's values."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any, NamedTuple

from manim import Animation, VGroup, VMobject

from scenes.mobjects.motion import Appear
from scenes.mobjects.moves import Light, Path
from scenes.mobjects.notation.equations import Symbol
from scenes.mobjects.notation.quantities import Notation
from scenes.mobjects.passing import Pass, even
from scenes.mobjects.places import named, stays
from scenes.mobjects.sets.cards import Card, Stack
from scenes.mobjects.text import Label
from scenes.mobjects.theme import Theme
from scenes.mobjects.wires import Operator, Point, Squash, Wire

__all__ = ["EDGE", "HIGHWAY", "RING", "CellMap", "ring"]

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


def ring(sign: str, at: Point, *, theme: Theme, colour: str, radius: float = RING) -> Operator:
    """Return an operator as large as on the map."""
    return Operator(sign, at, theme=theme, colour=colour).scale(radius / Operator.RADIUS)


class CellMap:
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

    def columns(self) -> dict[str, Path]:
        """Return the way of the stack to each layer."""
        return {name: Path((STACK, BUS), (PLACES[name][0], BUS), (PLACES[name][0], BOXES)) for name in LAYERS}

    # -- what moves ----------------------------------------------------------------------------------------------------------

    def stacked(self, door: Point, seconds: float) -> list[Animation]:
        """Return animations in which h comes down into its place, and x out of the word at ``door``, into its own below."""
        x, above = self.stack.at[0], float(self.stack.above.get_y())
        foot = PLACES["previous_hidden"][1] - (Card.THIN + Card.GAP + Card.HIGH) / 2 - Card.ROOM
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
        return [
            Pass(copy, down, cut=("top", top), leaves=True, window=(0.0, 0.34), **common),
            Light(self.tanh, self._theme, window=(0.26, 0.48), **common),
            Pass(
                squashed,
                Path((BRANCH, TANH), PLACES["squashed_cell"]),
                cut=("bottom", foot),
                causes=[copy],
                window=(0.34, 0.5),
                **common,
            ),
            Pass(
                meets,
                Path(PLACES["squashed_cell"], (BRANCH, GATES)),
                cut=("top", GATES + RING),
                leaves=True,
                causes=[squashed],
                window=(0.5, 0.7),
                **common,
            ),
            Pass(
                gate,
                Path(PLACES["output_gate"], (BRANCH, GATES)),
                cut=("left", BRANCH - RING),
                leaves=True,
                window=(0.4, 0.7),
                **common,
            ),
            Light(self.operators["showing"], self._theme, window=(0.6, 0.84), **common),
            Pass(
                self.cards["hidden"],
                Path((BRANCH, GATES), PLACES["hidden"]),
                cut=("right", BRANCH + RING),
                causes=[meets, gate],
                window=(0.7, 1.0),
                **common,
            ),
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

    # -- what stands -----------------------------------------------------------------------------------------------------------

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
        half, tall = Card.WIDE / 2 + Card.ROOM, (Card.THIN + Card.GAP + Card.HIGH) / 2 + Card.ROOM
        if y == HIGHWAY:
            sign.move_to((x, y - tall - BESIDE - sign.height / 2, 0))
        elif name in ("hidden", "previous_hidden"):
            sign.move_to((x, y + tall + BESIDE + sign.height / 2, 0))
        else:
            sign.move_to((x - half - BESIDE - sign.width / 2, y, 0))
        return stays(named(sign, name))

    def _plain(self) -> list[Label]:
        """Return the names of what has no letter, and the order of the stack."""
        below = HIGHWAY - (Card.THIN + Card.GAP + Card.HIGH) / 2 - Card.ROOM - BESIDE - 0.1
        look: dict[str, Any] = {"theme": self._theme, "size": self._theme.small}
        kept = Label("kept", colour="keeps", **look).sit_amid(PLACES["kept"][0], below)
        right = ADD + Card.WIDE / 2 + Card.ROOM + BESIDE
        written = Label("written", colour="writes", **look).sit_amid(right, PLACES["written"][1], -1)
        order = Label("h above x", colour="muted", **look).sit_amid(self.stack.right + 0.06, BUS + LABELLED, -1)
        return [kept, written, order]

    def _signs(self) -> list[VMobject]:
        """Return the letters of what goes to the layers, on their wire, and of the word beside the stack."""
        made: list[VMobject] = []
        for name, at in (
            ("stacked", (1.4, BUS + LABELLED)),
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
                mark = named(
                    Symbol(sign, theme=self._theme, colour="muted", size=self._theme.small * 1.2).move_to((SIGNS, y, 0)), sign
                )
            words = Label(says, theme=self._theme, size=self._theme.small, colour="muted").sit_amid(SIGNS + 0.42, y, -1)
            made.add(VGroup(mark, words))
        return made


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
