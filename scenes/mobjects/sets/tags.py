"""Words as chips that go from one place to another: where they stand, and how they look there."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from manim import VGroup

from scenes.mobjects.light import mix
from scenes.mobjects.reading import Phrase
from scenes.mobjects.shapes import Box
from scenes.mobjects.text import Label
from scenes.mobjects.theme import Theme
from scenes.mobjects.tokens import Chip, hatching

__all__ = ["Spot", "Tag", "justified"]


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a word stands: the middle of its chip, how wide and ``high`` that is, how far the word is above its middle.

    A chip that is ``solid`` hides what is behind it.
    """

    x: float
    y: float
    wide: float
    high: float
    lift: float = 0.0
    solid: bool = False


class Tag(Chip):
    """A word in a chip, outlined and written in a role's colour; ``lit`` says how far its frame is in focus, 0..1.

    Its ``gloss``, if it has one, stands under it, and before it where it is solid.
    """

    CORNER, UNDER, BEFORE = 0.09, 0.17, 0.12  # how far a gloss is from the chip

    def __init__(
        self,
        said: Phrase,
        spot: Spot,
        *,
        theme: Theme,
        role: str,
        size: float,
        known: bool,
        lines: int,
        gloss: Phrase | None = None,
    ) -> None:
        VGroup.__init__(self)
        self._theme, self.lit = theme, 0.0
        self.role, self.known, self.quiet = role, known, mix(theme.ground, theme.colour(role), 0.55)
        self.word = Label(said, theme=theme, size=size, colour=role).sit_amid(spot.x, spot.y + spot.lift)
        self.box = Box(
            width=spot.wide,
            height=spot.high,
            corner_radius=self.CORNER,
            stroke_color=self.quiet,
            stroke_width=theme.thin,
            fill_color=theme.ground,
            fill_opacity=float(spot.solid),
        ).move_to((spot.x, spot.y, 0))
        self.add(self.box)
        if not known:
            self.add(hatching(self.box, theme=theme, colour="muted", count=lines))
        self.add(self.word)
        self.gloss = Label(gloss, theme=theme, size=theme.numeral, colour="muted") if gloss else None
        if self.gloss is not None:
            self.add(self.gloss.sit_amid(*self.gloss_at(spot)))

    def light(self, level: float) -> None:
        """Bring its frame so far into focus, 0..1."""
        theme, self.lit = self._theme, level
        self.box.set_stroke(mix(self.quiet, theme.focus, level), theme.thin + level * (theme.stroke - theme.thin))

    def gloss_at(self, spot: Spot) -> tuple[float, float, float]:
        """Return where the gloss of a chip on a spot is: its middle, or where it ends, and its height; how it is aligned."""
        if spot.solid:
            return spot.x - spot.wide / 2 - self.BEFORE, spot.y, 1.0
        return spot.x, spot.y - spot.high / 2 - self.UNDER, 0.0


def justified(widths: Sequence[float], left: float, right: float, *, most: float) -> list[float]:
    """Return the middles of things of some widths in a row that fills a stretch, or, with gaps of ``most``, its middle."""
    spare = right - left - sum(widths)
    gap = min(most, spare / (len(widths) - 1)) if len(widths) > 1 else 0.0
    ends = np.cumsum([width + gap for width in widths]) - gap
    start = (left + right - ends[-1]) / 2
    return [float(start + end - width / 2) for end, width in zip(ends, widths, strict=True)]
