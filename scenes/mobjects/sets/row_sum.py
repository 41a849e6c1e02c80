"""One number of a context vector in full: a line for each product, one for all others, and their sum."""

from collections.abc import Sequence
from typing import NamedTuple

from manim import Line, VGroup, VMobject

from scenes.mobjects.areas import Area
from scenes.mobjects.reading import Phrase, Reading, phrase
from scenes.mobjects.text import Label, settled
from scenes.mobjects.theme import Theme

__all__ = ["RowSum", "Term"]


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

    PITCH, WORD, SIGN, RIGHT = 0.38, 1.3, 2.3, 0.95

    def __init__(self, terms: Sequence[Term], others: Reading | None, total: Reading, area: Area, *, theme: Theme) -> None:
        self._theme = theme
        self.sign = area.left + self.WORD + self.SIGN
        self.right = self.sign + self.RIGHT
        y = area.top - 0.16
        self.factors: list[VGroup] = []
        self.products: list[VGroup] = []
        for term in terms:
            made = phrase("{weight:2} × {value:2}", weight=term.weight, value=term.value)
            word = settled(
                phrase("{word}", word=term.word), theme=theme, size=theme.small, room=self.WORD, colour="source"
            ).sit_amid(area.left + self.WORD, y, 1)
            factors = Label(made, theme=theme, size=theme.label).sit_amid(self.sign - 0.2, y, 1)
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
        self.total.add(Label("sum", theme=theme, size=theme.small, colour="muted").sit_amid(self.sign - 0.2, y, 1))

    @property
    def parts(self) -> list[VMobject]:
        """All that is there."""
        return [*self.factors, *self.products, self.line, self.total]

    def _result(self, said: Phrase, y: float) -> VGroup:
        number = Label(said, theme=self._theme, size=self._theme.label).sit_amid(self.right, y, 1)
        sign = Label("=", theme=self._theme, size=self._theme.label, colour="muted").sit_amid(self.sign, y)
        return VGroup(sign, number)
