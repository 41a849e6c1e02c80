"""How a state pushes the verdicts: of each, what one unit pushes, what all others do, and the sum, before and after a word."""

from collections.abc import Sequence
from operator import mul
from typing import Any

import numpy as np
from manim import Animation, Line, VGroup, rate_functions

from scenes.mobjects.areas import Area
from scenes.mobjects.arithmetic import worked
from scenes.mobjects.bars import Bar, Link
from scenes.mobjects.motion import Appear, Vanish
from scenes.mobjects.moves import Grow, glide
from scenes.mobjects.passing import Restate
from scenes.mobjects.places import placed
from scenes.mobjects.reading import Phrase, Reading, Readings, phrase
from scenes.mobjects.text import Label, settled_alike
from scenes.mobjects.theme import Theme

__all__ = ["LINES", "MOST", "SIDE", "PushRows", "State"]

MOST = 3
"""So many labels are shown: those that are contested, and the most probable of the others."""
LINES = "own", "others", "sums"
"""The lines of a label that is shown in full: what the unit pushes, what all others do, and both."""
AXIS, SHARES, LONG = (-3.0, 1.5), 4.0, 1.6  # from where to where bars go; where probabilities begin, and how long a one is
NAME, PARTS, NUMBERS = 1.75, -3.64, (2.4, 3.45)  # room for a label; where the lines' names end; where the numbers do, by time
HEAD, GAP, TALL = 0.95, 0.55, 0.36  # lines for what is over the numbers, and between labels; the most that a line is high
SIDE, CALCULATED = -3.3, -2.9
"""The x along which pushes come down to the bars, past all that is written beside them; where a product is written out."""


class State:
    """What is pushed at a time: ``own`` and ``others`` and their ``sums``, and the ``shares``, ``(label,)`` each.

    ``held`` is what the unit shows, whose push it is times its read-out weight.
    """

    def __init__(self, own: Readings, others: Readings, sums: Readings, shares: Readings, *, held: Reading) -> None:
        self.own, self.others, self.sums, self.shares, self.held = own, others, sums, shares, held


