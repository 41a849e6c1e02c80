"""One unit of an LSTM with peepholes: the sums of its gates, what each gets from the cell state, and the old C and the new."""

from collections.abc import Callable, Mapping
from typing import Any, ClassVar

from manim import Animation, Line, VGroup

from scenes.mobjects.agreeing import Printed
from scenes.mobjects.arithmetic import FEWEST, summing
from scenes.mobjects.bars import Link
from scenes.mobjects.meeting import Operand, meeting
from scenes.mobjects.motion import Appear
from scenes.mobjects.moves import Extend, Grow, Light, Path
from scenes.mobjects.notation.equations import Symbol
from scenes.mobjects.notation.quantities import Notation
from scenes.mobjects.passing import Pass
from scenes.mobjects.places import named, stays
from scenes.mobjects.reading import Reading, phrase
from scenes.mobjects.sets.peephole_digits import Peek, digits_of
from scenes.mobjects.sets.rows import large_cell
from scenes.mobjects.text import MEDIUM, Label
from scenes.mobjects.theme import Theme
from scenes.mobjects.values import Swatch
from scenes.mobjects.wires import Operator, Point, Squash, Wire

__all__ = ["GateSum", "PeepholeCell"]

Single = Callable[..., Reading]
"""Returns one value of the step and unit that is told of, by its name and by what leads to the unit."""

HIGHWAY, RAIL, EDGE = 2.48, 1.42, 6.55
"""The height of the highway, that of the rail on which the old C goes to the gates, and where the highway ends."""
OLD, KEPT, PLUS, NEW = -6.0, -0.5, 1.72, 4.62
"""The x on the highway of the old C, of what is kept of it, of the plus, and of the new C."""
OFFER, WRITES = 3.15, 1.55
"""The x of the candidate, and the height at which the input gate meets it."""
LETTERS = 3.04
"""The height of the letters over the highway."""
TURN = 1.22
"""The height at which the new C turns to its gate."""
CELL, COPY, BESIDE = (1.04, 0.6), 0.88, 0.03
"""The size of a cell, how large one is that is on its way, and how far from an operator one waits."""
TOP, FOOT, NAMES, NUMBERS = -0.1, -1.8, -2.18, -2.58
"""Heights: between which bars are, and at which they are called, and counted."""
COLUMNS, PEEK, GATE, SUM, THICK = (-1.75, -0.95, -0.15), 0.82, 1.72, 1.84, 0.56
"""From the middle of a gate's room: the bars of h, x and bias, that of the cell state, the gate, its sum; how wide bars are."""
SIGMA, VESSEL, TITLE, SEEN = 0.32, 0.95, 0.72, 0.13
"""Heights: the function, the gate over it, what both are called, and the weight of the peephole at its wire."""


