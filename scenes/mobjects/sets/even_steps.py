"""What all steps back make together: one and the same factor, their mean, as many times as there are steps."""

from collections.abc import Callable
from math import ceil

from manim import Animation, VMobject

from scenes.mobjects.areas import Area
from scenes.mobjects.motion import Appear
from scenes.mobjects.places import stays
from scenes.mobjects.reading import Readings, phrase
from scenes.mobjects.sets.backward_lanes import digits
from scenes.mobjects.text import BOLD, Label
from scenes.mobjects.theme import Theme

__all__ = ["EvenSteps"]

COLUMNS, ROWS, HIGH = (4, 5, 6), 5, 0.46
"""So many factors may be side by side: as few as leave no more than so many rows, each so high at the most."""
TOP, FOOT = 0.62, 1.1
"""How far below the top of the area the first row begins, and above its foot the last one ends."""
LAG = 0.5
"""The part of the time of a factor after which the next one comes."""


class EvenSteps:
    """The factor that a step back has on average, printed with some ``decimals``, for each of the steps in an ``area``.

    ``head`` says how many there are, ``factors`` has one for each, ``product`` is what all of them make, and ``said``
    says of what.
    """

    def __init__(self, read: Callable[..., Readings], area: Area, *, decimals: int, theme: Theme) -> None:
        self._area, self._theme, self._read = area, theme, read
        steps, hop, share = read("hop_count").whole(), read("mean_hop").whole(), read("felt_shares")[0]
        count = int(steps.value)
        head = phrase("{count:0} steps back, on average" if count > 1 else "{count:0} step back", count=steps)
        self.head = stays(Label(head, theme=theme, size=theme.caption, colour="muted").sit(area.x, area.top - 0.2))
        self._columns = next((each for each in COLUMNS if count <= each * ROWS), COLUMNS[-1])
        self._high = min((area.height - TOP - FOOT) / ceil(count / self._columns), HIGH)
        said = phrase(f"× {{hop:{decimals}}}", hop=hop)
        size = theme.label if self._high > 0.36 and self._columns < COLUMNS[-1] else theme.numeral
        self.factors = [stays(Label(said, theme=theme, size=size).sit_amid(*self._place(number))) for number in range(count)]
        product = Label(phrase(f"= {{share:{digits(share)}}}", share=share), theme=theme, size=1.7 * theme.title, weight=BOLD)
        self.product = stays(product.sit(area.x, area.bottom + 0.42))
        word = phrase("of the error is left at “{word:short}”", word=read("tokens")[0])
        self.said = stays(Label(word, theme=theme, size=theme.label).sit(area.x, area.bottom + 0.06))

    def _place(self, number: int) -> tuple[float, float]:
        row, column = divmod(number, self._columns)
        wide = self._area.width / self._columns
        return self._area.left + (column + 0.5) * wide, self._area.top - TOP - (row + 0.5) * self._high

    @property
    def parts(self) -> list[VMobject]:
        """All that it is made of."""
        return [self.head, *self.factors, self.product, self.said]

    def come(self, run_time: float, first: float = 0.0) -> list[Animation]:
        """Return the animations in which all factors come, one after the other, and then their product; they begin late."""
        turn = (0.75 - first) / (1 + LAG * (len(self.factors) - 1))
        starts = [first + number * LAG * turn for number in range(len(self.factors))]
        ways = zip(self.factors, starts, strict=True)
        return [
            Appear(self.head, window=(first, first + turn), run_time=run_time),
            *(Appear(each, window=(start, start + turn), run_time=run_time) for each, start in ways),
            Appear(self.product, window=(0.78, 0.95), causes=self.factors[-1:], run_time=run_time),
            Appear(self.said, window=(0.85, 1.0), run_time=run_time),
        ]
