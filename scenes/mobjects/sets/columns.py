"""Columns for source words: each at its place, with its name where there is room for it; the others slim."""

from collections.abc import Sequence
from typing import Any

from manim import VGroup, VMobject

from scenes.mobjects.places import placed
from scenes.mobjects.reading import Readings
from scenes.mobjects.text import Label, within
from scenes.mobjects.theme import Theme
from scenes.mobjects.tokens import hatched, phrases_of

__all__ = ["Columns"]


class Columns:
    """Where the columns of source words are, from ``left`` to ``right``.

    Words with the largest of ``weights``, ``(source,)``, have their names, in ``names`` by their numbers, as many as there is
    room for, and ``marks`` are what is behind some of them; the columns of the others are slim. All keep the order of the
    sentence. Names are as large as the first of ``sizes`` in which all of them fit, else the last. They have the ``colour`` of a
    role; those that are ``copied`` say so.
    """

    LEAST, WIDEST, SLIM, THINNEST = 0.76, 1.3, 0.3, 0.05  # the pitch of a column with a name, and of one without
    GAP, LONGEST = 0.16, 1.9  # beside a name; how long it may be

    def __init__(
        self,
        words: Readings,
        weights: Sequence[float],
        left: float,
        right: float,
        *,
        theme: Theme,
        sizes: Sequence[float] = (),
        colour: str = "source",
        copied: Sequence[bool] = (),
    ) -> None:
        self.left, self.right, self.count, self._theme = left, right, len(words), theme
        for size in sizes or (theme.small,):
            how: dict[str, Any] = {"theme": theme, "size": size, "room": self.LONGEST, "colour": colour}
            made = [within(word, **how) for word in phrases_of(words, copied)]
            needs = [max(self.LEAST, float(label.width) + self.GAP) for label in made]
            self.wide = self._chosen(needs, weights)
            if len(self.wide) == self.count:
                break
        slim = self.count - len(self.wide)
        spare = right - left - sum(needs[each] for each in self.wide)
        thin = min(self.SLIM, max(self.THINNEST, spare / slim)) if slim else 0.0
        named = self._spread({each: needs[each] for each in self.wide}, right - left - slim * thin)
        self.pitches = [named.get(each, thin) for each in range(self.count)]
        if self._staggered(made):
            self.wide, self.pitches = {*range(self.count)}, [(right - left) / self.count] * self.count
        self.names: dict[int, Label] = {each: made[each] for each in sorted(self.wide)}
        self.marks: dict[int, VMobject] = {}

    def _staggered(self, names: Sequence[Label]) -> bool:
        """Return whether all columns have one pitch, and names as small as that stand in two rows by turns: not here."""
        return False

    @property
    def _start(self) -> float:
        return (self.left + self.right - sum(self.pitches)) / 2

    def _chosen(self, needs: Sequence[float], weights: Sequence[float]) -> set[int]:
        room, chosen = self.right - self.left, set[int]()
        for each in sorted(range(self.count), key=lambda number: -weights[number]):
            rest = (self.count - len(chosen) - 1) * self.THINNEST
            if sum(needs[other] for other in (*chosen, each)) + rest <= room:
                chosen.add(each)
        return chosen or {max(range(self.count), key=lambda number: weights[number])}

    def _spread(self, needs: dict[int, float], room: float) -> dict[int, float]:
        """Return the pitches of columns that need at least so much, in a room: each has as much more as the others."""
        more = max(0.0, (room - sum(needs.values())) / max(len(needs), 1))
        return {each: min(need + more, max(self.WIDEST, need)) for each, need in needs.items()}

    def x(self, source: int) -> float:
        """Return the middle of a word's column."""
        return self._start + sum(self.pitches[:source]) + self.pitches[source] / 2

    def shift(self, by: float) -> None:
        """Be so much further to the right."""
        self.left, self.right = self.left + by, self.right + by

    def over(self, index: tuple[int, ...]) -> tuple[float, None]:
        """Return where what belongs to a source word is, by the last of its indices."""
        return self.x(index[-1]), None

    def named(self, source: int) -> list[VMobject]:
        """Return the name of a word, after what is behind it."""
        return [each[source] for each in (self.marks, self.names) if source in each]

    def drop(self, source: int) -> float:
        """Return how far below the others the name of a word is: all are in one row here."""
        return 0.0

    def sit(self, y: float, known: Sequence[bool] = ()) -> VGroup:
        """Put the names over their columns at the height ``y``; return them, with a hatched box behind those not known."""
        row = VGroup()
        for source, label in self.names.items():
            placed(label.sit_amid(self.x(source), y - self.drop(source)), self.over)
            if known and not known[source]:
                self.marks[source] = hatched(label, theme=self._theme, high=0.32)
            row.add(*self.named(source))
        return row
