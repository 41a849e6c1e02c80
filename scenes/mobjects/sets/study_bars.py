"""What many trainings came to: a pillar for each, those of one kind and size side by side, with their mean over them."""

from collections.abc import Callable, Sequence

from manim import Animation, Line, VGroup, VMobject

from scenes.mobjects.areas import Area
from scenes.mobjects.bars import Pillar
from scenes.mobjects.motion import Appear
from scenes.mobjects.moves import Grow, turns
from scenes.mobjects.places import placed, stays
from scenes.mobjects.reading import Phrase, Reading, Readings, phrase
from scenes.mobjects.text import MEDIUM, Label
from scenes.mobjects.theme import Theme

__all__ = ["StudyBars"]

APART, BESIDE, GAP = 0.5, 0.16, 0.16
"""Between two sizes, and between two kinds of one size, in units; and the part of a pitch between two pillars."""
OVER, UNDER, BELOW = 0.2, 0.24, 0.62
"""From the head of pillars to the number over them; from their floor to what a kind is called, and to what a size is."""
ASIDE = 0.02
"""From the pillars to what the row of means is called, before it."""
LEAST = 0.03
"""How high the foot of a pillar is that shows where one of nought is."""


class StudyBars:
    """Shares by kind, size and run in ``area``: ``shares`` is ``(kind, size, run)``, their means ``(kind, size)``.

    ``kinds`` says what each kind is called and its colour, in the order in which they stand side by side, by their indices;
    ``sizes`` says what is written below each size.
    """

    def __init__(
        self,
        shares: Readings,
        mean: Callable[[int, int], Reading],
        kinds: Sequence[tuple[int, str, str]],
        sizes: Sequence[Phrase],
        area: Area,
        *,
        theme: Theme,
    ) -> None:
        self._area, self._theme, self._order = area, theme, [kind for kind, *_ in kinds]
        self._runs: int = shares.values.shape[2]
        self._wide: float = (area.width + APART) / len(sizes) - APART
        self.pitch: float = (self._wide - BESIDE * (len(kinds) - 1)) / (len(kinds) * self._runs)
        self.pillars: list[Pillar] = []
        self.numbers: list[Label] = []
        self.mean = stays(Label("mean", theme=theme, colour="muted").sit_amid(area.left - ASIDE, area.top + OVER, 1))
        self.names = VGroup(Line((area.left, area.bottom, 0), (area.right, area.bottom, 0)).set_stroke(theme.muted, theme.thin))
        for size, said in enumerate(sizes):
            for kind, called, colour in kinds:
                self._add(shares, kind, size, theme.colour(colour))
                middle = (self.x(kind, size, 0) + self.x(kind, size, self._runs - 1)) / 2
                self.names.add(
                    stays(Label(called, theme=theme, size=theme.small, colour=colour).sit_amid(middle, area.bottom - UNDER))
                )
                made = Label(phrase("{mean}", mean=mean(kind, size)), theme=theme, weight=MEDIUM, colour=colour)
                self.numbers.append(stays(made.sit_amid(middle, area.top + OVER)))
            middle = self._left(size) + self._wide / 2
            self.names.add(stays(Label(said, theme=theme, colour="muted").sit_amid(middle, area.bottom - BELOW)))

    def x(self, kind: int, size: int, run: int) -> float:
        """Return the middle of the pillar of a run."""
        rank = self._order.index(kind)
        return self._left(size) + rank * (self._runs * self.pitch + BESIDE) + (run + 0.5) * self.pitch

    def grow(self, run_time: float) -> list[Animation]:
        """Return animations in which all pillars grow, those of one kind and size together, one such group after the other."""
        count = len(self.numbers)
        spans = [(0.8 * number / count, 0.8 * number / count + 0.2) for number in range(count)]
        return [
            Grow(pillar, "bottom", window=spans[number // self._runs], run_time=run_time)
            for number, pillar in enumerate(self.pillars)
        ]

    def sum_up(self, run_time: float) -> list[Animation]:
        """Return animations in which the means come, one after the other."""
        coming: list[VMobject] = [VGroup(self.mean, self.numbers[0]), *self.numbers[1:]]
        windows = turns(len(coming))
        return [Appear(each, window=own, run_time=run_time) for each, own in zip(coming, windows, strict=True)]

    @property
    def everything(self) -> list[VMobject]:
        """All that there is."""
        return [*self.pillars, *self.numbers, self.mean, self.names]

    def _left(self, size: int) -> float:
        return self._area.left + size * (self._wide + APART)

    def _add(self, shares: Readings, kind: int, size: int, paint: str) -> None:
        for run, share in enumerate(shares.row(kind).row(size).flat()):
            x, wide = self.x(kind, size, run), self.pitch * (1 - GAP)
            made = Pillar(share, unit=self._area.height, width=wide, x=x, floor=self._area.bottom, paint=paint)
            self.pillars.append(placed(made, lambda index: (self.x(*index), None)))
            self.names.add(
                Line((x - wide / 2, self._area.bottom + LEAST, 0), (x + wide / 2, self._area.bottom + LEAST, 0)).set_stroke(
                    paint, self._theme.bold
                )
            )
