"""One unit of a new cell state as arithmetic: two products that meet at a plus; and what the output gate shows of it."""

from collections.abc import Mapping, Sequence
from operator import mul
from typing import Any

from manim import Animation, VGroup, VMobject, rate_functions

from scenes.mobjects.arithmetic import FEWEST, holding, summing
from scenes.mobjects.motion import Appear, Vanish
from scenes.mobjects.moves import Light, Path
from scenes.mobjects.notation.equations import Symbol
from scenes.mobjects.notation.quantities import Notation
from scenes.mobjects.notation.vectors import swatch
from scenes.mobjects.passing import Pass
from scenes.mobjects.places import kept_for, named, stays
from scenes.mobjects.reading import Reading
from scenes.mobjects.sets.crossing import RING
from scenes.mobjects.sets.layer_sum import Span, part_of
from scenes.mobjects.sets.rows import FULL
from scenes.mobjects.text import Label
from scenes.mobjects.theme import Theme
from scenes.mobjects.values import Swatch, Vessel
from scenes.mobjects.wires import Operator, Point, Squash, Wire

__all__ = ["FROM", "Meeting", "MemorySum", "Shown"]

CELL, LARGE = (0.78, 0.4), 1.4
"""The size of a cell before it is made larger, and how many times as large it is made."""
WIDE, TALL = CELL[0] * LARGE, CELL[1] * LARGE
LEFT, MIDDLE, RIGHT, RESULT = 3.72, 4.96, 6.2, 3.2
"""Across: what is multiplied, on both sides of the operators, and what comes out."""
UPPER, KEPT, PLUS, WRITTEN, LOWER = 1.6, 0.8, 0.0, -0.8, -1.6
"""Up: both rows of factors, their products, and the plus between."""
LETTER, BELOW = 0.46, -0.54
"""From a cell to its letter over it, and below it."""
FROM, LANE, PASSING = 2.42, 2.24, -2.14
"""The x at which things turn that come from the left, and the heights at which they pass over what is there, and below it."""
MOST = 4
"""With how many decimals a factor is printed at the most."""
BEHIND = -1
"""Where in the order of drawing copies are: each comes out from behind what it is of."""
SQUASH, SHOWN, CELL_FOOT = 0.7, 0.36, -0.26
"""Heights: of tanh, of the new h, and of the cell state below."""


def product(readings: Mapping[str, Reading], factors: Sequence[str], made: str, shown: int = FEWEST) -> dict[str, int]:
    """Return with how many decimals values are printed: ``factors``, for them to make what is ``made``, which has ``shown``."""
    values = [float(readings[name].value) for name in factors]
    return {**dict(zip(factors, holding([(mul, values, float(readings[made].value))], MOST, shown), strict=True)), made: shown}


class Meeting:
    """An operator, ``sign``, at a place, the cells of its operands by their sides, and that of its ``result`` on another side."""

    SIDES: Mapping[str, Point] = {"left": (-1.0, 0.0), "right": (1.0, 0.0), "bottom": (0.0, -1.0), "top": (0.0, 1.0)}

    def __init__(
        self, sign: str, at: Point, operands: Mapping[str, Swatch], result: tuple[str, Swatch], *, role: str, theme: Theme
    ) -> None:
        self.at, self.operands, self.result, self._theme = at, operands, result, theme
        self.operator = Operator(sign, at, theme=theme, colour=role).scale(RING / Operator.RADIUS)

    def met(self, seconds: float, span: Span, ways: Sequence[Point] = ()) -> list[Animation]:
        """Return animations in which copies of the operands go into it, it lights, and the result comes out, through ``ways``."""
        plays, copies = list[Animation](), list[VMobject]()
        for side, cell in self.operands.items():
            copy = cell.copy().set_z_index(BEHIND)
            vars(copy.patch).pop("place", None)
            copies.append(copy)
            path = Path((float(cell.get_x()), float(cell.get_y())), self.at)
            how: dict[str, Any] = {"cut": self._cut(side), "window": part_of(span, 0.0, 0.5), "leaves": True}
            plays.append(Pass(copy, path, run_time=seconds, **how))
        side, cell = self.result
        path = Path(self.at, *ways, (float(cell.get_x()), float(cell.get_y())))
        lit = part_of(span, 0.3, 0.8)
        return [
            *plays,
            Light(self.operator, self._theme, window=lit, run_time=seconds),
            Pass(cell, path, cut=self._cut(side), window=part_of(span, 0.5, 1.0), causes=copies, run_time=seconds),
        ]

    def _cut(self, side: str) -> tuple[str, float]:
        across, up = self.SIDES[side]
        return side, (self.at[0] + across * RING if across else self.at[1] + up * RING)


