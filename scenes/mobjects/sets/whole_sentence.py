"""A whole sentence in large type, in lines that fill an area, whose words go from there to where each is read."""

from collections.abc import Mapping, Sequence
from typing import Any

from manim import Animation, VGroup

from scenes.mobjects.areas import Area
from scenes.mobjects.motion import Vanish
from scenes.mobjects.moves import Path, Travel
from scenes.mobjects.pages import lines_of, places_of
from scenes.mobjects.places import placed
from scenes.mobjects.plays import Play
from scenes.mobjects.text import Label

__all__ = ["WholeSentence"]

SIZES = 46, 40, 36, 32, 29, 26, 24, 22, 20, 18, 17, 16
"""Manim font sizes, of which the first is taken in which all words have room."""
PITCH = 2.3
"""From line to line, in heights of a capital."""
LEFT = 0.3
"""The part of a fall in which words go that have no place to go to."""


class WholeSentence:
    """The ``words`` of a sentence in ``area``: each is a label, with what lies behind it, as it is written elsewhere."""

    def __init__(self, words: Sequence[VGroup], area: Area) -> None:
        labels: list[Any] = [word[-1] for word in words]
        for size in SIZES:
            times = size / float(labels[0].style[1])
            cap, widths = times * labels[0].cap_height, [times * float(each.width) for each in labels]
            lines = lines_of(widths, area.width, cap)
            if len(lines) * PITCH * cap <= area.height:
                break
        self.words, self._times = list(words), times
        places = places_of(widths, lines, area, cap, pitch=PITCH)
        for word, label, (x, y) in zip(words, labels, places, strict=True):
            word.scale(times).shift((x - label.get_left()[0], y - label.baseline - cap / 2, 0))
            placed(label, lambda index: (places[index[-1]][0], None), -1)

    def falling(self, homes: Mapping[int, VGroup], run_time: float, *, besides: Mapping[Label, Label] | None = None) -> Play:
        """Return the play in which each word that has a home, by its time, goes up or down to its row, and then along that.

        All others go. What is ``besides`` goes straight to its home, from what it is there.
        """
        ways = [self._falls(self.words[time], home, run_time) for time, home in homes.items()]
        gone = [Vanish(word, window=(0.0, LEFT), run_time=run_time) for time, word in enumerate(self.words) if time not in homes]
        others = besides or {}
        ways += [_goes(there, here, run_time) for there, here in others.items()]
        return Play([*ways, *gone], replaced=[*(self.words[time] for time in homes), *others.values()])

    def _falls(self, word: VGroup, home: VGroup, run_time: float) -> Animation:
        (x, y, _), (there, row, _) = word.get_center(), home.get_center()
        return Travel(home, Path((x, y), (x, row), (there, row)), start=self._times, there=True, run_time=run_time)


def _goes(there: Label, here: Label, run_time: float) -> Animation:
    """Return an animation in which a text comes to its home from where another one is that says the same, in its size."""
    way = Path(*((float(each.get_x()), float(each.get_y())) for each in (here, there)))
    return Travel(there, way, start=float(here.width / there.width), there=True, run_time=run_time)
