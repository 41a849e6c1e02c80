"""A network reads the words down a column: a strip of the state that it hands on after each, and its verdict beside it."""

from collections.abc import Callable, Sequence

from manim import Animation

from scenes.mobjects.areas import Area
from scenes.mobjects.motion import Appear
from scenes.mobjects.notation.quantities import Notation
from scenes.mobjects.places import placed, stays
from scenes.mobjects.reading import Phrase, Reading, Readings, phrase
from scenes.mobjects.sets.word_lanes import bed_of, followed, strip_of
from scenes.mobjects.sets.word_rows import Rows
from scenes.mobjects.shapes import Bundle
from scenes.mobjects.text import BOLD, Label, settled
from scenes.mobjects.theme import Theme

__all__ = ["HEAD", "LINE", "SLOT", "ReadingLane"]

NEAR, FAR = 1.2, 6.68
"""Where a lane begins and ends, from the middle of the picture."""
PAD, GAP = 0.14, 0.24
"""How far the columns are from the edge of their lane, and from one another."""
SLOT = (FAR - NEAR - 2 * PAD - GAP) / 2
"""How wide a column is."""
FEWEST = 4
"""Cells of a state are as wide as those of a state of so many units at the most."""
NAME, HEAD = 0.44, 0.1
"""How high a network's name and the heads of its columns stand above the rows."""
LINE = 0.3
"""Rows that are so far apart have room for letters of the usual size."""


class ReadingLane:
    """One network's side of the picture, left (``side`` -1) or right (1), in two columns: its state, and its verdict.

    ``read`` reads its trace, ``state`` is the key of what it hands on from word to word, of which ``units`` are drawn. By word
    there are ``states``, and ``verdicts`` where there is room.
    """

    def __init__(
        self,
        read: Callable[..., Readings],
        *,
        side: int,
        state: str,
        notation: Notation,
        theme: Theme,
        rows: Rows,
        name: Phrase,
        units: Sequence[int],
    ) -> None:
        self._read, self._notation, self._theme, self._rows = read, notation, theme, rows
        self.role, self.letter = notation[state].role, notation[state].letter[0]
        left = NEAR if side > 0 else -FAR
        self.first = Area(left + PAD, left + PAD + SLOT, rows.foot, rows.top)
        self.second = Area(self.first.right + GAP, self.first.right + GAP + SLOT, rows.foot, rows.top)
        self.bed, self.head = bed_of(left, left + FAR - NEAR, rows.foot, rows.top, theme), self._head(name)
        self._pitch = self.first.width / max(len(units), FEWEST)
        self._places = [
            {unit: area.left + (number + 0.5) * self._pitch for number, unit in enumerate(units)}
            for area in (self.first, self.second)
        ]
        self.states = [self.strip(self.shown(state, time)) for time in range(rows.count)]
        self.verdicts = self._verdicts()
        self.verdict_head = self.above("verdict so far", column=1)

    def _head(self, name: Phrase) -> Label:
        head = Label(name, theme=self._theme, size=self._theme.caption, weight=BOLD, colour=self.role)
        return stays(head.sit((self.first.left + self.second.right) / 2, self._rows.top + NAME))

    def above(self, said: str, *, column: int = 0, **fields: Reading) -> Label:
        """Return what stands above the first or the second column of the lane."""
        area = (self.first, self.second)[column]
        head = settled(phrase(said, **fields), theme=self._theme, size=self._theme.small, room=area.width, colour="muted")
        return stays(head.sit(area.x, self._rows.top + HEAD))

    def strip(self, values: Readings, *, column: int = 0) -> Bundle:
        """Return the units that are drawn of one row of values as cells side by side."""
        size = (self._pitch * 0.94, self._rows.high * 1.3)
        return strip_of(values, self._places[column], self._rows.y, size, notation=self._notation, theme=self._theme)

    def shown(self, state: str, time: int) -> Readings:
        """Return what is drawn of a state after a word."""
        return self._read(state, time)

    def _verdicts(self) -> dict[int, Label]:
        """Return the verdict after each word, where there is room; one that is new stands out."""
        says, rows, made = self._read("verdicts"), self._rows, {}
        size = self._theme.small if rows.pitch > LINE else self._theme.numeral
        for time in sorted(rows.spoken):
            new = time == 0 or says[time].value != says[time - 1].value
            said = phrase("{verdict:short}  {share}", verdict=says[time], share=self._read("verdict_probabilities")[time])
            label = settled(said, theme=self._theme, size=size, room=self.second.width, colour="ink" if new else "muted")
            label.sit_amid(self.second.left + 0.05, rows.y(time), -1)
            made[time] = placed(label, lambda index: (None, rows.y(index[0])))
        return made

    def read_on(self, time: int, run_time: float) -> list[Animation]:
        """Return the animations in which the state after a word comes out of the one before, and its verdict after it."""
        said = [Appear(self.verdicts[time], run_time=run_time, window=(0.6, 1.0))] if time in self.verdicts else []
        return [followed(self.states, time, run_time), *said]
