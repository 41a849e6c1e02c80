"""What a read-out finds: the most probable words, each with a bar as long as its probability."""

from manim import Animation, VMobject

from scenes.mobjects.areas import Area
from scenes.mobjects.bars import Bar
from scenes.mobjects.motion import Appear
from scenes.mobjects.moves import Grow
from scenes.mobjects.places import Entry, placed
from scenes.mobjects.reading import Readings, phrase
from scenes.mobjects.text import Label, settled_alike
from scenes.mobjects.theme import Theme
from scenes.mobjects.wires import Point

__all__ = ["Findings"]


class Findings:
    """The first of ``words`` and ``shares``, ``(candidate,)`` each, below one another amid ``area``: names, bars, numbers.

    The first word is the one that is chosen. Of the others there are those with a probability that counts: where the first has
    nearly all, it is alone. ``texts`` are names and numbers, ``bottom`` is the foot of the last bar, ``first`` the middle of the
    first name.
    """

    MOST, PITCH, NAMES, HIGH, LONG, LEAST = 4, 0.46, 0.95, 0.28, 0.8, 0.01

    def __init__(self, words: Readings, shares: Readings, area: Area, *, theme: Theme) -> None:
        shown = [
            number for number in range(min(self.MOST, len(words))) if not number or float(shares[number].value) >= self.LEAST
        ]
        inks = ["muted" if number else "target" for number in shown]
        names = settled_alike([words[number] for number in shown], inks, theme=theme, size=theme.label, room=self.NAMES)
        left, top = area.left + self.NAMES + 0.15, area.y + self.PITCH * (len(shown) - 1) / 2
        ys = [top - self.PITCH * number for number in range(len(shown))]
        self.bottom = ys[-1] - self.HIGH / 2
        self.bars: list[Bar] = []
        self.texts: list[Entry] = []
        for number, name, y in zip(shown, names, ys, strict=True):
            share = shares[number]
            paint = theme.target if number == 0 else theme.others
            bar = Bar(share, unit=self.LONG, height=self.HIGH, left=left, y=y, paint=paint)
            placed(bar, lambda index: (left, ys[shown.index(index[-1])]), -1)
            placed(name.sit_amid(left - 0.15, y, 1), lambda index: (left - 0.15, ys[shown.index(index[-1])]), 1)
            self.bars.append(bar)
            printed = Label(
                phrase("{share:2}", share=share), theme=theme, size=theme.small, colour="muted" if number else "target"
            )
            self.texts.append(Entry(name, printed.sit_amid(left + bar.width + 0.12, y, -1)))
        self.first: Point = (float(names[0].get_x()), ys[0])

    @property
    def parts(self) -> list[VMobject]:
        """All that is there."""
        return [*self.bars, *self.texts]

    def come(self, run_time: float) -> list[Animation]:
        """Return animations in which all of it comes in."""
        texts = [Appear(each, run_time=run_time) for each in self.texts]
        return [*texts, *(Grow(bar, "left", run_time=run_time) for bar in self.bars)]
