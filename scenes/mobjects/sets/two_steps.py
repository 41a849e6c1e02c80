"""A network reads an item and the next one: what it holds after each, whether that is handed on, and what it then predicts."""

from collections.abc import Callable, Sequence
from typing import Any

from manim import Animation, Line

from scenes.mobjects.motion import Appear, Reveal
from scenes.mobjects.moves import Extend, Light, Path, Travel
from scenes.mobjects.notation.quantities import Notation
from scenes.mobjects.reading import Readings, phrase
from scenes.mobjects.sets.cell_line import CellLine
from scenes.mobjects.sets.encoder_row import chips_in
from scenes.mobjects.sets.guesses import Guesses
from scenes.mobjects.sets.order_row import edge
from scenes.mobjects.theme import Theme
from scenes.mobjects.tokens import Chip
from scenes.mobjects.wires import Wire

__all__ = ["ABOVE", "TwoSteps"]

FIRST, SECOND, BARS = 0.82, 2.68, 4.78  # from the left edge: the two items, and where bars begin
ABOVE = 1.2
"""From the middle of h up to that of the items."""
CHIP = 1.55  # how wide an item may be
CELL, ROWS = (0.84, 0.34), 0.4  # a number of h; how far bars are apart
NAMES, BAR = 1.12, 0.28  # how wide names are, and how high a bar is
ARRIVED = 0.55  # the part of a step after which all that it is made of has arrived
STOP = 0.16  # how far the end of a wire that leads nowhere goes up and down


class TwoSteps:
    """The items ``time`` - 1 and ``time``, from ``left`` on; h is centred on the height ``y``.

    ``read`` returns readings of the network's trace. ``labels`` are those whose bars are shown, ``marked`` is the item that is
    asked about. Where it ``remembers`` a wire leads from the first h to the second; else it ends before.
    """

    def __init__(
        self,
        read: Callable[..., Readings],
        time: int,
        labels: Sequence[int],
        *,
        left: float,
        y: float,
        remembers: bool,
        marked: str,
        notation: Notation,
        theme: Theme,
    ) -> None:
        self.time, self.left, self.y, self._theme = time, left, y, theme
        items = read("tokens")
        said = [phrase("{item}", item=items[each]) for each in (time - 1, time)]
        self.xs = left + FIRST, left + SECOND
        self.chips: list[Chip] = chips_in(said, CHIP, theme=theme)
        for chip, x in zip(self.chips, self.xs, strict=True):
            edge(chip, marked, theme)
            chip.shift((x - float(chip.box.get_x()), y + ABOVE - float(chip.box.get_y()), 0))
        look: dict[str, Any] = {"notation": notation, "theme": theme, "size": CELL, "down": True}
        self.states = [
            CellLine(list(read("hidden", each).flat()), (x, y), **look) for each, x in zip((time - 1, time), self.xs, strict=True)
        ]
        half = float(self.states[0].frame.width) / 2
        self.down = [
            Wire((x, float(chip.box.get_bottom()[1]) - 0.05), (x, float(state.frame.get_top()[1])), theme=theme, colour="word")
            for x, chip, state in zip(self.xs, self.chips, self.states, strict=True)
        ]
        self.across, self.stop = self._across(half, remembers)
        self.remembers = remembers
        places = {label: y + ((len(labels) - 1) / 2 - row) * ROWS for row, label in enumerate(labels)}
        self.out = Wire((self.xs[1] + half, y), (left + BARS - NAMES - 0.24, y), theme=theme, colour="state")
        self.guesses = Guesses(
            read("labels"),
            read("probabilities", time),
            labels,
            places.__getitem__,
            left=left + BARS,
            room=NAMES,
            theme=theme,
            high=BAR,
        )

    def _across(self, half: float, remembers: bool) -> tuple[Wire, Line]:
        """Return the wire from the first h to the second, which are ``half`` as wide, or one that ends before; and its end."""
        start, end = self.xs[0] + half, self.xs[1] - half
        middle, theme = (start + end) / 2, self._theme
        stop = Line((middle, self.y - STOP, 0), (middle, self.y + STOP, 0), stroke_color=theme.muted, stroke_width=theme.bold)
        if remembers:
            return Wire((start, self.y), (end, self.y), theme=theme, colour="state"), stop
        return Wire((start, self.y), (middle, self.y), theme=theme, colour="muted", tip=False), stop

    def come(self, run_time: float) -> list[Animation]:
        """Return animations in which the two items come."""
        starts = 0.0, 0.4
        return [
            Appear(chip, window=(start, start + 0.4), run_time=run_time) for chip, start in zip(self.chips, starts, strict=True)
        ]

    def read(self, number: int, run_time: float) -> list[Animation]:
        """Return animations in which one of the two items is read; with the second comes what was handed on."""
        state, brought = self.states[number], self._brought(run_time) if number and self.remembers else []
        causes = [each.mobject for each in brought]
        return [
            Extend(self.down[number], window=(0.0, 0.4), run_time=run_time),
            *brought,
            Reveal(state, state.cells, lag=0.4, window=(ARRIVED, 1.0), causes=causes, run_time=run_time),
        ]

    def _brought(self, run_time: float) -> list[Travel]:
        """Return the way of the first h to the second."""
        copy = self.states[0].bare
        copy.move_to((self.xs[1], self.y, 0))
        path = Path((self.xs[0], self.y), (self.xs[1], self.y))
        return [Travel(copy, path, leaves=True, along=[self.across], window=(0.0, ARRIVED), run_time=run_time)]

    def hand_on(self, run_time: float) -> list[Animation]:
        """Return animations in which the wire comes by which h is handed on, or which ends before the next step."""
        coming: list[Animation] = [Extend(self.across, window=(0.0, 0.7), run_time=run_time)]
        return coming if self.remembers else [*coming, Appear(self.stop, window=(0.7, 1.0), run_time=run_time)]

    def predict(self, run_time: float) -> list[Animation]:
        """Return animations in which h becomes shares."""
        return [Extend(self.out, window=(0.0, 0.3), run_time=run_time), *self.guesses.grow(run_time)]

    def compared(self, before: "TwoSteps", run_time: float) -> list[Animation]:
        """Return animations in which frames of the bars of other two steps come and stand where such bars were here."""
        frames, way = before.guesses.outlines(), self.left - before.left
        frames.shift((way, 0, 0))
        x, y = float(frames.get_x()), float(frames.get_y())
        return [Travel(frames, Path((x - way, y), (x, y)), run_time=run_time), Light(self.out, self._theme, run_time=run_time)]
