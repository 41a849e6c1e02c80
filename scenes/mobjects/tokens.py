"""Words: a chip for each, in a ribbon that lights the current one and hatches those that the model does not know."""

from collections.abc import Sequence
from typing import ClassVar

import numpy as np
from manim import Line, VGroup

from scenes.mobjects.places import placed
from scenes.mobjects.reading import Phrase, Readings, phrase, written
from scenes.mobjects.shapes import Box
from scenes.mobjects.text import LEGIBLE, MEDIUM, NORMAL, Label
from scenes.mobjects.theme import Theme

__all__ = ["CUTS", "Chip", "Ribbon", "hatched", "hatching", "phrases_of", "row_of_chips", "run_of"]

CUTS = 16, 12, 9, 6, 4
"""So many letters have words side by side at the most, the first of these numbers with which there is room for them."""
HATCH = 0.65
"""How opaque the lines are: seen in the smallest film, and letters before them read."""


class Chip(VGroup):
    """One word in a rounded box: ``past`` and ``future`` are quiet, ``current`` is lit, an unknown word is hatched."""

    HIGH, RIM, DOOR = 0.38, 0.01, 0.14
    LOOKS: ClassVar = {
        "past": ("line", "ground", "ink"),
        "current": ("focus", "focus", "ground"),
        "future": ("line", "ground", "muted"),
    }

    def __init__(
        self, word: str | Phrase, *, theme: Theme, state: str = "future", known: bool = True, high: float = HIGH
    ) -> None:
        super().__init__()
        edge, fill, ink = self.LOOKS[state]
        self.word = Label(word, theme=theme, colour=ink, weight=MEDIUM if state == "current" else NORMAL).sit_amid(0.0, 0.0)
        reach = max(self.word.get_top()[1], -self.word.get_bottom()[1])  # vowel signs of Devanagari hang deeper than any letter
        self.box = Box(
            width=self.word.width + 0.32,
            height=max(high, 2 * (reach + self.RIM)),
            corner_radius=0.14,
            stroke_color=theme.colour(edge),
            stroke_width=theme.thin,
            fill_color=theme.colour(fill),
            fill_opacity=1,
        )
        self.add(self.box)
        if not known:
            self.add(hatching(self.box, theme=theme, colour=ink if state == "current" else "muted"))
        self.add(self.word)

    @property
    def legible(self) -> bool:
        """Whether its word is as large as any text must be."""
        return bool(self.word.cap_height >= LEGIBLE)

    @property
    def door(self) -> tuple[float, float]:
        """Where values come out of it: over its middle."""
        return float(self.get_x()), float(self.get_top()[1]) + self.DOOR


def phrases_of(words: Readings, copied: Sequence[bool] = ()) -> list[Phrase]:
    """Return all words, those with a mark that are ``copied``."""
    return [written(word, copied=bool(copied) and copied[number]) for number, word in enumerate(words.flat())]


class Ribbon(VGroup):
    """The words of a sentence in a row, centred on the origin, at most ``width`` units wide.

    ``words`` and ``known`` are ``(time,)``. Where not all words fit, those nearest to ``current`` are shown and an ellipsis
    stands for the rest. ``shown`` has the chips that are there by the index of their word.
    """

    GAP = 0.14

    def __init__(self, words: Readings, known: tuple[bool, ...], current: int, *, theme: Theme, width: float) -> None:
        super().__init__()
        chips = [self._chip(words, known, number, current, theme) for number in range(len(words))]
        first, last = _window([chip.width + self.GAP for chip in chips], current, width - 1.0)
        row = VGroup(*chips[first : last + 1])
        if first > 0:
            row.submobjects.insert(0, Label("…", theme=theme, colour="muted"))
        if last < len(chips) - 1:
            row.add(Label("…", theme=theme, colour="muted"))
        pen = 0.0
        for each in row:
            each.shift(np.array([pen - each.get_left()[0], 0.0, 0.0]))
            pen += each.width + self.GAP
        self.current, self.shown = chips[current], dict(enumerate(chips[first : last + 1], start=first))
        self.add(*row).center()

    @staticmethod
    def _chip(words: Readings, known: tuple[bool, ...], number: int, current: int, theme: Theme) -> Chip:
        state = "current" if number == current else "past" if number < current else "future"
        return Chip(phrase("{word:short}", word=words[number]), theme=theme, state=state, known=known[number])


