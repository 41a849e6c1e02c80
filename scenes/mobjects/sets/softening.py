"""Softmax as things that move: marks count down from the largest, become bars through exp, lie end to end, and fill one."""

from collections.abc import Iterator, Mapping, Sequence

import numpy as np
from manim import Animation, AnimationGroup, Line, VGroup, VMobject

from scenes.mobjects.motion import Appear, Arrive, Vanish
from scenes.mobjects.moves import Path
from scenes.mobjects.plays import Play
from scenes.mobjects.reading import Reading, Readings, phrase
from scenes.mobjects.sets.bar_of_one import EndToEnd, Measure
from scenes.mobjects.sets.columns import Columns
from scenes.mobjects.sets.score_ruler import Mark, Ruler, Stand, numeral, pillars, tops
from scenes.mobjects.sets.scoring import Scoring
from scenes.mobjects.shapes import Box
from scenes.mobjects.shifts import Slide, Topple
from scenes.mobjects.text import Label
from scenes.mobjects.theme import Theme

__all__ = ["LIES", "LONGEST", "NAMES", "START", "Softening"]

NAMES = 2.95
"""The height of words over the stage."""
TOP, FOOT, FLOOR = 1.9, -0.85, -1.3
"""The ends of the ruler, and the floor that bars stand on."""
THICK, LONGEST, RIGHT, START = 0.8, 7.4, 6.6, -6.2
"""How thick bars end to end are, how long one is at the most, where they end at the most, and where they begin."""
LIES = FLOOR + THICK / 2
"""The height of bars end to end."""
PRINTED = 0.05
"""Powers from here on have numbers, and fall one after the other."""
EDGE = 6.0
"""How far to the left and to the right the columns go."""
CAME, FALLS = 0.15, 0.35
"""How much later the next mark sets out, and the next bar falls."""


class Wide(Columns):
    """Columns over the whole width."""

    WIDEST = 1.75


