"""How much of a gradient gets back so many words: a line for each kind of network, on an axis of powers of a thousand."""

from collections.abc import Iterator, Sequence
from math import ceil, log10
from typing import Any

import numpy as np
from manim import Animation, Line, VGroup

from scenes.mobjects.areas import Area
from scenes.mobjects.curves import Draw, Heights, Spot, Through
from scenes.mobjects.motion import Appear, Leave
from scenes.mobjects.moves import Path, Travel, glide
from scenes.mobjects.places import placed, stays
from scenes.mobjects.reading import Display, Phrase, Reading, Readings, phrase
from scenes.mobjects.scales import LEAST_THOUSANDFOLD, SCALE_ENDS
from scenes.mobjects.sets.recalled import Count
from scenes.mobjects.sets.study_curves import BESIDE, LINES, OVER, UNDER, Traced, apart
from scenes.mobjects.text import BOLD, Label
from scenes.mobjects.theme import Theme

__all__ = ["WayBack", "figures"]

FIGURES = 2
"""So many figures of a share are written after its noughts."""
THOUSANDTHS = Readings("scale.thousandths", (), np.array(SCALE_ENDS["scale.thousandths"]))
CALLED = "a thousandth", *(f"a {each}illionth" for each in ("m", "b", "tr", "quadr", "quint", "sext", "sept")), "an octillionth"
"""What the lines of the axis are called, from the one below that of one on."""
PAD, BLOCK, ROOM = 0.5, 0.74, (1.75, 3.1)
"""From the axis to the last word; how far apart two shares are below which it is counted who learned; how much room there is on
the left for what lines are called, and on the right for shares."""
GONE, WAY, SAID = (0.0, 0.12), (0.12, 0.8), (0.8, 0.95)
"""In which parts of a run time shares that were said go, an error goes back, and shares are said."""


def figures(value: float) -> int:
    """Return how many decimals of a share there are up to the last of its first figures."""
    return max(ceil(-log10(value)) - 1 + FIGURES, FIGURES) if value > 0 else FIGURES


class Tick(Label):
    """A power of a thousand below one, in words."""

    def __init__(self, power: int, **look: Any) -> None:
        self.reading = THOUSANDTHS[power]
        super().__init__(CALLED[power - 1], **look)

    def displays(self) -> Iterator[Display]:
        """Yield the power, with what it is called."""
        yield from super().displays()
        yield Display(self.reading, "name", self.text, lambda value: CALLED[round(-log10(value) / 3) - 1])


