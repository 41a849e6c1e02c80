"""Words and their h over a ruler, the scorer and the decoder that asks beside them: pairs go in, scores come out."""

from collections.abc import Iterator, Sequence

from manim import Animation, AnimationGroup, VGroup, VMobject

from scenes.mobjects.motion import Appear, Arrive, Depart, Reveal, Shade, Vanish
from scenes.mobjects.moves import Extend, Grow, Light, Path, Travel
from scenes.mobjects.notation.equations import Symbol
from scenes.mobjects.notation.translation import NOTATION
from scenes.mobjects.places import named, stays
from scenes.mobjects.plays import Play
from scenes.mobjects.reading import Reading, Readings
from scenes.mobjects.sets.columns import Columns
from scenes.mobjects.sets.decoder_asks import DEEP, Asker, Strip
from scenes.mobjects.sets.score_pair import Pair, Term, Tip
from scenes.mobjects.sets.score_panel import Others, Panel
from scenes.mobjects.sets.score_ruler import Mark, Ruler, numeral
from scenes.mobjects.shapes import Bundle
from scenes.mobjects.shifts import Breathe, Slide
from scenes.mobjects.theme import Theme
from scenes.mobjects.values import Swatch
from scenes.mobjects.wires import Wire

__all__ = ["MANY", "TOKENS", "Scoring"]

TOKENS, LANE = 2.57, 2.29
"""The heights of the h of words, and of the wire that they take into the scorer."""
TALL = 0.24
"""How high the h of a word is."""
MANY, FEW = 15, 4
"""Of more words than that only the first few are scored one by one."""
NOTE = "other_units"
"""The key of the note which says how many units have no rows."""
TOGETHER, CLOSE = 2.4, 0.15
"""How long all others take, in seconds; and after which part of a word's time the next one follows."""