class GateSum:
    """What a gate of one unit adds up, in a room around ``x``: h, x and bias, and then what it sees of the cell state.

    :meth:`fill` makes the gate itself, as its decimals depend on all gates. ``gate`` is its name, ``number`` where its weights
    are packed, ``unit`` the length of a bar of one; bars begin at the height ``zero``, each where the one before ends.
    """

    X: ClassVar = {"forget": -4.42, "input": 0.0, "output": 4.42}

    def __init__(
        self, gate: str, number: int, single: Single, *, unit: float, zero: float, notation: Notation, theme: Theme
    ) -> None:
        self.gate, self.role, x = gate, notation[f"{gate}_gate"].role, self.X[gate]
        self.x, self._theme = x, theme
        readings = [single("weighted_hidden", number), single("weighted_words", number), single("bias", number, fixed=True)]
        readings.append(single(f"{gate}_peek"))
        self.bars: list[Link] = []
        for reading, column in zip(readings, (*COLUMNS, PEEK), strict=True):
            before = self.bars[-1] if self.bars else None
            look: dict[str, Any] = {"unit": unit, "along": "y", "thick": THICK, "theme": theme}
            self.bars.append(stays(Link(reading, home=before.tip if before else zero, across=x + column, after=before, **look)))
        self.zero = Line((x + COLUMNS[0] - THICK / 2 - 0.08, zero, 0), (x + PEEK + THICK / 2 + 0.08, zero, 0))
        self.zero.set_stroke(theme.muted, theme.thin)
        self.names: list[Label | Symbol] = []
        self.names += [self._name(said, x + column) for said, column in zip(("h", "x", "bias"), COLUMNS, strict=True)]
        peek = Symbol(f"{gate}_peek", notation=notation, theme=theme, size=0.72 * theme.symbol)
        self.names.append(named(stays(peek.move_to((x + PEEK, NAMES, 0))), f"{gate}_peek"))
        whole = single(f"{gate}_preactivation")
        self.places = summing([[float(each.value) for each in (*readings, whole)]])  # so that the printed sum holds
        self.numbers = [self._number(bar, self.places) for bar in self.bars]
        tip = self.bars[-1].tip
        start = (x + PEEK + THICK / 2 + 0.04, tip)
        self.level = Wire(start, (x + GATE, tip), (x + GATE, SIGMA - Squash.HIGH / 2), theme=theme, width=theme.thin, tip=False)
        self.squash = Squash("sigmoid", (x + GATE, SIGMA), theme=theme, colour=self.role)
        self.names.append(self._name("sum", x + SUM))
        self.total = stays(
            Label(phrase("{total}", total=whole), theme=theme, size=theme.small, weight=MEDIUM).sit_amid(x + SUM, NUMBERS)
        )
        self.title = Label(f"{gate} gate", theme=theme, colour=self.role)
        stays(self.title.sit_amid(x + COLUMNS[0] - THICK / 2, TITLE, -1))
        sign = Symbol(f"{gate}_gate", notation=notation, theme=theme, size=0.9 * theme.symbol)
        self.letter = named(stays(sign.next_to(self.title, buff=0.14).set_y(TITLE - 0.03)), f"{gate}_gate")
        self.peephole = single("peephole", ("input", "forget", "output").index(gate), fixed=True)
        self.share, self._notation = single(f"{gate}_gate"), notation

    def fill(self, printed: Printed) -> None:
        """Make the gate's vessel and the weight of its peephole, with the decimals that they are to have."""
        look: dict[str, Any] = {"notation": self._notation, "theme": self._theme, "places": printed.of(self.share)}
        self.vessel = large_cell(self.share, (CELL[0], 0.52), **look)
        stays(self.vessel.move_to((self.x + GATE, VESSEL, 0)))
        said = printed.said("× ", self.peephole)
        self.weight = Label(said, theme=self._theme, size=self._theme.small, colour="memory")
        stays(self.weight.sit_amid(self.x + PEEK - 0.45, SEEN, 1))

    def peek(self, seen: Reading) -> Peek:
        """Return what it gets from a cell state, which it sees, with the decimals of that part of its sum."""
        return Peek(self.peephole, seen, self.bars[3].reading, self.places)

    @property
    def door(self) -> Point:
        """Where the wire from the cell state ends: over the bar of what is seen of it."""
        return self.x + PEEK, TOP + 0.08

    @property
    def frame(self) -> VGroup:
        """What is there from the beginning: its name, the line for nought, and what h, x and bias are called."""
        return VGroup(self.title, self.letter, self.zero, *self.names[:3])

    def weigh(self, run_time: float) -> list[Animation]:
        """Return animations in which h, x and the bias are laid end to end."""
        plays: list[Animation] = []
        for number, bar in enumerate(self.bars[:3]):
            turn = number / 3, (number + 1) / 3
            plays += [
                Grow(bar, bar.edge, window=turn, run_time=run_time),
                Appear(self.numbers[number], window=turn, run_time=run_time),
            ]
        return plays

    def see(self, run_time: float) -> list[Animation]:
        """Return animations in which what is seen of the cell state joins the sum."""
        bar = self.bars[3]
        return [
            Grow(bar, bar.edge, window=(0.0, 0.8), run_time=run_time),
            Appear(VGroup(self.names[3], self.numbers[3]), run_time=run_time),
        ]

    def open(self, run_time: float) -> list[list[Animation]]:
        """Return the plays in which the sum goes into the function, and the gate comes out of it."""
        said = VGroup(self.squash, self.names[4], self.total)
        early, late = 0.45 * run_time, 0.55 * run_time
        first: list[Animation] = [Extend(self.level, run_time=early), Appear(said, run_time=early)]
        second: list[Animation] = [Light(self.squash, self._theme, run_time=late), Appear(self.vessel, run_time=late)]
        return [first, second]

    @property
    def everything(self) -> VGroup:
        """All that there is."""
        rest = self.level, self.squash, self.vessel, self.weight, self.total
        return VGroup(self.frame, *self.bars, *self.names[3:], *self.numbers, *rest)

    def _name(self, said: str, x: float) -> Label:
        return stays(Label(said, theme=self._theme, colour="muted").sit_amid(x, NAMES))

    def _number(self, bar: Link, places: int) -> Label:
        said, size = (
            phrase(f"{{part:{places}}}", part=bar.reading),
            self._theme.small if places <= FEWEST else self._theme.numeral,
        )
        made = Label(said, theme=self._theme, size=size)
        return stays(made.sit_amid(float(bar.get_x()), NUMBERS))


