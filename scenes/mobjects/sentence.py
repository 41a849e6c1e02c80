"""A whole sentence as chips, in as many centred lines as it needs."""

from collections.abc import Sequence

from manim import DOWN, VGroup

from scenes.mobjects.reading import Readings
from scenes.mobjects.theme import Theme
from scenes.mobjects.tokens import CUTS, Chip, phrases_of

__all__ = ["Sentence"]


class Sentence(VGroup):
    """Chips of all ``words``, ``(time,)``, outlined in a role's colour, centred on the origin.

    ``chips`` are the chips in order. Lines are at most ``width`` wide, or one word; a sentence of one line is enlarged
    up to ``LARGEST`` times. Where there are more than ``LINES``, words are cut. Words that are ``copied`` have a mark.
    """

    GAP, LEADING, LARGEST, LINES = 0.14, 0.16, 1.4, 4

    def __init__(
        self,
        words: Readings,
        *,
        theme: Theme,
        width: float,
        colour: str,
        known: Sequence[bool] = (),
        copied: Sequence[bool] = (),
    ) -> None:
        super().__init__()
        familiar = known or [True] * len(words)
        for most in CUTS:
            said = [each.shortened(most) for each in phrases_of(words, copied)]
            self.chips = [Chip(word, theme=theme, state="past", known=each) for word, each in zip(said, familiar, strict=True)]
            lines = self._lines(width)
            if len(lines) <= self.LINES:
                break
        for chip in self.chips:
            chip.box.set_stroke(theme.colour(colour))
        self.add(*(line.arrange(buff=self.GAP) for line in lines)).arrange(DOWN, buff=self.LEADING)
        if len(lines) == 1 and self.width:
            self.scale(min(self.LARGEST, width / self.width))
        self.center()

    def _lines(self, width: float) -> list[VGroup]:
        """Return the chips in lines."""
        lines, wide = [VGroup()], 0.0
        for chip in self.chips:
            wide += chip.width + self.GAP
            if len(lines[-1]) and wide > width:
                lines.append(VGroup())
                wide = chip.width + self.GAP
            lines[-1].add(chip)
        return lines