class Scoring:
    """The scorer at work for the words over ``columns`` and the state of ``asker``.

    ``tokens`` are the words' h; ``marks`` and ``numbers`` the scores on the ruler, by their words.
    """

    def __init__(
        self, columns: Columns, annotations: Readings, units: Sequence[int], asker: Asker, panel: Panel, *, theme: Theme
    ) -> None:
        self.columns, self.asker, self.panel, self._theme, self._units = columns, asker, panel, theme, units
        self.tokens = [self.token(annotations.row(source)) for source in range(len(annotations))]
        letter = Symbol("encoder_hidden", notation=NOTATION, theme=theme, size=theme.symbol * 0.8)
        first = self.tokens[0]
        letter.move_to((float(first.get_left()[0]) - 0.16 - letter.width / 2, TOKENS, 0))
        self.letter = named(stays(letter), "encoder_hidden")
        self.marks: dict[int, Mark] = {}
        self.numbers: dict[int, VGroup] = {}
        self.shown: dict[str, Bundle] = {}
        self.terms: list[Term] = []
        self._lit_word = self._first = 0
        self.mark: Tip
        self.number: VGroup
        self.small = panel.fold()
        self.up, self.down = self._wires()
        self.lanes = VGroup(*self._lanes())

    def token(self, values: Readings) -> Strip:
        """Return the h of a word as a strip under its name."""
        source = values.index[-1]
        width = max(0.04, min(0.86, 0.78 * self.columns.pitches[source]))
        made = Strip(values, self._units, theme=self._theme, size=(width, TALL))
        return made.move_to((self.columns.x(source), TOKENS, 0)).set_z_index(-0.5)  # below words

    def _wires(self) -> tuple[Wire, Wire]:
        """Return the wire from s up to W, and that from the nearest word's h to U."""
        panel, theme = self.panel, self._theme
        x, low = float(panel.state_gate.get_x()), float(panel.state_gate.get_bottom()[1])
        head = self.asker.at[1] + Asker.HIGH / 2
        up = Wire((x, head), (x, low), theme=theme, colour="target")
        there, high = float(panel.annotation_gate.get_x()), float(panel.annotation_gate.get_top()[1])
        last = self.columns.x(self.columns.count - 1)
        foot = TOKENS - TALL / 2 - 0.02
        return up, Wire((last, foot), (last, LANE), (there, LANE), (there, high), theme=theme, colour="source")

    def _lanes(self) -> list[Wire]:
        """Return the ends of all words' wires, which join the last one's, and the wire of the scores to their ruler."""
        theme, columns, foot = self._theme, self.columns, TOKENS - TALL / 2 - 0.02
        here = [columns.x(source) for source in range(columns.count - 1)]
        made = [Wire((x, foot), (x, LANE), theme=theme, colour="source", tip=False) for x in here]
        (x, y), start = self.small.corner, float(self.small.vector.get_bottom()[1])
        last = columns.x(columns.count - 1)
        return [*made, Wire((x, start), (x, y), (last, y), theme=theme, colour="muted", width=theme.thin, tip=False)]

    # -- the scorer opens, part by part -----------------------------------------------------------------------------------

    def begin(self, weights: Readings, run_time: float) -> list[Animation]:
        """Return animations in which the network and its ``weights`` v appear, late, when all that was there has made room."""
        column = self.shown[weights.key] = self.panel.column(weights)
        parts = (*self.panel.begun, column, self.letter)
        return [Reveal(each, [each], wait=0.9, run_time=run_time) for each in parts]

    def draw(self, run_time: float) -> list[Animation]:
        """Return animations in which the wires of s and of the h are drawn."""
        ends = self.lanes[:-1]
        lanes = [Reveal(ends, list(ends), run_time=run_time)] if len(ends) else []
        return [*lanes, *(Extend(each, run_time=run_time) for each in (self.up, self.down))]

    def complete(self) -> list[Animation]:
        """Return animations in which v is pointed at, and the line appears from which products add up."""
        quick = self._theme.quick
        return [Breathe(self.shown["scorer_vector"], run_time=3 * quick), Appear(self.panel.axis, run_time=quick)]

    def fold(self, run_time: float) -> Iterator[Play]:
        """Let all numbers of the network go, and itself become small; the score stays at its end."""
        panel, small, quick = self.panel, self.small, self._theme.quick
        cells = [cell for column in self.shown.values() for cell in column]
        gone = [*cells, *self.terms, *panel.heads.values(), panel.axis, self.number]
        yield Play([Vanish(each, run_time=quick) for each in gone])
        self.shown, self.terms = {}, []
        mark, (x, y) = self.mark, small.corner
        start = float(mark.get_x()), float(mark.get_y())
        moved = Slide(mark.move_to((x, y, 0)), Path(start, (x, y)), run_time=run_time)
        shrinking = Arrive(small.frame.set_z_index(-1), [small.frame], [panel.frame], run_time=run_time)
        yield Play([shrinking, moved], replaced=[panel.frame])
        parts = (small.plus, small.wires, small.vector, self.lanes[-1])
        yield Play([Appear(each, run_time=quick) for each in parts])

    # -- one pair in full --------------------------------------------------------------------------------------------------

    def multiply(self, source: int, pair: Pair, states: Readings, run_time: float) -> Iterator[Play]:
        """Send s up into W, then the h of a word into U; each comes out as a column of those units that have rows."""
        annotation = pair.annotation
        panel, theme = self.panel, self._theme
        gate = panel.state_gate
        x, y = float(gate.get_x()), float(gate.get_y())
        copy = self.asker.strip.copy().set_z_index(0).move_to((x, y - 0.1, 0))
        path = Path((x, self.asker.at[1] + Asker.HIGH / 2 - DEEP), (x, y - 0.1))
        yield Play([Travel(copy, path, end=0.2, leaves=True, along=(self.up,), run_time=0.22 * run_time)])
        column = self.shown[states.key] = panel.column(states)
        self.shown[NOTE] = Bundle(*panel.notes(pair, early=True))
        noted = [Appear(each, run_time=theme.quick) for each in self.shown[NOTE]]
        yield Play([self._lit(gate, 0.26 * run_time), self._out(column, gate, 0.26 * run_time)])
        others = [number for number in range(len(self.tokens)) if number != source]
        dim = [Shade(each, theme.dimmed) for number in others for each in self._word(number)]
        yield Play([*self.go_in(source, 0.26 * run_time), *dim, *noted])
        self._lit_word = self._first = source
        column = self.shown[annotation.key] = panel.column(annotation)
        gate = panel.annotation_gate
        coming = self._out(column, gate, 0.26 * run_time, downward=True)
        yield Play([self._lit(gate, 0.26 * run_time), coming, Appear(panel.plus, run_time=theme.quick)])

    def _word(self, source: int) -> list[VMobject]:
        """Return the h of a word, and its name if it has one."""
        return [self.tokens[source], *([self.columns.names[source]] if source in self.columns.names else [])]

    def _lit(self, gate: VMobject, run_time: float) -> Light:
        return Light(gate, self._theme, run_time=run_time)

    def _out(self, column: Bundle, gate: VMobject, run_time: float, *, downward: bool = False) -> Animation:
        """Return the animation in which cells come out of W or U, the farthest one first."""
        cells = list(column) if not downward else list(reversed(column))
        x, y = float(gate.get_x()), float(gate.get_y())
        ways = [Travel(cell, Path((x, y), (float(cell.get_x()), float(cell.get_y()))), start=0.5) for cell in cells]
        return AnimationGroup(*ways, lag_ratio=0.25, run_time=run_time)

    def go_in(self, source: int, run_time: float) -> list[Animation]:
        """Return the animation in which the h of a word goes along its wire into U."""
        gate, start = self.panel.annotation_gate, self.columns.x(source)
        x, y = float(gate.get_x()), float(gate.get_y())
        copy = self.tokens[source].copy().move_to((x, y, 0)).set_z_index(0)
        path = Path((start, TOKENS), (start, LANE), (x, LANE), (x, y))
        return [Travel(copy, path, end=0.4, leaves=True, run_time=run_time)]

    def add(self, sums: Readings, run_time: float) -> Iterator[Play]:
        """Let both columns go together until they touch, and become their sums."""
        panel = self.panel
        left, right = self.shown.pop("projected_states"), self.shown.pop("projected_annotations")
        x, half = panel.x("scorer_preactivation"), panel.cell[0] / 2
        ways: list[Animation] = []
        for column, side in ((left, -1), (right, 1)):
            for cell in column:
                start, y = (float(cell.get_x()), float(cell.get_y()))
                end = x + side * half
                cell.shift((end - start, 0, 0))
                ways.append(Travel(cell, Path((start, y), (end, y)), there=True, run_time=0.5 * run_time))
        yield Play([AnimationGroup(*ways)])
        made = self.shown[sums.key] = panel.column(sums)
        pairs = [VGroup(one.patch, other.patch) for one, other in zip(cells_of(left), cells_of(right), strict=True)]
        yield Play([Arrive(made, list(made), pairs, lag=0.02, run_time=0.4 * run_time)], replaced=[*left, *right])

    def squash(self, pair: Pair, run_time: float) -> Iterator[Play]:
        """Let the sums go into tanh, and come out of it between minus one and one; what went in stays, dimmed."""
        panel, x, sums = self.panel, self.panel.x("tanh"), self.shown[pair.sums.key]
        going, squashed = self._level(copy := panel.column(pair.sums), x), pair.squashed
        dim = [Shade(cell, self._theme.dimmed, run_time=self._theme.quick) for cell in sums]
        yield Play([AnimationGroup(*going, lag_ratio=0.05, run_time=0.45 * run_time), *dim])
        made = self.shown[squashed.key] = panel.column(squashed)
        coming = [
            Travel(cell, Path((x, float(cell.get_y())), (float(cell.get_x()), float(cell.get_y()))), start=0.4) for cell in made
        ]
        lit = self._lit(panel.squash, 0.45 * run_time)
        yield Play([lit, AnimationGroup(*coming, lag_ratio=0.05, run_time=0.45 * run_time)], replaced=[*copy])

    def _level(self, column: Bundle, x: float) -> list[Animation]:
        """Return moves of the cells of a column to another place in their rows, where they are gone."""
        ways: list[Animation] = []
        for cell in column:
            start, y = float(cell.get_x()), float(cell.get_y())
            cell.shift((x - start, 0, 0))
            ways.append(Travel(cell, Path((start, y), (x, y)), there=True, leaves=True))
        return ways

    def weigh(self, weights: Readings, products: Readings, run_time: float) -> Iterator[Play]:
        """Let each tanh go to its weight of v, and their product come out behind that."""
        panel, column = self.panel, self.shown[weights.key]
        squashed = self.shown["scorer_hidden"]
        x = panel.x("scorer_vector") - panel.cell[0]
        ways: list[Animation] = []
        made = self.shown[products.key] = panel.column(products)
        for cell, fixed, product in zip(squashed, column, made, strict=True):
            start, y = float(cell.get_x()), float(cell.get_y())
            cell.shift((x - start, 0, 0))
            going = Travel(cell, Path((start, y), (x, y)), there=True, run_time=0.5)
            way = Path((float(fixed.get_right()[0]) + panel.cell[0] / 3, y), (float(product.get_x()), y))
            coming = Travel(product, way, start=0.5, causes=[cell], run_time=0.5)
            ways.append(AnimationGroup(going, coming, lag_ratio=1.0))
        yield Play([AnimationGroup(*ways, lag_ratio=0.3, run_time=run_time)])

    def add_up(self, pair: Pair, run_time: float) -> Iterator[Play]:
        """Let the products become bars, tip to tail, and after them what all other units add; where they end is the score."""
        theme, panel = self._theme, self.panel
        self.terms, tip = panel.terms(pair)
        self.mark, self.number = panel.score(pair.score, tip)
        cells = cells_of(self.shown["scorer_products"])
        ways = [Arrive(term, [term], [cell.patch], run_time=0.6) for term, cell in zip(self.terms, cells, strict=False)]
        yield Play([AnimationGroup(*ways, lag_ratio=0.4, run_time=0.4 * run_time)])
        if others := panel.others(pair):
            yield from self._gather(others, 0.35 * run_time)
            yield Play([Arrive(self.terms[-1], [self.terms[-1]], [others.cell.patch], run_time=0.25 * run_time)])
        yield Play([Grow(self.mark, "bottom", run_time=theme.quick), Appear(self.number, run_time=theme.quick)])

    def _gather(self, others: Others, run_time: float) -> Iterator[Play]:
        """Let the products of the units without rows come in below the others, and run together into one cell, their sum."""
        strips, cell = others.strips, others.cell
        self.shown[cell.patch.reading.key] = Bundle(cell, others.note)
        coming = Reveal(strips, list(strips), lag=0.3, run_time=0.55 * run_time)
        (note,) = before = list(self.shown.pop(NOTE))
        way = Path(*((float(each.get_x()), float(each.get_y())) for each in (note, others.note)))
        yield Play([coming, Slide(others.note, way, run_time=0.55 * run_time)], replaced=before)
        going = Depart(strips, list(strips), [cell.patch] * len(strips), run_time=0.45 * run_time)
        yield Play([going, Reveal(cell, [cell], wait=0.7, run_time=0.45 * run_time)])

    # -- all pairs ---------------------------------------------------------------------------------------------------------

    def deliver(self, reading: Reading, ruler: Ruler, run_time: float) -> list[Animation]:
        """Return the animations in which the score that came out goes to its word's column, on the ruler."""
        columns, theme = self.columns, self._theme
        source = reading.index[-1]
        mark = Mark(reading, ruler, columns, theme=theme)
        start, level = self.small.corner
        begin = (start, level) if source == self._first else (start, float(self.small.vector.get_y()))
        x, y, number = columns.x(source), float(mark.get_y()), numeral(mark, columns, theme=theme, below=float(reading.value) < 0)
        self.marks[source], self.numbers[source] = mark, number
        moves: list[Animation] = [Travel(mark, Path(begin, (start, level), (x, level), (x, y)), run_time=0.8 * run_time)]
        if number.submobjects:
            return [AnimationGroup(*moves, Appear(number, run_time=0.2 * run_time), lag_ratio=1.0)]
        return moves

    def score(self, score: Reading, ruler: Ruler, run_time: float) -> Iterator[Play]:
        """Score another word, which is lit: its h goes in, the scorer works, and its score goes to the ruler."""
        panel, theme, source = self.panel, self._theme, score.index[-1]
        quick = min(theme.quick, 0.2 * run_time)
        dim = [Shade(each, theme.dimmed, run_time=quick) for each in self._word(self._lit_word)]
        lit = [Shade(each, 1.0, run_time=quick) for each in self._word(source)]
        self._lit_word = source
        yield Play([*dim, *lit, *self.go_in(source, 0.35 * run_time)])
        works = [self._lit(each, 0.1 * run_time) for each in (panel.annotation_gate, panel.squash, self.small.vector)]
        yield Play([AnimationGroup(*works, lag_ratio=0.5)])
        yield Play(self.deliver(score, ruler, 0.45 * run_time))

    def score_all(self, scores: Sequence[Reading], ruler: Ruler, run_time: float) -> Iterator[Play]:
        """Score words one after the other, each in so many seconds; of many the first few, and all others together."""
        alone = FEW if len(scores) + 1 > MANY else len(scores)  # with the word that was scored before
        for score in scores[:alone]:
            yield from self.score(score, ruler, run_time)
        if rest := scores[alone:]:
            yield from self._score_together(rest, ruler, TOGETHER)

    def _score_together(self, scores: Sequence[Reading], ruler: Ruler, run_time: float) -> Iterator[Play]:
        """Score many words as one: their h go in close after one another, and so their scores go to the ruler."""
        sources, panel, quick = [score.index[-1] for score in scores], self.panel, self._theme.quick
        lit = [Shade(each, 1.0, run_time=quick) for source in sources for each in self._word(source)]
        going = [each for source in sources for each in self.go_in(source, 1.0)]
        yield Play([*lit, AnimationGroup(*going, lag_ratio=CLOSE, run_time=0.45 * run_time)])
        works = [self._lit(each, 0.05 * run_time) for each in (panel.annotation_gate, panel.squash, self.small.vector)]
        yield Play([AnimationGroup(*works, lag_ratio=0.5)])
        coming = [AnimationGroup(*self.deliver(score, ruler, 1.0)) for score in scores]
        yield Play([AnimationGroup(*coming, lag_ratio=CLOSE, run_time=0.45 * run_time)])

    def close(self, run_time: float) -> list[Animation]:
        """Return animations in which the scorer and its wires go; the words' h stay."""
        return [Vanish(each, run_time=run_time) for each in self._all()]

    def light_words(self) -> list[Animation]:
        """Return animations in which all words are lit again."""
        words = [each for source in range(len(self.tokens)) for each in self._word(source)]
        return [Shade(each, 1.0, run_time=self._theme.quick) for each in words]

    def _all(self) -> list[VMobject]:
        panel, small = self.panel, self.small
        parts = [small.frame, small.plus, small.wires, small.vector, panel.state_gate, panel.annotation_gate, panel.squash]
        return [*parts, self.up, self.down, *self.lanes, self.letter]


def cells_of(column: Bundle) -> list[Swatch]:
    """Return the cells of a column."""
    return [cell for cell in column.submobjects if isinstance(cell, Swatch)]
