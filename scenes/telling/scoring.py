"""The base of films that follow output steps through the scorer: pairs go in at the right, bars come out over the words."""

from typing import Any

from manim import Animation, AnimationGroup, ApplyMethod, VGroup, VMobject

from scenes.mobjects.arithmetic import Arithmetic
from scenes.mobjects.motion import Appear, Arrive, Depart, Reveal, Shade, Vanish, through
from scenes.mobjects.notation.equations import Equation
from scenes.mobjects.notation.translator import NOTATION
from scenes.mobjects.reading import Reading, phrase, telling
from scenes.mobjects.sets.attention_stage import AttentionStage
from scenes.mobjects.sets.bench import loupe
from scenes.mobjects.sets.scorer import Scorer, enough
from scenes.mobjects.sets.softmax import SoftmaxBars
from scenes.mobjects.text import Label
from scenes.mobjects.values import Vector
from scenes.telling.translation import TranslationFilm

__all__ = ["STRIPS", "ScorerScene", "places"]

RIPPLE = 0.02  # how much later each next cell sets out
FINEST = 8  # decimals of what would otherwise seem nought
TURNS = 0.6  # the same for things that go one after the other
STRIPS = ("scorer_preactivation", "scorer_hidden", "scorer_products")
"""What the scorer makes of a pair after W and U, in that order."""
EQUATION, ASKING, AFTER = (-6.6, 2.72), (-0.15, 2.78), 2.38
LARGE, BIG = (-2.62, 0.9), 1.35  # where an equation stands while there are no bars, and how many times as large
CLOSED = (4.62, -2.4)  # where the scorer is while it is closed


