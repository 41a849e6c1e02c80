"""Arithmetic written out with the numbers of a trace, so that a viewer can check it on paper."""

from collections.abc import Callable

from manim import VGroup

from scenes.mobjects.reading import Phrase, Reading, phrase
from scenes.mobjects.text import Label
from scenes.mobjects.theme import Theme

__all__ = ["Arithmetic", "worked"]

FEWEST, MOST = 2, 6  # decimals of an operand


def worked(template: str, operation: Callable[..., float], result: str, /, **fields: Reading) -> Phrase:
    """Fill ``template`` so that the printed equation holds: operands get as many decimals as the printed result needs.

    ``operation`` computes field ``result`` from the others, given by name; the result is printed with two decimals.
    """
    operands = {name: float(reading.value) for name, reading in fields.items() if name != result}
    printed = round(float(fields[result].value), FEWEST)
    for places in range(FEWEST, MOST + 1):
        if round(operation(**{name: round(value, places) for name, value in operands.items()}), FEWEST) == printed:
            break
    for name in operands:
        template = template.replace(f"{{{name}}}", f"{{{name}:{places}}}")
    return phrase(template.replace(f"{{{result}}}", f"{{{result}:{FEWEST}}}"), **fields)


class Arithmetic(VGroup):
    """Lines of arithmetic below one another, all beginning at ``left``; the first stands on the line ``top``."""

    LEADING = 0.42

    def __init__(self, left: float, top: float, *, theme: Theme) -> None:
        super().__init__()
        self._left, self._top, self._theme = left, top, theme

    def line(self, said: Phrase, colour: str = "ink") -> Label:
        """Add a line and return it, so that it can be faded in."""
        label = Label(said, theme=self._theme, colour=colour)
        self.add(label.sit(self._left, self._top - self.LEADING * len(self), -1))
        return label
