"""What a reading comes to: the probabilities of all labels after each word, beside the memory in a table."""

from collections.abc import Callable, Sequence

from manim import Line, VGroup

from scenes.mobjects.bars import Bar, Shares
from scenes.mobjects.places import Entry, kept_for, placed, stays
from scenes.mobjects.reading import Phrase, Reading, Readings, phrase
from scenes.mobjects.sets.reading_table import ReadingTable, Span
from scenes.mobjects.shapes import Box
from scenes.mobjects.text import Label, settled_alike, within
from scenes.mobjects.theme import Theme

__all__ = ["VerdictSide"]

VERDICT: Span = (3.2, 6.7)
"""Where the verdicts are, at the right end of which their numerals are."""
SHARED, NAME_ROOM = 3, 2.0
"""Of so many labels each has a column of bars; of more there is one bar, with the name beside it that has so much room."""
NUMBER, GAP = 0.5, 0.09
"""How much room the numeral of a verdict takes, and how much is between its columns."""


class VerdictSide:
    """The verdicts beside a ``table``, one for each word; ``read`` reads the trace."""

    def __init__(self, read: Callable[..., Readings], table: ReadingTable, *, theme: Theme) -> None:
        self._read, self._table, self._theme = read, table, theme

    def entry(self, time: int, shares: Sequence[Reading], said: Phrase, share: Reading, *, loud: bool) -> VGroup:
        """Return the probabilities after a word: a bar each below its label; ``loud``, with the number of the greatest.

        Of more than :data:`SHARED` labels there is one bar with a segment each, and what is ``said`` of the greatest.
        """
        table, theme = self._table, self._theme
        high, y = min(table.high(time), 0.28), table.y(time)
        if len(shares) > SHARED:
            bar = Shares(shares, theme=theme, width=0.7, height=high, left=VERDICT[0], y=y)
            if time not in self._table.spoken:
                return VGroup(bar)
            size = min(self._table.size, theme.small)
            name = within(said, theme=theme, size=size, room=NAME_ROOM).sit_amid(VERDICT[0] + 0.8, y, -1)
            return Entry(bar, placed(name, lambda index: (None, self._table.y(index[0]))))
        lefts = self._lefts(len(shares))
        wide = lefts[1] - lefts[0] - GAP
        largest = max(range(len(shares)), key=lambda label: float(shares[label].value))
        paints = [theme.ink if label == largest else theme.others for label in range(len(shares))]
        bars = [
            placed(
                Bar(each, unit=wide, height=high, left=left, y=y, paint=paint),
                lambda index: (lefts[index[-1]], self._table.y(index[0])),
                -1,
            )
            for each, left, paint in zip(shares, lefts[:-1], paints, strict=True)
        ]
        if time not in self._table.spoken or not loud:
            return VGroup(*bars)
        number = Label(phrase("{share}", share=share), theme=theme, size=min(table.size, theme.small))
        number.sit_amid(VERDICT[1], y, 1)
        return VGroup(*bars, placed(number, lambda index: (VERDICT[1], self._table.y(index[0])), 1))

    @staticmethod
    def _lefts(count: int) -> list[float]:
        """Return where the column of each label begins, and where that of one more would."""
        pitch = (VERDICT[1] - NUMBER - VERDICT[0]) / count
        return [VERDICT[0] + number * pitch for number in range(count + 1)]

    def heads(self) -> VGroup:
        """Return what stands above the verdicts: the labels, each over its column with the line that its bars begin at."""
        theme, labels, low = self._theme, list(self._read("labels").flat()), self._table.top + 0.16
        if len(labels) > SHARED:
            return VGroup(stays(Label("verdict", theme=theme, colour="muted").sit(VERDICT[0], low, -1)))
        lefts = self._lefts(len(labels))
        wide = lefts[1] - lefts[0] - GAP
        names = settled_alike(labels, ["ink"] * len(labels), theme=theme, size=theme.label, room=wide)
        for label, (name, left) in enumerate(zip(names, lefts, strict=False)):
            kept_for(name.sit(left + wide / 2, low), label)
        names.append(
            stays(Label("probability", theme=theme, size=theme.small, colour="muted").sit(VERDICT[1], self._table.top + 0.5, 1))
        )
        lines = [
            Line((left, self._table.top, 0), (left, self._table.foot, 0)).set_stroke(theme.line, theme.thin)
            for left in lefts[:-1]
        ]
        return VGroup(*lines, *names)

    def around(self, time: int) -> Box:
        """Return a frame of what is looked at, around the verdict after a word."""
        return self._table.mark(VERDICT[1] - VERDICT[0] + 0.14, min(self._table.room(time), 0.42), sum(VERDICT) / 2, time)