class ScorerScene(TranslationFilm):
    """A film in which pairs of s and h go through the scorer; ``now`` is the index of the output step that is shown.

    On the stage are ``asking`` (s), named by ``after``; the ``equation``; ``bars`` over the words with their ``numbers``; and in
    the scorer ``states`` (W s) and what the last pair left: ``strips``, ``total``, and ``mark`` around its word's column.
    """

    now: int
    stage: AttentionStage
    scorer: Scorer
    room: SoftmaxBars
    asking: Vector
    after: Label
    equation: Equation
    states: Vector
    total: VGroup
    notes: Arithmetic
    loupes: VGroup
    box: VGroup

    @property
    def unit(self) -> int:
        """The scorer's unit under the loupe."""
        raise NotImplementedError

    def empty(self) -> None:
        """Begin with nothing in the scorer and no bars."""
        self.bars: list[Any] = []
        self.numbers = VGroup()
        self.mark: VMobject = VGroup()
        self.strips: list[Vector] = []

    def score(self, source: int) -> Reading:
        """Return the score of a pair of this step."""
        return self.value("scores", self.now, source)

    # -- s and the equation ------------------------------------------------------------------------------------------------

    def asker(self, target: int) -> tuple[Vector, Label]:
        """Return the state before an output step, and what names the word that was written before it."""
        state = self.stage.state(self.read("previous_states", target)).move_to((*ASKING, 0))
        said = phrase("after “{word:short}”", word=self.value("previous_tokens", target))
        label = Label(said, theme=self.theme, size=self.theme.small, colour="muted")
        return state, label.sit_amid(ASKING[0], AFTER)

    def formula(self, name: str, *, large: bool = False) -> Equation:
        """Return an equation at the left above the bars; or large, where there are none yet."""
        made = Equation(name, notation=NOTATION, theme=self.theme, size=self.theme.symbol * (BIG if large else 1))
        made.move_to((*LARGE, 0) if large else (EQUATION[0] + made.width / 2, EQUATION[1], 0))
        return made

    def write_formula(self, name: str) -> None:
        """Put another equation in the place of the one that is there, with the next animation."""
        new = self.formula(name)
        self.later(Vanish(self.equation, run_time=self.theme.quick), Appear(new, run_time=self.theme.quick))
        self.equation = new

    def light(self, *parts: str) -> None:
        """Light some parts of the equation and dim the others, with the next animation."""
        lit = {id(glyph) for glyph in self.equation.part(*parts)}
        quick, dimmed = self.theme.quick, self.theme.dimmed
        self.later(*(Shade(each, 1 if id(each) in lit else dimmed, run_time=quick) for each in self.equation.submobjects))

    def move_up(self, run_time: float) -> None:
        """Move the equation up and its line where scores of nought are: bars are coming."""
        large, self.equation = self.equation, self.formula("scores")
        self.remove(large)
        self.play(Arrive(self.equation, [self.equation], [large], run_time=run_time), *self.level(self.room.nought, run_time))

    def fold_scorer(self, *others: VMobject) -> None:
        """Close the scorer to a box with its name, and take away other things."""
        left = [self.scorer, self.states, self.total, self.mark, *self.strips, *others]
        self.box = self.scorer.closed(CLOSED)
        frame, name = self.box
        closing = Arrive(frame, [frame], [self.scorer.frame], run_time=self.theme.beat)
        self.play(*(Vanish(each, run_time=self.theme.quick) for each in left), closing)
        self.later(Appear(name, run_time=self.theme.quick))

    def unfold_scorer(self, run_time: float) -> list[Animation]:
        """Return the animations that open the scorer again, with nothing in it."""
        frame, name = self.box
        self.scorer = Scorer(self.read("scorer_vector"), theme=self.theme)
        inside = VGroup(*self.scorer[1:])
        gone = [Vanish(each, run_time=self.theme.quick) for each in (frame, name)]
        opening = Arrive(self.scorer.frame, [self.scorer.frame], [frame], run_time=run_time)
        return [*gone, opening, Reveal(inside, [inside], wait=0.6, run_time=run_time)]

    # -- pairs -------------------------------------------------------------------------------------------------------------

    def weigh_state(self, run_time: float) -> None:
        """Send s through W."""
        self.states = self.scorer.strip(self.read("projected_states", self.now))
        gate = self.scorer.state_gate
        self.play(through(self.states, self.states.cells, self.asking.cells, gate, lag=RIPPLE, run_time=run_time))

    def weigh_annotation(self, source: int, run_time: float) -> None:
        """Frame a word's column, and send its h through U."""
        column, gate = self.stage.hidden[source], self.scorer.annotation_gate
        self.mark = loupe(column, theme=self.theme)
        made = self.scorer.strip(self.read("projected_annotations", source))
        self.strips = [made]
        going = through(made, made.cells, column.cells, gate, lag=RIPPLE, run_time=run_time)
        self.play(Appear(self.mark, run_time=self.theme.quick), going)

    def pass_through(self, source: int, run_time: float) -> None:
        """Send a pair through the scorer, all in one; its score becomes a bar."""
        self.clear_scorer()
        self.weigh_annotation(source, run_time)
        self.fill_scorer(source)
        parts = [*self.strips[1:], self.total]
        self.play(Reveal(VGroup(*parts), parts, lag=TURNS, run_time=2 * run_time))
        self.send_score(source, run_time)

    def fill_scorer(self, source: int) -> None:
        """Make all strips of a pair, and its score."""
        strips = [self.read(name, self.now, source) for name in STRIPS]
        self.strips += [*map(self.scorer.strip, strips[:-1]), self.scorer.strip(strips[-1], places=self.finest(source))]
        self.total = self.scorer.total(self.score(source))

    def finest(self, source: int) -> int:
        """Return with how many decimals the products of a pair are printed."""
        return enough(self.read(STRIPS[-1], self.now, source), self.score(source))

    def look_closer(self, note: VMobject, *strips: Vector) -> None:
        """Frame the unit under the loupe in some strips, and write out its arithmetic."""
        frames = self.scorer.loupe(self.unit, *strips)
        self.loupes.add(*frames)
        self.play(Appear(frames), Appear(note), run_time=self.theme.quick)

    def sum_up(self, products: Vector, run_time: float) -> None:
        """Let the products fall together into the score."""
        falling = VGroup(*(cell.patch.copy() for cell in products.cells))
        down = Depart(falling, list(falling), [self.total[-1]] * len(falling), lag=RIPPLE, run_time=run_time)
        self.play(down, Reveal(self.total, [self.total], wait=0.7, run_time=run_time))

    def clear_scorer(self) -> None:
        """Take away what the last pair left in the scorer, with the next animation."""
        self.later(*(Vanish(each, run_time=self.theme.quick) for each in (self.mark, self.total, *self.strips)))

    def send_score(self, source: int, run_time: float) -> None:
        """Let the score become a bar over its word."""
        bar, number = self.room.score(self.score(source), source), self.room.score_number(self.score(source), source)
        self.bars.append(bar)
        self.numbers.add(*number)
        self.play(Arrive(bar, [bar], [self.total[-1]], run_time=run_time), Appear(number, run_time=run_time))

    def pass_on(self, sources: range, run_time: float) -> None:
        """Send many pairs through the scorer one right after the other; what the last one leaves in it is shown."""
        self.clear_scorer()
        columns = [self.stage.hidden[source].copy() for source in sources]
        bars = [self.room.score(self.score(source), source) for source in sources]
        numbers = VGroup(*(self.room.score_number(self.score(source), source) for source in sources))
        annotations = self.scorer.strip(self.read("projected_annotations", sources[-1]))
        self.strips = [annotations]
        self.fill_scorer(sources[-1])
        self.mark = loupe(self.stage.hidden[sources[-1]], theme=self.theme)
        gate, place = self.scorer.annotation_gate, self.total[-1]
        going = Depart(VGroup(*columns), columns, [gate] * len(columns), lag=TURNS, run_time=run_time)
        coming = Arrive(VGroup(*bars), bars, [place] * len(bars), lag=TURNS, run_time=run_time)
        left = [*self.strips, self.total, self.mark]
        showing = Reveal(VGroup(*left), left, wait=0.6, run_time=run_time)
        self.play(AnimationGroup(going, coming, lag_ratio=0.25), showing)
        self.bars += bars
        self.numbers.add(*(leaf for number in numbers for leaf in number))
        self.play(Appear(numbers, run_time=self.theme.quick))

    def level(self, height: float, run_time: float) -> list[Any]:
        """Return the animation that brings the line that bars stand on, or hang from, to a height, unless it is there."""
        floor = self.stage.floor
        return [] if floor.get_y() == height else [ApplyMethod(floor.set_y, height, run_time=run_time)]

    def rest(self) -> None:
        """Clear what the last pair left in the scorer, and dim it, with the next animation."""
        self.clear_scorer()
        self.strips, self.total, self.mark = [], VGroup(), VGroup()
        self.later(*(Shade(each, self.theme.dimmed, run_time=self.theme.quick) for each in (self.scorer, self.states)))


def places(value: Reading) -> int:
    """Return how many decimals a positive value needs so as not to be printed as nought."""
    return telling(float(value.value), FINEST)