class _Lens:
    """What cells of one unit and one step share: how they are made, and how they come."""

    def __init__(self, readings: Mapping[str, Reading], places: Mapping[str, int], *, notation: Notation, theme: Theme) -> None:
        self.readings, self._places, self._notation, self._theme = readings, places, notation, theme
        self.cells: dict[str, Swatch] = {}
        self.letters: dict[str, VMobject] = {}

    def _made(self, name: str) -> Swatch:
        look: dict[str, Any] = {"notation": self._notation, "theme": self._theme, "places": self._places[name]}
        made = swatch(self.readings[name], size=CELL, **look)
        room = CELL[0] * (1 - made.LANE) - 2 * made.ROOM if isinstance(made, Vessel) else FULL * CELL[0]
        made.numeral.scale(min(1.0, room / made.numeral.width))
        made.scale(LARGE)
        return made.aside(self._theme) if isinstance(made, Vessel) else made

    def _put(self, name: str, at: Point, letter: float) -> None:
        """Make the cell of a quantity at a place, and its letter over it, or below it if ``letter`` is below nought."""
        made = self._made(name).move_to((*at, 0))
        kept_for(made.patch, *self.readings[name].index)
        self.cells[name] = made
        if letter:
            sign = Symbol(self.readings[name].key, notation=self._notation, theme=self._theme)
            self.letters[name] = named(stays(sign.move_to((at[0], at[1] + letter, 0))), self.readings[name].key)

    def come(self, name: str, way: Sequence[Point], small: float, seconds: float, span: Span) -> list[Animation]:
        """Return animations in which a value comes along a way, ``small`` at its start, and gets its letter."""
        cell, how = self.cells[name], dict[str, Any](run_time=seconds)
        home = float(cell.get_x()), float(cell.get_y())
        return [
            Pass(cell, Path(*way, home), start=small, sized=(0.7, 1.0), window=span, **how),
            Appear(self.letters[name], window=part_of(span, 0.85, 1.0), **how),
        ]

    def sent(self, name: str, way: Sequence[Point], small: float, seconds: float, span: Span) -> tuple[Swatch, Animation]:
        """Return a copy of a value, and the animation in which that goes along a way, is ``small`` there, and is gone."""
        copy = self._made(name)
        home = float(self.cells[name].get_x()), float(self.cells[name].get_y())
        copy.move_to((*home, 0))
        return copy, Pass(copy, Path(home, *way), end=small, leaves=True, window=span, run_time=seconds)


class MemorySum(_Lens):
    """One unit of C = f * C + i * new: over one another what is kept and what is let in, and between them the plus.

    ``readings`` are by the names "f", "old C", "i", "new", "kept", "written" and "C". ``tools`` are the operators, by what comes
    out of them; each is to be there before anything meets at it.
    """

    AT: Mapping[str, tuple[Point, float]] = {
        "f": ((LEFT, UPPER), LETTER),
        "old C": ((RIGHT, UPPER), LETTER),
        "i": ((LEFT, LOWER), BELOW),
        "new": ((RIGHT, LOWER), BELOW),
        "kept": ((MIDDLE, KEPT), 0.0),
        "written": ((MIDDLE, WRITTEN), 0.0),
        "C": ((RESULT, PLUS), LETTER),
    }

    def __init__(self, readings: Mapping[str, Reading], *, notation: Notation, theme: Theme) -> None:
        fine = summing([[float(readings[name].value) for name in ("kept", "written", "C")]], FEWEST)
        places = (
            product(readings, ("f", "old C"), "kept", fine) | product(readings, ("i", "new"), "written", fine) | {"C": FEWEST}
        )
        super().__init__(readings, places, notation=notation, theme=theme)
        for name, (at, letter) in self.AT.items():
            self._put(name, at, letter)
        c = self.cells
        look: dict[str, Any] = {"theme": theme}
        self.keeping = Meeting(
            "times", (MIDDLE, UPPER), {"left": c["f"], "right": c["old C"]}, ("bottom", c["kept"]), role="keeps", **look
        )
        self.writing = Meeting(
            "times", (MIDDLE, LOWER), {"left": c["i"], "right": c["new"]}, ("top", c["written"]), role="writes", **look
        )
        self.adding = Meeting(
            "plus", (MIDDLE, PLUS), {"top": c["kept"], "bottom": c["written"]}, ("left", c["C"]), role="memory", **look
        )
        self.out = Wire((MIDDLE - RING, PLUS), (RESULT + WIDE / 2 + 0.04, PLUS), colour="memory", **look)
        self.tools = {
            "kept": VGroup(self.keeping.operator),
            "written": VGroup(self.writing.operator),
            "C": VGroup(self.adding.operator, self.out),
        }
        self.notes = {
            name: stays(Label(said, size=theme.label, colour=colour, **look).sit_amid(MIDDLE - WIDE / 2 - 0.15, y, 1))
            for name, said, colour, y in (("kept", "stays", "keeps", KEPT), ("written", "comes in", "writes", WRITTEN))
        }

    def multiplied(self, which: str, seconds: float, span: Span) -> list[Animation]:
        """Return animations in which one pair meets at its operator: what is "kept", or what is "written"."""
        meeting = self.keeping if which == "kept" else self.writing
        return [
            *meeting.met(seconds, span),
            Appear(self.notes[which], window=part_of(span, 0.85, 1.0), run_time=seconds),
        ]

    def added(self, seconds: float, span: Span) -> list[Animation]:
        """Return animations in which both products meet at the plus, and the new cell state comes out."""
        return [
            *self.adding.met(seconds, span),
            Appear(self.letters["C"], window=part_of(span, 0.9, 1.0), run_time=seconds),
        ]

    @staticmethod
    def way(name: str, start: Point) -> list[Point]:
        """Return the way of a factor from where it stands at the left to its place here, which it leaves out."""
        (x, y), _ = MemorySum.AT[name]
        if x == LEFT:
            return [start, (FROM, start[1]), (FROM, y)]
        around = LANE if y > 0 else PASSING
        return [start, (FROM, start[1]), (FROM, around), (x, around)]

    def gone(self, seconds: float, span: Span) -> list[Animation]:
        """Return animations in which all of it goes."""
        every = VGroup(*self.cells.values(), *self.letters.values(), *self.tools.values(), *self.notes.values())
        return [Vanish(every, window=span, run_time=seconds)]


