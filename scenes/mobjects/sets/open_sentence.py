"""A sentence without its last word, in lines that fill an area: the word that the answer hangs on, and a gap for the answer."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from manim import Animation, Line, VMobject

from scenes.mobjects.areas import Area
from scenes.mobjects.leaves import dimmed
from scenes.mobjects.motion import Appear, Arrive, Leave, Shade, Vanish
from scenes.mobjects.pages import lines_of, places_of
from scenes.mobjects.passing import in_turn
from scenes.mobjects.places import placed, stays
from scenes.mobjects.reading import Reading, Readings, phrase
from scenes.mobjects.shapes import Box
from scenes.mobjects.text import BOLD, MEDIUM, Label
from scenes.mobjects.theme import Theme

__all__ = ["OpenSentence"]

SIZES = 52, 46, 40, 36, 32, 29, 26, 24, 22, 20, 18, 17, 16
"""Manim font sizes, of which the first is taken in which all words have room."""
PITCH, RIM, UNDER = 2.3, 0.07, 0.75
"""From line to line, in heights of a capital; how far a frame is from the word in it; how far below it the line of a gap is."""
SWEPT, TURN, AFTER, MOVES = (0.16, 0.66), 0.1, 0.06, 0.16
"""Where a sentence takes the place of another, from left to right: when that begins and ends, how long a word takes, how much
later new ones come at a place than old ones go, and how long the frame and the gap move at the least, in parts of the time."""


class OpenSentence:
    """The ``words`` of a sentence, ``(time,)``, in ``area``, and behind them a gap for the ``ending``, with a question mark.

    ``cue`` is the index of the word that the ending hangs on: ``around`` is a frame around it. One that ``hangs`` takes no
    more of the area than it needs, from its head down: ``area`` is what it has.
    """

    def __init__(
        self,
        words: Readings,
        cue: int,
        ending: Reading,
        area: Area,
        *,
        theme: Theme,
        largest: float = SIZES[0],
        hangs: bool = False,
    ) -> None:
        self._theme, self.cue = theme, cue
        look: dict[str, Any] = {"theme": theme}
        for size in (each for each in SIZES if each <= largest):
            made = [Label(phrase("{word}", word=each), size=size, **look) for each in words.flat()]
            last = Label(phrase("{ending}", ending=ending), size=size, weight=BOLD, **look)
            cap, widths = last.cap_height, [float(each.width) for each in (*made, last)]
            lines = lines_of(widths, area.width, cap)
            if len(lines) * PITCH * cap <= area.height:
                break
        if hangs:
            area = area.inset(bottom=area.height - len(lines) * PITCH * cap)
        self.area = area
        places = places_of(widths, lines, area, cap, pitch=PITCH)
        self.words = [
            placed(word.sit_amid(*at, -1), lambda index: places[index[-1]], -1)
            for word, at in zip(made, places[:-1], strict=True)
        ]
        (x, y), wide = places[-1], widths[-1]
        self.ending = stays(last.sit_amid(x, y, -1))
        mark = Label("?", size=size, weight=MEDIUM, **look).sit_amid(x + wide / 2, y)
        foot = y - UNDER * cap - 0.06
        line = Line((x, foot, 0), (x + wide, foot, 0), stroke_color=theme.focus, stroke_width=theme.stroke)
        self.line, self.mark = line, stays(mark)
        self.around = self._frame(self.words[cue], cap)

    def _frame(self, word: Label, cap: float) -> Box:
        look: dict[str, Any] = {"stroke_color": self._theme.focus, "stroke_width": self._theme.stroke, "corner_radius": RIM}
        box = Box(width=word.width + 2 * RIM, height=1.55 * cap + 2 * RIM, **look)
        box.move_to((word.get_x(), word.baseline + 0.5 * cap, 0))
        return box

    @property
    def everything(self) -> list[Label | Box | Line]:
        """All that stands there as long as the sentence has not ended."""
        return [*self.words, self.around, self.line, self.mark]

    def follows(self, other: "OpenSentence", run_time: float, *, ended: bool) -> list[Animation]:
        """Return animations in which this takes the place of another sentence, none of its words read yet: these are dimmed.

        From left to right old words go, and right behind them new ones come. The frame and the gap are the same: they move to
        where they are here while that passes them. What they were in the other is to be removed then: its ``marks``. That has a
        right word in its gap if it has ``ended``.
        """
        dimmed(self.words, self._theme.dimmed)
        around, gap = (self._passed(*each) for each in ((self.around, other.around), (self.line, other.line)))
        marks = [(self.around, other.around, around), (self.line, other.line, gap)]
        marks += [] if ended else [(self.mark, other.mark, gap)]
        going, coming = [*other.words, *[other.ending] * ended], [*self.words, *[self.mark] * ended]
        return [
            *(Leave(each, window=self._turn(each), run_time=run_time) for each in going),
            *(Arrive(mark, [mark], [was], window=own, run_time=run_time) for mark, was, own in marks),
            *(Appear(each, window=self._turn(each, AFTER), run_time=run_time) for each in coming),
        ]

    def _turn(self, thing: VMobject, after: float = 0.0) -> tuple[float, float]:
        """Return when it is the turn of a thing where sentences change from left to right, by where its left edge is."""
        share = (float(thing.get_left()[0]) - self.area.left) / self.area.width
        start = float(np.interp(share, (0.0, 1.0), SWEPT)) + after
        return start, start + TURN

    def _passed(self, mark: VMobject, was: VMobject) -> tuple[float, float]:
        """Return when a mark moves where sentences change: from when the first of its two places is passed until the other is."""
        (start, _), (end, _) = sorted((self._turn(mark), self._turn(was)))
        late = max(MOVES - (end - start), 0.0) / 2
        return start + AFTER - late, end + AFTER + late

    @property
    def marks(self) -> list[Label | Box | Line]:
        """What is the same in another sentence: the frame and the gap."""
        return [self.around, self.line, self.mark]

    def leads(self, run_time: float) -> list[Animation]:
        """Return animations in which the words between the cue and the gap are dimmed one after the other, up to the gap."""
        return in_turn(self.words[self.cue + 1 :], self._theme.dimmed, run_time=run_time)

    def read(self, times: Sequence[int], run_time: float) -> list[Animation]:
        """Return animations in which words light up, one after the other."""
        count = len(times)
        return [
            Shade(self.words[time], 1.0, window=(turn / count, (turn + 0.6) / count), run_time=run_time)
            for turn, time in enumerate(times)
        ]

    def end(self, run_time: float) -> list[Animation]:
        """Return animations in which the right word comes into the gap."""
        gone = Vanish(self.mark, window=(0.0, 0.5), run_time=run_time)
        return [gone, Appear(self.ending, window=(0.5, 1.0), run_time=run_time)]
