"""Two rows of words and the weights between them: a map of cells, a row for each written word, and the same as threads.

Every word is one chip, which is there from the first picture to the last; what changes is where it stands. A weight is a cell in
the map, and a thread after that.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any, NamedTuple

import numpy as np
from manim import Line, VGroup

from scenes.mobjects.areas import Area
from scenes.mobjects.notation.translation import NOTATION
from scenes.mobjects.notation.vectors import swatch
from scenes.mobjects.places import placed
from scenes.mobjects.reading import Phrase, Reading, Readings
from scenes.mobjects.sets.attention_map import Thread
from scenes.mobjects.sets.tags import Spot, Tag, justified
from scenes.mobjects.text import LEGIBLE, Label
from scenes.mobjects.theme import Theme
from scenes.mobjects.values import Swatch

__all__ = ["Loom", "Weft", "around"]


class Weft(NamedTuple):
    """Where all words stand at a time."""

    sources: tuple[Spot, ...]
    targets: tuple[Spot, ...]


class Loom:
    """The words of two texts as chips, and where they stand: in print, and in the map.

    ``sources`` and ``targets`` are all words, ``weights`` those between them, ``(target, source)``, ``glosses`` what words
    written mean. It has those in ``rows`` and ``columns``, by default all; without ``mapped`` it is for print alone. ``unit``
    is the stroke width of a weight of one: threads lie side by side at a written word, and at a word that is looked at.
    """

    SIZES = 30.0, 26.0, 22.0, 20.0, 18.0, 16.0
    OVER = 0.14  # by how much a chip is higher than what is written in it
    PAD, LEAST, NEAR = 0.24, 0.6, 0.09  # beside a word; the narrowest chip of a word that is read; between chips
    WIDEST, APART = 0.29, 2.0  # the width of a thread of one, in units, and the widest gap between chips
    LOW, TALL, CELL = 0.24, 1.9, 0.7  # rows of the map, and the highest cell
    NUMERAL = (0.52, 0.25)  # the least cell that has room for a number
    SHOWN = 0.05  # weights below have no numeral, and no thread
    CUTS = 64, 14, 10

    def __init__(
        self,
        sources: Sequence[Phrase],
        targets: Sequence[Phrase],
        weights: Readings,
        area: Area,
        *,
        theme: Theme,
        glosses: Sequence[Phrase] = (),
        mapped: bool = True,
        rows: range | None = None,
        columns: range | None = None,
        cuts: tuple[int, ...] = CUTS,
    ) -> None:
        self.theme, self.area, self.mapped, self._weights = theme, area, mapped, weights
        self.rows = range(len(targets)) if rows is None else rows
        self.columns = range(len(sources)) if columns is None else columns
        sources, targets = [sources[each] for each in self.columns], [targets[each] for each in self.rows]
        self.values = weights.values[np.ix_(self.rows, self.columns)]
        self.said = sources, targets
        self.glosses = [glosses[each] if glosses and glosses[each].text else None for each in self.rows]
        self.size = 0.0
        for most in cuts:
            cut = [each.shortened(most) for each in sources], [each.shortened(most) for each in targets]
            for size in self.SIZES:
                if self._fits(*cut, size):
                    self.said, self.size = cut, size
                    return

    @property
    def foot(self) -> float:
        """How much room there is under the lower row, for glosses."""
        return 0.3 if any(self.glosses) else 0.0

    @property
    def fits(self) -> bool:
        """Whether there is room for all words, as large as they must be to be read."""
        return self.size > 0

    def _fits(self, sources: list[Phrase], targets: list[Phrase], size: float) -> bool:
        """Tell whether words of a size have room in print and in the map; if so, remember how wide their chips are."""
        labels = [[Label(each, theme=self.theme, size=size) for each in some] for some in (sources, targets)]
        wide = [[label.width + self.PAD for label in row] for row in labels]
        wide[0] = [max(each, self.LEAST) for each in wide[0]]
        under = [Label(each, theme=self.theme, size=self.theme.numeral).width if each else 0.0 for each in self.glosses]
        self.room = wide[0], [max(pair) for pair in zip(wide[1], under, strict=True)]
        rows = [sum(row) + self.NEAR * (len(row) - 1) for row in self.room]
        self.beside = max(map(sum, zip(wide[1], under, strict=True))) + 0.22 + Tag.BEFORE * any(under)
        self._measure([label for row in labels for label in row])
        self.pitch = min(self.TALL, (self.area.height - self.high - 0.2) / len(targets))
        caps = min((label.cap_height for row in labels for label in row), default=LEGIBLE)
        tall = self.up + self.down + 0.1
        fit = max(rows) <= self.area.width
        mapped = rows[0] + self.beside <= self.area.width and self.pitch >= max(self.LOW, tall)
        self.wide = wide
        return fit and (mapped or not self.mapped) and caps >= LEGIBLE - 1e-9

    def _measure(self, labels: list[Label]) -> None:
        """Find how high chips are, and how far words are off their middles, so that all of a row are on one line."""
        self.up = max(float(each.get_top()[1]) - each.baseline for each in labels)
        self.down = max(each.baseline - float(each.get_bottom()[1]) for each in labels)
        cap = max(each.cap_height for each in labels)
        self.high = self.up + self.down + self.OVER
        self.lift = (self.down - self.up + cap) / 2

    # -- where words stand ---------------------------------------------------------------------------------------------

    def lay(self, known: Sequence[bool]) -> None:
        """Make all chips, as they stand in print; hatch those of words that are not ``known``."""
        area, high = self.area, self.high
        xs = [justified(row, area.left, area.right, most=self.APART) for row in self.room]
        ys = area.top - high / 2, area.bottom + high / 2 + self.foot
        rows = [
            tuple(Spot(x, y, wide, high, self.lift) for x, wide in zip(xs[each], self.wide[each], strict=True))
            for each, y in enumerate(ys)
        ]
        self.print = Weft(*rows)
        self.map = self._in_map()
        self.now = self.print
        flags = list(known), [True] * len(self.said[1])
        self.sources, self.targets = (self._tags(row, flags[row]) for row in (0, 1))
        self._lay_ports()
        pairs = np.ndindex(self.values.shape)
        made = [(target, source, self._thread(target, source)) for target, source in pairs]
        self.threads = [(target, source, thread) for target, source, thread in made if thread is not None]
        self.fabric = VGroup(*(thread for *_, thread in self.threads), *self.sources, *self.targets)

    def _in_map(self) -> Weft:
        """Return where words stand in the map."""
        area, (sources, targets) = self.area, self.print
        room = area.width - self.beside
        spare = room - sum(self.wide[0])
        gap = min(1.5, spare / max(len(sources) - 1, 1))
        left = area.x - (self.beside + sum(self.wide[0]) + gap * (len(sources) - 1)) / 2 + self.beside
        right = left + sum(self.wide[0]) + gap * (len(sources) - 1)
        xs = justified(self.wide[0], left, right, most=gap + 1e-9)
        spare = area.height - self.high - 0.2 - self.pitch * len(targets)  # above and below the rows of a short text
        top = sources[0].y - self.high / 2 - 0.16 - max(spare, 0.0) / 2
        ys = [top - (row + 0.5) * self.pitch for row in range(len(targets))]
        high = min(self.pitch - 0.04, self.high)
        beside = tuple(
            Spot(left - 0.2 - spot.wide / 2, y, spot.wide, high, self.lift, solid=True)
            for spot, y in zip(targets, ys, strict=True)
        )
        above = tuple(replace(spot, x=x) for spot, x in zip(sources, xs, strict=True))
        return Weft(above, beside)

    def tag(self, row: int, number: int, spot: Spot, known: bool = True) -> Tag:
        """Return a chip of a word, read (``row`` 0) or written (1), as it is where it stands on a spot."""
        role = ("source", "target")[row]
        lines = int((self.wide[row][number] + self.high) / 0.12) + 1
        said = self.said[row][number]
        gloss = self.glosses[number] if row else None
        return Tag(said, spot, theme=self.theme, role=role, size=self.size, known=known, lines=lines, gloss=gloss)

    def _tags(self, row: int, known: Sequence[bool]) -> list[Tag]:
        tags = [self.tag(row, number, spot, known[number]) for number, spot in enumerate(self.print[row])]
        first = (self.columns, self.rows)[row].start
        for tag in tags:
            placed(tag.word, lambda index: self._word_at(row, index[-1] - first))
            if tag.gloss is not None:
                placed(tag.gloss, lambda index: self._gloss_at(index[-1] - first))
        return tags

    def _gloss_at(self, number: int) -> tuple[float, float]:
        """Return where the middle of a gloss is."""
        tag = self.targets[number]
        x, y, align = tag.gloss_at(self.now.targets[number])
        return (x - align * float(tag.gloss.width) / 2 if tag.gloss else x), y

    def _word_at(self, row: int, number: int) -> tuple[float, float]:
        spot = self.now[row][number]
        return spot.x, spot.y + spot.lift

    # -- weights -------------------------------------------------------------------------------------------------------

    def _lay_ports(self) -> None:
        """Put the ends of threads side by side: in the order of the words that are read, and of those that are written."""
        values = self.values
        fit = [0.86 * min(self.wide[1]) / max(values.sum(axis=1).max(), 1e-9)]
        fit += [0.86 * wide / total for wide, total in zip(self.wide[0], values.sum(axis=0), strict=True) if total > 0]
        self.across = float(min(self.WIDEST, *fit))
        self.unit = 100 * self.across
        widths = values * self.across
        self.above = np.cumsum(widths, axis=0) - widths / 2 - widths.sum(axis=0) / 2
        self.below = np.cumsum(widths, axis=1) - widths / 2 - widths.sum(axis=1, keepdims=True) / 2

    def _reading(self, target: int, source: int) -> Reading:
        return self._weights.row(self.rows[target])[self.columns[source]]

    def _numbers(self, index: tuple[int, ...]) -> tuple[int, int]:
        """Return the row and the column of what has an index in the trace."""
        return self.rows.index(index[-2]), self.columns.index(index[-1])

    def cell_size(self, source: int) -> tuple[float, float]:
        """Return how wide and high a cell is."""
        return min(self.wide[0][source] - 0.06, 1.0), min(self.pitch - 0.07, self.CELL)

    def middle(self, target: int, source: int) -> tuple[float, float]:
        """Return the middle of a cell of the map."""
        return self.map.sources[source].x, self.map.targets[target].y

    def row(self, target: int) -> list[Swatch]:
        """Return the cells of one row of the map; weights that say something have a numeral, where there is room."""
        cells = []
        for source in range(len(self.columns)):
            reading = self._reading(target, source)
            wide, high = size = self.cell_size(source)
            numeral = float(reading.value) >= self.SHOWN and wide >= self.NUMERAL[0] and high >= self.NUMERAL[1]
            cell = swatch(reading, notation=NOTATION, theme=self.theme, size=size, numeral=numeral)
            cell.shift((*self.middle(target, source), 0))
            placed(cell.patch, lambda index: self.middle(*self._numbers(index)))
            cells.append(cell)
        return cells

    def rules(self) -> VGroup:
        """Return a line under every row of the map, from the words that were written to the last one that is read."""
        left = min(spot.x - spot.wide / 2 for spot in self.map.targets)
        right = max(spot.x + spot.wide / 2 for spot in self.map.sources)
        ys = [spot.y - self.pitch / 2 for spot in self.map.targets]
        paint: dict[str, Any] = {"stroke_color": self.theme.line, "stroke_width": self.theme.thin}
        return VGroup(*(Line((left, y, 0), (right, y, 0), **paint) for y in ys))

    def _thread(self, target: int, source: int) -> Thread | None:
        """Return the thread of a weight as it lies in print, or nothing if it would be too thin to be seen."""
        reading = self._reading(target, source)
        if float(reading.value) < self.SHOWN:
            return None
        made = Thread(reading, *self.ends(target, source, self.print), theme=self.theme, unit=self.unit)
        return made.between(lambda index: self._xs(*self._numbers(index)))

    def _xs(self, target: int, source: int) -> tuple[float, float]:
        above, below = self.ends(target, source, self.now)
        return above[0], below[0]

    def ends(self, target: int, source: int, weft: Weft) -> tuple[tuple[float, float], tuple[float, float]]:
        """Return where a thread begins and ends while words stand as a weft says."""
        above, below = weft.sources[source], weft.targets[target]
        head = above.x + float(self.above[target, source]), above.y - above.high / 2
        return head, (below.x + float(self.below[target, source]), below.y + below.high / 2)


def around(
    asked: Sequence[int],
    looked_at: Sequence[int],
    sources: Sequence[Phrase],
    targets: Sequence[Phrase],
    weights: Readings,
    area: Area,
    *,
    theme: Theme,
    glosses: Sequence[Phrase] = (),
) -> Loom:
    """Return a loom of as many words as there is room for, around the ``asked`` rows and the columns that these ``looked_at``.

    Where there is no room for all of these, there are fewer.
    """

    def loom(rows: range, columns: range, *, cuts: tuple[int, ...] = Loom.CUTS, mapped: bool = False) -> Loom:
        spans: dict[str, range] = {"rows": rows, "columns": columns}
        return Loom(sources, targets, weights, area, theme=theme, glosses=glosses, mapped=mapped, cuts=cuts, **spans)

    every = range(len(targets)), range(len(sources))
    best = loom(*every, mapped=True)
    if best.fits:
        return best
    best = loom(*every, cuts=Loom.CUTS[:1])
    for kept in range(len(asked), 0, -1):
        if best.fits:
            break
        ends = looked_at[:kept]
        best = loom(range(asked[0], asked[kept - 1] + 1), range(min(ends), max(ends) + 1), cuts=(*Loom.CUTS, 6, 4))
    return _grown(best, loom, len(targets), len(sources))


def _grown(best: Loom, loom: Callable[..., Loom], rows: int, columns: int) -> Loom:
    """Return the largest loom that grows out of one by a word at each end in turn, as long as there is room."""
    blocked: set[int] = set()
    while len(blocked) < 4:
        for side in range(4):
            spans = [best.rows, best.columns]
            span, limit = spans[side % 2], (rows, columns)[side % 2]
            grown = range(span.start - 1, span.stop) if side < 2 else range(span.start, span.stop + 1)
            spans[side % 2] = grown
            if side in blocked or grown.start < 0 or grown.stop > limit or not (larger := loom(*spans)).fits:
                blocked.add(side)
            else:
                best = larger
    return best
