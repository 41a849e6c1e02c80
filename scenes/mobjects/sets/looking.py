"""Where the decoder looks: the bar of one above it, threads from there to the words, and the word that it writes."""

from collections.abc import Sequence

import numpy as np
from manim import Animation, AnimationGroup, VGroup, VMobject

from scenes.mobjects.motion import Appear, Arrive, Reveal
from scenes.mobjects.moves import Light, Path, Travel
from scenes.mobjects.places import placed
from scenes.mobjects.reading import Phrase, Readings, phrase
from scenes.mobjects.sets.bar_of_one import EndToEnd
from scenes.mobjects.sets.decoder_asks import ROW, Asker, Beam, Written, beams, written_chip
from scenes.mobjects.shifts import Become, Reshape, Slide
from scenes.mobjects.text import Label
from scenes.mobjects.theme import Theme
from scenes.mobjects.tokens import Chip
from scenes.mobjects.wires import Wire

__all__ = ["BAR", "Looking", "Slot"]

BAR, LONG, HIGH = -0.98, 2.0, 0.36
"""The height of the bar of one above the decoder, its length, and how thick it is."""
FAINT = 0.05
"""Weights below it have no number."""
BACK = ROW - 0.6
"""The height of the way back of a word that was written."""


class Slot(VGroup):
    """The empty place of the next word at the right of a decoder ``at`` (x, y), with a question mark, and the wire to it.

    ``out`` is where the place begins.
    """

    def __init__(self, at: tuple[float, float], *, theme: Theme) -> None:
        super().__init__()
        start, y = at[0] + Asker.WIDE / 2, at[1]
        self.out = (start + 0.8, y)
        self.mark = Chip("?", theme=theme, high=Written.HIGH).scale(1.25)
        self.mark.box.set_stroke(theme.focus, width=theme.bold)
        self.mark.word.set_fill(theme.ink)
        wire = Wire((start, y), (start + 0.7, y), theme=theme, colour="target")
        self.add(wire, self.mark.move_to((self.out[0] + self.mark.width / 2, y, 0)))

    def fill(self) -> list[Chip]:
        """Give the place to a word: return the question mark that is to go, if it is still there."""
        gone = [self.mark] if self.mark in self.submobjects else []
        self.remove(*gone)
        return gone


