"""The LSTM cell as a diagram: the cell-state highway on top, the four blocks below it, and a place for every vector."""

from typing import ClassVar

from manim import Animation, Dot, VGroup, VMobject

from scenes.mobjects.leaves import dimmed
from scenes.mobjects.motion import Shade
from scenes.mobjects.notation.equations import Symbol
from scenes.mobjects.notation.lstm import NOTATION
from scenes.mobjects.notation.vectors import vector
from scenes.mobjects.places import named, stays
from scenes.mobjects.reading import Readings
from scenes.mobjects.shapes import Box
from scenes.mobjects.text import Label
from scenes.mobjects.theme import Theme
from scenes.mobjects.values import Vector
from scenes.mobjects.wires import Operator, Point, Squash, Wire

__all__ = ["LSTMDiagram"]

HIGHWAY, PRODUCT, STRIP, BLOCK, BUS = 2.75, 1.88, 1.48, 1.02, 0.6  # heights, from the cell state down to the bus of [h, x]
COLUMNS = {"forget": -3.3, "input": -1.25, "candidate": 1.25, "output": 4.55}
OLD, KEPT, PLUS, NEW, BRANCH, SHOWN, EDGE = -5.4, -1.68, 0.0, 1.7, 3.1, 5.52, 6.7
FUNCTIONS = {"forget": "sigmoid", "input": "sigmoid", "candidate": "tanh", "output": "sigmoid"}
HALF = 0.69  # half a strip with its frame


