"""What weights are for: the states scaled by them add up to a context, and from it come the next state and a word."""

from collections.abc import Sequence

from manim import Animation, VMobject

from scenes.mobjects.motion import Appear, Arrive, Depart, Reveal
from scenes.mobjects.places import stays
from scenes.mobjects.reading import Reading, Readings
from scenes.mobjects.sets.attention_stage import AttentionStage
from scenes.mobjects.sets.decoder_side import DecoderSide
from scenes.mobjects.theme import Theme
from scenes.mobjects.tokens import Chip
from scenes.mobjects.values import Vector

__all__ = ["Decoding"]

SLIDE = 0.01  # how much later each next cell sets out


class Decoding:
    """The decoder on the line ``y`` beside an attention stage, at work.

    ``side`` is its box; beside it stand ``previous``, the word before, the ``context``, the new ``state`` and the ``word``.
    """

    def __init__(self, stage: AttentionStage, y: float, *, theme: Theme) -> None:
        self._stage, self._y = stage, y
        self.side = DecoderSide(y, theme=theme)
        self.previous: Chip
        self.context: Vector
        self.state: Vector
        self.word: Chip

    def read(self, word: Reading) -> Chip:
        """Return the word before, where it is read."""
        self.previous = self.side.chip(word, self.side.previous)
        return self.previous

    def letter(self, name: str, x: float) -> VMobject:
        """Return the letter of what stands at ``x``, above it."""
        return self._stage.letter(name, x, self.side.letters)

    def scale(self, weighted: Readings, run_time: float) -> list[Animation]:
        """Return animations in which every state is scaled by its weight; ``weighted`` is ``(source, annotation)``."""
        self._scaled = [self._stage.over(weighted.row(source)) for source in range(self._stage.count)]
        return [Appear(column, run_time=run_time) for column in self._scaled]

    def add_up(self, context: Readings, run_time: float) -> list[Animation]:
        """Return animations in which the scaled states slide together into the context, ``(annotation,)``."""
        self.context = made = self._column(context, self.side.CONTEXT)
        flights = [Depart(column, column.cells, made.cells, lag=SLIDE, run_time=run_time) for column in self._scaled]
        return [*flights, Reveal(made, made.cells, lag=SLIDE, wait=0.7, run_time=run_time)]

    def go_in(self, asking: Vector, run_time: float) -> list[Animation]:
        """Return animations in which the state, the word before and the context go into the decoder."""
        going = [each.copy() for each in (asking, self.context, self.previous)]
        return [Depart(each, [each], [self.side.within(each)], run_time=run_time) for each in going]

    def come_out(self, state: Readings, word: Reading, run_time: float) -> list[Animation]:
        """Return animations in which the new state, ``(state,)``, and the word come out of it."""
        self.state, self.word = self._column(state, self.side.STATE), self.side.chip(word, self.side.word)
        coming: Sequence[VMobject] = (self.state, self.word)
        return [Arrive(each, [each], [self.side.within(each)], run_time=run_time) for each in coming]

    def _column(self, values: Readings, x: float) -> Vector:
        made = self._stage.column(values, x)
        return stays(made.set_y(self._y))
