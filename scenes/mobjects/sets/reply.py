"""An answer beside its question: the last words of a film that asked something large."""

from collections.abc import Sequence

from scenes.mobjects.reading import Phrase
from scenes.mobjects.text import BOLD, Label
from scenes.mobjects.theme import Theme

__all__ = ["BETWEEN", "replied"]

BETWEEN = 0.45
"""How far the answer stands from the question, in units."""


def replied(question: str, replies: Sequence[str | Phrase], y: float, *, size: float, theme: Theme) -> list[Label]:
    """Return a question and the parts of its answer, bold, in one row that is centred on x = 0 and amid the height ``y``.

    ``size`` is a manim font size.
    """
    asked = Label(question, theme=theme, size=size)
    row = [asked, *(Label(each, theme=theme, size=size, weight=BOLD) for each in replies)]
    gaps = [0.0, BETWEEN, *(asked.cap_height for _ in replies[1:])]
    pen = -(sum(gaps) + sum(float(each.width) for each in row)) / 2
    for each, gap in zip(row, gaps, strict=True):
        each.sit_amid(pen + gap, y, -1)
        pen += gap + float(each.width)
    return row
