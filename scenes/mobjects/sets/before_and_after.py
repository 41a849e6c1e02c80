"""What a word does to the verdict: C and h before it and after it, and below them how hard one unit's h pushes each label."""

from collections.abc import Callable

from manim import Animation, VGroup

from scenes.mobjects.motion import Appear, Vanish
from scenes.mobjects.moves import Grow, Path
from scenes.mobjects.passing import Go, Pass
from scenes.mobjects.reading import Reading, phrase
from scenes.mobjects.sets.lstm_road import HIGH, LEFT, PAGE, RIGHT
from scenes.mobjects.sets.push_rows import SIDE, PushRows
from scenes.mobjects.sets.rows import Row
from scenes.mobjects.text import Label
from scenes.mobjects.theme import Theme

__all__ = ["BELOW", "BeforeAndAfter"]

BELOW, TITLES, RAIL = 1.55, 2.82, 1.12
"""Heights: h below the cell state, what is written over both, and the rail from h to its pushes."""
KINDS = "others", "own", "tick", "numbers", "share", "printed"


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
        self._ghosts = pushes.ghosts()

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
        """Return the plays in which the pushes before the word come: of the others, of the unit, their sums, probabilities."""
        rows, each = self.pushes, max(seconds - 1.0, 1.8) / 3
        growing: list[list[Animation]] = [
            [Grow(bar, rows.edge(bar), run_time=each) for bar in rows.parts(0, name)] for name in ("others", "own")
        ]
        shares = [Grow(bar, "left", run_time=0.5) for bar in rows.parts(0, "share")]
        return [
            [Appear(VGroup(rows.names, rows.axis, rows.heads), run_time=0.4), *growing[0]],
            self._push(0, each),
            growing[1],
            [Appear(VGroup(*rows.parts(0, "tick"), *rows.parts(0, "numbers")), run_time=0.4)],
            [*shares, Appear(VGroup(*rows.parts(0, "printed")), run_time=0.5)],
        ]

    def tell_after(self, seconds: float) -> list[list[Animation]]:
        """Return the plays in which the pushes become what they are after the word, of the unit first."""
        leaving = Vanish(VGroup(*self.pushes.parts(0, "numbers")), run_time=0.2)
        return [[leaving], self._push(1, 0.8), [Appear(self._ghosts, run_time=0.1), *self.pushes.turn(max(seconds - 1.0, 2.0))]]

    def hand_over(self) -> list[Animation]:
        """Return animations in which C and h slide to the left, where they are what was before; the pushes go."""
        rows, away = self.pushes, Path((RIGHT, 0), (LEFT, 0))
        bars = VGroup(*(VGroup(*rows.parts(1, name)) for name in KINDS))
        gone = VGroup(rows.names, rows.axis, rows.heads, self._ghosts, bars)
        plays: list[Animation] = [Vanish(gone, run_time=0.4), Vanish(self._titles, run_time=0.15)]
        plays.append(Go(VGroup(*self.before), away, leaves=True, run_time=0.8))
        for row in (self.cell, self.hidden):
            row.moved((LEFT, row.at[1]))
            plays.append(Go(row, away, run_time=0.8))
        return plays

    def _push(self, time: int, seconds: float) -> list[Animation]:
        """Return animations in which the unit's h, before the word (0) or after it (1), goes to where it pushes each verdict."""
        row = (self.before[1], self.hidden)[time]
        x, y = row.place(self.unit)
        frame = row.spot(self.unit)
        self._titles.add(frame)
        plays: list[Animation] = [Appear(frame, run_time=0.2)]
        for bar in self.pushes.parts(0, "own"):
            goal = float(bar.foot), float(bar.get_y())
            path = Path((x, y), (x, RAIL), (SIDE, RAIL), (SIDE, goal[1]), goal)
            plays.append(Pass(row.fresh(self.unit), path, end=0.4, leaves=True, run_time=seconds))
        return plays
