"""Gates as selectors: a sigmoid makes a factor of each of two sums, and a vector that is multiplied by it passes, or hardly."""

from typing import Any

from manim import Animation, VGroup

from scenes.mobjects.motion import Appear, Vanish
from scenes.mobjects.moves import Extend, Light, Path, Travel
from scenes.mobjects.notation.quantities import Notation
from scenes.mobjects.passing import Pass
from scenes.mobjects.places import placed, stays
from scenes.mobjects.plays import Play
from scenes.mobjects.reading import Readings
from scenes.mobjects.sets.rows import Row, large_cell
from scenes.mobjects.sets.squash_curve import Curve
from scenes.mobjects.shapes import plate
from scenes.mobjects.text import Label
from scenes.mobjects.theme import Theme
from scenes.mobjects.values import Swatch
from scenes.mobjects.wires import Operator, Point, Wire

__all__ = ["Selector"]

MIDDLE, CURVE, REACH = (-3.55, 0.2), (4.7, 3.2), 6.0
"""Where the curve is, its size, and for how large sums."""
WAITING, GATE, TURN, ROWS, AWAY = -2.1, -0.4, 1.45, 4.15, 0.8
"""The height of the sums under the curve; the x of gates, of where their wires turn, and of vectors; from these to operators."""
SIZE, CALLED = (0.9, 0.56), 0.5
"""How large a gate is, and how far above it is written what it is."""
IN = 0.1
"""How large a vector is in an operator, of its size."""
SOURCE, DOOR = (0.96, 0.5), 0.7
"""How large it is what sums come out of, and how far from its middle they begin to be seen."""


