"""All written words and the columns that they were written from, each tied to those that it is blended of by its weights."""

from collections.abc import Sequence

import numpy as np
from manim import VMobject

from scenes.mobjects.areas import Area
from scenes.mobjects.notation.translation import NOTATION
from scenes.mobjects.notation.vectors import swatch
from scenes.mobjects.places import placed
from scenes.mobjects.reading import Phrase, Reading, Readings
from scenes.mobjects.sets.annotations import Annotations, Column, Slots
from scenes.mobjects.sets.attention_map import Thread
from scenes.mobjects.text import Label
from scenes.mobjects.theme import Theme

__all__ = ["Braid"]


class Braid:
    """A column for each written word over those of the sentence, ``annotations``, and threads between them.

    A thread is as wide as its weight, ``weights`` ``(target, source)``, of the column that it goes to: those of a word fill it.
    Columns are so wide that threads begin side by side within those of the sentence; but not less than ``LEAST`` of these.
    The ``first`` words have their names before others where there is no room for all; ``names`` has those that are there.
    ``glosses`` are what words mean, or empty.
    """

    ABOVE, UNDER, LIFT, APART = 0.28, 0.22, 0.26, 0.02  # names over columns, glosses under names; threads and columns
    SHOWN, LEAST = 0.02, 0.5  # weights below have no thread; how wide a column is, as a part of those of the sentence

    def __init__(
        self,
        words: Readings,
        contexts: Readings,
        weights: Readings,
        annotations: Annotations,
        area: Area,
        *,
        first: Sequence[int],
        copied: Sequence[bool],
        glosses: Sequence[Phrase],
        theme: Theme,
    ) -> None:
        self.annotations, self._contexts, self._weights, self._theme = annotations, contexts, weights, theme
        self.area = area.inset(top=self.LIFT * any(each.text for each in glosses))
        self.high = self.area.height / len(annotations.units)
        ranks = [float(step in first) for step in range(len(words))]
        sizes = theme.label, theme.small, theme.numeral
        self.slots = Slots(words, ranks, area.left, area.right, theme=theme, sizes=sizes, colour="target", copied=copied)
        widest = annotations.wide * self._room()
        self.widths = [min(wide, widest) for wide in self.slots.widths()[1]]
        self.slots.sit(area.top + self.ABOVE)
        self._glosses = [self._gloss(step, said) for step, said in enumerate(glosses)]
        self._lay_ports()

    def _room(self) -> float:
        """Return how wide columns may be, as a part of those of the sentence, so that their threads begin side by side."""
        sums = np.maximum(self._weights.values.sum(axis=0), 1e-9) * self.annotations.wide
        return float(np.clip((np.array(self.annotations.widths) / sums).min(), self.LEAST, 1.0))

    def _gloss(self, step: int, said: Phrase) -> Label | None:
        if not said.text or step not in self.slots.names:
            return None
        label = Label(said, theme=self._theme, size=self._theme.numeral, colour="muted")
        if label.width > self.slots.pitches[step] - 0.1:
            return None
        y = self.slots.names[step].baseline - self.UNDER
        return placed(label.sit_amid(self.slots.x(step), y), self.slots.over)

    def _lay_ports(self) -> None:
        """Put the ends of threads side by side, in order; at a word that many look at they lie over one another, within it."""
        widths = self._weights.values * np.array(self.widths)[:, np.newaxis]
        self._into = np.cumsum(widths, axis=1) - widths / 2 - widths.sum(axis=1, keepdims=True) / 2
        aside = np.cumsum(widths, axis=0) - widths / 2 - widths.sum(axis=0) / 2
        room = (np.array(self.annotations.widths) - widths) / 2
        self._from = aside * np.clip(room / np.maximum(np.abs(aside), 1e-9), 0.0, 1.0).min(axis=0)

    def word(self, step: int) -> list[VMobject]:
        """Return the name of a written word and what it means, as far as there is room."""
        return [each for each in (self.slots.names.get(step), self._glosses[step] if self._glosses else None) if each is not None]

    def column(self, step: int) -> Column:
        """Return the column of a written word, its context vector."""
        cells = []
        for number, unit in enumerate(self.annotations.units):
            reading: Reading = self._contexts.row(step)[unit]
            cell = swatch(reading, notation=NOTATION, theme=self._theme, size=(self.widths[step], self.high), numeral=False)
            cell.shift((self.slots.x(step), self.area.top - (number + 0.5) * self.high, 0))
            placed(cell.patch, lambda index: (self.slots.x(index[0]), self._y(index[1])))
            cells.append(cell)
        return Column(cells, theme=self._theme, colour="looks")

    def _y(self, unit: int) -> float:
        return self.area.top - (self.annotations.units.index(unit) + 0.5) * self.high

    def threads(self, step: int, *, told: bool = False) -> list[Thread]:
        """Return the threads into the column of a written word, from the first word that it looked at to the last."""
        made = []
        heights = self.annotations.area.top + 2 * self.APART, self.area.bottom - 2 * self.APART
        for source, reading in enumerate(self._weights.row(step).flat()):
            if float(reading.value) >= self.SHOWN:
                first, last = self._ends(step, source)
                ends = (first, heights[0]), (last, heights[1])
                thread = Thread(reading, *ends, theme=self._theme, unit=100 * self.widths[step], told=told)
                made.append(thread.between(lambda index: self._ends(index[-2], index[-1])))
        return made

    def _ends(self, step: int, source: int) -> tuple[float, float]:
        """Return the x of both ends of a thread."""
        into = self.slots.x(step) + float(self._into[step, source])
        return self.annotations.x(source) + float(self._from[step, source]), into