class Shown(_Lens):
    """One unit of h = o * tanh(C): C goes up through tanh, and meets o. ``readings``: "o", "C", "tanh" and "h".

    ``tools`` are tanh, the operator and the wires, which are to be there before anything else.
    """

    AT: Mapping[str, tuple[Point, float]] = {
        "o": ((LEFT, UPPER), LETTER),
        "tanh": ((RIGHT, UPPER), LETTER),
        "C": ((RIGHT, CELL_FOOT), -LETTER),
        "h": ((RESULT, SHOWN), LETTER),
    }

    def __init__(self, readings: Mapping[str, Reading], *, notation: Notation, theme: Theme) -> None:
        places = product(readings, ("o", "tanh"), "h") | {"C": FEWEST}
        super().__init__(readings, places, notation=notation, theme=theme)
        for name, (at, letter) in self.AT.items():
            self._put(name, at, letter)
        look: dict[str, Any] = {"theme": theme}
        self.squash = Squash("tanh", (RIGHT, SQUASH), colour="memory", **look)
        operands = {"left": self.cells["o"], "right": self.cells["tanh"]}
        self.showing = Meeting("times", (MIDDLE, UPPER), operands, ("bottom", self.cells["h"]), role="shows", **look)
        self.tools = VGroup(
            Wire((RIGHT, CELL_FOOT + TALL / 2 + 0.04), self.squash.port("bottom"), colour="memory", **look),
            Wire(self.squash.port("top"), (RIGHT, UPPER - TALL / 2 - 0.04), colour="memory", **look),
            Wire((MIDDLE, UPPER - RING), (MIDDLE, SHOWN), (RESULT + WIDE / 2 + 0.04, SHOWN), colour="state", **look),
            self.squash,
            self.showing.operator,
        )

    @staticmethod
    def way(name: str, start: Point) -> list[Point]:
        """Return the way of o or C from where it stands at the left to its place here, which it leaves out."""
        (_, y), _ = Shown.AT[name]
        if name == "o":
            return [start, (FROM, start[1]), (FROM, y)]
        return [start, (FROM, start[1]), (FROM, y)]

    def squashed(self, seconds: float, span: Span) -> list[Animation]:
        """Return animations in which C goes up through tanh."""
        copy, cell = self._made("C").set_z_index(BEHIND), self.cells["tanh"]
        start, middle = (RIGHT, CELL_FOOT), (RIGHT, SQUASH)
        copy.move_to((*start, 0))
        half = Squash.HIGH / 2
        how: dict[str, Any] = {"run_time": seconds}
        return [
            Pass(copy, Path(start, middle), cut=("bottom", SQUASH - half), leaves=True, window=part_of(span, 0.0, 0.5), **how),
            Light(self.squash, self._theme, window=part_of(span, 0.3, 0.8), **how),
            Pass(
                cell,
                Path(middle, (RIGHT, UPPER)),
                cut=("top", SQUASH + half),
                causes=[copy],
                window=part_of(span, 0.5, 1.0),
                **how,
            ),
            Appear(self.letters["tanh"], window=part_of(span, 0.9, 1.0), **how),
        ]

    def met(self, seconds: float, span: Span) -> list[Animation]:
        """Return animations in which o meets what tanh made of C, and the new h comes out."""
        return [
            *self.showing.met(seconds, span, [(MIDDLE, SHOWN)]),
            Appear(self.letters["h"], window=part_of(span, 0.9, 1.0), run_time=seconds),
        ]

    def gone(self, seconds: float, span: Span) -> list[Animation]:
        """Return animations in which all of it goes."""
        every = VGroup(*self.cells.values(), *self.letters.values(), self.tools)
        return [Vanish(every, window=span, run_time=seconds, rate_func=rate_functions.linear)]