class PeepholeCell:
    """The unit: the highway from the old C to the new one, and below it the three gates that see one of both.

    ``single`` returns a value of the step and unit; ``numbers`` says where the weights of each gate are packed.
    """

    SEES: ClassVar = {"forget": "previous_cell", "input": "previous_cell", "output": "cell"}

    def __init__(self, single: Single, numbers: Mapping[str, int], *, notation: Notation, theme: Theme) -> None:
        self._single, self._notation, self._theme = single, notation, theme
        unit, zero = self._measure(numbers)
        look: dict[str, Any] = {"unit": unit, "zero": zero, "notation": notation, "theme": theme}
        self.gates = {gate: GateSum(gate, numbers[gate], single, **look) for gate in self.SEES}
        self._printed = digits_of(single, [each.peek(single(self.SEES[name])) for name, each in self.gates.items()])
        for each in self.gates.values():
            each.fill(self._printed)
        self.old, self.new = self._cell("previous_cell", (OLD, HIGHWAY)), self._cell("cell", (NEW, HIGHWAY))
        self.kept, self.offer = self._cell("kept", (KEPT, HIGHWAY)), self._cell("candidate", (OFFER, WRITES))
        self.letters = {name: self._letter(name, x) for name, x in (("previous_cell", OLD), ("cell", NEW))}
        self.proposal = named(
            stays(Symbol("candidate", notation=notation, theme=theme).move_to((OFFER + 0.8, WRITES, 0))), "candidate"
        )
        self.erase = Operator("times", (self.gates["forget"].x + GATE, HIGHWAY), theme=theme, colour="keeps")
        self.write = Operator("times", (PLUS, WRITES), theme=theme, colour="writes")
        self.plus = Operator("plus", (PLUS, HIGHWAY), theme=theme, colour="memory")
        self.highway = Wire((-EDGE, HIGHWAY), (EDGE, HIGHWAY), theme=theme, colour="memory", width=theme.bold, tip=False)
        foot = HIGHWAY - CELL[1] / 2
        self.peepholes = {
            "forget": self._wire(
                "memory", (OLD, foot), (OLD, RAIL), (self.gates["forget"].door[0], RAIL), self.gates["forget"].door
            ),
            "input": self._wire(
                "memory", (OLD, foot), (OLD, RAIL), (self.gates["input"].door[0], RAIL), self.gates["input"].door
            ),
            "output": self._wire(
                "memory", (NEW, foot), (NEW, TURN), (self.gates["output"].door[0], TURN), self.gates["output"].door
            ),
        }
        top = VESSEL + 0.26
        self.erasing = self._wire("keeps", (self.erase.at[0], top), self.erase.port("bottom"))
        self.writing = VGroup(
            self._wire("writes", (PLUS, top), self.write.port("bottom")),
            self._wire("proposes", (OFFER - CELL[0] / 2, WRITES), self.write.port("right")),
            self._wire("writes", self.write.port("top"), self.plus.port("bottom")),
        )

    @property
    def road(self) -> VGroup:
        """The highway with its operators."""
        return VGroup(self.highway, self.erase, self.write, self.plus)

    def look(self, gates: tuple[str, ...], run_time: float) -> list[list[Animation]]:
        """Return the plays in which gates look at the cell state that they see: a wire, a copy along it, its part."""
        third = run_time / 3
        wires: list[Animation] = [Extend(self.peepholes[gate], run_time=third) for gate in gates]
        going, seen = list[Animation](), list[Animation]()
        for gate in gates:
            copy = self._cell(self.SEES[gate], (0.0, 0.0)).scale(COPY)
            going.append(Pass(copy, Path(*self._way(gate)), leaves=True, along=[self.peepholes[gate]], run_time=third))
            going.append(Appear(self.gates[gate].weight, window=(0.6, 1.0), run_time=third))
            seen += self.gates[gate].see(third)
        return [wires, going, seen]

    def open(self, gates: tuple[str, ...], run_time: float) -> list[list[Animation]]:
        """Return the plays in which the sums of gates go into their functions, and the gates come out of them."""
        pairs = zip(*(self.gates[gate].open(run_time) for gate in gates), strict=True)
        return [[each for plays in pair for each in plays] for pair in pairs]

    def _way(self, gate: str) -> list[Point]:
        x = OLD if gate != "output" else NEW
        turn, door = RAIL if gate != "output" else TURN, self.gates[gate].door
        return [(x, HIGHWAY), (x, turn), (door[0], turn), (door[0], door[1] + 0.3)]

    def renew(self, seconds: float) -> list[list[Animation]]:
        """Return the plays in which what is kept meets what is written: the new C."""
        third: dict[str, Any] = {"theme": self._theme, "seconds": seconds / 3}
        below = self._beside(self.plus, "bottom", self._copy("written"))
        written = self._copy("written").move_to((*below, 0))
        erasing = meeting(
            self.erase,
            [self._comes(self.erase, "left", self._copy("previous_cell"), (OLD, HIGHWAY)), self._opens("forget", self.erase)],
            (self.kept, "right", Path(self.erase.at, (KEPT, HIGHWAY))),
            **third,
        )
        writing = meeting(
            self.write,
            [self._comes(self.write, "right", self._copy("candidate"), (OFFER, WRITES)), self._opens("input", self.write)],
            (written, "top", Path(self.write.at, below)),
            **third,
        )
        adding = meeting(
            self.plus,
            [self._comes(self.plus, "left", self._copy("kept"), (KEPT, HIGHWAY)), (written, "bottom", Path(below))],
            (self.new, "right", Path(self.plus.at, (NEW, HIGHWAY))),
            **third,
        )
        return [erasing, writing, adding]

    def _opens(self, gate: str, operator: Operator) -> Operand:
        """Return how a copy of a gate comes up to an operator."""
        vessel = self.gates[gate].vessel
        return self._comes(operator, "bottom", vessel.copy(), (float(vessel.get_x()), VESSEL))

    def _comes(self, operator: Operator, side: str, copy: Swatch, start: Point) -> Operand:
        return copy, side, Path(start, self._beside(operator, side, copy))

    def _beside(self, operator: Operator, side: str, cell: Swatch) -> Point:
        """Return where a cell waits at a side of an operator."""
        x, y = operator.at
        across, up = (float(each) / 2 + BESIDE for each in (cell.width, cell.height))
        edge = operator.edge(side)
        return {"left": (edge - across, y), "right": (edge + across, y), "bottom": (x, edge - up)}[side]

    # -- pieces ------------------------------------------------------------------------------------------------------------

    def _measure(self, numbers: Mapping[str, int]) -> tuple[float, float]:
        """Return the length of a bar of one, and the height of nought, with which the bars of all gates have room."""
        reached = [0.0]
        for gate in self.SEES:
            number, level = numbers[gate], 0.0
            parts = self._single("weighted_hidden", number), self._single("weighted_words", number)
            for each in (*parts, self._single("bias", number, fixed=True), self._single(f"{gate}_peek")):
                level += float(each.value)
                reached.append(level)
        unit = (TOP - FOOT) / max(max(reached) - min(reached), 1e-9)
        return unit, FOOT - min(reached) * unit

    def _cell(self, name: str, at: Point) -> Swatch:
        reading = self._single(name)
        look: dict[str, Any] = {"notation": self._notation, "theme": self._theme, "places": self._printed.of(reading)}
        return large_cell(reading, CELL, **look).move_to((*at, 0))

    def _copy(self, name: str) -> Swatch:
        return self._cell(name, (0.0, 0.0)).scale(COPY)

    def _letter(self, name: str, x: float) -> Symbol:
        made = Symbol(name, notation=self._notation, theme=self._theme)
        return named(stays(made.move_to((x, LETTERS, 0))), name)

    def _wire(self, colour: str, *points: Point) -> Wire:
        return Wire(*points, theme=self._theme, colour=colour)
