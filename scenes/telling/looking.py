"""What a film of weights says of words and where they looked: which words it asks about, and its sentences on them."""

from collections.abc import Sequence

import numpy as np

from model.trace import AttentionTrace
from scenes.mobjects.reading import COPIED, Reading, phrase
from scenes.telling.looks import Said, SaidOfGiven
from scenes.telling.translation import TranslationFilm

__all__ = ["Looking"]

NAMED = 3  # so many words are named one by one; of more the first and the last
MOSTLY = 0.5  # a word with this weight or more is looked at more than all others
EVEN = 0.0005  # by how much a sum may be off that is printed as one
ALIKE = 0.005  # weights of a word that are no further apart are alike, as two decimals are
WHOLE = 0.995  # a weight that is printed as one
ALONE = 0.9  # a word with this weight or more is looked at almost alone


class Looking:
    """The words of a film of a translator, or of weights that were given, that asks where some written words looked."""

    def __init__(self, film: TranslationFilm) -> None:
        self._film, self._trace = film, film.trace

    @property
    def given(self) -> bool:
        """Whether the weights were given, and no model is known that looked."""
        return isinstance(self._trace, AttentionTrace)

    @property
    def said(self) -> type[Said]:
        """What captions say of such weights."""
        return SaidOfGiven if self.given else Said

    @property
    def group(self) -> tuple[int, ...]:
        """The written words that the film asks about: those that look backwards, or the one whose look is most spread."""
        return self._trace.reversed_run or (self._trace.most_spread,)

    def named(self, steps: Sequence[int], most: int = NAMED, between: str = " ") -> tuple[str, dict[str, Reading]]:
        """Return how a caption names written words, and its fields: of more than ``most`` the first and the last."""
        told = list(steps) if len(steps) <= most else [steps[0], steps[-1]]
        fields = {f"word_{number}": self._film.written(step) for number, step in enumerate(told)}
        names = [f"{{word_{number}:short}}" + f" ({COPIED})" * self._film.copied(step) for number, step in enumerate(told)]
        return (between if len(steps) <= most else " … ").join(names), fields

    def cast(self, fields: dict[str, Reading]) -> None:
        """Say of which words a caption is that names those in question, all or the first and the last, and where they looked.

        Of those that were looked at alone it names all, in their own order.
        """
        told = self.group if f"word_{len(self.group) - 1}" in fields else (self.group[0], self.group[-1])
        named = any(name.startswith("word_") for name in fields)
        looks = [self._film.looked_at(step) for step in (told if named else self.group)]
        self._film.cast("target", **{f"word_{number}": step for number, step in enumerate(told)})
        self._film.cast("source", **{f"source_{number}": at for number, at in enumerate(looks if named else sorted(looks))})

    def first(self) -> tuple[str, dict[str, Reading]]:
        """Return what is said of the first row and of the sums of all, and its fields."""
        step = self._trace.written_steps[0]
        alone = len(self._trace.source_tokens) == 1 or self._trace.largest_part(step) >= ALONE
        said = self.said.alike if self.even(step) else self.said.first if alone else self.said.most
        return self._told(f"{self._film.signed(said, step)} {self._sums()}", self._film.look(step))

    def _told(self, said: str, fields: dict[str, Reading]) -> tuple[str, dict[str, Reading]]:
        """Return a caption that tells apart source words that are the same, and its fields."""
        return self._film.told_apart(said, fields), fields

    def even(self, step: int) -> bool:
        """Tell whether a written word looked at all of several words alike."""
        row = self._trace.weights[step]
        return len(row) > 1 and bool(np.ptp(row) <= ALIKE)

    def _sums(self) -> str:
        if self.given and not self._trace.normalized:
            return "Rows need not add up to one."
        off = np.abs(self._trace.weights.sum(axis=1) - 1.0).max()
        return f"A row adds up to one{', but for rounding' if off > EVEN else ''}."

    def spreading(self) -> tuple[str, dict[str, Reading]]:
        """Return what is said of the word whose look is the most spread, and its fields."""
        step = self._trace.most_spread
        if len(self._trace.source_tokens) == 1:
            return self.said.alone, {}
        parts = not self.given or self._trace.normalized
        said = self.said.spread if parts else SaidOfGiven.largest
        said = self.said.sharp if self._trace.largest_part(step) >= ALONE else said
        said = self.said.alike if self.even(step) else said
        return self._told(self._film.signed(said, step), self._film.look(step))

    def turning(self) -> tuple[str, dict[str, Reading]]:
        """Return what is said of words that looked further and further left, and its fields: at which words, if side by side."""
        looks = [self._film.looked_at(step) for step in self.group]
        first, last = looks[0], looks[-1]
        if len(looks) <= NAMED and looks == list(range(first, last - 1, -1)):
            fields = {f"source_{number}": self._film.value("source_tokens", last + number) for number in range(len(looks))}
            said = self.said.turned_at.replace("{words}", " ".join(f"{{{name}:short}}" for name in fields))
            if self._film.fits(phrase(said, **fields)):
                return said, fields
        return self.said.turned, {}

    def same(self, steps: Sequence[int]) -> Sequence[int]:
        """Return the most of some written words that follow each other and looked at one word, or none if no two did."""
        weights, best = self._trace.weights, steps[:0]
        if weights.shape[1] == 1:
            return best
        for first in range(len(steps)):
            last, source = first, self._film.looked_at(steps[first])
            while (
                last < len(steps)
                and self._film.looked_at(steps[last]) == source
                and self._trace.largest_part(steps[last]) >= MOSTLY
            ):
                last += 1
            best = max(best, steps[first:last], key=len)
        return best if len(best) > 1 else steps[:0]

    def sharing(self, steps: Sequence[int]) -> tuple[str, dict[str, Reading]]:
        """Return what is said of written words that looked at one word, and its fields."""
        names, fields = self.named(steps, between="” and “" if len(steps) == 2 else " ")
        source = self._film.looked_at(steps[0])
        told = steps if len(steps) == len(fields) else (steps[0], steps[-1])
        self._film.cast("target", **{f"word_{number}": step for number, step in enumerate(told)})
        self._film.cast("source", source_0=source)
        said = (self.said.both if len(steps) == 2 else self.said.every).replace("{words}", names)
        return self._told(said, fields | {"source_0": self._film.value("source_tokens", source)})

    def outcome(self) -> tuple[str, dict[str, Reading]]:
        """Return what comes of it all, and its fields; of one word alone, or looks at one word alone, where that word looked."""
        trace, step = self._trace, self._trace.most_spread
        if trace.reversed_run:
            return self.said.cross, {}
        if len(trace.source_tokens) == 1:
            look = self._film.look(step)
            if len(trace.written_steps) > 1 and trace.weights.min() >= WHOLE:
                return self.said.whole, {"weight": look["weight"]}
            return self._film.signed(self.said.looked, step), look
        if all(map(self.even, trace.written_steps)):
            return self.said.evenly, {}
        if len(trace.written_steps) == 1:
            said = self.said.nearly if trace.largest_part(step) >= ALONE else self.said.several
            look = {name: each for name, each in self._film.look(step).items() if name != "weight"}
            return self._told(self._film.signed(said, step), look)
        return self.said.straight if trace.keeps_order else self.said.vague, {}
