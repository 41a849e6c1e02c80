"""The axis of shares that runs of several kinds of networks stand on, and what its lines are."""

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

import numpy as np
from manim import Line, VGroup

from scenes.mobjects.areas import Area
from scenes.mobjects.curves import SHARES, Across, Heights
from scenes.mobjects.places import stays
from scenes.mobjects.reading import Display, Phrase, Reading, Readings, phrase
from scenes.mobjects.scales import SCALE_ENDS
from scenes.mobjects.text import Label
from scenes.mobjects.theme import Theme

__all__ = ["ABOVE", "BESIDE", "LEAST", "RunChart", "Traced"]

LEAST = Readings("scale.nearly_all", (), np.array(SCALE_ENDS["scale.nearly_all"]))[0]
"""Who ends so large a share of sentences correctly recalls."""
ENDS = "none", "all"
"""What shares of nought and of one are called."""
BESIDE, ABOVE, LONG = 0.18, 0.46, 3.3
"""From the area to what its lines are, and to what is counted above it; and how long the bar of the longest gap is."""


class Traced(NamedTuple):
    """A kind of network that is shown: its ``place`` in the study, before the axis and the runs, its ``name``, its colour's role.

    ``named`` is the coordinate that says what kind it is, such as that of the axis "cell".
    """

    place: tuple[int, ...]
    named: Reading
    name: str | Phrase
    role: str


class End(Label):
    """What the share at an end of the axis is called."""

    def __init__(self, reading: Reading, **look: Any) -> None:
        self.reading = reading
        super().__init__(ENDS[round(float(reading.value))], **look)

    def displays(self) -> Iterator[Display]:
        """Yield the share, with what it is called."""
        yield from super().displays()
        yield Display(self.reading, "name", self.text, lambda value: ENDS[round(value)])


class RunChart:
    """The axis of shares in an ``area``, for columns of ``rows``. ``longest`` is the longest gap, ``guess`` what guessing does.

    ``frame`` are its lines, ``line`` what dots must reach to recall.
    """

    def __init__(self, rows: Sequence[Traced], area: Area, longest: Reading, guess: Reading, *, theme: Theme) -> None:
        self.theme, self.area, self.rows, self.heights = theme, area, tuple(rows), Heights.of_shares(area)
        self.unit = LONG / float(longest.value)
        self.top, self.foot = (self._end(each) for each in reversed([*SHARES.flat()]))
        self.guess = self._level(guess, "guessing")
        self.line = self._level(LEAST, phrase("recalls: {share:1}", share=LEAST))

    def paint(self, row: int) -> str:
        """Return the colour of a row."""
        return self.theme.colour(self.rows[row].role)

    @property
    def frame(self) -> list[VGroup]:
        """What is there before anything is counted."""
        return [self.top, self.guess, self.foot]

    def middles(self, count: int) -> list[float]:
        """Return the middles of so many panels side by side."""
        return [self.area.left + self.area.width * (at + 0.5) / count for at in range(count)]

    def counted(self, said: str) -> Label:
        """Return what is counted above panels, on the left of them."""
        return self._beside(Label(said, theme=self.theme, size=self.theme.label, colour="muted"), self.area.top + ABOVE)

    def _beside(self, label: Label, y: float) -> Label:
        return stays(label.sit_amid(self.area.left - BESIDE, y, 1))

    def _end(self, share: Reading) -> VGroup:
        """Return the line at an end of the axis, and what it is."""
        y, theme = self.heights.y(float(share.value)), self.theme
        line = Line((self.area.left, y, 0), (self.area.right, y, 0), stroke_color=theme.line, stroke_width=theme.thin)
        label = End(share, theme=theme, size=theme.label, colour="muted")
        return VGroup(line, self._beside(label, y)).set_z_index(-3)

    def _level(self, share: Reading, said: str | Phrase) -> VGroup:
        """Return a line at the height of a share, and what it is."""
        line = Across(share, heights=self.heights, area=self.area, theme=self.theme)
        label = Label(said, theme=self.theme, size=self.theme.label, colour="muted")
        return VGroup(line, self._beside(label, self.heights.y(float(share.value)))).set_z_index(-3)
