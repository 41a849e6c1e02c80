"""The map of an LSTM cell in motion: what a step's values do on it."""

from itertools import chain
from types import MappingProxyType
from typing import Any, NamedTuple

from manim import Animation, VGroup, VMobject

from scenes.mobjects.motion import Appear, Vanish
from scenes.mobjects.moves import Extend, Light, Path
from scenes.mobjects.passing import Fold, Pass, Ride, docked, even
from scenes.mobjects.sets.cards import Card, Stack, copied
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
from scenes.mobjects.wires import Point, Squash, Wire

__all__ = ["CellMap"]


class Slide(NamedTuple):
    """A card that goes through an operator and comes out of it as another one, met by a third: names of quantities.

    It waits so far ``apart`` from the operator, in units, beside what stands below that.
    """

    sign: str
    old: str
    by: str
    new: str
    apart: float


WAITS = (0.15, 1.0)
"""In which part of its time a cell state goes to an operator and on: what it meets there sets out before."""
DOCK, IN = 0.18, 0.5
"""Units between what waits below an operator and its circle; how large it is in it, of its size."""
LEAVES = 0.86
"""After which part of the time cards that wait beside an operator go in: what they make has come by then."""
NEAR, FOLDED = 0.15, 0.04
"""So near to its place a cell state is named, in units; and so large is what goes into the highway, of its size."""
SLIDES = MappingProxyType(
    {
        "kept": Slide("erasing", "previous_cell", "forget_gate", "kept", 0.0),
        "cell": Slide("adding", "kept", "written", "cell", 0.17),
    }
)


