"""The rows of all words, one below the other: what happens at each word is beside it."""

from collections.abc import Iterable, Sequence
from math import ceil

from manim import VGroup

from scenes.mobjects.places import placed
from scenes.mobjects.reading import Reading, Readings
from scenes.mobjects.text import fitted, settled
from scenes.mobjects.theme import Theme
from scenes.mobjects.tokens import hatched

__all__ = ["LINE", "WORDS", "Rows"]

WORDS = 1.02
"""How far the column of words goes to either side."""
LINE = 0.22
"""So far apart are words and numerals, one below the other: in lower rows not all have one."""
AIR = 0.04
"""So much more than their size allows are airy words apart."""
TALLEST, THICK = 0.5, 0.62
"""The tallest row, in units; the part of it that a bar or a cell fills."""


class Rows:
    """The rows of all words, from ``top`` down to ``foot`` at the most; ``spoken`` are the words that are written.

    The first one that is ``told`` of is among them, and the others if they are not too near to one another. Rows begin with that
    of the word ``start``; the middle of the words is at ``x``. Words that are ``airy`` are the smaller the nearer they are.
    """

    def __init__(
        self,
        words: Readings,
        known: Sequence[bool],
        *,
        theme: Theme,
        top: float,
        foot: float,
        told: Iterable[int] = (),
        start: int = 0,
        x: float = 0.0,
        airy: bool = False,
    ) -> None:
        self.count, self.start, self._x, self._theme, self._air = len(words), start, x, theme, AIR * airy
        self.pitch = min((top - foot) / (self.count - start), TALLEST)
        middle = (top + foot) / 2
        self.top, self.foot = top, foot
        self._first = middle + self.pitch * (self.count + start - 1) / 2
        strange = (time for time, each in enumerate(known) if not each and time >= start)
        self.spoken = self._spoken([*told, start, self.count - 1, *strange])
        size = min(
            settled(each, theme=theme, size=self.size, room=2 * WORDS - 0.1, colour="ink").style[1] for each in words.flat()
        )
        self.words = {time: self._word(words[time], time, known[time], size) for time in sorted(self.spoken)}

    def _spoken(self, told: Iterable[int]) -> frozenset[int]:
        """Return the words that are written: those told of and as many others as have room, the foremost first."""
        apart, chosen = ceil(LINE / self.pitch - 1e-6), set[int]()
        for time in [*told, *range(self.start, self.count)]:
            if all(abs(time - each) >= apart for each in chosen - {time}):
                chosen.add(time)
        return frozenset(chosen)

    @property
    def size(self) -> float:
        """The size of words."""
        theme, pitch = self._theme, self.pitch - self._air
        return theme.label if pitch > 0.36 else theme.small if pitch > 0.24 else theme.numeral

    @property
    def high(self) -> float:
        """How high a bar or a cell is."""
        return self.pitch * THICK

    @property
    def roomy(self) -> bool:
        """Whether every row has room for words and numbers."""
        return self.pitch >= LINE

    def y(self, time: int) -> float:
        """Return the height of a word's row."""
        return self._first - time * self.pitch

    def _word(self, word: Reading, time: int, known: bool, size: float) -> VGroup:
        label = fitted(word, theme=self._theme, size=size, room=2 * WORDS - 0.1, colour="ink").sit_amid(self._x, self.y(time))
        placed(label, lambda index: (self._x, self.y(index[-1])))
        high = min(max(self.pitch * 0.85, LINE), 0.36)
        return VGroup(label) if known else VGroup(hatched(label, theme=self._theme, high=high), label)