class Selector:
    """The curve of the sigmoid with two ``sums``, ``(gate,)``, the ``gates`` that they become, and what these let pass.

    ``selected`` is ``(gate, entry)``, of the ``vector``, ``(entry,)``; ``notes`` says what becomes of it, for each gate. It is
    not said before it is seen what they do that they are called gates: :meth:`christen`.
    """

    CALLED = "a factor", "a gate"

    def __init__(
        self,
        sums: Readings,
        gates: Readings,
        vector: Readings,
        selected: Readings,
        *,
        notes: tuple[str, str],
        notation: Notation,
        theme: Theme,
    ) -> None:
        self._theme = theme
        self.curve = Curve("sigmoid", REACH, MIDDLE, CURVE, theme=theme, colour="keeps")
        look: dict[str, Any] = {"notation": notation, "theme": theme}
        self.source = self._source()
        self.sums: list[Swatch] = []
        self.gates: list[Swatch] = []
        self.called: list[Label] = []
        for number in range(len(sums)):
            waiting = large_cell(sums[number], SIZE, notation=notation, theme=theme)
            placed(waiting.move_to((*self._waiting(number, sums), 0)).patch, lambda index: self._waiting(index[-1], sums))
            gate = large_cell(gates[number], SIZE, notation=notation, theme=theme).move_to((GATE, self._high(number, gates), 0))
            placed(gate.patch, lambda index: (GATE, self._high(index[-1], gates)))
            self.sums.append(waiting)
            self.gates.append(gate)
            self.called.append(self._named(self.CALLED[0], gate))
        units = range(len(vector))
        self.vector = Row(vector, units, at=(ROWS, MIDDLE[1]), note="the first numbers", where="left", **look)
        heights = [self._high(number, gates) for number in range(len(gates))]
        self.rows = [
            Row(selected.row(number), units, at=(ROWS, y), note=note, where="above" if y > MIDDLE[1] else "below", **look)
            for number, (y, note) in enumerate(zip(heights, notes, strict=True))
        ]
        self.operators = [Operator("times", (ROWS, self._between(y)), theme=theme, colour="keeps") for y in heights]
        self.wires = [self._wires(y) for y in heights]

    def _source(self) -> VGroup:
        """Return what the sums come out of, below the middle of the curve."""
        at = self.curve.x(0), WAITING
        box = plate(*SOURCE, "memory", theme=self._theme, radius=0.1).move_to((*at, 0))
        return VGroup(box, stays(Label("sums", theme=self._theme, size=self._theme.label, colour="memory").sit_amid(*at)))

    def _named(self, said: str, gate: Swatch) -> Label:
        """Return what a gate is called, above it."""
        label = Label(said, theme=self._theme, size=self._theme.label, colour="keeps")
        return label.sit_amid(GATE, float(gate.get_y()) + CALLED)

    def _waiting(self, number: int, sums: Readings) -> Point:
        return self.curve.x(float(sums[number].value)), WAITING

    def _high(self, number: int, gates: Readings) -> float:
        return self.curve.y(float(gates[number].value))

    @staticmethod
    def _between(y: float) -> float:
        """Return the height of the operator from which a vector comes that stands at a height."""
        return MIDDLE[1] + (AWAY if y > MIDDLE[1] else -AWAY)

    def _wires(self, y: float) -> list[Wire]:
        """Return the wires of a gate's operator: from the vector, from the gate, and to what passes."""
        at, up = self._between(y), 1 if y > MIDDLE[1] else -1
        port, rim = up * Operator.RADIUS, up * (SIZE[1] / 2 + 0.09)
        look: dict[str, Any] = {"theme": self._theme}
        return [
            Wire((ROWS, MIDDLE[1] + rim), (ROWS, at - port), colour="memory", **look),
            Wire((GATE + SIZE[0] / 2, y), (TURN, y), (TURN, at), (ROWS - Operator.RADIUS, at), colour="keeps", **look),
            Wire((ROWS, at + port), (ROWS, y - rim), colour="memory", **look),
        ]

    def take_sums(self, run_time: float) -> list[Play]:
        """Return the plays in which both sums come out of what makes them, to where they are along the floor, one by one."""
        middle, seconds = self.curve.x(0), run_time / len(self.sums)
        made = []
        for each in self.sums:
            x = float(each.get_x())
            door = middle + (DOOR if x > middle else -DOOR), WAITING
            light = Light(self.source, self._theme, window=(0.0, 0.5), run_time=seconds)
            made.append(Play([light, Travel(each, Path(door, (x, WAITING)), start=0.3, run_time=seconds)]))
        return made

    def open(self, number: int, run_time: float) -> list[Play]:
        """Return the plays in which a sum goes up to the curve and across, and becomes a gate."""
        old, gate, theme = self.sums[number], self.gates[number], self._theme
        x, y = float(old.get_x()), float(gate.get_y())
        rising = large_copy(old).move_to((x, y, 0))
        going = Travel(rising, Path((x, WAITING), (x, y)), leaves=True, run_time=0.5 * run_time)
        coming = Travel(gate, Path((x, y), (GATE, y)), run_time=0.5 * run_time)
        shown: list[Animation] = [Extend(self.wires[number][1], run_time=theme.beat)]
        shown += [Appear(each[number], run_time=theme.quick) for each in (self.operators, self.called)]
        return [Play([going]), Play([coming]), Play(shown)]

    def select(self, number: int, run_time: float) -> list[Play]:
        """Return the plays in which the vector goes through a gate's operator, and what is let pass comes out of it."""
        y, row, theme = float(self.gates[number].get_y()), self.rows[number], self._theme
        into, _, out = self.wires[number]
        at = ROWS, self._between(y)
        bundle = VGroup(*(self.vector.fresh(unit) for unit in self.vector.units)).move_to((*at, 0))
        sides, sign = ("bottom", "top") if y > MIDDLE[1] else ("top", "bottom"), self.operators[number]
        cuts = [(side, sign.edge(side)) for side in sides]
        how: dict[str, Any] = {"run_time": 0.5 * run_time}
        going = Pass(bundle, Path((ROWS, MIDDLE[1]), at), cut=cuts[0], end=IN, sized=(0.5, 1.0), leaves=True, **how)
        passed = VGroup(*row.cells.values())
        coming = Pass(passed, Path(at, (ROWS, y)), cut=cuts[1], start=IN, **how)
        first = [Extend(into, run_time=theme.quick), Extend(out, run_time=theme.quick), Appear(row.body, run_time=theme.quick)]
        return [Play(first), Play([going]), Play([Light(sign, theme, **how), coming])]

    def christen(self, run_time: float) -> list[Play]:
        """Return the play in which both factors get the name of what they are, while their operators light."""
        before, theme = self.called, self._theme
        self.called = [self._named(self.CALLED[1], gate) for gate in self.gates]
        gone = [Vanish(each, window=(0.0, 0.2), run_time=run_time) for each in before]
        coming = [Appear(each, window=(0.2, 0.4), run_time=run_time) for each in self.called]
        return [Play([*gone, *coming, *(Light(each, theme, run_time=run_time) for each in self.operators)])]


def large_copy(cell: Swatch) -> Swatch:
    """Return another cell like one, that may go elsewhere."""
    copy: Swatch = cell.copy()
    vars(copy.patch).pop("place", None)
    return copy
