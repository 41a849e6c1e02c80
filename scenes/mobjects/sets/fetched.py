"""Where the numbers of cells are that a step must fetch: in the main memory, and some of them, maybe, in a cache before it.

How many the cache holds was not measured: none are drawn in it.
"""

from collections.abc import Callable, Sequence
from typing import Any

from manim import Animation, VGroup, VMobject

from scenes.mobjects.dots import Bricks
from scenes.mobjects.motion import Appear, Leave, Shade
from scenes.mobjects.moves import Extend, sent, turns
from scenes.mobjects.places import placed, stays
from scenes.mobjects.reading import Reading, phrase
from scenes.mobjects.sets.cost_table import COUNT, Run, Timed
from scenes.mobjects.shapes import plate
from scenes.mobjects.shifts import pointed
from scenes.mobjects.text import BOLD, Label, shrunk
from scenes.mobjects.theme import Theme
from scenes.mobjects.wires import Wire

__all__ = ["Fetched"]

CACHE, STORE, TOP, HIGH = (0.1, 1.9), (2.9, 6.5), 2.36, 1.12
"""From where to where the cache and the main memory go; how high they begin, and how high they are."""
NAME, INSIDE, WIDE, BRICK, BESIDE = 0.22, 0.2, 1.55, 0.24, 0.2
"""How far names are above; how far bricks begin from the edge, how wide the most are, how high they are, and how far numbers are
from them."""
COMES, EMPTIED = 0.2, 0.3
"""In which part of its beat each thing comes, and the cache is emptied."""


class Fetched:
    """The numbers of some ``cells`` in the size of a ``run``, as ``bricks`` in the main memory, all on one scale; and a cache."""

    def __init__(self, value: Callable[..., Reading], cells: Sequence[Timed], study: int, run: Run, *, theme: Theme) -> None:
        self._theme = theme
        counts = [value(COUNT, cell.cell, run.size, of=study) for cell in cells]
        unit, pitch = WIDE / max(float(count.value) for count in counts), HIGH / len(cells)
        left, room = STORE[0] + INSIDE, STORE[1] - STORE[0] - 2 * INSIDE - WIDE - BESIDE
        self.bricks, self.numbers = list[Bricks](), list[Label]()
        for place, (cell, count) in enumerate(zip(cells, counts, strict=True)):
            y = TOP - (place + 0.5) * pitch
            look: dict[str, Any] = {"unit": unit, "height": BRICK, "left": left, "y": y, "paint": theme.colour(cell.role)}
            bricks = Bricks(count, value("block_count", of=cell.of), **look)
            self.bricks.append(placed(bricks, {count.index: (left, y)}.__getitem__, -1))
            number = shrunk(phrase("{count:0}", count=count), theme=theme, size=theme.label, room=room)
            x = left + WIDE + BESIDE
            self.numbers.append(placed(number.sit_amid(x, y, -1), {count.index: (x, y)}.__getitem__, -1))
        self.store, self.cache = (self._plate(*ends) for ends in (STORE, CACHE))
        self.names = [
            self._said(each, sum(ends) / 2, TOP + NAME) for each, ends in (("numbers in main memory", STORE), ("cache", CACHE))
        ]
        heights = [float(each.get_y()) for each in self.bricks]
        self.wires = [Wire((STORE[0], y), (CACHE[1], y), theme=theme) for y in heights]
        middle = sum(CACHE) / 2
        self.unknown, self.emptied = (self._said(each, middle, TOP - HIGH / 2 - BRICK / 2) for each in ("how many?", "emptied"))

    def _plate(self, left: float, right: float) -> VMobject:
        made = plate(right - left, HIGH, "line", theme=self._theme).move_to(((left + right) / 2, TOP - HIGH / 2, 0))
        made.set_z_index(-1)
        return made

    def _said(self, said: str, x: float, y: float) -> Label:
        return stays(Label(said, theme=self._theme, weight=BOLD).sit(x, y))

    def stored(self, run_time: float) -> list[Animation]:
        """Return the animations in which the main memory comes, and in it the numbers of cell after cell."""
        made: list[Animation] = [Appear(each, run_time=run_time, window=(0.0, COMES)) for each in (self.store, self.names[0])]
        for pair, (start, end) in zip(zip(self.bricks, self.numbers, strict=True), turns(len(self.bricks)), strict=True):
            window = COMES + (1 - COMES) * start, COMES + (1 - COMES) * end
            made += [Appear(each, run_time=run_time, window=window) for each in pair]
        return made

    def asked(self, run_time: float) -> list[list[Animation]]:
        """Return plays in which the cache comes, and of the numbers of cell after cell it is asked whether they have room."""
        comes = COMES * run_time
        first: list[Animation] = [
            *(Extend(each, run_time=2 * comes) for each in self.wires),
            *(Appear(each, run_time=2 * comes, window=(0.5, 1.0)) for each in (self.cache, self.names[1])),
        ]
        asks = Appear(self.unknown, run_time=comes)
        return [first, [asks, *pointed(self.numbers, run_time - 2 * comes)]]

    def all_fetched(self, run_time: float) -> list[list[Animation]]:
        """Return plays in which the cache is emptied, and the numbers of cell after cell, pointed at, come into it."""
        first: list[Animation] = [
            Leave(self.unknown, run_time=EMPTIED * run_time, window=(0.0, 0.5)),
            Shade(self.cache, self._theme.dimmed, run_time=EMPTIED * run_time),
            Appear(self.emptied, run_time=EMPTIED * run_time, window=(0.5, 1.0)),
        ]
        long, pairs = (1 - EMPTIED) * run_time, zip(self.bricks, turns(len(self.bricks)), strict=True)
        places = [((float(each.get_x()), float(each.get_y())), each, window) for each, window in pairs]
        moves = [sent(VGroup(*bricks), (x, y), (CACHE[1], y), run_time=long, window=window) for (x, y), bricks, window in places]
        return [first, [*moves, *pointed(self.numbers, long)]]

    @property
    def whole(self) -> list[VMobject]:
        """All of it that stands when the cache has been emptied."""
        return [self.store, self.cache, *self.names, *self.wires, self.emptied, *self.bricks, *self.numbers]