class PushRows(VGroup):
    """For each label its name, the bars of its :data:`LINES` from one axis on, their numbers in columns, and its probability.

    ``before`` and ``after`` are the two times, by one measure. ``full`` are the labels that have all lines, in this order; of the
    others the most probable ones have the sum alone. ``unit`` is the number of the unit, ``weights`` are the read-out weights,
    ``(label, unit)``.
    """

    def __init__(
        self,
        labels: Readings,
        before: State,
        after: State,
        area: Area,
        *,
        unit: Reading,
        weights: Readings,
        full: Sequence[int],
        theme: Theme,
    ) -> None:
        super().__init__()
        self._theme, self.states, self._weights = theme, (before, after), weights
        self.full = list(dict.fromkeys(full))
        ranks = np.maximum(before.shares.values, after.shares.values)
        rest = [label for label in np.argsort(-ranks, kind="stable").tolist() if label not in self.full]
        self.labels = [*self.full, *rest[: max(0, MOST - len(self.full))]]
        self._lay(area)
        self._measure()
        self.names = self._names(labels, area.left)
        self.heads = self._heads(unit)
        ends = (self._y[self.labels[number], LINES[kind]] for number, kind in ((0, 0), (-1, 2)))
        top, foot = (y + away * self._pitch / 2 for y, away in zip(ends, (1, -1), strict=True))
        look: dict[str, Any] = {"stroke_color": theme.muted, "stroke_width": theme.thin}
        self.axis = Line((self._zero, top, 0), (self._zero, foot, 0), **look)
        self._parts = [{name: self._made(time, name) for name in (*LINES, "shares")} for time in range(2)]

    # -- places ------------------------------------------------------------------------------------------------------------

    def _lines(self, label: int) -> Sequence[str]:
        return LINES if label in self.full else LINES[-1:]

    def _lay(self, area: Area) -> None:
        """Find how high each line is."""
        count = HEAD + sum(len(self._lines(label)) + GAP for label in self.labels) - GAP
        self._pitch = min(TALL, area.height / count)
        y = area.y + area.height / 2
        self.head = y - self._pitch * HEAD / 2
        y -= self._pitch * HEAD
        self._y: dict[tuple[int, str], float] = {}
        self._middle: dict[int, float] = {}
        for label in self.labels:
            lines = self._lines(label)
            for number, name in enumerate(lines):
                self._y[label, name] = y - self._pitch * (number + 0.5)
            self._middle[label] = y - self._pitch * len(lines) / 2
            y -= self._pitch * (len(lines) + GAP)
        self._y |= {(label, "shares"): middle for label, middle in self._middle.items()}

    def _measure(self) -> None:
        """Find how long a push of one is, and where nought is, so that all that is ever shown has room."""
        shown = [0.0]
        for state in self.states:
            shown += [float(getattr(state, name).values[label]) for label in self.labels for name in self._lines(label)]
        self._unit = (AXIS[1] - AXIS[0]) / max(max(shown) - min(shown), 1e-9)
        self._zero = AXIS[0] - min(shown) * self._unit

    # -- pieces ------------------------------------------------------------------------------------------------------------

    def _names(self, labels: Readings, left: float) -> VGroup:
        theme, inks = self._theme, ["ink" if label in self.full else "muted" for label in self.labels]
        names = settled_alike([labels[label] for label in self.labels], inks, theme=theme, size=theme.label, room=NAME)
        for name, label in zip(names, self.labels, strict=True):
            placed(name.sit_amid(left, self._middle[label], -1), lambda index: (left, self._middle[index[-1]]), -1)
        return VGroup(*names)

    def _heads(self, unit: Reading) -> VGroup:
        """Return what is written beside every line, and over the numbers."""
        look: dict[str, Any] = {"theme": self._theme, "size": self._theme.numeral, "colour": "muted"}
        said: dict[str, Phrase | str] = {"own": phrase("unit {unit:0}", unit=unit), "others": "the others", "sums": "in all"}
        lines: list[tuple[Phrase | str, float, float]] = [
            (said[name], PARTS, y) for (_, name), y in self._y.items() if name in said
        ]
        columns = [(name, x, self.head) for name, x in zip(("before", "after"), NUMBERS, strict=True)]
        return VGroup(*(Label(text, **look).sit_amid(x, y, 1) for text, x, y in (*lines, *columns)))

    def _made(self, time: int, name: str) -> dict[int, tuple[Any, Label]]:
        """Return the bar and the number of each label on a line, at a time."""
        labels = [label for label in self.labels if (label, name) in self._y]
        return {label: (self._share if name == "shares" else self._bar)(time, name, label) for label in labels}

    def _bar(self, time: int, name: str, label: int) -> tuple[Link, Label]:
        theme, reading, y = self._theme, getattr(self.states[time], name)[label], self._y[label, name]
        thick = self._pitch * (0.72 if name == "sums" else 0.56)
        bar = Link(reading, unit=self._unit, home=self._zero, across=y, thick=thick, along="x", theme=theme)
        if name == "own":
            bar.set_stroke(theme.focus, width=theme.stroke)
        large = label in self.full and name == "sums"
        number = Label(phrase("{push}", push=reading), theme=theme, size=theme.small if large else theme.numeral, colour="ink")
        x = NUMBERS[time]
        placed(bar, lambda index: (None, self._y[index[-1], name]))
        return bar, placed(number.sit_amid(x, y, 1), lambda index: (x, self._y[index[-1], name]), 1)

    def _share(self, time: int, _: str, label: int) -> tuple[Bar, Label]:
        theme, shares, y = self._theme, self.states[time].shares, self._middle[label]
        wins = int(shares.values.argmax()) == label
        bar = Bar(shares[label], unit=LONG, height=0.26, left=SHARES, y=y, paint=theme.ink if wins else theme.others)
        placed(bar, lambda index: (SHARES, self._middle[index[-1]]), -1)
        said, ink = phrase("{share}", share=shares[label]), "ink" if wins else "muted"
        number = Label(said, theme=theme, size=theme.small, colour=ink).sit_amid(SHARES + bar.width + 0.12, y, -1)
        return bar, placed(number, lambda index: (None, self._middle[index[-1]]))

    # -- telling -----------------------------------------------------------------------------------------------------------

    def bars(self, time: int, name: str) -> list[Any]:
        """Return the bars of a line, or the ``shares``, before the word (0) or after it (1)."""
        return [bar for bar, _ in self._parts[time][name].values()]

    def numbers(self, time: int, name: str) -> list[Label]:
        """Return the numbers of a line, or of the ``shares``."""
        return [number for _, number in self._parts[time][name].values()]

    def calculated(self, time: int) -> Label:
        """Return how the unit's push of the first label is worked out, written over its bars."""
        state, label = self.states[time], self.full[0]
        said = worked(
            "h × weight = {h} × {w} = {p}",
            mul,
            "p",
            h=state.held,
            w=self._weights.row(label)[state.held.index[-1]],
            p=state.own[label],
        )
        return Label(said, theme=self._theme, size=self._theme.small).sit_amid(CALCULATED, self.head, -1)

    def grow(self, name: str, run_time: float) -> list[Animation]:
        """Return animations in which the bars of a line before the word grow, and their numbers come."""
        bars = self.bars(0, name)
        if name == "shares":
            grown: list[Animation] = [Grow(bar, "left", run_time=run_time) for bar in bars]
        else:
            grown = [Grow(bar, _edge(bar), run_time=run_time) for bar in bars]
        return [*grown, self._late(self.numbers(0, name), run_time)]

    def turn(self, name: str, run_time: float) -> list[Animation]:
        """Return animations in which the bars of a line go back to the axis, and grow to what they are after the word."""
        first, second = (rate_functions.squish_rate_func(glide, *span) for span in ((0.0, 0.45), (0.45, 0.95)))
        plays: list[Animation] = []
        for old, new in zip(self.bars(0, name), self.bars(1, name), strict=True):
            plays.append(Grow(old, _edge(old), leaves=True, rate_func=first, run_time=run_time))
            plays.append(Grow(new, _edge(new), rate_func=second, run_time=run_time))
        return [*plays, self._late(self.numbers(1, name), run_time)]

    def decide(self, run_time: float) -> list[Animation]:
        """Return animations in which the probabilities become what they are after the word."""
        bars = zip(self.bars(1, "shares"), self.bars(0, "shares"), strict=True)
        plays: list[Animation] = [Restate(new, old, run_time=run_time) for new, old in bars]
        plays.append(Vanish(VGroup(*self.numbers(0, "shares")), run_time=run_time * 0.3))
        return [*plays, self._late(self.numbers(1, "shares"), run_time)]

    def on_screen(self) -> VGroup:
        """Return all that is there once it is told to the end."""
        made = VGroup(self.names, self.axis, self.heads)
        for name in LINES:
            made.add(*self.bars(1, name), *self.numbers(0, name), *self.numbers(1, name))
        return made.add(*self.bars(1, "shares"), *self.numbers(1, "shares"))

    @staticmethod
    def _late(numbers: Sequence[Label], run_time: float) -> Animation:
        late = rate_functions.squish_rate_func(glide, 0.7, 1)
        return Appear(VGroup(*numbers), run_time=run_time, rate_func=late)


def _edge(bar: Link) -> str:
    """Return the edge that a bar grows from."""
    return "left" if float(bar.reading.value) > 0 else "right"
