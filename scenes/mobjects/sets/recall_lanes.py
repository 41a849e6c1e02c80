"""Several networks read one sentence, each in a lane of its own: after each word a bar, as high as its ending is likely."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Any, NamedTuple

from manim import Animation, Line, VGroup, VMobject

from scenes.mobjects.areas import Area
from scenes.mobjects.bars import Pillar
from scenes.mobjects.curves import SHARES
from scenes.mobjects.motion import Appear, Shade
from scenes.mobjects.moves import Grow
from scenes.mobjects.places import placed, stays
from scenes.mobjects.reading import Reading, Readings, phrase
from scenes.mobjects.sets.measured_table import Name
from scenes.mobjects.text import BOLD, MEDIUM, Label
from scenes.mobjects.theme import Theme
from scenes.mobjects.wires import Point

__all__ = ["Listener", "Pillar", "RecallLanes"]

WIDE, THICKEST = 0.66, 0.5
"""The part of a column that a bar fills, and how wide one is at the most, in units."""
HIGH = 0.74
"""The part of a lane that the highest bar fills."""
BESIDE, NAMES, SAID, UNDER = 0.12, 1.35, 0.22, 0.2
"""From the left edge to the numbers and to the names; from the right edge to what is said at the end; from the floor to words."""
LINE = 0.36
"""From what is said at the end to what is said below that."""
OVER, SHORT = 0.28, 0.06
"""From the line at one of the topmost lane to what bars are, and to the end of the line of the word that must be kept."""
CLEAR = 0.08
"""How far left of its columns there is nothing in a lane, between its numbers."""
QUIET = 0.3
"""In which part of the time in which networks say what they say all bars are dimmed that were not asked for."""
APART = 0.14
"""Between two words below the bars, in units."""


class Listener(NamedTuple):
    """A network that reads: its ``kind``, a reading, its name, its colour's role, and by word how likely the ending is to it.

    ``said`` and ``share`` are what it says at the end, and how likely that is to it; ``right`` tells whether that is right.
    """

    kind: Reading
    name: str
    role: str
    shares: Readings
    said: Reading
    share: Reading
    right: bool


class RecallLanes:
    """Lanes for ``listeners``, one below the other in ``area``, in which each of ``words`` has a column.

    ``ending`` is the right one. ``bars`` are by lane and word, ``names`` by lane, ``said`` what each says at the end. ``frame``
    is what stands for itself: what bars are, floors, and words below the columns, all or the one with the number ``cue`` and the
    last; ``cue`` is a line through all lanes at the former.
    """

    def __init__(
        self, words: Readings, ending: Reading, listeners: Sequence[Listener], cue: int, area: Area, *, theme: Theme
    ) -> None:
        self._theme, self.area, self._ending = theme, area, ending
        self.listeners, self.count, self._at = tuple(listeners), len(words), cue
        self.pitch = area.width / self.count
        self._tall = area.height / len(listeners)
        self.bars = [self._bars(row, each) for row, each in enumerate(listeners)]
        self.said = [self._said(row, each) for row, each in enumerate(listeners)]
        self.names = [self._name(row, each) for row, each in enumerate(listeners)]
        self.frame = VGroup(
            self._head(),
            *(part for row in range(len(listeners)) for part in self._lane(row)),
            *self._below(words, (cue, self.count - 1)),
        )
        self.cue = self._cue(cue)

    def x(self, time: int) -> float:
        """Return the middle of the column of a word."""
        return self.area.left + (time + 0.5) * self.pitch

    def floor(self, row: int) -> float:
        """Return the height of the floor of a lane."""
        return self.area.top - (row + 1) * self._tall

    @property
    def unit(self) -> float:
        """How high a bar of one is."""
        return HIGH * self._tall

    def beside(self, row: int) -> Point:
        """Return a place between the name of a lane and its columns, where nothing is."""
        return self.area.left - CLEAR, self.floor(row) + self.unit / 2

    # -- what it is made of ------------------------------------------------------------------------------------------------

    def _bars(self, row: int, listener: Listener) -> list[Pillar]:
        look: dict[str, Any] = {"unit": self.unit, "floor": self.floor(row), "paint": self._theme.colour(listener.role)}
        wide = min(WIDE * self.pitch, THICKEST)
        made = [Pillar(each, column=row, width=wide, x=self.x(each.index[-1]), **look) for each in listener.shares.flat()]
        return [placed(bar, lambda index: (self.x(index[-1]), None)) for bar in made]

    def _head(self) -> Label:
        """Return what bars are, above the topmost lane."""
        said = phrase("how likely: “{ending}”", ending=self._ending)
        label = Label(said, theme=self._theme, size=self._theme.small, colour="muted")
        return stays(label.sit_amid(self.area.left - NAMES, self.floor(0) + self.unit + OVER, -1))

    def _lane(self, row: int) -> list[VMobject]:
        """Return the floor of a lane, a line at one, and their numbers."""
        theme, area, parts = self._theme, self.area, list[VMobject]()
        for end, colour in zip(SHARES.flat(), ("muted", "line"), strict=True):
            y = self.floor(row) + self.unit * float(end.value)
            parts.append(Line((area.left, y, 0), (area.right, y, 0)).set_stroke(theme.colour(colour), theme.thin))
            label = Label(phrase("{end:0}", end=end), theme=theme, size=theme.numeral, colour="muted")
            parts.append(stays(label.sit_amid(area.left - BESIDE, y, 1)))
        return parts

    def _name(self, row: int, listener: Listener) -> Name:
        look: dict[str, Any] = {"size": self._theme.caption, "weight": BOLD, "colour": listener.role}
        name = Name(listener.kind, listener.name, theme=self._theme, **look)
        return stays(name.sit_amid(self.area.left - NAMES, self.floor(row) + self.unit / 2, -1))

    def _below(self, words: Readings, spoken: Sequence[int]) -> list[Label]:
        """Return the words below the columns: all if there is room, else some."""
        size, y = self._theme.small, self.area.bottom - UNDER
        made = [Label(phrase("{word}", word=each), theme=self._theme, size=size, colour="muted") for each in words.flat()]
        if max(float(each.width) for each in made) + APART > self.pitch:
            made = [made[time] for time in sorted({*spoken})]
        for each in made:
            placed(each.sit_amid(self.x(_time(each)), y), lambda index: (self.x(index[-1]), None))
        return made

    def _cue(self, time: int) -> Line:
        """Return the line through all lanes just behind a word: from there on it must be kept."""
        x = self.area.left + (time + 1) * self.pitch
        return Line((x, self.area.bottom, 0), (x, self.floor(0) + self.unit + SHORT, 0)).set_stroke(
            self._theme.focus, self._theme.thin
        )

    def _said(self, row: int, listener: Listener) -> VGroup:
        """Return what a network says at the end, and how likely that is to it; if it is wrong, also how likely what is right."""
        theme, x, y = self._theme, self.area.right + SAID, self.floor(row) + self.unit / 2
        said = phrase("“{said}” {share}", said=listener.said, share=listener.share)
        label = Label(said, theme=theme, weight=MEDIUM, colour="ink" if listener.right else "muted")
        made = VGroup(label.sit_amid(x, y if listener.right else y + LINE / 2, -1))
        if not listener.right:
            own = phrase("“{ending}” {share}", ending=self._ending, share=listener.shares[self.count - 1])
            made.add(Label(own, theme=theme, size=theme.small, colour="muted").sit_amid(x, y - LINE / 2, -1))
        return VGroup(*map(stays, made))

    # -- what happens ------------------------------------------------------------------------------------------------------

    def read(self, times: Sequence[int], run_time: float) -> list[Animation]:
        """Return animations in which the bars of some words grow in all lanes, word by word."""
        count = len(times)
        made: list[Animation] = [
            Grow(bars[time], "bottom", window=((turn + 0.25) / count, (turn + 1) / count), run_time=run_time)
            for turn, time in enumerate(times)
            for bars in self.bars
        ]
        if self._at in times:
            turn = times.index(self._at)
            made.append(Appear(self.cue, window=((turn + 0.25) / count, (turn + 1) / count), run_time=run_time))
        return made

    def tell(self, run_time: float) -> list[Animation]:
        """Return animations in which all bars but the last are dimmed, and what each network says comes, one after the other."""
        ends = [QUIET + (1 - QUIET) * number / len(self.said) for number in range(len(self.said) + 1)]
        quiet = [
            Shade(bar, self._theme.dimmed, window=(0.0, QUIET), run_time=run_time) for bars in self.bars for bar in bars[:-1]
        ]
        return [
            *quiet,
            *(Appear(each, window=own, run_time=run_time) for each, own in zip(self.said, pairwise(ends), strict=True)),
        ]

    @property
    def everything(self) -> list[VMobject]:
        """All that there is."""
        return [self.frame, *self.names, self.cue, *(bar for bars in self.bars for bar in bars), *self.said]


def _time(label: Label) -> int:
    """Return the index of the word that a label says."""
    return label.phrase.displays[0].reading.index[-1]
