"""What comes back of an error: pillars over each distance, which become dots, and these places on a tenfold axis."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from manim import Animation, VMobject

from scenes.mobjects.bars import Pillar
from scenes.mobjects.curves import Spot
from scenes.mobjects.motion import Appear
from scenes.mobjects.moves import Grow, Path, Travel, glide
from scenes.mobjects.places import kept_for, placed
from scenes.mobjects.reading import Reading, Readings
from scenes.mobjects.sets.study_curves import BELOW, StudyCurves
from scenes.mobjects.shifts import Hop
from scenes.mobjects.text import Label, settled
from scenes.mobjects.theme import Theme

__all__ = ["Returning"]

WIDE, MOST, THICK = 0.84, 0.6, 0.88
"""How wide pillars of one distance are together, as a part of what is between two distances, and at most, in units; and how wide
each is, as a part of its place."""
LEFT, SHRUNK, UP, RISEN = 0.28, 0.1, (0.44, 0.82), 0.18
"""Parts of the time in which pillars become dots and these go up: until when, from the first, pillars begin to, and how long each
takes; from when to when dots set out, and how long each takes."""
WORD, CLEARED = 1.4, (0.42, 1.0)
"""How much room a word has below the axis; and in which part of the time words go there, past those that leave."""


class Returning:
    """Shares of an error by network and distance, over the axis of a ``chart``: ``bars`` from nought to one, and ``dots``.

    ``ends`` are the ``words`` at both ends of the way, by their numbers: below the axis, the last one where the error begins.

    ``shares`` has those of each network, from the word numbered ``start`` on. Pillars of one distance are side by side; dots are
    over it, as high as the chart has them.
    """

    RULED = 0.3, 0.5
    """The part of that time in which lines of the chart are to come."""

    def __init__(
        self, shares: Sequence[Readings], roles: Sequence[str], chart: StudyCurves, words: Readings, *, start: int, theme: Theme
    ) -> None:
        self._chart, self._start, self._last = chart, start, len(words) - 1
        self.count = int(chart.along[-1].value) + 1
        self.bars: list[list[Pillar]] = []
        self.dots: list[list[Spot]] = []
        self._pitch = min(WIDE * abs(self.x(1) - self.x(0)), MOST) / len(shares)
        for number, (each, role) in enumerate(zip(shares, roles, strict=True)):
            paint, aside = theme.colour(role), (number - (len(shares) - 1) / 2) * self._pitch
            self.bars.append([self._bar(each, far, paint, aside) for far in range(self.count)])
            self.dots.append([self._dot(each, far, paint) for far in range(self.count)])
        self.ends = {time: self._word(words[time], theme) for time in (len(words) - 1, len(words) - self.count)}

    def x(self, far: int) -> float:
        """Return the x of a distance, also of one that the chart does not name."""
        chart = self._chart
        named = [float(each.value) for each in chart.along]
        return float(np.interp(far, named, [chart.middle(at) for at in range(len(named))]))

    def _bar(self, shares: Readings, far: int, paint: str, aside: float) -> Pillar:
        area, x = self._chart.area, self.x(far) + aside
        look: dict[str, Any] = {"unit": area.height, "width": THICK * self._pitch, "floor": area.bottom, "paint": paint}
        bar = Pillar(shares[self._start + far], x=x, **look)
        return placed(bar, lambda index: (self.x(index[-1] - self._start) + aside, None))

    def _dot(self, shares: Readings, far: int, paint: str) -> Spot:
        dot = Spot(shares[self._start + far], heights=self._chart.heights, x=self.x(far), paint=paint)
        return placed(dot, lambda index: (self.x(index[-1] - self._start), None))

    def _word(self, word: Reading, theme: Theme) -> Label:
        (time,), area = word.index, self._chart.area
        x = self.x(self._last - time)
        label = settled(word, theme=theme, size=theme.label, room=WORD, colour="ink").sit_amid(x, area.bottom - BELOW)
        return kept_for(label, time)

    # -- what happens ------------------------------------------------------------------------------------------------------

    def takes(self, words: Mapping[int, VMobject], run_time: float) -> list[Animation]:
        """Return animations in which the words at both ends come from where they are among ``words``, which go."""
        made: list[Animation] = []
        for time, word in self.ends.items():
            if time not in words:
                made.append(Appear(word, window=(0.5, 1.0), run_time=run_time))
                continue
            (x, y), (left, foot) = words[time].get_center()[:2].tolist(), word.get_center()[:2].tolist()
            start = float(words[time].width) / float(word.width)
            made.append(
                Travel(word, Path((x, y), (x, foot), (left, foot)), start=start, there=True, window=CLEARED, run_time=run_time)
            )
        return made

    def begins(self, run_time: float) -> list[Animation]:
        """Return animations in which the error of the last word is there, all of it."""
        return [Grow(bars[0], "bottom", run_time=run_time) for bars in self.bars]

    def hop(self, far: int, run_time: float) -> list[Animation]:
        """Return animations in which what is left at a distance comes out of what was left one word nearer."""
        made: list[Animation] = []
        for bars in self.bars:
            bar, before = bars[far], bars[far - 1]
            long, away = float(before.height) / float(bar.height), self.x(far - 1) - self.x(far)
            made.append(Hop(bar, along=1, home=bar.home, long=long, away=away, run_time=run_time))
        return made

    def bends(self, run_time: float) -> list[Animation]:
        """Return animations in which, from the first on, pillars shrink to dots at their heads, which go up to their heights."""
        made: list[Animation] = []
        for bars, dots in zip(self.bars, self.dots, strict=True):
            for far, (bar, dot) in enumerate(zip(bars, dots, strict=True)):
                share = far / max(self.count - 1, 1)
                shrinks = LEFT * share, LEFT * share + SHRUNK
                up = UP[0] + (UP[1] - UP[0]) * share
                made.append(Grow(bar, "top", leaves=True, window=shrinks, run_time=run_time))
                made.append(self._rises(dot, bar, (shrinks[0], up, up + RISEN), run_time))
        return made

    def _rises(self, dot: Spot, bar: Pillar, times: tuple[float, float, float], run_time: float) -> Travel:
        """Return the animation in which a dot is at the head of its pillar from the first time on, and leaves at the second."""
        seen, goes, there = times
        wait = (goes - seen) / (there - seen)

        def waits(alpha: float) -> float:
            return glide(max(alpha - wait, 0.0) / (1 - wait))

        (start, head), (x, y) = bar.get_top()[:2].tolist(), dot.get_center()[:2].tolist()
        return Travel(dot, Path((start, head), (x, y)), rate_func=waits, window=(seen, there), run_time=run_time)
