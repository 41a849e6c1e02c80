"""How sure a translator was of what it wrote: a pillar over each word for its probability, and one for all of them multiplied."""

from collections.abc import Mapping

from manim import Animation, AnimationGroup, VGroup
from manim import Line as Rule

from scenes.mobjects.bars import Pillar
from scenes.mobjects.motion import Appear, Shade
from scenes.mobjects.moves import Grow
from scenes.mobjects.places import placed, tells
from scenes.mobjects.reading import Reading, Readings, phrase, telling
from scenes.mobjects.text import Label
from scenes.mobjects.theme import Theme
from scenes.mobjects.tokens import Chip

__all__ = ["WordOdds"]


class WordOdds(VGroup):
    """Pillars over words that were written, ``chips`` by their index, as high as the probabilities ``(target,)`` of these.

    ``whole`` is the probability of all that was written, its pillar is to the left of the words, on the floor of all. ``least``
    is the index of the word that is marked.
    """

    WIDE, TALL, FLOOR = 0.44, 1.9, -1.42  # of a pillar, and on what height all stand
    BESIDE, BEFORE, LEFT = 0.45, 1.0, -6.0  # how far a line goes on; how far before the words, and where at the left, all is

    def __init__(self, shares: Readings, whole: Reading, chips: Mapping[int, Chip], *, least: int, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        xs = {step: float(chip.box.get_x()) for step, chip in chips.items()}
        x = max(self.LEFT, min(float(chip.box.get_left()[0]) for chip in chips.values()) - self.BEFORE)
        pillars = {step: self._pillar(shares[step], middle) for step, middle in xs.items()}
        self.pillars = [placed(each, lambda index: (xs[index[-1]], None)) for each in pillars.values()]
        self.numbers = [self._number(pillars[step], 2) for step in xs]
        self.least = list(xs).index(least)
        self.whole = self._pillar(whole, x)
        self.product = self._number(self.whole, telling(float(whole.value)))
        self.called = Label("all words", theme=theme, size=theme.label, colour="muted").sit_amid(x, self.FLOOR - 0.18)
        self.lines = VGroup(self._line(min(xs.values()), max(xs.values())), self._line(x, x))
        self.what = Label("probability of each word", theme=theme, size=theme.label, colour="muted")
        self.what.sit_amid((min(xs.values()) + max(xs.values())) / 2, self.FLOOR + self.TALL + 0.6)
        self.add(self.lines, self.what, self.called, *self.pillars, *self.numbers, self.whole, self.product)

    def _pillar(self, share: Reading, x: float) -> Pillar:
        return Pillar(share, unit=self.TALL, width=self.WIDE, x=x, floor=self.FLOOR, paint=self._theme.target)

    def _number(self, pillar: Pillar, places: int) -> Label:
        """Return the number over a pillar."""
        x, y = float(pillar.get_x()), self.FLOOR + float(pillar.height) + 0.2
        said = phrase(f"{{share:{places}}}", share=pillar.reading)
        number = Label(said, theme=self._theme, size=self._theme.label, colour="target").sit_amid(x, y)
        return tells(placed(number, lambda index: (x, y)), pillar)

    def _line(self, first: float, last: float) -> Rule:
        ends = (first - self.BESIDE, self.FLOOR, 0), (last + self.BESIDE, self.FLOOR, 0)
        return Rule(*ends, stroke_color=self._theme.muted, stroke_width=self._theme.thin)

    def coming(self, run_time: float) -> list[Animation]:
        """Return animations in which the pillars of the words grow, one after the other."""
        each = [
            AnimationGroup(Grow(pillar, "bottom"), Appear(number, window=(0.6, 1.0)))
            for pillar, number in zip(self.pillars, self.numbers, strict=True)
        ]
        return [
            Appear(VGroup(self.lines[0], self.what), run_time=self._theme.quick),
            AnimationGroup(*each, lag_ratio=0.6, run_time=run_time),
        ]

    def marking(self, run_time: float) -> list[Animation]:
        """Return animations in which all but the marked one dim."""
        others = [each for number, each in enumerate(self.pillars) if number != self.least]
        return [Shade(each, self._theme.dimmed, run_time=run_time) for each in others]

    def again(self, run_time: float) -> list[Animation]:
        """Return animations in which all are seen again."""
        others = [each for number, each in enumerate(self.pillars) if number != self.least]
        return [Shade(each, 1.0, run_time=run_time) for each in others]

    def multiplied(self, run_time: float) -> list[Animation]:
        """Return animations in which the words dim, one after the other, and then the pillar of all grows."""
        named = [Appear(each, run_time=self._theme.quick) for each in (self.lines[1], self.called)]
        taken = AnimationGroup(
            *(Shade(each, self._theme.dimmed) for each in self.pillars), lag_ratio=0.6, run_time=0.7 * run_time
        )
        grown = AnimationGroup(Grow(self.whole, "bottom"), Appear(self.product, window=(0.5, 1.0)), run_time=0.3 * run_time)
        return [*named, AnimationGroup(taken, grown, lag_ratio=1.0)]
