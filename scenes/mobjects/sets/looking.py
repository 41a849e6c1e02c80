"""Where the decoder looks: the bar of one over it, ribbons from there to the words, the mix that comes back, what it writes."""

from collections.abc import Sequence

import numpy as np
from manim import Animation, AnimationGroup, VGroup, VMobject

from scenes.mobjects.leaves import dimmed
from scenes.mobjects.motion import Appear, Arrive, Depart, Leave, Vanish
from scenes.mobjects.moves import Light, Path, Travel, retired
from scenes.mobjects.places import placed
from scenes.mobjects.reading import COPIED, Phrase, Reading, Readings, phrase
from scenes.mobjects.sets.bar_of_one import EndToEnd
from scenes.mobjects.sets.decoder_asks import Asker, Beam, Strip, Written, beams, chip_of, ribbon
from scenes.mobjects.shifts import Reshape
from scenes.mobjects.text import Label, settled
from scenes.mobjects.theme import Theme
from scenes.mobjects.tokens import Chip
from scenes.mobjects.wires import Wire

__all__ = ["LONG", "Looking", "Slot"]

LONG, HIGH = 3.35, 0.36
"""How long the bar of one is over the decoder, and how thick."""
BAR, MIX = 1.08, 0.68
"""How far the bar of one is above the middle of the decoder, and how far the mix."""
BESIDE = {-1: 1.5, 1: 2.1}
"""How wide it may be, at the left of the bar and at its right, for which word it looks."""
THICK = 0.22
"""How high the strips of a mix are."""
FAINT = 0.05
"""Weights below it have no number, and send nothing down that could be seen."""


class Slot(VGroup):
    """The empty place of the next word at the right of a decoder ``at`` (x, y), with a question mark, and the wire to it.

    ``out`` is where the place begins, ``OUT`` right of the decoder.
    """

    OUT = 0.6

    def __init__(self, at: tuple[float, float], *, theme: Theme) -> None:
        super().__init__()
        start, y = at[0] + Asker.WIDE / 2, at[1]
        self.out = (start + self.OUT, y)
        self.mark = Chip("?", theme=theme, high=Written.HIGH).scale(1.25)
        self.mark.box.set_stroke(theme.focus, width=theme.bold)
        self.mark.word.set_fill(theme.ink)
        self.mark.move_to((self.out[0] + self.mark.width / 2, y, 0))
        self.wire = Wire((start, y), (start + 0.52, y), theme=theme, colour="target")
        self.add(self.wire, self.mark)

    def fill(self) -> list[Chip]:
        """Give the place to a word: return the question mark that is to go, if it is still there."""
        gone = [self.mark] if self.mark in self.submobjects else []
        self.remove(*gone)
        return gone


