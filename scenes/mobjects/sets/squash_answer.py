"""What squashing is for, one below the other: what grows without it, what goes round with it, and factors that let pass."""

from collections.abc import Sequence
from typing import Any

from manim import Animation, VGroup

from scenes.mobjects.areas import Area
from scenes.mobjects.moves import Light
from scenes.mobjects.notation.quantities import Notation
from scenes.mobjects.places import placed
from scenes.mobjects.plays import Play
from scenes.mobjects.reading import Reading, Readings, phrase
from scenes.mobjects.sets.digit_wall import DigitWall
from scenes.mobjects.sets.lanes import AXIS, ROOM, Lane, Loop
from scenes.mobjects.sets.rows import large_cell
from scenes.mobjects.text import Label
from scenes.mobjects.theme import Theme
from scenes.mobjects.values import Swatch
from scenes.mobjects.wires import Point, Squash

__all__ = ["SquashAnswer"]

WALL, LANE, GATES = (1.1, 2.98), (-0.96, 0.5), -2.0
"""From where to where digits and bars go, and the height of gates."""
LEFT, SMALL, RISE, BELOW = -5.45, 1.1, 0.16, 0.3
"""The x of what is done, its size, how far it is above the middle, and how far below it is what is said of it."""
FIRST, APART, NOTE, SIZE = -3.35, 5.3, 0.7, (0.9, 0.56)
"""The x of the first gate, from one to the next, from a gate to its note; and how large a gate is."""


class SquashAnswer(VGroup):
    """A ``wall`` of digits, the ``lane`` of a squashed vector at its last step, and gates with ``notes``.

    ``counted`` are how many digits, and of how many times; ``found`` are the digits, the vector squashed and ``stretched`` before
    that, and the gates. The lane is stretched at first, and squashed by :meth:`squash`.
    """

    def __init__(
        self,
        factor: Reading,
        counted: Sequence[Reading],
        found: Sequence[Readings],
        *,
        unit: float,
        notes: tuple[str, str],
        notation: Notation,
        theme: Theme,
    ) -> None:
        super().__init__()
        self._theme, (length, repetitions), (digits, squashed, stretched, gates) = theme, counted, found
        heights = [sum(each) / 2 + RISE for each in (WALL, LANE)]
        self.loops = [Loop(factor, says, (LEFT, y), theme=theme) for says, y in zip(("", "tanh"), heights, strict=True)]
        self.sigmoid = Squash("sigmoid", (LEFT, GATES + RISE), theme=theme, colour="keeps")
        self.wall = DigitWall(digits, Area(AXIS - ROOM, AXIS + ROOM, *WALL), theme=theme)
        look: dict[str, Any] = {"theme": theme, "ticks": (-1, 1), "stretched": stretched, "places": 3}
        self.lane = Lane(squashed, unit=unit, foot=LANE[0], top=LANE[1], **look)
        self.lane.stretch(repetitions.index[-1], theme.beat)
        times = phrase("{count:0} time{count:s}", count=repetitions)
        done = *(loop.scale(SMALL, about_point=(*loop.at, 0)) for loop in self.loops), self.sigmoid
        cells = [self._gate(gates[number], number, notation) for number in range(len(gates))]
        self.add(
            *done,
            *map(self._below, done, (times, times, "gates")),
            self.wall,
            self.wall.length(length),
            *cells,
            *map(self._note, cells, notes),
        )

    def _below(self, thing: VGroup, said: Any) -> Label:
        """Return what is said of what is done, below it."""
        label = Label(said, theme=self._theme, colour="muted")
        return label.sit_amid(LEFT, float(thing.get_bottom()[1]) - BELOW)

    def _gate(self, reading: Reading, number: int, notation: Notation) -> Swatch:
        """Return a gate as a vessel at its place."""
        cell = large_cell(reading, SIZE, notation=notation, theme=self._theme).move_to((*self._place(number), 0))
        placed(cell.patch, lambda index: self._place(index[-1]))
        return cell

    @staticmethod
    def _place(number: int) -> Point:
        return FIRST + number * APART, GATES

    def _note(self, cell: Swatch, note: str) -> Label:
        return Label(note, theme=self._theme, colour="keeps").sit_amid(float(cell.get_x()) + NOTE, GATES, -1)

    def squash(self, run_time: float) -> Play:
        """Return the play in which the lane is squashed, while what squashes lights."""
        play = self.lane.squash(run_time)
        lights: list[Animation] = [Light(each, self._theme, run_time=run_time) for each in (self.loops[1].squash, self.sigmoid)]
        return Play([*play.animations, *lights], replaced=play.replaced)
