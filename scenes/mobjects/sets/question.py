"""The question that attention answers: the words written so far, the gap after them, and where its word may come from."""

from collections.abc import Sequence

from manim import VGroup, VMobject

from scenes.mobjects.reading import SHORT, Phrase, Reading, Readings, phrase
from scenes.mobjects.text import Label
from scenes.mobjects.theme import Theme
from scenes.mobjects.tokens import Chip, phrases_of
from scenes.mobjects.wires import Wire

__all__ = ["Question"]


class Question(VGroup):
    """The words written so far, ``(target,)``, as a row of chips about ``x``, ``y`` that ends in a question mark.

    Of words that are wider than ``width`` together only the last ones are shown, after an ellipsis; those that are ``copied``
    have a mark. ``wires`` lead from the question mark to ``columns`` (x) at the height ``foot``; they are no part of the group,
    so that they can come later.
    """

    GAP, NAME, BUS = 0.14, 0.58, 0.7  # between chips; how far above the row its name is, and how far below the wires part
    LARGE = 1.5  # how many times as large as others its chips are where there is room

    def __init__(
        self,
        language: Reading,
        words: Readings,
        *,
        theme: Theme,
        at: tuple[float, float],
        width: float,
        columns: Sequence[float],
        foot: float,
        copied: Sequence[bool] = (),
    ) -> None:
        super().__init__()
        (x, y), asked = at, Chip("?", theme=theme, state="current")
        asked.box.set_stroke(theme.target).set_fill(theme.target)
        row = VGroup(*self._written(phrases_of(words, copied), theme, width - asked.width), asked).arrange(buff=self.GAP)
        row.scale(min(self.LARGE, width / row.width)).move_to((x, y, 0))
        name = Label(phrase("{language:short} so far", language=language), theme=theme, colour="muted")
        self.add(name.sit_amid(x, y + self.NAME), row)
        start, bus = (float(asked.get_x()), float(asked.box.get_bottom()[1])), y - self.BUS
        self.wires = VGroup(*(self._wire(start, bus, (column, foot), theme) for column in columns))

    def _written(self, words: Sequence[Phrase], theme: Theme, width: float) -> list[VMobject]:
        """Return chips for as many of the last words as there is room for; before them an ellipsis if others are left out."""
        chips: list[VMobject] = []
        for word in reversed(words):
            chip = Chip(word.shortened(SHORT), theme=theme, state="past")
            chip.box.set_stroke(theme.target)
            width -= chip.width + self.GAP
            if width < 0:
                return [Label("…", theme=theme, colour="muted"), *chips]
            chips.insert(0, chip)
        return chips

    @staticmethod
    def _wire(start: tuple[float, float], bus: float, end: tuple[float, float], theme: Theme) -> Wire:
        bend = [] if abs(start[0] - end[0]) < 0.02 else [(start[0], bus), (end[0], bus)]
        return Wire(start, *bend, end, theme=theme, colour="muted", width=theme.thin)
