"""What a word does to the verdict: C and h before it and after it, and below them how hard h pushes each label."""

from collections.abc import Callable, Sequence
from typing import Any

from manim import Animation, VGroup

from scenes.mobjects.motion import Appear, Vanish
from scenes.mobjects.moves import Path
from scenes.mobjects.passing import Go, Pass, even, window
from scenes.mobjects.reading import Reading, phrase
from scenes.mobjects.sets.lstm_road import HIGH, LEFT, PAGE, RIGHT
from scenes.mobjects.sets.push_rows import SIDE, PushRows
from scenes.mobjects.sets.rows import Row
from scenes.mobjects.shapes import Box
from scenes.mobjects.text import Label
from scenes.mobjects.theme import Theme

__all__ = ["BELOW", "BeforeAndAfter"]

BELOW, TITLES, RAIL = 1.55, 2.82, 1.12
"""Heights: h below the cell state, what is written over both, and the rail from h to its pushes."""
SMALL = 0.7
"""How large a value is where it becomes a push, as a share of what it is in its row."""


class BeforeAndAfter:
    """Both states side by side, over ``pushes``; ``rows`` makes a row of a quantity.

    ``cell`` and ``hidden`` are the rows after the word, as they are on screen; ``unit`` is the one that is followed.
    """

    def __init__(
        self,
        rows: Callable[..., Row],
        pushes: PushRows,
        *,
        cell: Row,
        hidden: Row,
        unit: int,
        word: Reading,
        theme: Theme,
    ) -> None:
        self.pushes, self.cell, self.hidden, self.unit, self._theme = pushes, cell, hidden, unit, theme
        old = {"previous_cell": (LEFT, HIGH), "previous_hidden": (LEFT, BELOW)}
        self.before = [rows(name, at, where="right") for name, at in old.items()]
        letters = [rows(name, (RIGHT, y), where="left").names for name, y in (("cell", HIGH), ("hidden", BELOW))]
        titles = [
            Label(phrase(said, word=word), theme=theme, colour="muted").sit_amid(x, TITLES)
            for said, x in (("before “{word:short}”", LEFT), ("after “{word:short}”", RIGHT))
        ]
        self._titles = VGroup(*letters, *titles)
        self._worked = [pushes.calculated(time) for time in range(2)]

    def come(self) -> list[Animation]:
        """Return animations in which h goes to stand below C, and what both were before comes back at the left."""
        way = Path(self.hidden.at, (RIGHT, BELOW))
        self.hidden.moved((RIGHT, BELOW))
        names = VGroup(self.cell.names, self.hidden.names)
        for row in (self.cell, self.hidden):
            row.remove(row.names)
        middles = [(float(row.get_x()), float(row.get_y())) for row in self.before]
        back = [Pass(row, Path((x - PAGE, y), (x, y)), run_time=0.8) for row, (x, y) in zip(self.before, middles, strict=True)]
        moving = [Go(self.hidden, way, run_time=0.8), Vanish(names, run_time=0.15), *back]
        return [*moving, Appear(self._titles, run_time=0.8, window=(0.6, 1.0))]

    def tell_before(self, seconds: float) -> list[list[Animation]]:
        """Return the plays in which the pushes before the word come: of the unit, of the others, in all, and probabilities."""
        rows, each = self.pushes, max(seconds, 3.6) / 9
        frame = self._spot(0)
        plays: list[list[Animation]] = [
            [Appear(VGroup(rows.names, rows.axis, rows.heads), run_time=0.4), Appear(frame, run_time=0.3)],
            self.send(0, [self.unit], "own", 2.2 * each),
            [Appear(self._worked[0], run_time=0.6 * each), *rows.grow("own", 1.3 * each)],
            self.send(0, self._others, "others", 2.6 * each),
            rows.grow("others", each),
            rows.grow("sums", each),
            [*rows.grow("shares", each), Vanish(self._worked[0], run_time=0.3)],
        ]
        return [each for each in plays if each]  # of one unit there are no others

    def tell_unit(self, seconds: float) -> list[list[Animation]]:
        """Return the plays in which the unit's pushes become what they are after the word."""
        frame = self._spot(1)
        return [
            [Appear(frame, run_time=0.2)],
            self.send(1, [self.unit], "own", max(0.5 * seconds, 1.2)),
            [Appear(self._worked[1], run_time=0.5), *self.pushes.turn("own", max(0.4 * seconds, 1.0))],
        ]

    def tell_others(self, seconds: float) -> list[list[Animation]]:
        """Return the plays in which those of all others do, and the sums with them."""
        rows = self.pushes
        plays: list[list[Animation]] = [
            [Vanish(self._worked[1], run_time=0.2)],
            self.send(1, self._others, "others", max(0.4 * seconds, 1.2)),
            rows.turn("others", max(0.25 * seconds, 0.7)),
            rows.turn("sums", max(0.25 * seconds, 0.7)),
        ]
        return [each for each in plays if each]

    def send(self, time: int, units: Sequence[int], line: str, seconds: float) -> list[Animation]:
        """Return animations in which units' h, before the word (0) or after it (1), go to where they push each verdict."""
        row = (self.before[1], self.hidden)[time]
        ways, passed = [], 0.0
        for unit in sorted(units, key=lambda unit: abs(row.place(unit)[0] - SIDE)):
            x, y = row.place(unit)
            away = abs(x - SIDE)
            passed = max(away, passed + Row.PITCH)  # those from either side come down one after the other
            for bar in self.pushes.bars(time, line):
                goal = float(bar.foot), float(bar.get_y())
                ways.append((unit, passed - away, Path((x, y), (x, RAIL), (SIDE, RAIL), (SIDE, goal[1]), goal)))
        whole = max((start + path.length for _, start, path in ways), default=1.0)
        look: dict[str, Any] = {"rate_func": even, "end": SMALL, "leaves": True, "run_time": seconds}
        return [Pass(row.fresh(unit), path, window=window(start, path.length, whole), **look) for unit, start, path in ways]

    def hand_over(self) -> list[Animation]:
        """Return animations in which C and h slide to the left, where they are what was before; the pushes go."""
        away = Path((RIGHT, 0), (LEFT, 0))
        plays: list[Animation] = [Vanish(self.pushes.on_screen(), run_time=0.4), Vanish(self._titles, run_time=0.15)]
        plays.append(Go(VGroup(*self.before), away, leaves=True, run_time=0.8))
        for row in (self.cell, self.hidden):
            row.moved((LEFT, row.at[1]))
            plays.append(Go(row, away, run_time=0.8))
        return plays

    @property
    def _others(self) -> list[int]:
        return [unit for unit in self.hidden.units if unit != self.unit]

    def _spot(self, time: int) -> Box:
        frame = (self.before[1], self.hidden)[time].spot(self.unit)
        self._titles.add(frame)
        return frame
