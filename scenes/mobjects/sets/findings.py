"""What a read-out finds: the most probable words, each with a bar as long as its probability."""

from manim import Animation, VMobject

from scenes.mobjects.areas import Area
from scenes.mobjects.bars import Bar
from scenes.mobjects.motion import Appear
from scenes.mobjects.moves import Grow
from scenes.mobjects.places import Entry, placed
from scenes.mobjects.reading import Phrase, Readings, phrase
from scenes.mobjects.text import Label, settled_alike
from scenes.mobjects.theme import Theme

__all__ = ["Findings"]


class Findings:
    """The first of ``words`` and ``shares``, ``(candidate,)`` each, below one another in ``area``: names, bars, numbers.

    ``texts`` are names and numbers; a probability that would be printed as nought has none. ``bottom`` is the foot of the last
    bar.
    """

    MOST, PITCH, NAMES, HIGH, LONG, LEAST = 4, 0.46, 0.95, 0.28, 0.95, 0.005

    def __init__(self, words: Readings, shares: Readings, area: Area, *, theme: Theme) -> None:
        shown = range(min(self.MOST, len(words)))
        inks = ["target" if number == 0 else "muted" for number in shown]
        names = settled_alike([words[number] for number in shown], inks, theme=theme, size=theme.label, room=self.NAMES)
        left = area.left + self.NAMES + 0.15
        self.bottom = area.top - 0.25 - self.PITCH * (len(shown) - 1) - self.HIGH / 2
        ys = [area.top - 0.25 - self.PITCH * number for number in shown]
        self.bars: list[Bar] = []
        self.texts: list[Entry] = []
        for number, name in zip(shown, names, strict=True):
            y, share = ys[number], shares[number]
            paint = theme.target if number == 0 else theme.others
            bar = Bar(share, unit=self.LONG, height=self.HIGH, left=left, y=y, paint=paint)
            placed(bar, lambda index: (left, ys[index[-1]]), -1)
            placed(name.sit_amid(left - 0.15, y, 1), lambda index: (left - 0.15, ys[index[-1]]), 1)
            self.bars.append(bar)
            said = phrase("{share:2}", share=share) if float(share.value) >= self.LEAST else Phrase("", "")
            printed = Label(said, theme=theme, size=theme.small, colour=inks[number])
            self.texts.append(Entry(name, *([printed.sit_amid(left + bar.width + 0.12, y, -1)] if said.text else [])))

    @property
    def parts(self) -> list[VMobject]:
        """All that is there."""
        return [*self.bars, *self.texts]

    def come(self, run_time: float) -> list[Animation]:
        """Return animations in which all of it comes in."""
        texts = [Appear(each, run_time=run_time) for each in self.texts]
        return [*texts, *(Grow(bar, "left", run_time=run_time) for bar in self.bars)]