class CellMap(CellDiagram):
    """The map of a step: how it is drawn, what stands there, and how the values of the step come and go."""

    def signs_come(self, seconds: float) -> list[Animation]:
        """Return animations in which the two operators come onto the highway, and with each what its sign does."""
        plays: list[Animation] = []
        for name, said, start in zip(("erasing", "adding"), self.legend, (0.0, 0.3), strict=False):
            plays += [Appear(each, window=(start, start + 0.3), run_time=seconds) for each in (self.operators[name], said)]
        return plays

    def word_comes(self, wire: Wire, seconds: float) -> list[Animation]:
        """Return animations in which the ``wire`` of the word is drawn, and h stands there with its own."""
        both = VGroup(self.cards["previous_hidden"], self.letters["previous_hidden"])
        ways = [Extend(each, run_time=seconds) for each in (wire, self.wires["previous_hidden"])]
        return [*ways, Appear(both, run_time=seconds)]

    def layers_come(self, seconds: float) -> list[Animation]:
        """Return animations in which all layers are drawn: from the stack to them, and from them to where they are used."""
        plays: list[Animation] = []
        for name in LAYERS:
            first, then = {"window": (0.0, 0.55), "run_time": seconds}, {"window": (0.5, 1.0), "run_time": seconds}
            plays += [Extend(self.reads[name], **first), Extend(self.wires[name], **then)]
            plays += [Appear(each, **then) for each in (self.layers[name], self.words[name])]
        plays += [Extend(self.wires["written"], **then), Appear(self.operators["writing"], **then)]
        return [*plays, *(Appear(each, **then) for each in (*self.legend[2:], self.letters["stacked"]))]

    def branch_comes(self, seconds: float) -> list[Animation]:
        """Return animations in which the branch is drawn on which the cell state is shown."""
        ways = [Extend(self.wires[name], run_time=seconds) for name in ("cell", "squashed_cell", "meeting", "hidden")]
        return [*ways, *(Appear(each, run_time=seconds) for each in (self.tanh, self.operators["showing"]))]

    def columns(self) -> dict[str, Path]:
        """Return the way of the stack to each layer."""
        return {name: Path((STACK, BUS), (PLACES[name][0], BUS), (PLACES[name][0], BOXES)) for name in LAYERS}

    def stacked(self, door: Point, seconds: float) -> list[Animation]:
        """Return animations in which h comes down into its place, and x out of the word at ``door`` into its own."""
        x, above = self.stack.at[0], float(self.stack.above.get_y())
        foot = PLACES["previous_hidden"][1] - Card.TALL / 2
        start = foot + Stack.HIGH / 2 + 0.04  # out of the lower edge of the card
        down = Pass(self.stack.above, Path((x, start), (x, above)), cut=("bottom", foot), window=(0.0, 0.5), run_time=seconds)
        way = Path(door, (door[0], SILL), (x, SILL), (x, float(self.stack.below.get_y())))
        said = [Appear(self.letters[name], window=(0.75, 1.0), run_time=seconds) for name in ("above", "inputs")]
        return [down, Pass(self.stack.below, way, start=0.6, window=(0.25, 1.0), run_time=seconds), *said]

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
            plays.append(Appear(self.letters[name], window=how["window"], run_time=seconds))
        return plays

    def offered(self, seconds: float) -> list[Animation]:
        """Return animations in which the input gate and the candidate meet, and what is written comes out."""
        at, aside = (ADD, TIMES), RING + Card.WIDE / 2 + Card.ROOM
        copies = {name: self.cards[name].again() for name in ("input_gate", "candidate")}
        plays: list[Animation] = []
        for (name, copy), side, sign in zip(copies.items(), ("left", "right"), (-1, 1), strict=True):
            way = Path(PLACES[name], (PLACES[name][0], TIMES), (ADD + sign * aside, TIMES))
            into = docked(copy, way, (side, ADD), (0.0, 0.45, LEAVES), seconds, clear=RING)
            plays += copied(self.cards[name], copy, into)
        plays.append(Light(self.operators["writing"], self._theme, window=(0.45, LEAVES), run_time=seconds))
        how: dict[str, Any] = {"cut": ("top", TIMES + RING), "causes": list(copies.values()), "window": (0.5, LEAVES)}
        plays.append(Pass(self.cards["written"], Path(at, PLACES["written"]), run_time=seconds, **how))
        return [*plays, Appear(self.letters["written"], window=(0.7, 1.0), run_time=seconds)]

    @property
    def passed(self) -> list[VMobject]:
        """What stands on the highway before the new cell state."""
        return [self.cards["previous_cell"], self.operators["erasing"], self.cards["kept"], self.operators["adding"]]

    def folds(self, seconds: float) -> list[Animation]:
        """Return animations in which all below the highway goes into what it touches there, and nothing is named any more."""
        plays: list[Animation] = []
        joining = self._joining()
        for x, things in zip((PLACES["forget_gate"][0], ADD, PLACES["cell"][0]), joining, strict=True):
            group = VGroup(*things)
            way = Path((float(group.get_x()), float(group.get_y())), (x, HIGHWAY))
            plays.append(Fold(group, way, end=FOLDED, run_time=seconds))
        stay = {id(each) for each in (*chain(*joining), *self.passed, self.cards["cell"])}
        gone = [each for each in (*self.diagram, *self.cards.values(), self.stack) if id(each) not in stay]
        return [*plays, *(Vanish(each, window=(0.0, 0.4), run_time=seconds) for each in gone)]

    def _joining(self) -> list[list[VMobject]]:
        """Return what is below the highway: what leads to its first sign, what to the second, and what shows the cell state."""
        names = ("forget_gate",), ("input_gate", "candidate", "written"), ("output_gate", "squashed_cell", "hidden")
        found = self.reads, self.layers, self.words, self.wires, self.cards, self.letters
        forgets, writes, shows = ([each[name] for name in some for each in found if name in each] for some in names)
        writes.append(self.operators["writing"])
        shows += [self.wires["meeting"], self.wires["cell"], self.tanh, self.operators["showing"]]
        return [forgets, writes, shows]

    def slide(self, new: str, seconds: float) -> list[Animation]:
        """Return animations in which the memory goes through an operator on the highway, and is ``kept``, or the new ``cell``."""
        how = SLIDES[new]
        operator, by, old = self.operators[how.sign], self.cards[how.by].again(), self.cards[how.old].again()
        x, half = float(operator.get_x()), Card.WIDE / 2 + Card.ROOM
        ride = Ride(old.at[0], self.cards[new].at[0], seconds, WAITS)
        near, past, foot = ride.when(x - half), ride.when(x + half), HIGHWAY - RING
        beside = by.way_to((x, max(by.at[1], foot - DOCK - Card.TALL / 2)))
        rising = docked(by, beside, ("bottom", foot), (0.0, near, ride.behind(x + RING, half)), seconds, end=IN)
        lit = Light(operator, self._theme, window=(near, past), run_time=seconds)
        said = Appear(self.letters[new], window=(ride.when(ride.goal - NEAR), 1.0), run_time=seconds)
        going, coming = ride.through([operator], old, self.cards[new], [by], apart=how.apart)
        return [*copied(self.cards[how.by], by, rising), *copied(self.cards[how.old], old, going), coming, lit, said]

    def shown(self, seconds: float) -> list[Animation]:
        """Return animations in which a copy of the new memory goes down through tanh, and meets the output gate: h."""
        copy, squashed = self.cards["cell"].again(), self.cards["squashed_cell"]
        down = Path(PLACES["cell"], (BRANCH, HIGHWAY), (BRANCH, TANH))
        top, foot = TANH + Squash.HIGH / 2, TANH - Squash.HIGH / 2
        common: dict[str, Any] = {"run_time": seconds}
        meets, gate = squashed.again(), self.cards["output_gate"].again()
        low, right = Path((BRANCH, TANH), PLACES["squashed_cell"]), Path((BRANCH, GATES), PLACES["hidden"])
        here, near = Path(PLACES["squashed_cell"]), BRANCH - RING - Card.WIDE / 2 - Card.ROOM
        beside = self.cards["output_gate"].way_to((near, GATES))
        gone: dict[str, Any] = {"leaves": True, **common}
        out: dict[str, Any] = {"window": (0.54, LEAVES), **common}
        return [
            *copied(self.cards["cell"], copy, Pass(copy, down, cut=("top", top), window=(0.0, 0.3), **gone)),
            Light(self.tanh, self._theme, window=(0.22, 0.42), **common),
            Pass(squashed, low, cut=("bottom", foot), causes=[copy], window=(0.3, 0.46), **common),
            *copied(squashed, meets, docked(meets, here, ("top", GATES + RING), (0.46, 0.46, LEAVES), seconds, end=IN)),
            *copied(
                self.cards["output_gate"],
                gate,
                docked(gate, beside, ("left", BRANCH - RING), (0.2, 0.5, LEAVES), seconds),
            ),
            Light(self.operators["showing"], self._theme, window=(0.5, LEAVES), **common),
            Pass(self.cards["hidden"], right, cut=("right", BRANCH + RING), causes=[squashed, gate], **out),
            *(
                Appear(self.letters[name], window=when, **common)
                for name, when in (("squashed_cell", (0.36, 0.46)), ("hidden", (LEAVES, 1.0)))
            ),
        ]
