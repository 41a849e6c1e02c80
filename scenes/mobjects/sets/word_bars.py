"""A bar below each word of a page: how much there is of that word by now, which changes as further words are read."""

from collections.abc import Callable, Iterator, Sequence

import numpy as np
from manim import DL, UR, Animation, VMobject

from scenes.mobjects.bars import Icicle, unit_for
from scenes.mobjects.moves import Grow
from scenes.mobjects.places import placed, tells
from scenes.mobjects.plays import Play
from scenes.mobjects.reading import Reading, phrase
from scenes.mobjects.sets.fading_page import FadingPage
from scenes.mobjects.text import Label
from scenes.mobjects.theme import Theme

__all__ = ["WordBars"]

WIDE, BESIDE = 0.6, 0.07
"""How wide a bar is, in heights of a capital; how far from it its number is, in units."""


class WordBars:
    """Bars below the words of a roomy ``page``: ``amount`` returns how much there is of a word after another one has been read.

    It is given the index of that one first. The largest of the ``amounts``, ``(time, source)``, has a bar as high as there is
    room for. ``now`` are the bars that are to be seen, by word.
    """

    def __init__(
        self, page: FadingPage, amount: Callable[[int, int], Reading], amounts: np.ndarray, *, colour: str, theme: Theme
    ) -> None:
        self._page, self._amount, self._theme, self._colour = page, amount, theme, colour
        self._unit, self._wide = unit_for(page.room, amounts), WIDE * page.words[0].cap_height
        self._xs = [float(word.get_x()) for word in page.words]
        self.now: dict[int, Icicle] = {}

    def bar(self, time: int, word: int) -> Icicle:
        """Return the bar of a word after the word at ``time``."""
        made = Icicle(
            self._amount(time, word),
            unit=self._unit,
            width=self._wide,
            x=self._xs[word],
            floor=self._page.head(word),
            paint=self._theme.colour(self._colour),
            column=self._page.line(word),
        )
        there: dict[tuple[int, ...], float] = {made.reading.index: self._xs[word]}  # as it is by then, and at no other word
        return placed(made, lambda index: (there[index], None))

    def changes(self, time: int, words: Sequence[int], run_time: float) -> Play:
        """Return the play in which the bars of some words become what they are after the word at ``time``."""
        moves: list[Animation] = []
        before = {word: self.now[word] for word in words if word in self.now}
        for word in words:
            bar = self.now[word] = self.bar(time, word)
            start = float(before[word].height / bar.height) if word in before else 0.0
            moves.append(Grow(bar, "top", start=start, run_time=run_time))
        return Play(moves, replaced=list(before.values()))

    def drop(self, *words: int) -> list[Icicle]:
        """Return the bars of some words, or of all, that are no longer to be seen."""
        return [self.now.pop(word) for word in words or list(self.now)]

    def numbers(self, words: Sequence[int]) -> dict[int, Label]:
        """Return what the bars of some words say, beside them or below: of those that have room there, the first ones first."""
        taken = [_box(self.now[word]) for word in self.now]
        made: dict[int, Label] = {}
        for word in words:
            label = Label(phrase("{amount}", amount=self.now[word].reading), theme=self._theme, colour=self._colour)
            for left, y in self._beside(label, word):
                if self._page.head(word) - self._page.room - y > label.cap_height / 2:
                    continue
                around = _box(label.sit_amid(left, y, -1)) + BESIDE * np.array([-1, -1, 1, 1])
                if not any((around[:2] < other[2:]).all() and (around[2:] > other[:2]).all() for other in taken):
                    made[word] = self._kept(label, word, left, y)
                    taken.append(around)
                    break
        return made

    def _beside(self, label: Label, word: int) -> Iterator[tuple[float, float]]:
        """Yield where a number may stand: right of the head of its bar, left of it, or below it; its left end and its middle."""
        bar, x, half = self.now[word], self._xs[word], self._wide / 2 + 1.5 * BESIDE
        y = self._page.head(word) - label.cap_height / 2 - BESIDE / 2
        yield x + half, y
        yield x - half - label.width, y
        yield x - label.width / 2, float(bar.get_bottom()[1]) - label.cap_height / 2 - 2 * BESIDE

    def _kept(self, label: Label, word: int, left: float, y: float) -> Label:
        """Return a number that stays beside its bar."""
        there = {self.now[word].reading.index: (left, y)}
        placed(label.sit_amid(left, y, -1), there.__getitem__, -1)
        return tells(label, self.now[word])


def _box(thing: VMobject) -> np.ndarray:
    """Return left, foot, right and head of a thing, ``(4,)``."""
    return np.array([*thing.get_corner(DL)[:2], *thing.get_corner(UR)[:2]])
