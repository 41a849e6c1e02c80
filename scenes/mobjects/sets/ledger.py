"""All output steps below one another: the weights of each, the context vector that they make, and the word written with it."""

from collections.abc import Sequence

import numpy as np

from scenes.mobjects.areas import Area
from scenes.mobjects.notation.translation import NOTATION
from scenes.mobjects.notation.vectors import swatch
from scenes.mobjects.places import placed
from scenes.mobjects.reading import Phrase, Readings
from scenes.mobjects.sets.annotations import Annotations
from scenes.mobjects.shapes import Bundle
from scenes.mobjects.text import Label, settled
from scenes.mobjects.theme import Theme
from scenes.mobjects.values import Swatch, outline

__all__ = ["Ledger", "Strip", "row_of_weights", "varied", "window"]


class Strip(Bundle):
    """Some ``units`` of a vector as cells side by side in a box, outlined in the colour of its role; ``cells`` are the cells."""

    def __init__(self, values: Readings, units: Sequence[int], area: Area, *, theme: Theme) -> None:
        super().__init__()
        wide = area.width / len(units)
        self.cells = [
            swatch(values[unit], notation=NOTATION, theme=theme, size=(wide, area.height), numeral=False) for unit in units
        ]
        for number, cell in enumerate(self.cells):
            cell.shift((area.left + (number + 0.5) * wide, area.y, 0))
        body = Bundle(*self.cells)
        self.add(*self.cells, outline(body, theme=theme, colour=NOTATION.of(values.key, values.index).role, room=0.02))


def row_of_weights(
    weights: Readings, annotations: Annotations, y: float, high: float, *, least: float, theme: Theme
) -> list[Swatch]:
    """Return the weights of an output step as cells over the columns; those of ``least`` have a number if there is room."""
    cells = []
    for source, reading in enumerate(weights.flat()):
        wide = annotations.widths[source]
        numeral = float(reading.value) >= least and wide >= Ledger.NUMERAL[0] and high >= Ledger.NUMERAL[1]
        cell = swatch(reading, notation=NOTATION, theme=theme, size=(wide, high), numeral=numeral)
        cell.shift((annotations.x(source), y, 0))
        placed(cell.patch, lambda index: (annotations.x(index[-1]), None))
        cells.append(cell)
    return cells


class Ledger:
    """A line for each of ``steps``, in ``area``: weights over ``annotations``, then ``strip`` and word from its x on."""

    TALLEST, LEAST = 0.5, 0.235  # between lines
    NUMERAL = 0.47, 0.23  # the least cell that has room for a number
    SHOWN = 0.05  # weights below have no number
    STRIP, APART = 1.85, 0.14
    ROOMY = 0.32  # from so far between lines on, words are large

    def __init__(
        self, steps: Sequence[int], annotations: Annotations, area: Area, left: float, right: float, *, theme: Theme
    ) -> None:
        self.steps, self.annotations, self.area, self.left, self.right, self.theme = (
            list(steps),
            annotations,
            area,
            left,
            right,
            theme,
        )
        self.pitch = min(self.TALLEST, area.height / len(self.steps))
        self.high = self.pitch - 0.035

    @classmethod
    def room(cls, area: Area) -> int:
        """Return how many lines there is room for in an area."""
        return int(area.height / cls.LEAST)

    def y(self, step: int) -> float:
        """Return the height of the line of an output step."""
        return self.area.top - (self.steps.index(step) + 0.5) * self.pitch

    def weights(self, step: int, weights: Readings) -> list[Swatch]:
        """Return the weights of a step as cells."""
        cells = row_of_weights(weights, self.annotations, self.y(step), self.high, least=self.SHOWN, theme=self.theme)
        for cell in cells:
            placed(cell.patch, lambda index: (self.annotations.x(index[-1]), self.y(index[-2])))
        return cells

    def strip(self, step: int, context: Readings) -> Strip:
        """Return the context vector of a step as a strip."""
        y, half = self.y(step), self.high / 2 - 0.01
        area = Area(self.left, self.left + self.STRIP, y - half, y + half)
        made = Strip(context, self.annotations.units, area, theme=self.theme)
        for cell in made.cells:
            placed(cell.patch, lambda index: (None, self.y(index[0])))
        return made

    def word(self, step: int, said: Phrase, gloss: Phrase | None = None) -> list[Label]:
        """Return the word written at a step, and after it what it means, if there is room."""
        x, theme = self.left + self.STRIP + self.APART, self.theme
        for size in (theme.label, theme.small, theme.numeral)[self.pitch < self.ROOMY :]:
            label = settled(said, theme=theme, size=size, room=self.right - x, colour="target")
            if label.height <= self.pitch:
                break
        made = [placed(label.sit_amid(x, self.y(step), -1), lambda index: (x, self.y(index[-1])), -1)]
        if gloss is not None:
            meaning = Label(gloss, theme=theme, size=theme.numeral, colour="muted")
            after = x + float(label.width) + self.APART
            if after + meaning.width <= self.right:
                made.append(placed(meaning.sit_amid(after, self.y(step), -1), lambda index: (None, self.y(index[-1]))))
        return made


def varied(rows: np.ndarray, most: int) -> list[int]:
    """Return the units of ``(row, unit)`` that differ most from row to row, at the most so many, in their order."""
    size = rows.std(axis=0) if len(rows) > 1 else np.abs(rows[0])
    return sorted(np.argsort(-size, kind="stable")[:most].tolist())


def window(count: int, must: Sequence[int], room: int) -> range:
    """Return the run of ``room`` steps of ``count`` that begins as early as it can with the last of ``must`` in it, or less."""
    if count <= room:
        return range(count)
    end = min(max(max(must) + 1 + (room - (max(must) + 1 - min(must))) // 2, room), count)
    return range(max(end - room, 0), end)