def row_of_chips(
    words: Readings,
    *,
    theme: Theme,
    y: float,
    width: float,
    colour: str,
    known: Sequence[bool] = (),
    copied: Sequence[bool] = (),
) -> list[Chip]:
    """Return chips for all words in a row that is centred on x = 0 and at most ``width`` wide, outlined in a role's colour.

    It is made smaller if need be; words are cut to :data:`CUTS` before they would be too small to be read.
    """
    for most in CUTS:
        said = [each.shortened(most) for each in phrases_of(words, copied)]
        high = max(Chip(word, theme=theme).box.height for word in said)
        chips = [
            Chip(word, theme=theme, state="past", known=not known or bool(known[number]), high=high)
            for number, word in enumerate(said)
        ]
        row = VGroup(*chips).arrange(buff=Ribbon.GAP)
        if row.width > width:
            row.scale_to_fit_width(width)
        if chips[0].legible:
            break
    row.move_to((0, y, 0))
    middles = [(float(chip.word.get_x()), None) for chip in chips]
    for chip in chips:
        chip.box.set_stroke(theme.colour(colour))
        placed(chip.word, lambda index: middles[index[-1]])
    return chips


def _window(widths: list[float], current: int, room: float) -> tuple[int, int]:
    """Return the first and last index of the longest run around ``current`` that fits into ``room``."""
    first = last = current
    while True:
        total = sum(widths[first : last + 1])
        before = first > 0 and total + widths[first - 1] <= room
        after = last < len(widths) - 1 and total + widths[last + 1] <= room
        if before and (not after or current - first <= last - current):
            first -= 1
        elif after:
            last += 1
        else:
            return first, last


def hatched(label: Label, *, theme: Theme, high: float = 0.36) -> VGroup:
    """Return the hatched box that stands behind a bare word which the model does not know."""
    box = Box(
        width=label.width + 0.12,
        height=high,
        corner_radius=0.05,
        stroke_color=theme.muted,
        stroke_width=theme.thin,
    ).move_to((label.get_x(), label.baseline + label.cap_height / 2, 0))
    return VGroup(box, hatching(box, theme=theme, colour="muted"))


def hatching(box: Box, *, theme: Theme, colour: str, pitch: float = 0.12, count: int | None = None) -> VGroup:
    """Return thin slanted lines that fill a box: the sign of a word that the model does not know.

    They are a ``pitch`` apart, or as many as there should be.
    """
    left, right = box.get_left()[0] + 0.05, box.get_right()[0] - 0.05
    foot, head = box.get_bottom()[1] + 0.03, box.get_top()[1] - 0.03
    high, lines = head - foot, VGroup()
    starts = np.arange(left - high, right, pitch) if count is None else np.linspace(left - high, right, count + 2)[1:-1]
    for start in starts:
        low, end = max(start, left), min(start + high, right)
        lines.add(Line((low, foot + low - start, 0), (end, foot + end - start, 0)))
    return lines.set_stroke(color=theme.colour(colour), width=theme.thin * 0.75, opacity=HATCH)


def run_of(words: Readings, first: int, last: int, few: int) -> Phrase:
    """Return words of a sentence from the first to the last of some: all of a few, of more these two."""
    times = range(first, last + 1) if last - first < few else (first, last)
    fields = {f"word{number}": words[time] for number, time in enumerate(times)}
    return phrase((" " if len(fields) > last - first else " … ").join(f"{{{name}:short}}" for name in fields), **fields)