class WayBack:
    """By row a line through the ``shares`` of a gradient at some ``distances``, the first of which is the last word.

    ``stops`` are the numbers of two distances at which it is said how much is left. At the second, ``learned`` has by row what
    networks came to that learned over that: it is counted who recalls. ``said`` is what shares are.
    """

    def __init__(
        self,
        rows: Sequence[Traced],
        distances: Sequence[Reading],
        shares: Sequence[Sequence[Reading]],
        stops: tuple[int, int],
        learned: Sequence[tuple[Sequence[Reading], Phrase]],
        area: Area,
        *,
        said: Phrase,
        theme: Theme,
    ) -> None:
        self._theme, self._rows, self._distances, self.stops = theme, tuple(rows), tuple(distances), stops
        left, area = area.left, area.inset(left=ROOM[0], right=ROOM[1])
        self.area = area
        low = min(float(each.value) for own in shares for each in own if float(each.value) > 0)
        self._last = min(max(ceil(-log10(low) / 3), 1), LEAST_THOUSANDFOLD)
        least = float(THOUSANDTHS[self._last].value)
        self.heights = Heights(area.bottom, least, 1.0, area.height / (3 * self._last), tenfold=True)
        self.lines = [self._line(row, each) for row, each in enumerate(shares)]
        self.dots = [[self._dot(row, each[at]) for at in stops] for row, each in enumerate(shares)]
        self.shares = self._said(shares)
        self.counts = [self._count(row, *each) for row, each in enumerate(learned)]
        self.said = stays(Label(said, theme=theme, colour="muted").sit_amid(left, area.top + OVER, -1))
        self.frame = self._frame()

    # -- where things are --------------------------------------------------------------------------------------------------

    def _along(self, distance: float) -> float:
        """Return how far from the left edge a distance is."""
        return PAD + distance / float(self._distances[-1].value) * (self.area.width - PAD)

    def x(self, distance: Reading) -> float:
        """Return the x of a distance."""
        return self.area.left + self._along(float(distance.value))

    # -- what it is made of ------------------------------------------------------------------------------------------------

    def _line(self, row: int, shares: Sequence[Reading]) -> Through:
        look = {"paint": self._theme.colour(self._rows[row].role), "width": self._theme.bold}
        return Through(shares, self._distances, heights=self.heights, start=self.area.left, where=self._along, **look)  # type: ignore[arg-type]

    def _dot(self, row: int, share: Reading) -> Spot:
        at = {share.index: self.x(self._distances[share.index[-1]])}
        dot = Spot(share, heights=self.heights, x=at[share.index], paint=self._theme.colour(self._rows[row].role), radius=0.09)
        return placed(dot, lambda index: (at[index], None))

    def _said(self, shares: Sequence[Sequence[Reading]]) -> list[list[Label]]:
        """Return by row how much is left at each stop, beside the dot there, or as near to it as others let it be."""
        made: list[list[Label]] = [[] for _ in shares]
        for stop, (at, between, over) in enumerate(zip(self.stops, (LINES, BLOCK), (0.0, BLOCK / 4), strict=True)):
            room = self.area.inset(bottom=2 * over)
            ys = [max(float(dots[stop].get_y()), room.bottom) for dots in self.dots]
            found = apart(sorted(ys), room, between)
            heights = dict(zip(np.argsort(ys, kind="stable").tolist(), found, strict=True))
            for row, own in enumerate(shares):
                says = phrase(f"{{share:{figures(float(own[at].value))}}}", share=own[at])
                look: dict[str, Any] = {"theme": self._theme, "weight": BOLD, "colour": self._rows[row].role}
                place = self.x(self._distances[at]) + BESIDE, heights[row] + over
                made[row].append(stays(Label(says, **look).sit_amid(*place, -1)))
        return made

    def _count(self, row: int, runs: Sequence[Reading], said: Phrase) -> Count:
        """Return how many learned over the last stop, below how much is left there."""
        made = Count(runs, said, theme=self._theme, size=self._theme.small)
        share = self.shares[row][1]
        return stays(made.sit_amid(float(share.get_left()[0]), share.baseline + share.cap_height / 2 - BLOCK / 2, -1))

    def _frame(self) -> VGroup:
        """Return the lines of the axes, and what they are."""
        theme, area = self._theme, self.area
        thin: dict[str, Any] = {"stroke_color": theme.line, "stroke_width": theme.thin}
        look: dict[str, Any] = {"theme": theme, "colour": "muted", "size": theme.small}
        made = VGroup()
        for power in range(self._last + 1):
            tick = THOUSANDTHS[power]
            y = self.heights.y(float(tick.value))
            name = Tick(power, **look) if power else Label(phrase("{one:0}", one=tick), **look)
            made.add(Line((area.left, y, 0), (area.right, y, 0), **thin), stays(name.sit_amid(area.left - BESIDE, y, 1)))
        for at in (0, *self.stops):
            far = self._distances[at]
            label = Label(phrase("{far:0} words back", far=far), **look) if at else Label("last word", **look)
            made.add(Line((self.x(far), area.bottom, 0), (self.x(far), area.top, 0), **thin))
            made.add(stays(label.sit_amid(self.x(far), area.bottom - UNDER)))
        return made.set_z_index(-3)

    @property
    def everything(self) -> list[Any]:
        """All that there is in the end."""
        dots = [dot for dots in self.dots for dot in dots]
        return [self.frame, self.said, *self.lines, *dots, *(each[1] for each in self.shares), *self.counts]

    # -- what happens ------------------------------------------------------------------------------------------------------

    def goes(self, stop: int, run_time: float) -> list[Animation]:
        """Return animations in which errors go back to a stop, each drawing its line, and it is said how much is left of them."""
        start, end = (0, *self.stops)[stop : stop + 2]
        xs = [self._along(float(each.value)) for each in self._distances[start : end + 1]]

        def evenly(alpha: float) -> float:
            return float(np.interp(xs[0] + glide(alpha) * (xs[-1] - xs[0]), xs, np.linspace(0.0, 1.0, len(xs))))

        made: list[Animation] = [Leave(each[0], window=GONE, run_time=run_time) for each in self.shares if stop]
        for line, dots, shares in zip(self.lines, self.dots, self.shares, strict=True):
            way = Path(*((float(x), float(y)) for x, y, _ in line.corners[start : end + 1]))
            made.append(Travel(dots[stop], way, window=WAY, run_time=run_time))
            made.append(Draw(line, start=start, end=end, rate_func=evenly, window=WAY, run_time=run_time))
            made.append(Appear(shares[stop], window=SAID, run_time=run_time))
        return made

    def counted(self, run_time: float) -> list[Animation]:
        """Return animations in which it is counted who learned over the last stop."""
        return [Appear(each, run_time=run_time) for each in self.counts]
