"""Softmax as things that move: marks slide down by the largest, bend through exp, become bars, lie end to end, and fill one."""

from collections.abc import Iterator, Mapping, Sequence

import numpy as np
from manim import Animation, AnimationGroup, VGroup, VMobject

from scenes.mobjects.motion import Appear, Arrive, Reveal, Shade, Vanish
from scenes.mobjects.moves import Grow, Path, Travel
from scenes.mobjects.plays import Play
from scenes.mobjects.reading import Reading, Readings, phrase
from scenes.mobjects.sets.bar_of_one import EndToEnd, Measure
from scenes.mobjects.sets.columns import Columns
from scenes.mobjects.sets.score_ruler import Bend, Mark, Ruler, feet, numeral, pillars, tops
from scenes.mobjects.shapes import Box
from scenes.mobjects.shifts import Reshape, Slide, Topple
from scenes.mobjects.text import Label
from scenes.mobjects.theme import Theme

__all__ = ["ASIDE", "FOOT", "LIES", "LONGEST", "START", "TOP", "Softening"]

TOP, FOOT = 1.62, -0.85
"""The ends of the ruler."""
EXP, BARS, FLOOR = (0.42, 1.72), (1.95, 6.1), -1.3
"""The box of exp, the columns of the bars behind it, and their floor."""
ASIDE = -6.9
"""How far all goes to the left, to make room for exp."""
LIES, LONGEST, RIGHT, START = -2.16, 6.4, 6.6, -3.7
"""The height of bars end to end, how long one is at the most, where they end at the most, and where they begin."""
PRINTED = 0.05
"""Powers from here on have numbers."""


