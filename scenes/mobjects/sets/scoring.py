"""Words and their h over a stage, the scorer between them and the decoder that asks: pairs go in, scores come out."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from manim import Animation, AnimationGroup, Square, VGroup, VMobject

from scenes.mobjects.motion import Appear, Arrive, Shade, Vanish
from scenes.mobjects.moves import Grow, Light, Path, Travel, retired
from scenes.mobjects.plays import Play
from scenes.mobjects.reading import Reading, Readings, phrase
from scenes.mobjects.sets.columns import Columns
from scenes.mobjects.sets.decoder_asks import Asker, Strip
from scenes.mobjects.sets.score_panel import Pair, Panel, Term
from scenes.mobjects.sets.score_ruler import Mark, Ruler, numeral
from scenes.mobjects.shapes import Bundle
from scenes.mobjects.text import within
from scenes.mobjects.theme import Theme
from scenes.mobjects.values import Swatch
from scenes.mobjects.wires import Wire

__all__ = ["Scoring"]

TOKENS, LANE, OUT = 2.44, 2.14, -1.74
"""The heights of the h of words, of the wire that they take into the scorer, and of that which scores take out of it."""
PLACE, TURN = (-5.6, 0.75), -4.66
"""Where h is beside the large scorer, and where wires turn before it."""


class Scoring:
    """The scorer at work, in full at first and then small, for the words over ``columns`` and the state of ``asker``.

    ``tokens`` are the words' h; ``marks`` and ``numbers`` the scores on the ruler, by their words.
    """

    def __init__(self, columns: Columns, annotations: Readings, units: Sequence[int], asker: Asker, *, theme: Theme) -> None:
        self.columns, self.asker, self._theme, self._units = columns, asker, theme, units
        self.tokens = [self.token(annotations.row(source)) for source in range(len(annotations))]
        self.panel: Panel
        self.marks: dict[int, Mark] = {}
        self.numbers: dict[int, VGroup] = {}
        self.columns_shown: dict[str, Bundle] = {}
        self.terms: list[Term] = []
        self.rest: list[VGroup] = []

    def token(self, values: Readings) -> Strip:
        """Return the h of a word as a strip under its name."""
        source = values.index[-1]
        width = max(0.04, min(0.8, 0.72 * self.columns.pitches[source]))
        made = Strip(values, self._units, theme=self._theme, size=(width, 0.18))
        return made.move_to((self.columns.x(source), TOKENS, 0))

    # -- one pair in full --------------------------------------------------------------------------------------------------

    def fetch(self, source: int, word: Reading, run_time: float) -> Iterator[Play]:
        """Let the h of a word come to its place beside the scorer, and wires lead from there, and from s, to U and W."""
        theme, x = self._theme, self.columns.x(source)
        self.here = self.tokens[source].copy().move_to((*PLACE, 0))
        said = within(phrase("h of “{word}”", word=word), theme=theme, size=theme.small, room=1.9, colour="source")
        self.rest = [VGroup(said.sit_amid(PLACE[0], PLACE[1] + 0.32)), self.wires()]
        dim = [Shade(each, theme.dimmed) for number, each in enumerate(self.tokens) if number != source]
        yield Play([Travel(self.here, Path((x, TOKENS), (x, LANE), (PLACE[0], LANE), PLACE), run_time=run_time), *dim])
        yield Play([Appear(each, run_time=theme.quick) for each in self.rest])

    def wires(self) -> VGroup:
        """Return the wires from h to U, and from s to W."""
        made, theme = VGroup(), self._theme
        for start, gate, colour in (
            ((PLACE[0] + float(self.here.width) / 2, PLACE[1]), self.panel.annotation_gate, "source"),
            (self.asker.port, self.panel.state_gate, "target"),
        ):
            y, end = float(gate.get_y()), float(gate.get_left()[0])
            made.add(Wire(start, (TURN, start[1]), (TURN, y), (end, y), theme=theme, colour=colour))
        return made

    def weigh(self, annotation: Readings, states: Readings, run_time: float) -> Iterator[Play]:
        """Send s through W, then h through U; each comes out as a column of the scorer's units, the farther one first."""
        panel, theme = self.panel, self._theme
        state = self.asker.strip
        for thing, gate, values, start in (
            (state, panel.state_gate, states, (float(state.get_x()), float(state.get_y()))),
            (self.here, panel.annotation_gate, annotation, PLACE),
        ):
            x, y = float(gate.get_x()), float(gate.get_y())
            column = self.columns_shown[values.key] = panel.column(values)
            copy = thing.copy().move_to((x, y, 0))
            path = Path(start, (TURN, start[1]), (TURN, y), (x, y))
            yield Play([Travel(copy, path, end=0.3, leaves=True, run_time=0.22 * run_time)])
            spots = [Square(0.14).move_to(gate) for _ in column]
            coming = Arrive(column, list(column), spots, lag=0.08, run_time=0.28 * run_time)
            yield Play([Light(gate, theme, run_time=0.28 * run_time), coming])

    def _through(self, going: Sequence[Bundle], place: float, made: Bundle, run_time: float) -> Iterator[Play]:
        """Let copies of columns go level to one place, and what they make come out of it, row by row."""
        ways: list[Animation] = []
        for copy in (column.copy() for column in going):
            for cell in copy:
                x, y = float(cell.get_x()), float(cell.get_y())
                cell.move_to((place, y, 0))
                ways.append(Travel(cell, Path((x, y), (place, y)), end=0.3, leaves=True, run_time=0.45 * run_time))
        yield Play([AnimationGroup(*ways, lag_ratio=0.03)])
        spots = [Square(0.1).move_to((place, float(cell.get_y()), 0)) for cell in made]
        yield Play([Arrive(made, list(made), spots, lag=0.03, run_time=0.5 * run_time)])

    def meet(self, sums: Readings, states: Readings, unit: int, run_time: float) -> Iterator[Play]:
        """Let both columns meet in their sums; a frame shows the unit that is followed.

        The farther column itself goes, so that the sums pass no number on their way; then it is there again.
        """
        panel, theme = self.panel, self._theme
        made = self.columns_shown[sums.key] = panel.column(sums)
        near, far = self.columns_shown["projected_annotations"], self.columns_shown["projected_states"]
        plays = self._through([near, far], panel.x("plus"), made, run_time)
        yield replace(next(plays), replaced=[far])
        yield from plays
        self.lens, again = panel.lens(unit, Panel.HALF), panel.column(states)
        self.columns_shown[states.key] = again
        yield Play([Appear(each, run_time=theme.quick) for each in (again, self.lens)])

    def squash(self, squashed: Readings, run_time: float) -> Iterator[Play]:
        """Let the sums go through tanh."""
        made = self.columns_shown[squashed.key] = self.panel.column(squashed)
        yield from self._through([self.columns_shown["scorer_preactivation"]], self.panel.x("tanh"), made, run_time)

    def begin(self, panel: Panel) -> list[VMobject]:
        """Take a scorer, of which the first part opens; return what comes in then."""
        self.panel, self.frame = panel, panel.framed(Panel.NARROW)
        return [self.frame, panel.multiplying]

    def go_on(self, run_time: float) -> Play:
        """Let the scorer open as far as behind tanh."""
        before, self.frame = self.frame, self.panel.framed(Panel.HALF)
        return self._opened([self.frame], [before], [self.panel.bounding], run_time)

    def complete(self, weights: Readings, unit: int, run_time: float) -> Play:
        """Let the whole scorer open, with v, ``(scorer,)``, in it; the frame of the unit that is followed becomes longer."""
        panel, before = self.panel, self.lens
        column, self.lens = panel.column(weights), panel.lens(unit)
        self.columns_shown[weights.key] = column
        return self._opened([panel.frame, self.lens], [self.frame, before], [panel.adding, column], run_time)

    def _opened(self, new: Sequence[VMobject], old: Sequence[VMobject], parts: Sequence[VMobject], run_time: float) -> Play:
        """Return the play in which frames take the place of narrower ones, and parts come in after that."""
        growing = AnimationGroup(*(Arrive(one, [one], [other], run_time=0.5) for one, other in zip(new, old, strict=True)))
        inside = AnimationGroup(*(Appear(each, run_time=0.5) for each in parts))
        return Play([AnimationGroup(growing, inside, lag_ratio=1.0, run_time=run_time)], replaced=old)

    def add_up(self, pair: Pair, run_time: float) -> Iterator[Play]:
        """Let the products be laid tip to tail; where they end is the score."""
        theme = self._theme
        self._take_terms(pair)
        ways = []
        for term, tie in zip(self.terms, self.ties, strict=True):
            edge = "left" if float(term.reading.value) >= 0 else "right"
            ways.append(
                AnimationGroup(Grow(term, edge, run_time=0.12 * run_time), Appear(tie, run_time=0.12 * run_time), lag_ratio=0.5)
            )
        yield Play([AnimationGroup(*ways, lag_ratio=0.6, run_time=0.85 * run_time)])
        yield Play([Grow(self.mark, "bottom", run_time=theme.quick), Appear(self.number, run_time=theme.quick)])

    def _take_terms(self, pair: Pair) -> None:
        """Make the terms of a pair, the ties between them, and the score at their end, no mark on the ruler yet."""
        self.terms, self.ties, tip = self.panel.terms(pair, self.panel.others)
        self.mark, self.number = self.panel.score(pair.score, tip)

    # -- all pairs ---------------------------------------------------------------------------------------------------------

    def lanes(self, small: Panel) -> VGroup:
        """Return the wires of all words into the small scorer, of s, and of the scores out of it."""
        theme, made, columns = self._theme, VGroup(), self.columns
        gate = small.annotation_gate
        x, top = float(gate.get_x()), float(gate.get_top()[1])
        first = columns.x(0)
        made.add(Wire((first, TOKENS - 0.12), (first, LANE), (x, LANE), (x, top), theme=theme, colour="source"))
        for source in range(1, columns.count):
            here = columns.x(source)
            made.add(Wire((here, TOKENS - 0.12), (here, LANE), theme=theme, colour="source", tip=False))
        (start, y), other = self.asker.port, small.state_gate
        left, up = float(other.get_left()[0]), float(other.get_y())
        made.add(Wire((start, y), (left - 0.22, y), (left - 0.22, up), (left, up), theme=theme, colour="target"))
        end = small.right
        made.add(Wire((end, small.foot), (end, OUT), (columns.x(0), OUT), theme=theme, colour="ink", width=theme.thin, tip=False))
        return made

    def shrink(self, small: Panel, pair: Pair, states: Readings, weights: Readings, run_time: float) -> Iterator[Play]:
        """Let the scorer with all that is in it shrink into the place of ``small``; the wires of all words lead to it."""
        big, old, theme = self.panel, self.columns_shown, self._theme
        gone: list[VMobject] = [self.lens, self.here, *self.rest, self.number, *self.ties]
        before: list[VMobject] = [big.annotation_gate, big.state_gate, big.squash, big.frame]
        was, score = [*self.terms], self.mark
        values = [pair.annotation, states, pair.sums, pair.squashed, weights]
        self.panel = small
        self.columns_shown = {each.key: small.column(each) for each in values}
        self._take_terms(pair)
        after = [small.annotation_gate, small.state_gate, small.squash, small.frame]
        yield Play([Vanish(each, run_time=theme.quick) for each in (*gone, *big.texts)])
        moves: list[Animation] = [
            Arrive(small.frame, [small.frame], [big.frame], run_time=run_time),
            Arrive(VGroup(*after[:3]), after[:3], before[:3], run_time=run_time),
        ]
        for key, column in self.columns_shown.items():
            moves.append(Arrive(column, list(column), [cell.patch for cell in cells_of(old[key])], run_time=run_time))
        moves.append(Arrive(VGroup(*self.terms), self.terms, was, run_time=run_time))
        moves.append(Arrive(self.mark, [self.mark], [score], run_time=run_time))
        back = [Shade(each, 1.0) for each in self.tokens]
        yield Play([*moves, *back], replaced=[big, *big, *old.values(), *was, score])
        self.wired = self.lanes(small)
        yield Play([Appear(each, run_time=theme.quick) for each in (small.signs, self.number, self.ties, self.wired)])

    def deliver(self, ruler: Ruler, run_time: float) -> list[Animation]:
        """Return the animations in which the score that came out goes to its word's column, on the ruler."""
        columns, theme, reading = self.columns, self._theme, self.mark.reading
        source = reading.index[-1]
        mark = Mark(reading, ruler, columns, theme=theme)
        start = (float(self.mark.get_x()), float(self.mark.get_y()))
        x, y, number = columns.x(source), float(mark.get_y()), numeral(mark, columns, theme=theme)
        self.marks[source], self.numbers[source] = mark, number
        end = self.panel.right
        path = (
            Path(start, (end, start[1]), (end, OUT), (x, OUT), (x, y))
            if start[0] < end - 0.01
            else Path(start, (start[0], OUT), (x, OUT), (x, y))
        )
        moves: list[Animation] = [Travel(mark, path, run_time=run_time)]
        if number.submobjects:
            up = float(number.get_y()) - y
            lifted = Path(*[(float(place[0]), float(place[1]) + up) for place in path.corners])
            moves.append(Travel(number, lifted, run_time=run_time))
        return moves

    def score(self, pair: Pair, ruler: Ruler, run_time: float) -> Iterator[Play]:
        """Score another word: its h goes in, the scorer lights and works, and its score goes to the ruler."""
        small, theme, source = self.panel, self._theme, pair.score.index[-1]
        gate, columns = small.annotation_gate, self.columns
        x, y, start = float(gate.get_x()), float(gate.get_y()), columns.x(source)
        copy = self.tokens[source].copy().move_to((x, y, 0))
        path = Path((start, TOKENS), (start, LANE), (x, LANE), (x, y))
        old = [
            self.mark,
            self.number,
            self.ties,
            *(self.columns_shown[each.key] for each in (pair.annotation, pair.sums, pair.squashed)),
        ]
        was = [*self.terms]
        yield Play([Travel(copy, path, end=0.5, leaves=True, run_time=0.42 * run_time)])
        for values in (pair.annotation, pair.sums, pair.squashed):
            self.columns_shown[values.key] = small.column(values)
        self._take_terms(pair)
        fresh = [self.columns_shown[each.key] for each in (pair.annotation, pair.sums, pair.squashed)]
        coming = Arrive(fresh[0], list(fresh[0]), [Square(0.1).move_to(gate) for _ in fresh[0]], run_time=0.16 * run_time)
        swing = Arrive(VGroup(*self.terms), self.terms, was, run_time=0.2 * run_time)
        lit = [Light(each, theme, run_time=0.3 * run_time) for each in (gate, small.frame, small.squash)]
        others = [Appear(each, run_time=0.16 * run_time) for each in (*fresh[1:],)]
        yield Play([*lit, AnimationGroup(coming, *others, swing, lag_ratio=0.3)], replaced=[*old, *was])
        yield Play([Appear(self.ties, run_time=0.1), *self.deliver(ruler, 0.4 * run_time)])

    def close(self, run_time: float) -> list[Animation]:
        """Return animations in which the scorer, its wires and the words' h go."""
        return [Vanish(each, run_time=run_time) for each in self._all()]

    def rest_now(self) -> list[Animation]:
        """Return animations that dim the scorer, its wires and the words' h: it has done its part."""
        return retired(self._all(), self._theme, self._theme.quick)

    def _all(self) -> list[VMobject]:
        lines = [self.ties, self.mark, self.number, self.wired]
        return [*self.panel, *self.columns_shown.values(), *self.terms, *lines, *self.tokens]


def cells_of(column: Bundle) -> list[Swatch]:
    """Return the cells of a column."""
    return [cell for cell in column.submobjects if isinstance(cell, Swatch)]
