"""How probable a verdict is after each word of a text: pillars side by side, and above them the number of one."""

from collections.abc import Callable, Iterator
from typing import Any

from manim import rate_functions

from scenes.mobjects.areas import Area
from scenes.mobjects.motion import Appear, Shade
from scenes.mobjects.moves import Grow
from scenes.mobjects.places import kept_for
from scenes.mobjects.plays import Play
from scenes.mobjects.reading import Reading, phrase
from scenes.mobjects.sets.pillar_row import HEAD, PillarRow
from scenes.mobjects.text import Label
from scenes.mobjects.theme import Theme

__all__ = ["VerdictRow"]


def there_again(alpha: float) -> float:
    """Return how far something is that goes back to where it came from, and comes once more."""
    return 1.0 - float(rate_functions.there_and_back(alpha))


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

    def falls_again(self, time: int, before: Reading, seconds: float) -> Iterator[Play]:
        """Yield the plays in which a word's pillar comes down once more from the height ``before``; of all it alone is lit."""
        bar, shown, at_last = self.pillars[time], self.number(time), self.printed
        others = [each for each in self.pillars if each is not bar] or [bar]
        dimming = [Shade(each, self._theme.dimmed, run_time=0.25 * seconds) for each in others]
        yield Play(dimming, [at_last])
        start, fall = float(before.value) * self._area.height / float(bar.height), 0.55 * seconds
        coming = Appear(shown, window=(0.7, 1.0), run_time=fall)  # as soon as the pillar is as high as that again
        yield Play([Grow(bar, "bottom", start=start, rate_func=there_again, run_time=fall), coming])
        lit = [Shade(each, 1.0, run_time=0.2 * seconds) for each in others]
        yield Play([Shade(at_last, 1.0, introducer=True, run_time=0.2 * seconds), *lit], [shown])