class Softening:
    """The scores of one step on their way to weights: ``marks`` and ``numbers``, by their words, on ``ruler``."""

    def __init__(
        self, marks: dict[int, Mark], numbers: dict[int, VGroup], ruler: Ruler, columns: Columns, *, theme: Theme
    ) -> None:
        self.marks, self.numbers, self.ruler, self.columns, self._theme = marks, numbers, ruler, columns, theme
        self.whole: EndToEnd
        self.measure: Measure
        self.remains, self.rest = VGroup(), VGroup()

    def _order(self) -> list[int]:
        return sorted(self.marks, reverse=True)

    def slide(self, gaps: Readings, run_time: float) -> Iterator[Play]:
        """Let all marks slide down by the largest score; where they were stay ghosts for a while."""
        theme, old, said = self._theme, self.marks, self.numbers
        ghosts = VGroup()
        for mark in old.values():
            ghost = Box(
                width=mark.width, height=mark.height, corner_radius=0.03, stroke_color=theme.muted, stroke_width=theme.thin
            )
            ghosts.add(ghost.move_to(mark))
        self.marks = {source: Mark(gaps[source], self.ruler, self.columns, theme=theme) for source in old}
        self.numbers = {source: numeral(mark, self.columns, theme=theme, below=True) for source, mark in self.marks.items()}
        moves: list[Animation] = []
        for source, mark in self.marks.items():
            way = Path((float(old[source].get_x()), float(old[source].get_y())), (float(mark.get_x()), float(mark.get_y())))
            moves.append(Slide(mark, way, run_time=run_time))
        written = [each for each in said.values() if each.submobjects]
        upward = any(float(self.marks[source].get_y()) > float(old[source].get_y()) for source in old)
        if upward and written:  # marks would pass their numbers
            yield Play([Vanish(each, run_time=theme.quick) for each in written])
            written = []
        dim = [Shade(each, theme.dimmed, run_time=theme.quick) for each in written]
        yield Play([Appear(ghosts, run_time=theme.quick), *moves, *dim], replaced=list(old.values()))
        new = [Appear(each, run_time=theme.quick) for each in self.numbers.values() if each.submobjects]
        gone = [Vanish(each, run_time=theme.quick) for each in (ghosts, *written)]
        yield Play([*gone, *new])

    def aside(self, others: Sequence[VMobject], run_time: float) -> Iterator[Play]:
        """Let the ruler go to the left, with all that is on it and ``others`` over it, and exp open where it was."""
        columns, ruler = self.columns, self.ruler
        columns.shift(ASIDE)
        ruler.left, ruler.right = ruler.left + ASIDE, ruler.right + ASIDE
        things = [*self.marks.values(), *self.numbers.values(), *ruler.lines.values(), *ruler.labels.values(), *others]
        moves: list[Animation] = []
        for thing in things:
            if thing.submobjects or len(thing.points):
                x, y = float(thing.get_x()), float(thing.get_y())
                thing.shift((ASIDE, 0, 0))
                moves.append(Slide(thing, Path((x, y), (x + ASIDE, y)), run_time=run_time))
        self._open()
        late = [Reveal(each, [each], wait=0.85, run_time=run_time) for each in (self.box, self.lines)]
        yield Play([*moves, *late])

    def _open(self) -> None:
        """Make the box of exp, and the lines that go on through it, level yet."""
        theme, (left, right) = self._theme, EXP
        self.right = self.columns.into(*BARS)
        self.curve = Bend(self.ruler, EXP, BARS[1] + 0.1, FLOOR, theme=theme)
        top, foot = self.ruler.nought + 0.62, FLOOR - 0.14
        box = Box(
            width=right - left,
            height=top - foot,
            corner_radius=0.14,
            stroke_color=theme.line,
            stroke_width=theme.stroke,
            fill_color=theme.panel,
            fill_opacity=1,
        ).move_to(((left + right) / 2, (top + foot) / 2, 0))
        letter = Label("exp", theme=theme, size=theme.label).sit_amid((left + right) / 2, top - 0.26)
        self.box = VGroup(box, letter)
        self.lines, self.ends = VGroup(*self.curve.lines), self.curve.labels()
        start = self.curve.shape(0.0)
        for line, points in zip(self.curve.lines, start, strict=True):
            line.points = points

    def bend(self, run_time: float) -> list[Animation]:
        """Return animations in which the lines behind exp bend."""
        gone = [each for each in self.numbers.values() if each.submobjects]  # those on their way would pass others
        return [
            *(Vanish(each, run_time=0.4 * run_time) for each in gone),
            AnimationGroup(
                Reshape(self.lines, self.curve.lines, self.curve.shape, run_time=0.8 * run_time),
                Appear(self.ends, run_time=0.2 * run_time),
                lag_ratio=1.0,
            ),
        ]

    def raise_powers(self, powers: Readings, words: Readings, run_time: float) -> Iterator[Play]:
        """Let each mark go along its own line through exp, the first word first, and a bar grow up to it from the floor."""
        theme, curve, right = self._theme, self.curve, self.right
        self.bars = pillars(powers, right, curve, theme=theme)
        self.tops = tops(self.bars, right, theme=theme, least=PRINTED)
        self.under = feet(self.bars, words, right, theme=theme, least=PRINTED)
        order, ways = sorted(self.marks), []
        each = run_time / (1 + 0.3 * (len(order) - 1))
        ghosts = VGroup()
        for source in order:
            mark, bar = self.marks[source], self.bars[source]
            start, end = (float(mark.get_x()), float(mark.get_y())), (right.x(source), float(bar.get_top()[1]))
            ghosts.add(
                Box(
                    width=mark.width, height=mark.height, corner_radius=0.03, stroke_color=theme.line, stroke_width=theme.thin
                ).move_to(mark)
            )
            way = curve.way(start, end)
            mark.move_to((*end, 0))
            going = Travel(mark, Path(*way), there=True, leaves=True, run_time=0.7 * each)
            ways.append(AnimationGroup(going, Grow(bar, "bottom", run_time=0.3 * each), lag_ratio=1.0))
        self.remains = ghosts
        yield Play([Appear(ghosts, run_time=theme.quick), AnimationGroup(*ways, lag_ratio=0.3, run_time=run_time)])
        said = [part for part in (*self.tops, *self.under) if part.submobjects]
        yield Play([Appear(part, run_time=theme.quick) for part in said])

    def lay(self, powers: Readings, words: Readings, total: Reading, run_time: float) -> Iterator[Play]:
        """Let the bars topple, the last first, and lie end to end; a ruler under them says how long they are."""
        theme, sum_ = self._theme, float(total.value)
        self.unit = min(LONGEST, (RIGHT - START) / max(sum_, 1.0))
        self.left = START
        self.whole = EndToEnd(powers, words, theme=theme, unit=self.unit, left=self.left, y=LIES)
        most = int(np.ceil(sum_ - 1e-9))
        most = most if self.left + most * self.unit <= RIGHT else int(sum_)
        self.measure = Measure(max(most, 1), theme=theme, unit=self.unit, left=self.left, under=LIES - 0.23)
        outlines = VGroup()
        for bar in self.bars:
            if bar.height > 0.05:
                shell = Box(
                    width=bar.width, height=bar.height, corner_radius=0.02, stroke_color=theme.line, stroke_width=theme.thin
                )
                outlines.add(shell.move_to(bar))
        ways = [Topple(self.whole.bars[source], self.bars[source], run_time=1.0) for source in self._order()]
        falling = AnimationGroup(*ways, lag_ratio=min(0.45, 2 / len(ways)), run_time=run_time)
        gone = [Vanish(each, run_time=theme.quick) for each in (self.ends, *self.tops, *self.under) if each.submobjects]
        yield Play([Appear(outlines, run_time=theme.quick), *gone])
        yield Play([falling], replaced=list(self.bars))
        said = phrase("{total:2} long", total=total)
        self.long = Label(said, theme=theme, size=theme.label).sit_amid(self.whole.right, LIES + 0.47, 1)
        shown = [Appear(each, run_time=theme.quick) for each in (self.measure, self.long, self.whole.names)]
        yield Play([*shown, Vanish(outlines, run_time=theme.quick)])

    def divide(self, weights: Readings, words: Readings, total: Reading, run_time: float) -> Iterator[Play]:
        """Let the bar shrink on its ruler until it is one long: that is the division."""
        theme, old = self._theme, self.whole
        new = EndToEnd(weights, words, theme=theme, unit=self.unit, left=self.left, y=LIES)
        before, bare = old.before(theme=theme), new.bare(theme=theme)
        first = {number: label for number, label in old.bare(theme=theme).items() if number in bare}
        said = Label(phrase("÷ {total:2}", total=total), theme=theme, size=theme.title)
        self.by = said.sit_amid(min(old.right + 0.25, RIGHT - said.width), LIES, -1)
        if old.right + 0.25 > RIGHT - said.width:
            self.by.sit_amid(old.right - 0.1, LIES + 0.5, 1)
        yield from self._renamed([old.names, self.long], first)
        yield Play([Appear(self.by, run_time=theme.quick)])
        shrinking = Arrive(VGroup(*new.bars), new.bars, old.bars, run_time=run_time)
        ride = _riding(old, bare, run_time)
        yield Play([shrinking, *ride, Appear(before, run_time=theme.quick)], replaced=[*old.bars, *first.values()])
        self.whole, self.shell = new, before
        yield from self._renamed(list(bare.values()), {0: new.names})

    def _renamed(self, old: Sequence[VMobject], new: Mapping[int, VMobject]) -> Iterator[Play]:
        """Let what was written go, and then something else be there: nothing happens where there is neither."""
        quick = self._theme.quick
        going = [Vanish(each, run_time=quick) for each in old if each.get_family()[1:] or len(each.points)]
        coming = [Appear(each, run_time=quick) for each in new.values() if each.get_family()[1:]]
        if going or coming:
            yield Play([AnimationGroup(*(AnimationGroup(*some) for some in (going, coming) if some), lag_ratio=1.0)])

    def tell_the_rest(self, count: Reading, total: Reading) -> list[Animation]:
        """Return the animation in which is written what the smallest weights are together, where these are two or more."""
        if float(count.value) < 2:
            return []
        said = phrase("the {count:0} smallest: {total:2} together", count=count, total=total)
        self.rest.add(Label(said, theme=self._theme, size=self._theme.small, colour="muted").sit_amid(START, LIES + 0.45, -1))
        return [Appear(self.rest, run_time=self._theme.quick)]

    def leave(self, run_time: float) -> list[Animation]:
        """Return animations in which all goes but the bar of one."""
        gone = [
            self.ruler.shown,
            self.box,
            self.lines,
            self.remains,
            self.rest,
            self.measure,
            self.whole.names,
            self.by,
            self.shell,
        ]
        return [Vanish(each, run_time=run_time) for each in gone if each.get_family()[1:] or len(each.points)]


def _riding(before: EndToEnd, words: dict[int, Label], run_time: float) -> list[Animation]:
    """Return animations in which words go with their parts of a bar, from where these were before."""
    ways = {
        number: Path((float(before.bars[number].get_x()), LIES), (float(each.get_x()), LIES)) for number, each in words.items()
    }
    return [Slide(words[number], way, run_time=run_time) for number, way in ways.items()]
