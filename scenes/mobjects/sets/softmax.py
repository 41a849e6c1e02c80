"""Softmax as bars over words: signed scores about a line, their powers above it, and the weights that add up to one."""

from collections.abc import Sequence

import numpy as np
from manim import Mobject, Rectangle, Square, VGroup

from scenes.mobjects.bars import Bar, Pillar, Swing, unit_for
from scenes.mobjects.colours import ink_on
from scenes.mobjects.places import placed
from scenes.mobjects.reading import MINUS, Reading, Readings, phrase, telling
from scenes.mobjects.sets.attention_stage import AttentionStage
from scenes.mobjects.text import Label, Numeral
from scenes.mobjects.theme import Theme

__all__ = ["SoftmaxBars", "Whole"]

FLAT, SPECK = 1e-3, 0.3  # a height; a part of a bar's width


class SoftmaxBars:
    """The bars over an attention stage's columns. ``low`` and ``high`` are the ends of all scores that will be shown.

    Powers, of which the largest is one, and weights have the same unit: so a bar is seen to be divided, and nothing else.
    Every kind of bar comes with its numbers, as a group; where columns are narrow a number has fewer decimals, or is left out.
    """

    FOOT, HEAD, ROOM = (
        AttentionStage.FLOOR,
        1.66,
        0.26,
    )  # heights: the lowest and the highest that bars and numbers reach; room for a number
    GAP = 0.05  # between numbers side by side

    def __init__(self, stage: AttentionStage, *, theme: Theme, low: float, high: float) -> None:
        self._stage, self._theme = stage, theme
        low, high = min(low, 0.0), max(high, 0.0)
        floor = self.FOOT + (self.ROOM if low < 0 else 0.0)
        self._unit = unit_for(self.HEAD - self.ROOM - floor, np.array(high - low))
        self.nought = floor - low * self._unit
        self.tall = self.HEAD - self.ROOM - self.FOOT

    def score(self, score: Reading, source: int) -> Swing:
        """Return a score as a bar that goes up from the line of nought, or down."""
        x, wide = self._stage.x(source), self._stage.wide
        return placed(Swing(score, unit=self._unit, width=wide, x=x, y=self.nought, theme=self._theme), self._over)

    def _over(self, index: tuple[int, ...]) -> tuple[float, None]:
        """Return where what belongs to a source word is, by the last of its indices."""
        return self._stage.x(index[-1]), None

    def score_number(self, score: Reading, source: int) -> VGroup:
        """Return the number of a score, beyond the end of its bar."""
        value = float(score.value)
        end = self.nought + value * self._unit
        return self._number(score, source, range(2, -1, -1), end + (self.ROOM if value > 0 else -self.ROOM) / 2)

    def pillars(self, values: Readings) -> list[Pillar]:
        """Return powers or weights, ``(source,)``, as bars that stand on the foot; one fills the room."""
        theme, stage = self._theme, self._stage
        return [
            placed(
                Pillar(each, unit=self.tall, width=stage.wide, x=stage.x(source), floor=self.FOOT, paint=theme.looks), self._over
            )
            for source, each in enumerate(values.flat())
        ]

    def flat(self, y: float) -> list[Rectangle]:
        """Return the places of bars without any height, on the line ``y``: out of these they grow, and into these they sink."""
        stage = self._stage
        return [Rectangle(width=stage.wide, height=FLAT).move_to((stage.x(source), y, 0)) for source in range(stage.count)]

    def specks(self, source: Mobject) -> list[Square]:
        """Return places in the middle of something else, too small to hide anything: from there bars come to their words."""
        return [Square(self._stage.wide * SPECK).move_to(source) for _ in range(self._stage.count)]

    def numbers(self, pillars: Sequence[Pillar]) -> list[VGroup]:
        """Return the number of each bar, on top of it, with as many decimals as it needs so as not to seem nought."""
        return [self._on_top(pillar, source) for source, pillar in enumerate(pillars)]

    def _on_top(self, pillar: Pillar, source: int) -> VGroup:
        value = float(pillar.reading.value)
        places = telling(value)
        fewest = places if round(value, 2) == 0 else 0
        top = float(pillar.get_top()[1]) + self.ROOM / 2
        return self._number(pillar.reading, source, range(places, fewest - 1, -1), top)

    def _number(self, reading: Reading, source: int, places: range, y: float) -> VGroup:
        """Return a number with the first of some decimals with which it is no wider than its column, or none."""
        for each in places:
            made = Numeral(reading, theme=self._theme, ink=self._theme.ink, places=each)
            if made.width <= self._stage.pitch - self.GAP and made.text.strip(f"{MINUS}.0"):
                return VGroup(placed(made.sit_amid(self._stage.x(source), y), self._over))
        return VGroup()


class Whole(VGroup):
    """Weights that add up to one, ``(source,)``, end to end in a frame that is one long; ``segments`` are the bars.

    ``stubs`` are the places where the segments begin, no wider than the bars over the words: from there they are drawn out.
    ``words`` is ``(source,)``; a word is written on its segment where it fits.
    """

    STUB = 0.42

    def __init__(
        self, weights: Readings, words: Readings, *, theme: Theme, left: float, width: float, y: float, height: float = 0.34
    ) -> None:
        super().__init__()
        self.segments: list[Bar] = []
        self.names = VGroup()
        starts, pen = [left], left
        for weight, word in zip(weights.flat(), words.flat(), strict=True):
            bar = Bar(weight, unit=width, height=height, left=pen, y=y, paint=theme.looks)
            pen += bar.width
            starts.append(pen)
            bar.set_stroke(theme.ground, width=theme.thin)
            self.segments.append(placed(bar, lambda index: (starts[index[-1]], y), -1))
            name = Label(phrase("{word}", word=word), theme=theme, size=theme.small)
            name.set_fill(ink_on(theme.looks, theme))
            if name.width < bar.width - 0.15:
                name.sit_amid(bar.get_x(), y)
                self.names.add(placed(name, lambda index: ((starts[index[-1]] + starts[index[-1] + 1]) / 2, y)))
        self.stubs = [self._stub(bar) for bar in self.segments]
        self.frame = Rectangle(width=width + 0.06, height=height + 0.06, stroke_color=theme.ink, stroke_width=theme.stroke)
        self.frame.move_to((left + width / 2, y, 0))
        self.add(self.frame, *self.segments, self.names)

    def _stub(self, bar: Bar) -> Rectangle:
        wide = min(self.STUB, float(bar.width))
        return Rectangle(width=wide, height=bar.height).move_to((bar.get_left()[0] + wide / 2, bar.get_y(), 0))
