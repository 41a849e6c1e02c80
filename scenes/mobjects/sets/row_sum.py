"""One number of a context vector in full: a line for each product, one for all others, and their sum."""

from collections.abc import Sequence
from typing import NamedTuple

from manim import Line, VGroup, VMobject

from scenes.mobjects.areas import Area
from scenes.mobjects.reading import Phrase, Reading, phrase
from scenes.mobjects.text import Label, settled
from scenes.mobjects.theme import Theme

__all__ = ["RowSum", "Term", "recipe"]


class Term(NamedTuple):
    """A product: of which word, and what is multiplied."""

    word: Reading
    weight: Reading
    value: Reading
    product: Reading


class RowSum:
    """Lines from the top of ``area`` down: each of ``terms`` as ``word``, factors and product, and then the sum.

    ``factors`` and ``products`` are those of each line; of the ``others``, words that are not told, there is only the sum.
    """

    PITCH, WORD, SIGN, RIGHT = 0.44, 0.95, 2.2, 1.1

    def __init__(self, terms: Sequence[Term], others: Reading | None, total: Reading, area: Area, *, theme: Theme) -> None:
        self._theme, self._area = theme, area
        self.sign = area.left + self.WORD + self.SIGN
        self.right = self.sign + self.RIGHT
        y = area.top - 0.2
        self.factors: list[VGroup] = []
        self.products: list[VGroup] = []
        for term in terms:
            made = phrase("{weight:2} × {value:2}", weight=term.weight, value=term.value)
            word = settled(
                phrase("{word}", word=term.word), theme=theme, size=theme.small, room=self.WORD, colour="source"
            ).sit_amid(area.left + self.WORD, y, 1)
            factors = Label(made, theme=theme).sit_amid(self.sign - 0.2, y, 1)
            self.factors.append(VGroup(word, factors))
            self.products.append(self._result(phrase("{sum:2}", sum=term.product), y))
            y -= self.PITCH
        if others is not None:
            said = Label("others", theme=theme, size=theme.small, colour="source").sit_amid(area.left + self.WORD, y, 1)
            self.factors.append(VGroup(said))
            self.products.append(self._result(phrase("{sum:2}", sum=others), y))
            y -= self.PITCH
        self.line = Line((self.sign - 0.1, y + 0.23, 0), (self.right + 0.05, y + 0.23, 0))
        self.line.set_stroke(theme.muted, theme.thin)
        y -= 0.04
        self.total = self._result(phrase("{sum:2}", sum=total), y)
        self.total.add(Label("added up", theme=theme, size=theme.small, colour="muted").sit_amid(self.sign - 0.2, y, 1))

    def _result(self, said: Phrase, y: float) -> VGroup:
        number = Label(said, theme=self._theme).sit_amid(self.right, y, 1)
        sign = Label("=", theme=self._theme, colour="muted").sit_amid(self.sign, y)
        return VGroup(sign, number)


def recipe(word: Phrase, parts: Sequence[Phrase], area: Area, *, theme: Theme) -> list[VMobject]:
    """Return of what the blend of a written word was made, as lines from the top of an area down, a head over them."""
    lines: list[VMobject] = [
        Label("for example", theme=theme, size=theme.small, colour="muted").sit_amid(area.left, area.top, -1)
    ]
    pitch = min(0.34, area.height / (len(parts) + 1))
    size = theme.label if pitch > 0.32 else theme.small
    for number, said in enumerate((word, *parts)):
        label = settled(said, theme=theme, size=size, room=area.width, colour="ink" if number else "target")
        lines.append(label.sit_amid(area.left + 0.3 * bool(number), area.top - pitch * (number + 1), -1))
    return lines
