"""Softmax as things that move: marks count down from the largest, become bars through exp, lie end to end, and fill one."""

from collections.abc import Callable, Iterator, Mapping, Sequence

import numpy as np
from manim import Animation, AnimationGroup, Line, VGroup, VMobject

from scenes.mobjects.motion import Appear, Arrive, Vanish
from scenes.mobjects.moves import Grow, Path
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

    WIDEST = 2.6


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

    def spread(self, scores: Readings, annotations: Readings, run_time: float) -> Iterator[Play]:
        """Let words take the whole width, with their scores and the numbers of these."""
        scoring, before, (low, high) = self._scoring, self._scoring.columns, (np.min(scores.values), np.max(scores.values))
        columns = scoring.columns = self.columns
        old, tokens, numbers = scoring.marks, scoring.tokens, scoring.numbers
        scoring.tokens = [scoring.token(annotations.row(source)) for source in range(columns.count)]
        self.ruler = self._ruler(float(low), float(high))
        self.marks = {source: Mark(scores[source], self.ruler, columns, theme=self._theme) for source in old}
        self.numbers = self._numerals(_under)
        moves = [Slide(mark, _way(old[source], mark), run_time=run_time) for source, mark in self.marks.items()]
        home = Arrive(VGroup(*scoring.tokens), scoring.tokens, tokens, run_time=run_time)
        with_it = {source: made for source, made in self.numbers.items() if numbers[source].submobjects}
        moves += [Slide(made, _way(numbers[source], made), run_time=run_time) for source, made in with_it.items()]
        gone = [*old.values(), *tokens, *before.names.values(), *before.marks.values(), *numbers.values()]
        ruled = Appear(self.ruler.shown, run_time=self._theme.quick)
        yield Play([*moves, home, ruled, *self._named(before, run_time)], replaced=gone)
        late = [each for each in self.labels if not any(each is columns.names.get(source) for source in before.names)]
        late += [made for source, made in self.numbers.items() if source not in with_it]
        if late:
            yield Play([Appear(each, run_time=self._theme.quick) for each in late])

    def count(self, gaps: Readings, largest: Reading, run_time: float, *, slowly: bool) -> Iterator[Play]:
        """Let the ``largest`` score come off each, so that nought is at this one: each says how far below it is."""
        quick, marks, before = self._theme.quick, self.marks, self.ruler.shown
        says = "{value:2} − {less:2}" if float(largest.value) >= 0 else "{value:2} − ({less:2})"
        less = self._numerals(_under, says, less=largest) if slowly else {}
        if len(less) == len(self.numbers) and less:
            yield self._in_turn(less, 0.6 * run_time)
        self.ruler = self._ruler(float(np.min(gaps.values)), 0.0)
        self.marks = {source: Mark(gaps[source], self.ruler, self.columns, theme=self._theme) for source in marks}
        made, old = list(self.marks.values()), list(marks.values())
        moves: list[Animation] = [Arrive(VGroup(*made), made, old, run_time=quick), Vanish(before, run_time=quick)]
        ends = (self.ruler.left, FLOOR, 0), (self.ruler.right, FLOOR, 0)
        self.floor = Line(*ends, stroke_color=self._theme.muted, stroke_width=self._theme.thin)
        moves += [Appear(each, run_time=quick) for each in (self.ruler.shown, self.floor)]
        yield Play(moves, replaced=old)
        if said := self._numerals(lambda _: True):
            yield self._in_turn(said, 0.4 * run_time)

    def _in_turn(self, said: dict[int, VGroup], run_time: float) -> Play:
        """Let what is said of each mark take the place of what was said before, one after the other."""
        old, self.numbers = self.numbers, said
        changes = [
            AnimationGroup(*(Vanish(old[each]) for each in (source,) if each in old), Appear(made), lag_ratio=1.0)
            for source, made in said.items()
        ]
        return Play([AnimationGroup(*changes, lag_ratio=min(0.5, 2 / len(changes)), run_time=run_time)])

    def _ruler(self, low: float, high: float) -> Ruler:
        """Return the ruler of all columns, from ``low`` to ``high``."""
        left = self.columns.x(0) - self.columns.pitches[0] / 2
        return Ruler(low, high, theme=self._theme, left=left, right=EDGE + 0.5, foot=FOOT, top=TOP)

    def _numerals(
        self, below: Callable[[Reading], bool], says: str = "{value:2}", less: Reading | None = None
    ) -> dict[int, VGroup]:
        """Return what is said of each mark, over it or ``below``; of those whose columns have room for it."""
        made = {
            source: numeral(mark, self.columns, theme=self._theme, below=below(mark.reading), says=says, less=less)
            for source, mark in self.marks.items()
        }
        return {source: each for source, each in made.items() if each.submobjects}

    def _named(self, before: Columns, run_time: float) -> Iterator[Animation]:
        """Yield animations in which names come from where they were in other columns."""
        for source in before.names.keys() & self.columns.names.keys():
            old, label = before.names[source], self.columns.names[source]
            size = float(old.cap_height / label.cap_height)
            yield Slide(label, _way(old, label), start=size, run_time=run_time)

    def bare(self) -> list[Animation]:
        """Return animations in which the ruler goes, and exp is taken of the numbers at the marks."""
        quick, said = self._theme.quick, self.numbers
        self.numbers = self._numerals(lambda _: False, "exp({value:2})")
        gone = [Vanish(each, run_time=quick) for each in (self.ruler.shown, *said.values())]
        coming = [Appear(each, run_time=quick) for each in self.numbers.values()]
        return [AnimationGroup(*(AnimationGroup(*each) for each in (gone, coming) if each), lag_ratio=1.0)]

    def raise_powers(self, powers: Readings, run_time: float) -> Iterator[Play]:
        """Let each mark go to the height of its power, with its number; then bars grow up to them from the floor."""
        theme, columns, stand = self._theme, self.columns, Stand(TOP - FLOOR, FLOOR)
        old, said = self.marks, self.numbers
        self.marks = {source: Mark(powers[source], stand, columns, theme=theme) for source in old}
        going = [AnimationGroup(*self._fall(source, old[source], said.get(source))) for source in old]
        lag = min(CAME, 1 / len(going))
        yield Play([AnimationGroup(*going, lag_ratio=lag, run_time=0.65 * run_time)], replaced=list(old.values()))
        self.bars = pillars(powers, columns, stand, theme=theme)
        self.tops = [each for each in tops(self.bars, columns, theme=theme, least=PRINTED) if each.submobjects]
        rising = [Grow(bar, "bottom", run_time=0.35 * run_time) for bar in self.bars]
        yield Play([*rising, *(Vanish(each, run_time=theme.quick) for each in said.values())])
        yield Play([Appear(part, run_time=theme.quick) for part in self.tops], replaced=list(self.marks.values()))

    def _fall(self, source: int, old: Mark, said: VGroup | None) -> list[Animation]:
        """Return animations in which a mark goes to its new height, and what is said of it with it."""
        new = self.marks[source]
        ways: list[Animation] = [Slide(new, _way(old, new))]
        if said is not None:
            x, y, high = float(said.get_x()), float(said.get_y()), float(new.get_y() - old.get_y())
            ways.append(Slide(said.shift((0, high, 0)), Path((x, y), (x, y + high))))
        return ways

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


def _under(score: Reading) -> bool:
    """Return whether the number of a score is below its mark, off the line of nought."""
    return float(score.value) < 0


def _way(old: VMobject, new: VMobject) -> Path:
    return Path((float(old.get_x()), float(old.get_y())), (float(new.get_x()), float(new.get_y())))


def _riding(before: EndToEnd, words: dict[int, Label], run_time: float) -> list[Animation]:
    """Return animations in which words go with their parts of a bar, from where these were before."""
    ways = {
        number: Path((float(before.bars[number].get_x()), LIES), (float(each.get_x()), LIES)) for number, each in words.items()
    }
    return [Slide(words[number], way, run_time=run_time) for number, way in ways.items()]
