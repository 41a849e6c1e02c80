"""The base of films that make weights of scores, and with these weights the context, the word and the next state."""

from typing import Any

from manim import Animation, VGroup, VMobject

from scenes.mobjects.legend import legends
from scenes.mobjects.motion import Appear, Arrive, Depart, Reveal, Vanish
from scenes.mobjects.reading import Readings
from scenes.mobjects.sets.attention_map import AlignmentMap
from scenes.mobjects.sets.attention_stage import AttentionStage
from scenes.mobjects.sets.decoder_side import DecoderSide
from scenes.mobjects.sets.softmax import SoftmaxBars, Whole
from scenes.mobjects.values import Vector
from scenes.telling.scoring import ScorerScene

__all__ = ["WHOLE", "SoftmaxScene"]

RIPPLE, SLIDE = 0.02, 0.01  # how much later each next bar, or cell, sets out
SIDE = 0.25  # the line of the decoder
MAP: dict[str, float] = {"left": 0.08, "bottom": 1.1, "top": 0.1}  # what the map leaves free of its area
MAP_WORDS = 1.4  # room for the words written
WHOLE = {"left": AttentionStage.LEFT, "width": AttentionStage.RIGHT - AttentionStage.LEFT, "y": 2.0}


class SoftmaxScene(ScorerScene):
    """A film in which scores become weights, ``whole`` when they lie end to end, and weights become a context.

    For a while there are the decoder's ``side`` and what is ``made`` beside it: ``context``, the next ``state`` and the word. At
    the end ``map`` takes a row of weights for each step.
    """

    whole: VGroup
    side: DecoderSide
    context: Vector
    state: Vector
    made: list[VMobject]
    keys: VGroup
    map: AlignmentMap

    # -- weights -----------------------------------------------------------------------------------------------------------

    def make_room(self) -> None:
        """Scale the room for bars to the scores of this output step."""
        scores = self.trace.scores[self.now]
        self.room = SoftmaxBars(self.stage, theme=self.theme, low=scores.min(), high=scores.max())

    def note(self, line: VMobject) -> None:
        """Write a line of arithmetic."""
        self.play(Appear(line, run_time=self.theme.quick))

    def raise_powers(self, run_time: float) -> None:
        """Let the scores sink into their line, and the line to the floor; out of it grow the powers."""
        room, quick = self.room, self.theme.quick
        sinking = Depart(VGroup(*self.bars), self.bars, room.flat(room.nought), run_time=quick)
        self.play(sinking, Vanish(self.numbers, run_time=quick))
        if level := self.level(room.FOOT, quick):
            self.play(*level)
        self.put_bars(self.read("powers", self.now), room.flat(room.FOOT), run_time)

    def divide(self, run_time: float) -> None:
        """Let the powers shrink to the weights."""
        old = self.bars
        self.remove(*old)  # the new ones begin as they were
        self.later(Vanish(self.numbers, run_time=self.theme.quick))
        self.put_bars(self.read("weights", self.now), old, run_time)

    def put_bars(self, values: Readings, places: list[Any], run_time: float) -> None:
        """Let bars come from some places to stand on the floor, and then their numbers on top."""
        self.bars = self.room.pillars(values)
        self.numbers = VGroup(*(leaf for number in self.room.numbers(self.bars) for leaf in number))
        growing = Arrive(VGroup(*self.bars), self.bars, places, run_time=run_time)
        self.play(growing, Reveal(self.numbers, [self.numbers], wait=0.7, run_time=run_time))

    def put_end_to_end(self, run_time: float) -> None:
        """Lay copies of the weights end to end in a bar of length one: they fly up small, and are drawn out there."""
        self.whole = whole = Whole(self.read("weights", self.now), self.read("source_tokens"), theme=self.theme, **WHOLE)
        parts, stubs, copies = whole.segments, whole.stubs, [bar.copy() for bar in self.bars]
        flying = Depart(VGroup(*copies), copies, stubs, run_time=run_time)
        self.play(Appear(whole.frame, run_time=self.theme.quick), flying)
        self.play(Arrive(VGroup(*parts), parts, stubs, lag=RIPPLE, run_time=run_time))
        self.play(Appear(whole.names, run_time=self.theme.quick))

    # -- what the weights are for ------------------------------------------------------------------------------------------

    def add_up_context(self, run_time: float) -> None:
        """Close the scorer; scale every h by its weight, and slide the copies together into the context."""
        stage, theme = self.stage, self.theme
        self.fold_scorer(self.notes, *self.whole)
        self.whole = VGroup()
        self.side = DecoderSide(SIDE, theme=theme)
        previous = self.side.chip(self.value("previous_tokens", self.now), self.side.previous)
        letter = stage.letter("context", self.side.CONTEXT, self.side.letters)
        sources = range(stage.count)
        scaled = [stage.column(self.read("weighted", self.now, each), stage.x(each)) for each in sources]
        self.context = stage.column(self.read("context", self.now), self.side.CONTEXT).set_y(SIDE)
        coming = Arrive(previous, [previous], [self.after], run_time=run_time)
        self.play(*(Appear(each, run_time=run_time) for each in (*scaled, self.side, letter)), coming)
        flights = [Depart(column, column.cells, self.context.cells, lag=SLIDE, run_time=theme.slow) for column in scaled]
        self.play(*flights, Reveal(self.context, self.context.cells, lag=SLIDE, wait=0.7, run_time=theme.slow))
        self.made = [self.side, previous, letter, self.context]

    def decode(self, run_time: float) -> None:
        """Let s, the word before and the context go into the decoder; the next state and the word come out."""
        side, previous = self.side, self.made[1]
        going = [each.copy() for each in (self.asking, self.context, previous)]
        self.play(*(Depart(each, [each], [side.within(each)], run_time=run_time) for each in going))
        self.state = self.stage.column(self.read("decoder_hidden", self.now), side.STATE).set_y(SIDE)
        word = side.chip(self.written(self.now), side.word)
        letter = self.stage.letter("decoder_hidden", side.STATE, side.letters)
        coming = [Arrive(each, [each], [side.within(each)], run_time=run_time) for each in (self.state, word)]
        self.play(*coming, Appear(letter, run_time=run_time))
        self.made += [self.state, word, letter]

    def ask_anew(self, run_time: float) -> None:
        """Clear the bars; the next state goes where it asks, and the scorer opens again."""
        old: list[VMobject] = [*self.bars, self.numbers, self.asking, self.after, *self.made]
        self.write_formula("scores")
        self.empty()
        self.make_room()
        self.asking, self.after = self.asker(self.now)
        moving: list[Animation] = [Arrive(self.asking, self.asking.cells, self.state.cells, run_time=run_time)]
        gone = (Vanish(each, run_time=self.theme.quick) for each in old)
        self.play(*moving, Appear(self.after), *gone, *self.unfold_scorer(run_time))
        self.add(self.scorer)  # whole, in place of the parts that came in

    # -- the map -----------------------------------------------------------------------------------------------------------

    def legends(self, **keys: str) -> VGroup:
        """Return keys to colours, by their names and scales, at their place."""
        return legends(self.frame.legend, theme=self.theme, keys=keys)

    def open_map(self) -> None:
        """Put an empty map in the place of the scorer, of which nothing stays but its box."""
        words, theme = self.read("source_tokens"), self.theme
        self.map = AlignmentMap(
            words, self.count, self.frame.right.inset(**MAP), theme=theme, known=self.trace.source_known, room=MAP_WORDS
        )
        keys = self.legends(values="signed", weight="grey")
        notes = [self.notes] if self.notes in self.mobjects else []
        self.fold_scorer(*self.bars, self.numbers, *self.whole, self.keys, *notes)
        self.play(*(Appear(each, run_time=theme.quick) for each in (self.map, keys)))

    def write_row(self, run_time: float) -> None:
        """Let s go into the scorer, the weights come out and become a row of the map."""
        old = (self.asking, self.after)
        self.asking, self.after = self.asker(self.now)
        asking = self.asking.copy()
        self.later(*(Appear(each, run_time=run_time) for each in (self.asking, self.after)))
        self.play(*(Vanish(each, run_time=run_time) for each in old), Depart(asking, [asking], [self.box], run_time=run_time))
        weights = self.read("weights", self.now)
        bars = self.room.pillars(weights)
        pillars, cells = VGroup(*bars), self.map.row(self.now, weights)
        self.play(Arrive(pillars, bars, self.room.specks(self.box), run_time=run_time))
        name = self.map.label(self.written(self.now), self.now)
        self.later(Vanish(pillars, run_time=run_time), Appear(name, run_time=run_time))
        self.play(Arrive(VGroup(*cells), cells, bars, run_time=run_time))
