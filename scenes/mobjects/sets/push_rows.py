"""How a state's units push the verdicts: for each label the push of one unit on top of all others, before a word and after it."""

from collections.abc import Sequence
from itertools import starmap
from typing import Any

import numpy as np
from manim import Animation, Line, Rectangle, VGroup, rate_functions

from scenes.mobjects.areas import Area
from scenes.mobjects.bars import Bar, Link
from scenes.mobjects.leaves import leaves_of
from scenes.mobjects.motion import Appear, Own, Vanish
from scenes.mobjects.moves import glide
from scenes.mobjects.passing import Restate
from scenes.mobjects.places import placed
from scenes.mobjects.reading import Reading, Readings, phrase
from scenes.mobjects.text import Label, settled_alike
from scenes.mobjects.theme import Theme

__all__ = ["MOST", "SIDE", "PushRows", "State"]

MOST = 5
"""So many labels have a row, the most probable ones."""
AXIS, SHARES, LONG = (-3.0, 3.2), 4.3, 1.6  # from where to where pushes go; where probabilities begin, and how long a one is
NAME, PARTS = 1.75, -3.72  # room for a label; where what the two bars are is written, to the left of
SIDE = -3.3
"""The x along which what pushes may come down to the bars, past all that is written beside them."""


class State:
    """What is pushed at a time: ``own`` and ``others`` and their ``sums``, and the ``shares``, ``(label,)`` each."""

    def __init__(self, own: Readings, others: Readings, sums: Readings, shares: Readings) -> None:
        self.own, self.others, self.sums, self.shares = own, others, sums, shares


class _Row:
    """The bars and numbers of one label at one time."""

    def __init__(self, others: Link, own: Link, tick: Line, numbers: VGroup, share: Bar, printed: Label) -> None:
        self.others, self.own, self.tick, self.numbers, self.share, self.printed = others, own, tick, numbers, share, printed


class PushRows(VGroup):
    """A row for each label: its name, what all other units push, at the end of that what one unit pushes, and the probability.

    ``before`` and ``after`` are the two times; of both, the rows ``rows`` are made, with one measure. The labels that are most
    probable at either time are shown, those in ``must`` for certain; ``unit`` is the number of the unit.
    """

    def __init__(
        self, labels: Readings, before: State, after: State, area: Area, *, unit: Reading, must: Sequence[int], theme: Theme
    ) -> None:
        super().__init__()
        self._theme, self.states, self._area = theme, (before, after), area
        ranks = np.maximum(before.shares.values, after.shares.values).copy()
        ranks[list(must)] = 2.0
        self.labels = sorted(np.argsort(-ranks, kind="stable")[:MOST].tolist())
        pitch = min(area.height / len(self.labels), 0.92)
        top = area.y + pitch * (len(self.labels) - 1) / 2
        self._y = {label: top - pitch * number for number, label in enumerate(self.labels)}
        self._thick = min(0.22, pitch * 0.3)
        self._measure()
        inks = ["ink"] * len(self.labels)
        names = settled_alike([labels[label] for label in self.labels], inks, theme=theme, size=theme.label, room=NAME)
        for name, label in zip(names, self.labels, strict=True):
            placed(name.sit_amid(area.left, self._y[label], -1), lambda index: (area.left, self._y[index[-1]]), -1)
        self.names, self.heads = VGroup(*names), self._heads(unit)
        reach = self._thick + 0.06
        self.axis = Line(
            (self._x(0), self._y[self.labels[0]] + reach, 0),
            (self._x(0), self._y[self.labels[-1]] - reach, 0),
            stroke_color=theme.muted,
            stroke_width=theme.thin,
        )
        self.rows = [{label: self._row(state, label) for label in self.labels} for state in self.states]

    def _measure(self) -> None:
        """Find how long a push of one is, and where nought is, so that all that is ever shown has room."""
        low = high = 0.0
        for state in self.states:
            for label in self.labels:
                for value in (float(state.others.values[label]), float(state.sums.values[label])):
                    low, high = min(low, value), max(high, value)
        room = AXIS[1] - AXIS[0] - 1.5  # beyond both ends are numbers
        self._unit = room / max(high - low, 1e-9)
        self._zero = AXIS[0] + 0.75 - low * self._unit

    def _x(self, value: float) -> float:
        return self._zero + value * self._unit

    def _row(self, state: State, label: int) -> _Row:
        theme, y, half = self._theme, self._y[label], self._thick / 2 + 0.02
        others = self._link(state.others[label], 0.0, y + half)
        own = self._link(state.own[label], float(state.others.values[label]), y - half, others)
        own.set_stroke(theme.focus, width=theme.stroke)
        end = self._x(float(state.sums.values[label]))
        tick = Line((end, y - 2 * half - 0.03, 0), (end, y + 2 * half + 0.03, 0), stroke_color=theme.ink, stroke_width=theme.bold)
        winner = int(state.shares.values.argmax()) == label
        bar = Bar(state.shares[label], unit=LONG, height=0.26, left=SHARES, y=y, paint=theme.ink if winner else theme.others)
        placed(bar, lambda index: (SHARES, self._y[index[-1]]), -1)
        printed = Label(
            phrase("{share}", share=state.shares[label]), theme=theme, size=theme.small, colour="ink" if winner else "muted"
        )
        printed.sit_amid(SHARES + bar.width + 0.12, y, -1)
        placed(printed, lambda index: (None, self._y[index[-1]]))
        return _Row(others, own, tick, self._numbers(state, label, own, end, y - half), bar, printed)

    def _numbers(self, state: State, label: int, own: Link, end: float, y: float) -> VGroup:
        """Return what the unit's push is, on the free side of its bar, and what all add up to, beyond the tick."""
        theme, away = self._theme, 1 if float(state.own.values[label]) > 0 else -1
        start = float(own.foot)
        push = Label(phrase("{push}", push=state.own[label]), theme=theme, size=theme.small, colour="ink")
        push.sit_amid(start - away * 0.1, y, away)
        total = Label(phrase("{sum}", sum=state.sums[label]), theme=theme, size=theme.label, colour="ink")
        total.sit_amid(end + away * 0.12, y, -away)
        offset = y - self._y[label]
        return VGroup(*(placed(each, lambda index: (None, self._y[index[-1]] + offset)) for each in (push, total)))

    def _link(self, reading: Reading, start: float, y: float, after: Link | None = None) -> Link:
        offset, place = y - self._y[reading.index[-1]], {"home": self._x(start), "across": y, "thick": self._thick}
        made = Link(reading, unit=self._unit, along="x", theme=self._theme, after=after, **place)
        return placed(made, lambda index: (None, self._y[index[-1]] + offset))

    # -- telling -----------------------------------------------------------------------------------------------------------

    def parts(self, time: int, name: str) -> list[Any]:
        """Return one part of every row, at the first (0) or second time (1): ``others``, ``own``, ``tick`` and so on."""
        return [getattr(row, name) for row in self.rows[time].values()]

    @staticmethod
    def edge(bar: Link) -> str:
        """Return the edge that a bar grows from."""
        return "left" if float(bar.reading.value) > 0 else "right"

    def _heads(self, unit: Reading) -> VGroup:
        """Return what is written beside the bars of every row: whose pushes they are."""
        theme, half = self._theme, self._thick / 2 + 0.02
        made = VGroup()
        for y in self._y.values():
            for said, height in (("the others", y + half), (phrase("unit {unit:0}", unit=unit), y - half)):
                made.add(Label(said, theme=theme, size=theme.numeral, colour="muted").sit_amid(PARTS, height, 1))
        return made

    def ghosts(self) -> VGroup:
        """Return outlines of the unit's pushes as they were, to be left behind."""
        return VGroup(*(_ghost(row.own, self._theme) for row in self.rows[0].values()))

    def turn(self, run_time: float) -> list[Animation]:
        """Return animations in which the unit's pushes become what they are after the word, then those of the others."""
        plays: list[Animation] = list(
            starmap(lambda one, other: _Turn(one, other, run_time=run_time), zip(*map(dict.values, self.rows), strict=True))
        )
        numbers = VGroup(*self.parts(1, "numbers"))
        plays.append(Appear(numbers, run_time=run_time, window=(0.85, 1.0)))
        return plays

    def decide(self, run_time: float) -> list[Animation]:
        """Return animations in which the probabilities become what they are after the word."""
        bars = zip(self.parts(1, "share"), self.parts(0, "share"), strict=True)
        plays: list[Animation] = [Restate(new, old, run_time=run_time) for new, old in bars]
        plays.append(Vanish(VGroup(*self.parts(0, "printed")), run_time=run_time * 0.3))
        return [*plays, Appear(VGroup(*self.parts(1, "printed")), run_time=run_time, window=(0.7, 1.0))]


