"""One number of a context vector in full: a line for each product, one for all others, and their sum."""

from collections.abc import Sequence
from operator import mul
from typing import Any, NamedTuple

from manim import Line, VGroup, VMobject

from scenes.mobjects.areas import Area
from scenes.mobjects.arithmetic import FEWEST, MOST, holding, summing
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
    """Lines at the right end of ``area``: each of ``terms`` as ``word``, factors and product, and then the sum.

    ``factors`` and ``products`` are those of each line; of the ``others``, words that are not told, called ``rest``,
    there is only the sum. Few lines are large.
    """

    FEW, HIGHEST, GAP, WORD = 4, 0.62, 0.3, 1.7  # so few; a line at the most; between parts of a line; room for a word

    def __init__(
        self, terms: Sequence[Term], rest: Phrase, others: Reading | None, total: Reading, area: Area, *, theme: Theme
    ) -> None:
        results = [*(term.product for term in terms), *([] if others is None else [others]), total]
        high = min(area.height / len(results), self.HIGHEST)
        size = theme.title if len(results) <= self.FEW else theme.caption
        ys = [area.top - (number + 0.5) * high for number in range(len(results))]
        values = [float(each.value) for each in results]
        places = summing([values], FEWEST)
        digits = [*([places] * (len(results) - 1)), FEWEST]
        numbers = [
            Label(phrase(f"{{sum:{of}}}", sum=each), theme=theme, size=size) for each, of in zip(results, digits, strict=True)
        ]
        sign = area.right - max(float(each.width) for each in numbers) - 1.3 * self.GAP
        sums = [
            VGroup(Label("=", theme=theme, size=size, colour="muted").sit_amid(sign, y), number.sit_amid(area.right, y, 1))
            for number, y in zip(numbers, ys, strict=True)
        ]
        products = [(mul, (float(each.weight.value), float(each.value.value)), float(each.product.value)) for each in terms]
        of_weight, of_value = holding(products, MOST, places)
        line = f"{{weight:{of_weight}}} × {{value:{of_value}}}"
        said = [phrase(line, weight=each.weight, value=each.value) for each in terms]
        made = [Label(each, theme=theme, size=size).sit_amid(sign - self.GAP, y, 1) for each, y in zip(said, ys, strict=False)]
        end = min(float(each.get_left()[0]) for each in made) - self.GAP
        how: dict[str, Any] = {"theme": theme, "size": theme.caption, "room": self.WORD, "colour": "source"}
        words = [settled(phrase("{word}", word=each.word), **how) for each in terms]
        self.factors = [VGroup(word.sit_amid(end, y, 1), each) for word, each, y in zip(words, made, ys, strict=False)]
        if others is not None:
            self.factors.append(VGroup(settled(rest, **how).sit_amid(sign - self.GAP, ys[-2], 1)))
        *self.products, self.total = sums
        over = ys[-1] + high / 2
        self.line = Line((sign - 0.15, over, 0), (area.right + 0.05, over, 0)).set_stroke(theme.muted, theme.stroke)

    @property
    def parts(self) -> list[VMobject]:
        """All that is there."""
        return [*self.factors, *self.products, self.line, self.total]
