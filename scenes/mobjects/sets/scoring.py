"""The scorer of additive attention at work: pairs of s and h go in, scores come out."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from manim import Animation, AnimationGroup, VGroup, VMobject

from scenes.mobjects.areas import Area
from scenes.mobjects.motion import Appear, Arrive, Depart, Reveal, Shade, Vanish, through
from scenes.mobjects.plays import Play
from scenes.mobjects.reading import Reading, Readings
from scenes.mobjects.sets.attention_stage import AttentionStage
from scenes.mobjects.sets.loupe import loupe
from scenes.mobjects.sets.scorer import Scorer, enough
from scenes.mobjects.theme import Theme
from scenes.mobjects.values import Vector

__all__ = ["Pair", "Scoring"]

RIPPLE = 0.02  # how much later each next cell sets out
TURNS = 0.6  # the same for things that go one after the other


class Pair(NamedTuple):
    """What the scorer computes for s and one word, ``source``: from U h to the products, each ``(scorer,)``, and the score."""

    source: int
    annotation: Readings
    sums: Readings
    squashed: Readings
    products: Readings
    score: Reading

    @property
    def finest(self) -> int:
        """With how many decimals its products are printed."""
        return enough(self.products, self.score)


class Scoring:
    """A scorer that fills an area beside an attention stage, and what is in it.

    ``weights`` is v, ``(scorer,)``. In it are ``states`` (W s) and what the last pair left: ``strips``, ``total``, and ``mark``
    around its word's column. ``notes`` is the arithmetic below, ``loupes`` are the frames around one unit.
    """

    CLOSED = (4.62, -2.4)  # where it is while it is closed

    def __init__(self, weights: Readings, stage: AttentionStage, area: Area, *, theme: Theme) -> None:
        self._weights, self._stage, self._area, self._theme = weights, stage, area, theme
        self.states: Vector
        self.open()

    def open(self) -> None:
        """Begin with nothing in it."""
        self.scorer = Scorer(self._weights, self._area, theme=self._theme)
        self.begin_notes()
        self._empty()

    def begin_notes(self) -> None:
        """Begin the arithmetic anew."""
        self.notes, self.loupes = self.scorer.notes(), VGroup()

    def _empty(self) -> None:
        self.strips: list[Vector] = []
        self.total = VGroup()
        self.mark: VMobject = VGroup()

    # -- one pair --------------------------------------------------------------------------------------------------------

    def weigh_state(self, asking: Vector, states: Readings, run_time: float) -> list[Animation]:
        """Return the animation that sends s through W; ``states`` is W s, ``(scorer,)``."""
        self.states = made = self.scorer.strip(states)
        return [through(made, made.cells, asking.cells, self.scorer.state_gate, lag=RIPPLE, run_time=run_time)]

    def weigh_annotation(self, pair: Pair, run_time: float) -> list[Animation]:
        """Return animations that frame a word's column, and send its h through U."""
        column, gate = self._stage.hidden[pair.source], self.scorer.annotation_gate
        self.mark = loupe(column, theme=self._theme)
        made = self.scorer.strip(pair.annotation)
        self.strips = [made]
        going = through(made, made.cells, column.cells, gate, lag=RIPPLE, run_time=run_time)
        return [Appear(self.mark, run_time=self._theme.quick), going]

    def fill(self, pair: Pair) -> list[Vector]:
        """Make all strips of a pair after the first, and its score; return the strips: sums, their tanh, products."""
        made = [self.scorer.strip(pair.sums), self.scorer.strip(pair.squashed)]
        made.append(self.scorer.strip(pair.products, places=pair.finest))
        self.strips += made
        self.total = self.scorer.total(pair.score)
        return made

    def look_closer(self, unit: int, note: VMobject, *strips: Vector) -> list[Animation]:
        """Return animations that frame one unit in some strips, and write out its arithmetic."""
        frames, quick = self.scorer.loupe(unit, *strips), self._theme.quick
        self.loupes.add(*frames)
        return [Appear(frames, run_time=quick), Appear(note, run_time=quick)]

    def sum_up(self, products: Vector, run_time: float) -> list[Animation]:
        """Return animations in which the products fall together into the score."""
        falling = VGroup(*(cell.patch.copy() for cell in products.cells))
        down = Depart(falling, list(falling), [self.total[-1]] * len(falling), lag=RIPPLE, run_time=run_time)
        return [down, Reveal(self.total, [self.total], wait=0.7, run_time=run_time)]

    # -- pairs at a run --------------------------------------------------------------------------------------------------

    def pass_through(self, pair: Pair, run_time: float) -> Iterator[Play]:
        """Send a pair through, all in one; its score stands below."""
        gone = self.clear()
        yield Play([*gone, *self.weigh_annotation(pair, run_time)])
        self.fill(pair)
        parts = [*self.strips[1:], self.total]
        yield Play([Reveal(VGroup(*parts), parts, lag=TURNS, run_time=2 * run_time)])

    def pass_on(self, pairs: Sequence[Pair], bars: Sequence[VMobject], run_time: float) -> list[Animation]:
        """Return animations that send many pairs through one right after the other, whose scores come out as ``bars``.

        What the last one leaves in the scorer is shown.
        """
        gone = self.clear()
        columns = [self._stage.hidden[pair.source].copy() for pair in pairs]
        self.strips = [self.scorer.strip(pairs[-1].annotation)]
        self.fill(pairs[-1])
        self.mark = loupe(self._stage.hidden[pairs[-1].source], theme=self._theme)
        gate, place = self.scorer.annotation_gate, self.total[-1]
        going = Depart(VGroup(*columns), columns, [gate] * len(columns), lag=TURNS, run_time=run_time)
        coming = Arrive(VGroup(*bars), bars, [place] * len(bars), lag=TURNS, run_time=run_time)
        left = [*self.strips, self.total, self.mark]
        return [*gone, AnimationGroup(going, coming, lag_ratio=0.25), Reveal(VGroup(*left), left, wait=0.6, run_time=run_time)]

    def clear(self) -> list[Animation]:
        """Return animations that take away what the last pair left."""
        return [Vanish(each, run_time=self._theme.quick) for each in (self.mark, self.total, *self.strips)]

    def rest(self) -> list[Animation]:
        """Return animations that take away what the last pair left, and dim the scorer."""
        gone = self.clear()
        self._empty()
        return [*gone, *(Shade(each, self._theme.dimmed, run_time=self._theme.quick) for each in (self.scorer, self.states))]

    # -- closed ----------------------------------------------------------------------------------------------------------

    def close(self, *others: VMobject) -> Play:
        """Close the scorer to a box with its name, and take away ``others``."""
        left = [self.scorer, self.states, self.total, self.mark, *self.strips, *others]
        self.box = self.scorer.closed(self.CLOSED)
        frame, name = self.box
        closing = Arrive(frame, [frame], [self.scorer.frame], run_time=self._theme.beat)
        gone = (Vanish(each, run_time=self._theme.quick) for each in left)
        return Play([*gone, closing], then=[Appear(name, run_time=self._theme.quick)])

    def reopen(self, run_time: float) -> list[Animation]:
        """Return animations that open it again, with nothing in it; then its parts are to be replaced by the whole."""
        frame, name = self.box
        self.open()
        inside = VGroup(*self.scorer[1:])
        gone = [Vanish(each, run_time=self._theme.quick) for each in (frame, name)]
        opening = Arrive(self.scorer.frame, [self.scorer.frame], [frame], run_time=run_time)
        return [*gone, opening, Reveal(inside, [inside], wait=0.6, run_time=run_time)]
