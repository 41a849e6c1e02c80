"""Several networks read one sentence, each in a lane of its own: after each word a bar, as high as its ending is likely.

Lanes of one sentence can follow those of another: floors and names stay, and what was the gap of one becomes that of the other.
"""

from collections.abc import Sequence
from itertools import pairwise
from typing import Any, NamedTuple

import numpy as np
from manim import Animation, Line, VGroup, VMobject
from manim.utils.rate_functions import linear

from scenes.mobjects.areas import Area
from scenes.mobjects.bars import Bar, Pillar
from scenes.mobjects.curves import SHARES
from scenes.mobjects.leaves import leaves_of, opacities_of, set_opacities
from scenes.mobjects.motion import Appear, Leave, Own, Shade
from scenes.mobjects.moves import Grow, Path, Travel, glide
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
QUIET = 0.3
"""In which part of the time in which networks say what they say all bars are dimmed that were not asked for."""
APART, THIN = 0.14, 0.025
"""Between two words below the bars; how high the line over the gap is, in units."""
RULED, NAMED = (0.55, 1.0), (0.7, 0.95)
"""In which parts of the time floors of new lanes are drawn, and all comes that is written there."""
GOING, SQUEEZED, STRETCHED, COMING = (0.0, 0.12), (0.05, 0.6), (0.42, 0.85), (0.82, 1.0)
"""Where lanes follow others: when what is said of these goes, when they grow narrow, when the gap grows from there to the new
one, and when it is said how long it is, in parts of the time."""
NARROW = 0.65
"""After which part of that lanes are as narrow as they get: from then on they fade."""


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

    ``ending`` is the right one. ``bars`` are by lane and word, ``names`` by lane, ``said`` what each says at the end. ``rules``
    are floors with their numbers; ``head`` says what bars are, ``below`` are words below the columns, all or the one with the
    number ``cue`` and the last. ``cue`` is a line through all lanes at the former, and ``span`` one over all words of the ``gap``
    behind that, which is ``counted``.
    """

    def __init__(
        self,
        words: Readings,
        ending: Reading,
        gap: Reading,
        listeners: Sequence[Listener],
        cue: int,
        area: Area,
        *,
        theme: Theme,
    ) -> None:
        self._theme, self.area, self._ending, self._follows = theme, area, ending, False
        self.listeners, self.count, self._at = tuple(listeners), len(words), cue
        self.pitch = area.width / self.count
        self._tall = area.height / len(listeners)
        self.bars = [self._bars(row, each) for row, each in enumerate(listeners)]
        self.said = [self._said(row, each) for row, each in enumerate(listeners)]
        self.names = [self._name(row, each) for row, each in enumerate(listeners)]
        self.head, self.below = self._head(), self._below(words, (cue, self.count - 1))
        lanes = [self._lane(row) for row in range(len(listeners))]
        self.rules = [rule for lane in lanes for rule in lane]
        self.cue = self._cue(cue)
        x, y = float(self.cue.get_x()), self.floor(0) + self.unit + SHORT
        self.span = Bar(gap, unit=self.pitch, height=THIN, left=x, y=y, paint=theme.focus)
        said = Label(phrase("{gap:0} words", gap=gap), theme=theme, size=theme.small)
        self.counted = stays(said.sit_amid((x + area.right) / 2, self.floor(0) + self.unit + OVER))

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

    def last(self, row: int) -> Point:
        """Return the head of the last bar of a lane."""
        x, y, _ = self.bars[row][-1].get_top()
        return float(x), float(y)

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

    def _lane(self, row: int) -> list[Line | Label]:
        """Return the floor of a lane, a line at one, and their numbers."""
        theme, area, parts = self._theme, self.area, list[Line | Label]()
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
        if self._at in times and not self._follows:
            turn = times.index(self._at)
            start = (turn + 1) / count
            made.append(Appear(self.cue, window=((turn + 0.25) / count, start), run_time=run_time))
            made.append(Grow(self.span, "left", window=(start, 1.0), run_time=run_time))
            made.append(Appear(self.counted, window=((start + 1) / 2, 1.0), run_time=run_time))
        return made

    def opens(self, run_time: float) -> list[Animation]:
        """Return animations in which floors are drawn, and all comes that is written there before a word is read."""
        lines = [each for each in self.rules if isinstance(each, Line)]
        written = [self.head, *self.below, *self.names, *(each for each in self.rules if each not in lines)]
        return [
            *(Grow(each, "left", window=RULED, run_time=run_time) for each in lines),
            *(Appear(each, window=NAMED, run_time=run_time) for each in written),
        ]

    def follows(self, other: "RecallLanes", run_time: float) -> list[Animation]:
        """Return animations in which these lanes follow others in the same area, whose floors and names stay.

        The others grow as narrow as columns are here, their last one in its place; from there the gap grows to what it is here.
        """
        self.rules, self.names, self._follows = other.rules, other.names, True
        how: dict[str, Any] = {"right": self.area.right, "share": self.pitch / other.pitch}
        narrow = [other.cue, other.span, *(bar for bars in other.bars for bar in bars)]
        (x, y), near = self.cue.get_center()[:2].tolist(), float(other.span.width) * how["share"]
        way, share = Path((self.area.right - near, y), (x, y)), near / float(self.span.width)
        stretched: dict[str, Any] = {"window": STRETCHED, "run_time": run_time}
        return [
            *(Leave(each, window=GOING, run_time=run_time) for each in (*other.said, other.head, *other.below, other.counted)),
            *(_Squeeze(each, **how, window=SQUEEZED, run_time=run_time) for each in narrow),
            Travel(self.cue, way, **stretched),
            Grow(self.span, "right", start=share, **stretched),
            *(Appear(each, window=COMING, run_time=run_time) for each in (self.head, *self.below, self.counted)),
        ]

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
        bars = [bar for bars in self.bars for bar in bars]
        return [*self.rules, self.head, *self.below, *self.names, self.cue, self.span, self.counted, *bars, *self.said]


class _Squeeze(Own):
    """A thing grows narrower toward the x ``right``, to a ``share`` of how far it is from there and how wide, and then fades."""

    def __init__(self, mobject: VMobject, *, right: float, share: float, **kwargs: Any) -> None:
        self._right, self._narrow = right, share
        super().__init__(mobject, rate_func=linear, remover=True, **kwargs)

    def begin(self) -> None:
        """Remember the outlines, and how opaque they are."""
        self._home = [(leaf, leaf.points.copy(), *opacities_of(leaf)) for leaf in leaves_of(self.mobject)]
        super().begin()

    def interpolate_mobject(self, alpha: float) -> None:
        scale = 1 + glide(min(alpha / NARROW, 1.0)) * (self._narrow - 1)
        seen = float(np.clip((1 - alpha) / (1 - NARROW), 0.0, 1.0))
        for leaf, home, fill, stroke in self._home:
            points = home.copy()
            points[:, 0] = self._right + scale * (home[:, 0] - self._right)
            leaf.points = points
            set_opacities(leaf, seen * fill, seen * stroke)


def _time(label: Label) -> int:
    """Return the index of the word that a label says."""
    return label.phrase.displays[0].reading.index[-1]
