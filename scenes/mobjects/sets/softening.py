"""Softmax as things that move: marks slide down by the largest, bend through exp, become bars, lie end to end, and fill one."""

from collections.abc import Iterator, Mapping, Sequence

import numpy as np
from manim import Animation, AnimationGroup, Line, VGroup, VMobject

from scenes.mobjects.motion import Appear, Arrive, Vanish
from scenes.mobjects.moves import Grow, Path
from scenes.mobjects.plays import Play
from scenes.mobjects.reading import Reading, Readings, phrase
from scenes.mobjects.sets.bar_of_one import EndToEnd, Measure
from scenes.mobjects.sets.columns import Columns
from scenes.mobjects.sets.score_ruler import Bend, Mark, Ruler, numeral, pillars, tops
from scenes.mobjects.shapes import Box, plate
from scenes.mobjects.shifts import Reshape, Slide, Topple
from scenes.mobjects.text import Label
from scenes.mobjects.theme import Theme

__all__ = ["FOOT", "LIES", "LONGEST", "START", "TOP", "Softening"]

TOP, FOOT = 1.62, -0.85
"""The ends of the ruler."""
EXP, SCALE, FLOOR = (-1.9, -0.5), -3.9, -1.3
"""The box of exp, where the ruler begins at the left of it, and the floor that bars stand on."""
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

    def _order(self) -> list[int]:
        return sorted(self.marks, reverse=True)

    def slide(self, gaps: Readings, run_time: float) -> Iterator[Play]:
        """Let all marks slide by the largest score: that one is at nought then."""
        theme, old, said = self._theme, self.marks, self.numbers
        self.marks = {source: Mark(gaps[source], self.ruler, self.columns, theme=theme) for source in old}
        self.numbers = {source: numeral(mark, self.columns, theme=theme, below=True) for source, mark in self.marks.items()}
        written = [Vanish(each, run_time=theme.quick) for each in said.values() if each.submobjects]
        if written:
            yield Play(written)
        moves = []
        for source, mark in self.marks.items():
            way = Path((float(old[source].get_x()), float(old[source].get_y())), (float(mark.get_x()), float(mark.get_y())))
            moves.append(Slide(mark, way, run_time=run_time))
        yield Play(moves, replaced=list(old.values()))
        new = [Appear(each, run_time=theme.quick) for each in self.numbers.values() if each.submobjects]
        if new:
            yield Play(new)

    def open(self, run_time: float) -> Iterator[Play]:
        """Let the ruler reach out to the left, and exp be there, through which its lines go, level yet."""
        theme, ruler, (left, right) = self._theme, self.ruler, EXP
        self.curve = Bend(ruler, EXP, ruler.right, FLOOR, theme=theme)
        top, foot = ruler.nought + 0.62, FLOOR - 0.14
        box = plate(right - left, top - foot, "line", theme=theme, radius=0.14).move_to(((left + right) / 2, (top + foot) / 2, 0))
        letter = Label("exp", theme=theme, size=theme.label).sit_amid((left + right) / 2, top - 0.26)
        self.box = VGroup(box, letter).set_z_index(-1)
        self.ends = self.curve.labels()
        for line, points in zip(self.curve.lines, self.curve.shape(0.0), strict=True):
            line.points = points
        self.lines = VGroup(*self.curve.lines)
        self.level = VGroup(
            *(line.copy().put_start_and_end_on((SCALE, line.get_y(), 0), (left, line.get_y(), 0)) for line in self._kept())
        )
        before = (ruler.right - ruler.left) / (ruler.right - SCALE)
        grown = Grow(VGroup(self.level, self.lines), "right", start=before, run_time=run_time)
        labels = [label for number, label in ruler.labels.items() if number <= 0]
        moves: list[Animation] = []
        for label in labels:
            x, y = float(label.get_x()), float(label.get_y())
            label.shift((SCALE - ruler.left, 0, 0))
            moves.append(Slide(label, Path((x, y), (float(label.get_x()), y)), run_time=run_time))
        gone = [
            Vanish(each[number], run_time=theme.quick) for each in (ruler.lines, ruler.labels) for number in each if number > 0
        ]
        self.scale = VGroup(*labels)
        yield Play([grown, *moves, *gone], replaced=self._kept())
        yield Play([Appear(self.box, run_time=theme.quick)])

    def _kept(self) -> list[Line]:
        """Return the lines of the ruler at which a gap can be."""
        return [line for number, line in self.ruler.lines.items() if number <= 0]

    def bare(self) -> list[Animation]:
        """Return animations in which the numbers at the marks go."""
        return [Vanish(each, run_time=self._theme.quick) for each in self.numbers.values() if each.submobjects]

    def bend(self, powers: Readings, run_time: float) -> Iterator[Play]:
        """Let the lines behind exp bend, and with them each mark go to where its power is, in its column."""
        theme, stand, old = self._theme, self.curve.stand, self.marks
        self.marks = {source: Mark(powers[source], stand, self.columns, theme=theme) for source in old}
        bent: list[Animation] = [Reshape(self.lines, self.curve.lines, self.curve.shape, run_time=run_time)]
        for source, mark in self.marks.items():
            x, start, end = float(mark.get_x()), float(old[source].get_y()), float(mark.get_y())
            bent.append(Slide(mark, Path((x, start), (x, end)), run_time=run_time))
        yield Play(bent, replaced=list(old.values()))
        yield Play([Appear(self.ends, run_time=theme.quick)])

    def raise_powers(self, powers: Readings, run_time: float) -> Iterator[Play]:
        """Let a bar grow from the floor up to each mark, the first word's first."""
        theme = self._theme
        self.bars = pillars(powers, self.columns, self.curve.stand, theme=theme)
        self.tops = tops(self.bars, self.columns, theme=theme, least=PRINTED)
        ways = [Grow(bar, "bottom", run_time=1.0) for bar in self.bars]
        yield Play([AnimationGroup(*ways, lag_ratio=0.3, run_time=run_time)])
        said = [Appear(part, run_time=theme.quick) for part in self.tops if part.submobjects]
        yield Play([*said, *(Vanish(mark, run_time=theme.quick) for mark in self.marks.values())])

    def blank(self) -> list[Animation]:
        """Return animations in which the numbers of exp and those over the bars go."""
        return [Vanish(each, run_time=self._theme.quick) for each in (self.ends, *self.tops) if each.submobjects]

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
        yield Play([Appear(outlines, run_time=theme.quick), falling], replaced=list(self.bars))
        self.long = Label(phrase("{total:2} long", total=total), theme=theme, size=theme.label).sit_amid(
            self.whole.right, LIES + 0.47, 1
        )
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

    def leave(self, run_time: float) -> list[Animation]:
        """Return animations in which all goes but the bar of one."""
        gone = [self.scale, self.level, self.box, self.lines, self.measure, self.whole.names, self.by, self.shell]
        return [Vanish(each, run_time=run_time) for each in gone if each.get_family()[1:] or len(each.points)]


def _riding(before: EndToEnd, words: dict[int, Label], run_time: float) -> list[Animation]:
    """Return animations in which words go with their parts of a bar, from where these were before."""
    ways = {
        number: Path((float(before.bars[number].get_x()), LIES), (float(each.get_x()), LIES)) for number, each in words.items()
    }
    return [Slide(words[number], way, run_time=run_time) for number, way in ways.items()]