def _ghost(bar: Link, theme: Theme) -> Rectangle:
    return Rectangle(
        width=bar.width, height=bar.height, stroke_color=theme.muted, stroke_width=theme.thin, fill_opacity=0
    ).move_to(bar)


class _Turn(Own):
    """One row goes from one time to the other: first what the unit pushes, then what the others do, and the tick with them."""

    def __init__(self, old: _Row, new: _Row, **kwargs: Any) -> None:
        self.old, self.new = old, new
        kwargs.setdefault("rate_func", rate_functions.linear)
        super().__init__(VGroup(new.others, new.own, new.tick), introducer=True, **kwargs)

    def _setup_scene(self, scene: object) -> None:
        scene.remove(self.old.others, self.old.own, self.old.tick)  # type: ignore[attr-defined]
        super()._setup_scene(scene)  # type: ignore[arg-type]

    def begin(self) -> None:
        """Remember where both bars begin, how long they are, and their paints."""
        rows = (self.old, self.new)
        self._zero = self.new.others.home
        self._long = [[bar.tip - bar.foot for bar in (row.others, row.own)] for row in rows]
        self._paints = [[bar.fill_rgbas.copy() for bar in (row.others, row.own)] for row in rows]
        self._shapes = [_unit(bar) for bar in (self.new.others, self.new.own)]
        self._tick, self._tip = self.new.tick.points.copy(), self.new.own.tip
        super().begin()

    def interpolate_mobject(self, alpha: float) -> None:
        shares = [glide(float(np.clip((alpha - start) / 0.5, 0, 1))) for start in (0.5, 0.0)]  # of the others, of the unit
        others, own = ((1 - share) * before + share * after for share, before, after in zip(shares, *self._long, strict=True))
        starts = (self._zero, self._zero + others)
        for number, (bar, long) in enumerate(((self.new.others, others), (self.new.own, own))):
            points = self._shapes[number].copy()
            points[:, 0] = starts[number] + points[:, 0] * long
            bar.points = points
            before, after = (paints[number] for paints in self._paints)
            bar.fill_rgbas = before + shares[number] * (after - before)
        tick = self._tick.copy()
        tick[:, 0] += self._zero + others + own - self._tip
        self.new.tick.points = tick


def _unit(bar: Link) -> np.ndarray:
    """Return a bar's outline with its x as a part of its length, from its foot, 0, to its tip, 1."""
    points: np.ndarray = leaves_of(bar)[0].points.copy()
    points[:, 0] = (points[:, 0] - bar.foot) / (bar.tip - bar.foot)
    return points
