"""An answer beside its question: the last words of a film that asked something large."""

from collections.abc import Sequence

from scenes.mobjects.reading import Phrase
from scenes.mobjects.text import BOLD, Label
from scenes.mobjects.theme import Theme

__all__ = ["BETWEEN", "replied"]

BETWEEN, ROOM = 0.45, 13.2
"""How far the answer stands from the question, and how wide both may be, in units."""


def replied(question: str | Phrase, replies: Sequence[str | Phrase], y: float, *, size: float, theme: Theme) -> list[Label]:
    """Return a question and the parts of its answer, bold, in one row that is centred on x = 0 and amid the height ``y``.

    ``size`` is a manim font size, the largest that they may have: they are as small as they must be.
    """
    asked = Label(question, theme=theme, size=size)
    row = [asked, *(Label(each, theme=theme, size=size, weight=BOLD) for each in replies)]
    gaps = [0.0, BETWEEN, *(asked.cap_height for _ in replies[1:])]
    wide = sum(gaps) + sum(float(each.width) for each in row)
    if wide > ROOM:
        return replied(question, replies, y, size=size * (ROOM - BETWEEN) / wide, theme=theme)
    pen = -wide / 2
    for each, gap in zip(row, gaps, strict=True):
        each.sit_amid(pen + gap, y, -1)
        pen += gap + float(each.width)
    return row