class Looking:
    """The look of one step after the other: ``ends`` are where the threads end, below the words, ``tops`` where numbers are.

    Both are (x, y) by the words. ``out`` is where a written word begins, at the right of the decoder.
    """

    def __init__(
        self, words: Readings, ends: Sequence[tuple[float, float]], tops: Sequence[tuple[float, float]], *, theme: Theme
    ) -> None:
        self._words, self._ends, self._tops, self._theme = words, ends, tops, theme
        self.bar: EndToEnd
        self.beams: list[Beam] = []
        self.numbers = VGroup()
        self.word: Chip

    def one(self, weights: Readings) -> EndToEnd:
        """Return the bar of one for the weights of a step, ``(source,)``."""
        return EndToEnd(weights, self._words, theme=self._theme, unit=LONG, left=-LONG / 2, y=BAR, height=HIGH)

    def come(self, weights: Readings, before: EndToEnd, run_time: float) -> list[Animation]:
        """Return the animation in which the bar of one comes to its place over the decoder."""
        self.bar = self.one(weights)
        return [Arrive(VGroup(*self.bar.bars), self.bar.bars, before.bars, run_time=run_time)]

    def grow(self, run_time: float) -> list[Animation]:
        """Return animations in which threads grow from the bar of one to the words, and the weights appear over these."""
        self.beams = beams(self.bar.bars, self._ends, theme=self._theme)
        whole = [beam.points.copy() for beam in self.beams]

        def part(share: float) -> list[np.ndarray]:
            return [_begun(points, max(share, 1e-3)) for points in whole]

        self.numbers = self.said()
        growing = Reshape(VGroup(*self.beams), self.beams, part, run_time=0.75 * run_time)
        return [AnimationGroup(growing, Appear(self.numbers, run_time=0.25 * run_time), lag_ratio=1.0)]

    def said(self) -> VGroup:
        """Return the weights of the bar of one, each over its word; the largest first, as far as there is room."""
        made, taken = VGroup(), list[tuple[float, float]]()
        for source in sorted(range(len(self.bar.bars)), key=lambda number: -float(self.bar.bars[number].reading.value)):
            reading = self.bar.bars[source].reading
            x, y = self._tops[source]
            label = Label(phrase("{weight:2}", weight=reading), theme=self._theme, size=self._theme.label, colour="looks")
            half = float(label.width) / 2 + 0.04
            if float(reading.value) >= FAINT and all(abs(x - other) >= half + beside for other, beside in taken):
                taken.append((x, half))
                made.add(placed(label.sit_amid(x, y), lambda index: self._tops[index[-1]]))
        return made

    def change(self, weights: Readings, run_time: float) -> tuple[list[Animation], list[VMobject]]:
        """Return animations in which the bar of one and the threads become those of another step; and what they replace."""
        old, lines, said = self.bar, self.beams, self.numbers
        self.bar = self.one(weights)
        self.beams = beams(self.bar.bars, self._ends, theme=self._theme)
        self.numbers = self.said()
        moves: list[Animation] = [
            Arrive(VGroup(*self.bar.bars), self.bar.bars, old.bars, run_time=run_time),
            Become(VGroup(*self.beams), self.beams, lines, run_time=run_time),
            AnimationGroup(Appear(self.numbers, run_time=0.3 * run_time), run_time=run_time, lag_ratio=1.0),
        ]
        return moves, [*old.bars, *lines, said]

    def write(self, asker: Asker, word: Phrase, out: tuple[float, float], run_time: float) -> list[Animation]:
        """Return animations in which a word comes out of the decoder to the place at its right."""
        self.word = chip = written_chip(word, theme=self._theme)
        chip.move_to((out[0] + chip.width / 2, out[1], 0))
        x = float(chip.word.get_x())
        placed(chip.word, lambda _: (x, ROW))
        way = Path((asker.at[0] + Asker.WIDE / 2, ROW), (float(chip.get_x()), ROW))
        return [Travel(chip, way, start=0.4, run_time=run_time)]

    def think(self, asker: Asker, run_time: float) -> Animation:
        """Return the animation in which the decoder lights."""
        return Light(asker, self._theme, run_time=run_time)

    def hand_over(self, row: Written, new: Written, run_time: float) -> list[Animation]:
        """Return animations in which the word that was written goes back below the decoder, and becomes the last one it read."""
        *others, last = new.chips
        x, y = float(last.get_x()), float(last.get_y())
        start = float(self.word.get_x())
        moves: list[Animation] = [Slide(last, Path((start, ROW), (start, BACK), (x, BACK), (x, y)), run_time=run_time)]
        old = [chip for chip in row.chips if isinstance(chip, Chip)]
        kept = [chip for chip in others if isinstance(chip, Chip)]
        for chip, before in zip(reversed(kept), reversed(old), strict=False):
            moves.append(Slide(chip, Path((float(before.get_x()), ROW), (float(chip.get_x()), ROW)), run_time=0.5 * run_time))
        moves += [Appear(chip, run_time=0.3 * run_time) for chip in others if not isinstance(chip, Chip)]
        return moves

    def ask(self, asker: Asker, state: Readings, run_time: float) -> list[Animation]:
        """Return animations in which the decoder's state becomes that of the next step."""
        old = asker.strip
        asker.strip = new = asker.state(state)
        asker.remove(old)
        asker.add(new)
        return [Reveal(new, new.cells, lag=0.1, run_time=run_time)]


def _begun(points: np.ndarray, share: float) -> np.ndarray:
    """Return the first part of a cubic curve, ``(4, 3)``."""
    a, b, c, d = points
    ab, bc, cd = a + share * (b - a), b + share * (c - b), c + share * (d - c)
    abc, bcd = ab + share * (bc - ab), bc + share * (cd - bc)
    return np.array([a, ab, abc, abc + share * (bcd - abc)])