class Softening:
    """The scores of one step of ``scoring`` on their way to weights, over wide ``columns`` whose names are ``labels``."""

    def __init__(
        self, scoring: Scoring, words: Readings, weights: Sequence[float], known: Sequence[bool], *, theme: Theme
    ) -> None:
        self._scoring, self._theme = scoring, theme
        self.columns = Wide(words, weights, -EDGE, EDGE + 0.5, theme=theme, sizes=(theme.label, theme.small))
        self.labels = self.columns.sit(NAMES, known)
        self.whole: EndToEnd
        self.measure: Measure

    def count(self, gaps: Readings, annotations: Readings, run_time: float) -> Iterator[Play]:
        """Let words and scores take the whole width, and nought be at the largest: each says how far below it is."""
        theme, scoring, before = self._theme, self._scoring, self._scoring.columns
        columns = scoring.columns = self.columns
        left = columns.x(0) - columns.pitches[0] / 2
        self.ruler = Ruler(float(np.min(gaps.values)), 0.0, theme=theme, left=left, right=EDGE + 0.5, foot=FOOT, top=TOP)
        old, tokens = scoring.marks, scoring.tokens
        scoring.tokens = [scoring.token(annotations.row(source)) for source in range(columns.count)]
        self.marks = {source: Mark(gaps[source], self.ruler, columns, theme=theme) for source in old}
        moves = [Slide(mark, _way(old[source], mark), run_time=run_time) for source, mark in self.marks.items()]
        home = Arrive(VGroup(*scoring.tokens), scoring.tokens, tokens, run_time=run_time)
        gone = [*old.values(), *tokens, *before.names.values(), *before.marks.values()]
        yield Play([*moves, home, *self._named(before, run_time)], replaced=gone)
        made = (numeral(mark, columns, theme=theme, below=True) for mark in self.marks.values())
        self.numbers = VGroup(*(each for each in made if each.submobjects))
        late = [each for each in self.labels if not any(each is columns.names.get(source) for source in before.names)]
        yield Play([Appear(each, run_time=theme.quick) for each in (*late, self.ruler.shown, *self.numbers)])

    def _named(self, before: Columns, run_time: float) -> Iterator[Animation]:
        """Yield animations in which names come from where they were in other columns."""
        for source in before.names.keys() & self.columns.names.keys():
            old, label = before.names[source], self.columns.names[source]
            size = float(old.cap_height / label.cap_height)
            yield Slide(label, _way(old, label), start=size, run_time=run_time)

    def bare(self) -> list[Animation]:
        """Return animations in which the ruler goes, and exp is taken of the numbers at the marks."""
        theme, quick = self._theme, self._theme.quick
        made = [(numeral(mark, self.columns, theme=theme, below=True, says="exp({value:2})")) for mark in self.marks.values()]
        said, self.numbers = self.numbers, VGroup(*(each for each in made if each.submobjects))
        gone = [Vanish(each, run_time=quick) for each in (self.ruler.shown, *said)]
        coming = [Appear(each, run_time=quick) for each in self.numbers]
        return [AnimationGroup(*(AnimationGroup(*each) for each in (gone, coming) if each), lag_ratio=1.0)]

    def raise_powers(self, powers: Readings, run_time: float) -> Iterator[Play]:
        """Let each mark become the bar of its power: it comes from where that was, and stands on the floor."""
        theme, columns = self._theme, self.columns
        self.bars = pillars(powers, columns, Stand(TOP - FLOOR, FLOOR), theme=theme)
        self.tops = [each for each in tops(self.bars, columns, theme=theme, least=PRINTED) if each.submobjects]
        ends = (self.ruler.left, FLOOR, 0), (self.ruler.right, FLOOR, 0)
        self.floor = Line(*ends, stroke_color=theme.muted, stroke_width=theme.thin)
        marks = [self.marks[source] for source in range(len(self.bars))]
        rising = [Arrive(bar, [bar], [mark], run_time=1.0) for bar, mark in zip(self.bars, marks, strict=True)]
        lag = min(CAME, 1 / len(rising))
        yield Play([Appear(self.floor, run_time=theme.quick), *(Vanish(each, run_time=2 * theme.quick) for each in self.numbers)])
        yield Play([AnimationGroup(*rising, lag_ratio=lag, run_time=run_time)], replaced=marks)
        if self.tops:
            yield Play([Appear(part, run_time=theme.quick) for part in self.tops])

    def blank(self) -> list[Animation]:
        """Return animations in which the numbers over the bars go."""
        return [Vanish(each, run_time=self._theme.quick) for each in self.tops]

    def lay(self, powers: Readings, words: Readings, total: Reading, run_time: float) -> Iterator[Play]:
        """Let the bars topple, the last first, and lie end to end; a ruler under them says how long they are."""
        theme, sum_ = self._theme, float(total.value)
        self.unit = min(LONGEST, (RIGHT - START) / max(sum_, 1.0))
        self.left = START
        self.whole = EndToEnd(powers, words, theme=theme, unit=self.unit, left=self.left, y=LIES, height=THICK, size=theme.label)
        most = int(np.ceil(sum_ - 1e-9))
        most = most if self.left + most * self.unit <= RIGHT else int(sum_)
        self.measure = Measure(max(most, 1), theme=theme, unit=self.unit, left=self.left, under=FLOOR)
        outlines = VGroup()
        for bar in self.bars:
            if bar.height > 0.05:
                shell = Box(
                    width=bar.width, height=bar.height, corner_radius=0.02, stroke_color=theme.line, stroke_width=theme.thin
                )
                outlines.add(shell.move_to(bar))
        ways = [Topple(*each, run_time=1.0) for each in zip(self.whole.bars, self.bars, strict=True)]
        large = [number for number, bar in enumerate(self.bars) if float(bar.reading.value) >= PRINTED]
        small = [way for number, way in enumerate(ways) if number not in large]
        first = [AnimationGroup(*small)] if small else []
        falling = [*first, *(ways[number] for number in reversed(large))]
        lag = min(FALLS, 1 / len(falling))
        yield Play(
            [Appear(outlines, run_time=theme.quick), AnimationGroup(*falling, lag_ratio=lag, run_time=run_time)],
            replaced=list(self.bars),
        )
        self.long = Label(phrase("{total:2} long", total=total), theme=theme, size=theme.label).sit_amid(
            self.whole.right, LIES + THICK / 2 + 0.25, 1
        )
        shown = [Appear(each, run_time=theme.quick) for each in (self.measure, self.long, self.whole.names)]
        yield Play([*shown, *(Vanish(each, run_time=theme.quick) for each in (outlines, self.floor))])

    def divide(self, weights: Readings, words: Readings, total: Reading, run_time: float) -> Iterator[Play]:
        """Let the bar shrink on its ruler until it is one long: that is the division."""
        theme, old = self._theme, self.whole
        new = EndToEnd(weights, words, theme=theme, unit=self.unit, left=self.left, y=LIES, height=THICK, size=theme.label)
        before, bare = old.before(theme=theme), new.bare(theme=theme)
        first = {number: label for number, label in old.bare(theme=theme).items() if number in bare}
        said = Label(phrase("÷ {total:2}", total=total), theme=theme, size=theme.title)
        self.by = said.sit_amid(min(old.right + 0.25, RIGHT - said.width), LIES, -1)
        if old.right + 0.25 > RIGHT - said.width:
            self.by.sit_amid(old.right, LIES + THICK / 2 + 0.35, 1)
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
        gone = [self.measure, self.whole.names, self.by, self.shell]
        return [Vanish(each, run_time=run_time) for each in gone if each.get_family()[1:] or len(each.points)]


def _way(old: VMobject, new: VMobject) -> Path:
    return Path((float(old.get_x()), float(old.get_y())), (float(new.get_x()), float(new.get_y())))


def _riding(before: EndToEnd, words: dict[int, Label], run_time: float) -> list[Animation]:
    """Return animations in which words go with their parts of a bar, from where these were before."""
    ways = {
        number: Path((float(before.bars[number].get_x()), LIES), (float(each.get_x()), LIES)) for number, each in words.items()
    }
    return [Slide(words[number], way, run_time=run_time) for number, way in ways.items()]
