"""How sure a translator was of what it wrote: a pillar over each word for its probability, and one for all of them multiplied."""

from collections.abc import Iterator, Mapping
from itertools import pairwise
from math import inf, prod

from manim import Animation, AnimationGroup, VGroup, VMobject
from manim import Line as Rule

from scenes.mobjects.arithmetic import agreeing
from scenes.mobjects.bars import Pillar
from scenes.mobjects.motion import Appear, Shade, Vanish
from scenes.mobjects.moves import Grow, Path, Travel
from scenes.mobjects.places import placed, tells
from scenes.mobjects.plays import Play
from scenes.mobjects.reading import Reading, Readings, phrase, telling
from scenes.mobjects.shifts import Slide
from scenes.mobjects.text import Label
from scenes.mobjects.theme import Theme
from scenes.mobjects.tokens import Chip

__all__ = ["WordOdds"]


class WordOdds(VGroup):
    """Pillars over words that were written, ``chips`` by their index, as high as the probabilities ``(target,)`` of these.

    ``least`` is the index of the word that is marked, ``whole`` the product of all. They are printed with so many ``places`` that
    the numbers over the pillars multiply to that of the whole as they stand there, where there is room for it.
    """

    WIDE, TALL, FLOOR = 0.44, 1.9, -1.42  # of a pillar, and on what height all stand
    BESIDE, BEFORE, LEFT = 0.45, 1.0, -6.0  # how far a line goes on; how far before the words, and where at the left, all is
    ABOVE, LANE = 0.2, 0.54  # how far over its pillar a number is; how far over the highest one factors go
    PLACES, BETWEEN = (2, 3, 4), 0.1  # of decimals, the fewest that hold; the room between two numbers
    FACTOR = 0.995  # what is more than that changes nothing that could be seen

    def __init__(self, shares: Readings, chips: Mapping[int, Chip], whole: Reading, *, least: int, theme: Theme) -> None:
        super().__init__()
        self._theme, self._shares = theme, shares
        self.xs = xs = {step: float(chip.box.get_x()) for step, chip in chips.items()}
        self.x = x = max(self.LEFT, min(float(chip.box.get_left()[0]) for chip in chips.values()) - self.BEFORE)
        pillars = {step: self._pillar(shares[step], middle) for step, middle in xs.items()}
        self.pillars = [placed(each, lambda index: (xs[index[-1]], None)) for each in pillars.values()]
        self.places = self._fewest(pillars, whole)
        self.numbers = [self._number(pillars[step], self.places) for step in xs]
        self.least = list(xs).index(least)
        self.called = Label("all words", theme=theme, size=theme.label, colour="muted").sit_amid(x, self.FLOOR - 0.18)
        self.lines = VGroup(self._line(min(xs.values()), max(xs.values())), self._line(x, x))
        self.what = Label("probability of each word", theme=theme, size=theme.label, colour="muted")
        self.what.sit_amid((min(xs.values()) + max(xs.values())) / 2, self.FLOOR + self.TALL + 0.6)
        self.add(self.lines, self.what, self.called, *self.pillars, *self.numbers)

    def _pillar(self, share: Reading, x: float) -> Pillar:
        return Pillar(share, unit=self.TALL, width=self.WIDE, x=x, floor=self.FLOOR, paint=self._theme.target)

    def _number(self, pillar: Pillar, places: int) -> Label:
        """Return the number over a pillar."""
        x, y = float(pillar.get_x()), self.FLOOR + float(pillar.height) + self.ABOVE
        said = phrase(f"{{share:{places}}}", share=pillar.reading)
        number = Label(said, theme=self._theme, size=self._theme.label, colour="target").sit_amid(x, y)
        return tells(placed(number, lambda index: (x, y)), pillar)

    def _fewest(self, pillars: Mapping[int, Pillar], whole: Reading) -> int:
        """Return with how many decimals numbers are printed: the fewest that hold, if all are there and have room."""
        xs = sorted(self.xs.values())
        pitch = min((after - before for before, after in pairwise(xs)), default=inf)
        widest = {places: max(float(self._number(each, places).width) for each in pillars.values()) for places in self.PLACES}
        tried = [places for places in self.PLACES if widest[places] + self.BETWEEN <= pitch]
        shares = self._shares.values.tolist()
        if len(shares) > len(xs) or not tried:
            return self.PLACES[0]
        return agreeing([(lambda *each: prod(each), shares, float(whole.value))], tried)

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

    def multiplied(self, so_far: Readings, whole: Reading, run_time: float) -> Iterator[Play]:
        """Let the first pillar go before the words, and shrink by what each other word is probable, to that of the ``whole``.

        ``so_far`` are the products up to each word, ``(target,)``. What a factor of one would not change is left as it is. Only
        the whole is printed: what is multiplied step by step would not hold with a few decimals.
        """
        theme, (first, *others) = self._theme, self.xs
        factors = [step for step in others if float(self._shares[step].value) < self.FACTOR]
        each = run_time / (len(factors) + 1)
        self.whole = self._pillar(so_far[first], self.x)
        named = [Appear(thing, run_time=theme.quick) for thing in (self.lines[1], self.called)]
        yield Play([*named, Vanish(self.what, run_time=theme.quick)])
        yield Play([self._begun(first, 0.8 * each), Shade(self.pillars[0], theme.dimmed, run_time=0.8 * each)])
        for step in factors:
            yield from self._times(step, whole if step == len(so_far) - 1 else so_far[step], each)
        if self.whole.reading is not whole:
            yield Play([Shade(each, theme.dimmed, run_time=theme.quick) for each in self.pillars])
            yield self._shrunk(whole, theme.quick, [])
        self.product = self._number(self.whole, max(self.places, telling(float(whole.value))))
        yield Play([Appear(self.product, run_time=theme.quick)])

    @property
    def left(self) -> list[VMobject]:
        """What is there in the end."""
        return [self.lines, self.called, *self.pillars, *self.numbers, self.whole, self.product]

    def _begun(self, first: int, run_time: float) -> Animation:
        """Return the animation in which the pillar of the first word goes before all; one of several words comes in there."""
        if first:
            return Grow(self.whole, "bottom", run_time=run_time)
        y = float(self.whole.get_y())
        return Slide(self.whole, Path((self.xs[first], y), (self.x, y)), run_time=run_time)

    def _times(self, step: int, product: Reading, run_time: float) -> Iterator[Play]:
        """Let the probability of a word go to the pillar of all before it, which shrinks by it."""
        theme, place = self._theme, list(self.xs).index(step)
        lane, start = self.FLOOR + self.TALL + self.LANE, float(self.numbers[place].get_y()) + self.LANE - self.ABOVE
        end = self.FLOOR + float(self.whole.height) + self.ABOVE
        said = phrase(f"× {{share:{self.places}}}", share=self._shares[step])
        factor = Label(said, theme=theme, size=theme.label, colour="target").sit_amid(self.x, end)
        way = Path((self.xs[step], start), (self.xs[step], lane), (self.x, lane), (self.x, end))
        dim = [Shade(each, theme.dimmed, run_time=0.5 * run_time) for each in self.pillars[: place + 1]]
        yield Play([Travel(factor, way, start=0.8, run_time=0.55 * run_time), *dim])
        yield self._shrunk(product, 0.45 * run_time, [factor])

    def _shrunk(self, product: Reading, run_time: float, gone: list[Label]) -> Play:
        """Return the play in which the pillar before the words becomes that of a product, and what made it so goes."""
        old = self.whole
        self.whole = self._pillar(product, self.x)
        shrinking = Grow(self.whole, "bottom", start=float(old.height / self.whole.height), run_time=run_time)
        return Play([shrinking, *(Vanish(each, window=(0.0, 0.4), run_time=run_time) for each in gone)], replaced=[old])
