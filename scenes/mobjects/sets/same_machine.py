"""The same machine with other weights: h and the word go into the function of a gate, and the values of its units come out."""

from collections.abc import Sequence
from typing import Any

from manim import Animation, VGroup, rate_functions

from scenes.mobjects.motion import Appear, Reveal
from scenes.mobjects.moves import Extend, Light, Path
from scenes.mobjects.notation.quantities import Notation
from scenes.mobjects.notation.vectors import swatch
from scenes.mobjects.passing import Go, Pass
from scenes.mobjects.places import Seats, about
from scenes.mobjects.reading import Reading, Readings, phrase
from scenes.mobjects.sets.rows import Row
from scenes.mobjects.shapes import Box
from scenes.mobjects.text import Label
from scenes.mobjects.theme import Theme
from scenes.mobjects.wires import Point, Squash, Wire

__all__ = ["Machine", "Source"]

WIDE, HIGH, GAP = 2.3, 0.26, 0.12
"""The width of h and the word together, their height, and the gap between them."""
NAMED = 0.36
"""How far over them it is written what they are."""


class Source(VGroup):
    """What all gates read: the ``stack`` [h; x], ``(stacked,)``, as two strips of colour, of which the first ``split`` are h.

    It is centred on ``at``, and ``called`` by the ``word`` that x is of.
    """

    def __init__(
        self,
        stack: Readings | Sequence[Reading],
        split: int,
        word: Reading,
        at: Point,
        *,
        notation: Notation,
        theme: Theme,
        called: str = "h and “{word:short}”",
    ) -> None:
        super().__init__()
        self.at = at
        each = (WIDE - GAP) / len(stack)
        left, seats = at[0] - WIDE / 2, {}
        self.parts: list[VGroup] = []
        for first, last, colour in ((0, split, "state"), (split, len(stack), "word")):
            start = left + each * first + (GAP if first else 0.0)
            for number in range(first, last):
                cell = swatch(stack[number], notation=notation, theme=theme, size=(each, HIGH), numeral=False)
                self.add(cell.move_to((start + each * (number - first + 0.5), at[1], 0)))
                seats[stack[number].key, stack[number].index, stack[number].of] = number + (GAP / each if first else 0.0), 0.0
            wide = each * (last - first)
            look: dict[str, Any] = {"stroke_color": theme.colour(colour), "stroke_width": theme.stroke}
            frame = Box(width=wide + 0.05, height=HIGH + 0.06, corner_radius=0.05, **look)
            self.add(frame.move_to((start + wide / 2, at[1], 0)))
            self.parts.append(VGroup(*self.submobjects[sum(map(len, self.parts)) :]))
        vars(self)["seats"] = Seats(seats)
        said = phrase(called, word=word)
        self.called = Label(said, theme=theme, size=theme.small, colour="muted").sit_amid(at[0], at[1] + NAMED)
        about(self.called, *word.index)

    def port(self, side: str) -> Point:
        """Return where a wire joins it, at its ``left``, ``right`` or ``bottom``."""
        if side == "bottom":
            return self.at[0], self.at[1] - HIGH / 2 - 0.05
        return self.at[0] + (WIDE / 2 + 0.06) * {"left": -1, "right": 1}[side], self.at[1]

    def come(self, start: Point, seconds: float, *, large: float = 1.0) -> list[Animation]:
        """Return animations in which it comes from elsewhere, in the second half of the time, so many times as large there."""
        late = rate_functions.squish_rate_func(rate_functions.linear, 0.8, 1)
        coming = Pass(self, Path(start, self.at), window=(0.45, 1.0), start=large, run_time=seconds)
        return [coming, Appear(self.called, run_time=seconds, rate_func=late)]

    def come_out(self, doors: Sequence[Point], turn: float, seconds: float, *, small: float) -> list[Animation]:
        """Return animations in which h and x come, each out of its own door, where they are so ``small``, to turn at a height."""
        late = rate_functions.squish_rate_func(rate_functions.linear, 0.8, 1)
        plays: list[Animation] = [Appear(self.called, run_time=seconds, rate_func=late)]
        for part, (x, y) in zip(self.parts, doors, strict=True):
            goal = float(part.get_x()), float(part.get_y())
            way = Path((x, y), (x, turn), (goal[0], turn), goal)
            plays.append(Pass(part, way, window=(0.3, 1.0), start=small, run_time=seconds))
        return plays

    def go(self, at: Point, seconds: float, *, by: Sequence[Point] = ()) -> Animation:
        """Return the animation in which it goes elsewhere, ``by`` corners."""
        way, self.at = Path(self.at, *by, at), at
        return Go(VGroup(*self.submobjects, self.called), way, run_time=seconds)


class Machine:
    """A squashing ``function`` at a place; ``into`` are the points of the wire from the source, ``out`` of that to the row."""

    def __init__(
        self, function: str, at: Point, into: Sequence[Point], out: Sequence[Point], *, theme: Theme, colour: str
    ) -> None:
        self.squash = Squash(function, at, theme=theme, colour=colour)
        self.into = Wire(*into, theme=theme, colour="line", width=theme.bold)
        self.out = Wire(*out, theme=theme, colour=colour)
        self._theme = theme

    @property
    def whole(self) -> VGroup:
        """The function and its wires."""
        return VGroup(self.into, self.squash, self.out)

    def fill(self, row: Row, seconds: float, *, but: Sequence[int] = (), backward: bool = False) -> list[list[Animation]]:
        """Return the plays in which the source's wire reaches the function, it lights, and the row fills, cell by cell.

        A row that has a unit already, one of those that are left out, is there.
        """
        cells = [cell for unit, cell in row.cells.items() if unit not in but]
        if backward:
            cells.reverse()
        reading = [Extend(self.into, run_time=0.35 * seconds)]
        lit: list[Animation] = [Light(self.squash, self._theme, run_time=0.65 * seconds)]
        lit += [Extend(self.out, run_time=0.2 * seconds), *([] if but else [Appear(row.body, run_time=0.25 * seconds)])]
        return [[*reading], [*lit, Reveal(VGroup(*cells), cells, lag=0.4, run_time=0.65 * seconds)]]