class LSTMDiagram(VGroup):
    """The wiring of one LSTM step, 13.4 by 2.7 units, without any numbers.

    ``parts`` are the pieces that a story lights: ``inputs``, ``forget``, ``input``, ``candidate``, ``update``, ``output``.
    ``places`` says where the strip of each quantity is put: the middle of a gap that the wires leave for it; ``names`` are the
    letters and words beside them, by the quantity that they name.
    """

    places: ClassVar[dict[str, Point]] = {
        "previous_cell": (OLD, HIGHWAY),
        "previous_hidden": (OLD, STRIP),
        "inputs": (OLD, BLOCK),
        "forget_gate": (COLUMNS["forget"], STRIP),
        "input_gate": (COLUMNS["input"], STRIP),
        "candidate": (COLUMNS["candidate"], STRIP),
        "output_gate": (COLUMNS["output"], STRIP),
        "kept": (KEPT, HIGHWAY),
        "written": (PLUS, (PRODUCT + HIGHWAY) / 2),
        "cell": (NEW, HIGHWAY),
        "hidden": (SHOWN, PRODUCT),
    }

    def __init__(self, *, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.names: dict[str, VMobject] = {}
        self.parts: dict[str, VGroup] = {
            "inputs": self._inputs(),
            "forget": self._forget(),
            "input": self._block("input"),
            "candidate": self._candidate(),
            "update": self._update(),
            "output": self._output(),
        }
        self.add(*self.parts.values())

    def strip(self, values: Readings) -> Vector:
        """Return a quantity, ``(unit,)``, as the small strip that rides on its wire."""
        width, height = Vector.STRIP
        size = (width / len(values), height)
        made = vector(values, notation=NOTATION, theme=self._theme, across=True, size=size, numerals=False)
        return stays(made.move_to((*self.places[values.key], 0.0)))

    def light(self, part: str) -> list[Animation]:
        """Return animations in which one part is lit, and all others but the inputs are dimmed."""
        quick, dim = self._theme.quick, self._theme.dimmed
        rest = [other for name, other in self.parts.items() if name not in (part, "inputs")]
        return [*(Shade(each, dim, run_time=quick) for each in rest), Shade(self.parts[part], 1, run_time=quick)]

    def light_all(self) -> list[Animation]:
        """Return animations in which every part is lit."""
        return [Shade(each, 1, run_time=self._theme.quick) for each in self.parts.values()]

    def rest(self) -> None:
        """Dim everything but the inputs at once."""
        dimmed([part for name, part in self.parts.items() if name != "inputs"], self._theme.dimmed)

    def _wire(self, *points: Point, colour: str, tip: bool = True) -> Wire:
        return Wire(*points, theme=self._theme, colour=colour, tip=tip)

    def _letter(self, name: str, at: Point) -> VMobject:
        self.names[name] = Symbol(name, notation=NOTATION, theme=self._theme, size=self._theme.symbol * 0.9)
        return named(stays(self.names[name].move_to((*at, 0.0))), name)

    def _slot(self, quantity: str) -> VMobject:
        """Draw the empty place of a strip, which the strip will cover."""
        return Box(
            width=2 * HALF - 0.04,
            height=0.26,
            corner_radius=0.06,
            stroke_color=self._theme.colour(NOTATION[quantity].role),
            stroke_width=self._theme.thin,
            fill_opacity=0,
        ).move_to((*self.places[quantity], 0.0))

    def _word(self, quantity: str, at: Point, align: float) -> Label:
        """Write the name of a quantity that has no letter."""
        made = Label(quantity, theme=self._theme, size=self._theme.small, colour=NOTATION[quantity].role)
        self.names[quantity] = made
        return stays(made.sit_amid(*at, align))

    def _inputs(self) -> VGroup:
        """Draw the old state on its highway, and h and x that join into the bus."""
        join = OLD + HALF + 0.2
        end, foot = OLD + HALF, (join, BUS)
        return VGroup(
            self._wire((-EDGE, HIGHWAY), (OLD - HALF, HIGHWAY), colour="memory", tip=False),
            self._wire((end, STRIP), (join, STRIP), foot, colour="state", tip=False),
            self._wire((end, BLOCK), (join, BLOCK), foot, colour="state", tip=False),
            self._wire(foot, (COLUMNS["output"], BUS), colour="state", tip=False),
            Dot((*foot, 0.0), radius=0.06, color=self._theme.state),
            self._letter("previous_cell", (OLD, HIGHWAY + 0.33)),
            self._letter("previous_hidden", (OLD - HALF - 0.3, STRIP)),
            self._letter("inputs", (OLD - HALF - 0.3, BLOCK)),
        )

    def _block(self, gate: str) -> VGroup:
        """Draw one weighted, squashed block: fed from the bus, a gap for its strip above it."""
        quantity = gate if gate == "candidate" else f"{gate}_gate"
        x, colour = COLUMNS[gate], NOTATION[quantity].role
        box = Squash(FUNCTIONS[gate], (x, BLOCK), theme=self._theme, colour=colour)
        name = Label(gate, theme=self._theme, size=self._theme.small, colour=colour)
        return VGroup(
            self._wire((x, BUS), box.port("bottom"), colour="state"),
            box,
            self._wire(box.port("top"), (x, STRIP - 0.13), colour=colour, tip=False),
            self._slot(quantity),
            stays(name.sit_amid(x + Squash.WIDE / 2 + 0.1, BLOCK, -1)),
            self._letter(quantity, (x - HALF - 0.2, STRIP)),
        )

    def _forget(self) -> VGroup:
        x = COLUMNS["forget"]
        times = Operator("times", (x, HIGHWAY), theme=self._theme, colour="keeps")
        return VGroup(
            *self._block("forget"),
            self._wire((x, STRIP + 0.13), times.port("bottom"), colour="keeps"),
            self._wire((OLD + HALF, HIGHWAY), times.port("left"), colour="memory", tip=False),
            self._wire(times.port("right"), (KEPT - HALF, HIGHWAY), colour="memory", tip=False),
            self._slot("kept"),
            self._word("kept", (KEPT, HIGHWAY + 0.32), 0),
            times,
        )

    def _candidate(self) -> VGroup:
        times = Operator("times", (PLUS, PRODUCT), theme=self._theme, colour="writes")
        left, right = COLUMNS["input"], COLUMNS["candidate"]
        return VGroup(
            *self._block("candidate"),
            self._wire((left, STRIP + 0.13), (left, PRODUCT), times.port("left"), colour="writes"),
            self._wire((right, STRIP + 0.13), (right, PRODUCT), times.port("right"), colour="proposes"),
            self._slot("written"),
            self._word("written", (PLUS + HALF + 0.08, (PRODUCT + HIGHWAY) / 2), -1),
            times,
        )

    def _update(self) -> VGroup:
        middle = (PRODUCT + HIGHWAY) / 2
        plus = Operator("plus", (PLUS, HIGHWAY), theme=self._theme, colour="memory")
        return VGroup(
            self._wire((PLUS, PRODUCT + 0.2), (PLUS, middle - 0.13), colour="writes", tip=False),
            self._wire((PLUS, middle + 0.13), plus.port("bottom"), colour="writes"),
            self._wire((KEPT + HALF, HIGHWAY), plus.port("left"), colour="memory", tip=False),
            self._wire(plus.port("right"), (NEW - HALF, HIGHWAY), colour="memory", tip=False),
            self._wire((NEW + HALF, HIGHWAY), (EDGE, HIGHWAY), colour="memory"),
            plus,
            self._slot("cell"),
            self._letter("cell", (NEW, HIGHWAY + 0.33)),
        )

    def _output(self) -> VGroup:
        x = COLUMNS["output"]
        times = Operator("times", (x, PRODUCT), theme=self._theme, colour="shows")
        self.squash = Squash("tanh", (BRANCH, PRODUCT), theme=self._theme, colour="memory")
        return VGroup(
            *self._block("output"),
            self._wire((BRANCH, HIGHWAY), self.squash.port("top"), colour="memory"),
            self._wire(self.squash.port("right"), times.port("left"), colour="memory"),
            self._wire((x, STRIP + 0.13), times.port("bottom"), colour="shows"),
            self._wire(times.port("right"), (SHOWN - HALF, PRODUCT), colour="state", tip=False),
            self._wire((SHOWN + HALF, PRODUCT), (EDGE, PRODUCT), colour="state"),
            self.squash,
            times,
            self._slot("hidden"),
            self._letter("hidden", (SHOWN, PRODUCT + 0.33)),
        )
