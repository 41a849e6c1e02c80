"""How probable a verdict is after each word of a text: pillars side by side, and above them the number of one."""

from collections.abc import Callable, Sequence
from typing import Any

from manim import Animation, VMobject

from scenes.mobjects.areas import Area
from scenes.mobjects.motion import Appear
from scenes.mobjects.moves import Grow
from scenes.mobjects.passing import in_turn
from scenes.mobjects.places import kept_for
from scenes.mobjects.reading import Reading, phrase
from scenes.mobjects.sets.pillar_row import HEAD, PillarRow
from scenes.mobjects.text import Label
from scenes.mobjects.theme import Theme

__all__ = ["VerdictRow"]


class VerdictRow(PillarRow):
    """The probability of one label after each word, ``value``; ``printed`` is that after one word, of the last one at first."""

    def __init__(self, value: Callable[[int], Reading], count: int, area: Area, *, theme: Theme, **about: Any) -> None:
        super().__init__(value, count, area, colour="ink", theme=theme, **about)
        self._value, self._area, self._theme = value, area, theme
        self.printed = self.number(count - 1)

    def number(self, time: int) -> Label:
        """Return how probable it is after a word, to stand above the end of the row."""
        share, area = self._value(time), self._area
        label = Label(phrase("{share}", share=share), theme=self._theme).sit_amid(area.right, area.top + HEAD, 1)
        return kept_for(label, *share.index)

    def alone(self, time: int, others: Sequence[VMobject], seconds: float) -> list[Animation]:
        """Return animations in which other pillars are dimmed beside that of a word, one after the other."""
        return in_turn([each for each in others if each is not self.pillars[time]], self._theme.dimmed, run_time=seconds)

    def falls(self, time: int, before: Reading, seconds: float) -> list[Animation]:
        """Return animations in which a word's pillar comes down from the height ``before``, and then its number is there.

        The number that was there is to be gone.
        """
        bar, self.printed = self.pillars[time], self.number(time)
        start = float(before.value) * self._area.height / float(bar.height)
        down = Grow(bar, "bottom", start=start, run_time=seconds)
        return [down, Appear(self.printed, window=(0.8, 1.0), run_time=seconds)]  # as soon as the pillar is as high as that