class Looking:
    """The look of a step from the decoder ``at`` (x, y): ribbons end at ``ends`` (x, y), as wide as a weight is of ``rooms``.

    ``bar`` is the bar of one over the decoder, ``word`` what is written.
    """

    def __init__(
        self,
        words: Readings,
        at: tuple[float, float],
        ends: Sequence[tuple[float, float]],
        rooms: Sequence[float],
        *,
        theme: Theme,
    ) -> None:
        self._words, self._ends, self._rooms, self._theme = words, ends, rooms, theme
        self.at = at
        self.bar: EndToEnd
        self.beams: list[Beam] = []
        self.word: Chip

    def come(self, weights: Readings, others: Sequence[VMobject], run_time: float) -> Animation:
        """Return the animation in which the bar of one for some weights, ``(source,)``, comes from where ``others`` are."""
        x, y = self.at
        left, theme = x - LONG / 2, self._theme
        look = {"height": HIGH, "size": theme.label}
        self.bar = EndToEnd(weights, self._words, theme=theme, unit=LONG, left=left, y=y + BAR, first="{value:2}", **look)
        self.beams = beams(self.bar.bars, self._ends, self._rooms, theme=self._theme)
        for each in self.bar.bars:
            each.set_z_index(-1)  # below words
        return Arrive(VGroup(*self.bar.bars), self.bar.bars, others, run_time=run_time)

    def grow(self, run_time: float) -> list[Animation]:
        """Return animations in which ribbons grow from the bar of one to the words, and it is written in it whose they are."""
        whole = [(beam.middle, beam.widths) for beam in self.beams]

        def part(share: float) -> list[np.ndarray]:
            return [ribbon(*each, max(share, 1e-3)) for each in whole]

        growing = Reshape(VGroup(*self.beams), self.beams, part, run_time=run_time)
        said = [Appear(self.bar.names, run_time=self._theme.quick)] if self.bar.names.submobjects else []
        return [growing, *said]

    def rest(self) -> list[Animation]:
        """Return animations that dim the look and let its ribbons go, to make room: another one is told."""
        shown, quick = (*self.bar.bars, *([self.bar.names] if self.bar.names.submobjects else [])), self._theme.quick
        return [*retired(shown, self._theme, quick), *(Leave(each, run_time=quick) for each in self.beams)]

    def back(self, run_time: float) -> list[Animation]:
        """Return animations in which the ribbons of a look that rests come again, dimmed."""
        dimmed(self.beams, self._theme.dimmed)
        return [Appear(each, run_time=run_time) for each in self.beams]

    def named(self, word: Reading | None, side: int, *, copied: bool = False) -> Label:
        """Return for which word it looks, None for one yet to come, at the left of its bar of one (-1), or at its right (1)."""
        (x, y), theme = self.at, self._theme
        says = f"for “{{word:short}}” ({COPIED})" if copied else "for “{word:short}”"
        said = phrase("for the next") if word is None else phrase(says, word=word)
        label = settled(said, theme=theme, size=theme.label, room=BESIDE[side], colour="looks")
        return label.sit_amid(x + side * (LONG / 2 + 0.16), y + BAR, -side)

    # -- the mix -----------------------------------------------------------------------------------------------------------

    def pour(self, annotations: Readings, units: Sequence[int], run_time: float) -> list[Animation]:
        """Return animations in which the h of each word that is looked at goes down its ribbon, and lies below its part.

        ``annotations`` are ``(source, unit)``. The strips are in ``strips``, as wide as their parts of the bar of one.
        """
        theme, y = self._theme, self.at[1] + MIX
        values = [float(bar.reading.value) for bar in self.bar.bars]
        chosen = [number for number, value in enumerate(values) if value >= FAINT] or [int(np.argmax(values))]
        self.strips: list[Strip] = []
        ways: list[Animation] = []
        for source in chosen:
            beam = self.beams[source]
            foot, head = beam.widths
            strip = Strip(annotations.row(source), units, theme=theme, size=(max(foot - 0.05, 0.05), THICK))
            x = float(self.bar.bars[source].get_x())
            self.strips.append(strip.move_to((x, y, 0)).set_z_index(-1.5))  # over the ribbons, below the bar of one
            start = np.array(self._ends[source]) - (0, THICK / 2)
            way = [tuple(start), *map(tuple, _along(beam.middle)[1:-1]), (x, y)]
            ways.append(Travel(strip, Path(*way), start=max(head, 0.05) / max(foot, 0.05), run_time=run_time))
        return [AnimationGroup(*ways, lag_ratio=0.15)]

    def mix(self, context: Readings, units: Sequence[int], run_time: float) -> tuple[list[Animation], Strip]:
        """Return animations in which strips run together into their mix, ``(unit,)``; and the one that it takes the place of."""
        x, y = self.at
        self.blend = Strip(context, units, theme=self._theme, size=(LONG, THICK)).move_to((x, y + MIX, 0))
        heavy = max(self.strips, key=lambda strip: float(strip.width))
        home = [*self.blend.cells, self.blend.submobjects[-1]]
        others = [strip for strip in self.strips if strip is not heavy]
        ways = [Depart(strip, [*strip.cells, strip.submobjects[-1]], home, run_time=run_time) for strip in others]
        return [*ways, Arrive(self.blend, home, [*heavy.cells, heavy.submobjects[-1]], run_time=run_time)], heavy

    def take(self, asker: Asker, run_time: float) -> list[Animation]:
        """Return animations in which the mix goes into the decoder, which lights."""
        x, y = asker.at
        self.blend.move_to((x, y, 0))
        going = Travel(self.blend, Path((x, y + MIX), (x, y)), end=0.6, leaves=True, run_time=0.5 * run_time)
        return [AnimationGroup(going, Light(asker, self._theme, run_time=0.5 * run_time), lag_ratio=0.8)]

    def write(self, word: Phrase, slot: Slot, most: float, run_time: float) -> list[Animation]:
        """Return animations in which a word, at the ``most`` so wide, comes out of the decoder to the place at its right."""
        x, y = slot.out
        self.word = chip = chip_of(word, most, theme=self._theme)
        chip.move_to((x + chip.width / 2, y, 0))
        middle = float(chip.word.get_x()), y
        placed(chip.word, lambda _: middle)
        gone = [Vanish(mark, run_time=0.3 * run_time) for mark in slot.fill()]
        return [Travel(chip, Path((x - Slot.OUT, y), (float(chip.get_x()), y)), start=0.4, run_time=run_time), *gone]


def _along(points: np.ndarray, count: int = 13) -> np.ndarray:
    """Return places along a cubic curve from its end back to its start, ``(place, 2)``."""
    a, b, c, d = points[:, :2]
    shares = np.linspace(1, 0, count)[:, np.newaxis]
    rest = 1 - shares
    places: np.ndarray = rest**3 * a + 3 * shares * rest**2 * b + 3 * shares**2 * rest * c + shares**3 * d
    return places
