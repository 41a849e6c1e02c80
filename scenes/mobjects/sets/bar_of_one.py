"""Bars end to end: powers that are as long as their sum, and the bar of length one that the weights fill."""

from itertools import accumulate, pairwise

from manim import Line, VGroup

from scenes.mobjects.bars import Bar
from scenes.mobjects.colours import ink_on
from scenes.mobjects.places import of_one, placed
from scenes.mobjects.reading import Readings, phrase
from scenes.mobjects.scales import SCALE_ENDS
from scenes.mobjects.sets.score_ruler import MIDDLE, WHOLE
from scenes.mobjects.shapes import Box
from scenes.mobjects.text import Label
from scenes.mobjects.theme import Theme

__all__ = ["EndToEnd", "Measure"]

ROOM = 0.16
"""Beside what is written in a bar."""


class EndToEnd(VGroup):
    """Values, ``(source,)``, as bars end to end in the order of the sentence, ``unit`` for a value of one, from ``left`` on.

    ``bars`` are the bars; on each are its word of ``words`` and its number, ``names``, if there is room for both, else
    what is to come ``first``, the word or the number, in letters of a ``size``, if these are not to be small.
    """

    def __init__(
        self,
        values: Readings,
        words: Readings,
        *,
        theme: Theme,
        unit: float,
        left: float,
        y: float,
        height: float = 0.46,
        first: str = "{word}",
        size: float | None = None,
    ) -> None:
        super().__init__()
        self.unit, self.left, self.y, self.high, self.size = unit, left, y, height, size or theme.small
        numbers = [float(each.value) for each in values.flat()]
        starts = list(accumulate((unit * max(each, 1e-6 / unit) for each in numbers), initial=left))
        self.right = starts[-1]
        self.bars: list[Bar] = []
        self.names = VGroup()
        middles = [(one + other) / 2 for one, other in pairwise(starts)]
        self._at = {each.index: (x, y) for several in (values, words) for each, x in zip(several.flat(), middles, strict=True)}
        for number, (value, word) in enumerate(zip(values.flat(), words.flat(), strict=True)):
            bar = Bar(value, unit=unit, height=height, left=starts[number], y=y, paint=theme.looks)
            bar.set_stroke(theme.ground, width=theme.thin if bar.width > 0.06 else 0)
            self.bars.append(placed(bar, of_one(values, lambda one: (starts[one], y)), -1))
            for said in ("{word} {value:2}", first, "{word}", "{value:2}"):
                label = Label(phrase(said, word=word, value=value), theme=theme, size=self.size)
                if label.width + ROOM <= bar.width:
                    label.set_fill(ink_on(theme.looks, theme))
                    label.sit_amid(float(bar.get_x()), y)
                    self.names.add(placed(label, self._at.__getitem__))
                    break
        self._words = words
        self.add(*self.bars, self.names)

    def bare(self, *, theme: Theme) -> dict[int, Label]:
        """Return the words alone, on those bars that have room for them, by their numbers: they can ride with their bars."""
        made = {}
        for number, (bar, word) in enumerate(zip(self.bars, self._words.flat(), strict=True)):
            label = Label(phrase("{word}", word=word), theme=theme, size=self.size).sit_amid(*self._at[word.index])
            if label.width + ROOM <= bar.width:
                label.set_fill(ink_on(theme.looks, theme))
                made[number] = placed(label, self._at.__getitem__)
        return made

    def before(self, *, theme: Theme) -> Box:
        """Return an empty outline as long as the whole: what stays of it when it shrinks."""
        width = self.right - self.left
        frame = Box(width=width, height=self.high, corner_radius=0.04, stroke_color=theme.muted, stroke_width=theme.thin)
        return frame.move_to(((self.left + self.right) / 2, self.y, 0))


class Measure(VGroup):
    """A ruler that lies below bars end to end: a line, and its whole numbers up to ``most``, ``unit`` apart."""

    BELOW, TICK = 0.12, 0.08

    def __init__(self, most: int, *, theme: Theme, unit: float, left: float, under: float) -> None:
        super().__init__()
        y = under - self.BELOW
        self.add(Line((left, y, 0), (left + most * unit, y, 0), stroke_color=theme.muted, stroke_width=theme.thin))
        step = next(each for each in (1, 2, 5, 10, 20) if most / each <= 10 or each == 20)
        for number in range(0, most + 1, step):
            x = left + number * unit
            self.add(Line((x, y, 0), (x, y - self.TICK, 0), stroke_color=theme.muted, stroke_width=theme.thin))
            said = phrase("{number:0}", number=WHOLE[min(MIDDLE + number, len(SCALE_ENDS["scale.ruler"]) - 1)])
            self.add(Label(said, theme=theme, size=theme.numeral, colour="muted").sit_amid(x, y - 0.24))
