"""Scores become weights: bars over the words that are raised to powers, divided by their sum, and laid end to end."""

from collections.abc import Iterator, Sequence
from typing import Any

from manim import Animation, ApplyMethod, Mobject, VGroup, VMobject

from scenes.mobjects.motion import Appear, Arrive, Depart, Reveal, Vanish
from scenes.mobjects.plays import Play
from scenes.mobjects.reading import Reading, Readings
from scenes.mobjects.sets.attention_stage import AttentionStage
from scenes.mobjects.sets.softmax import SoftmaxBars, Whole
from scenes.mobjects.theme import Theme

__all__ = ["Weighing"]

RIPPLE = 0.02  # how much later each next bar sets out


class Weighing:
    """The bars over an attention stage, with their numbers; ``whole`` is there when weights lie end to end.

    ``low`` and ``high`` are the ends of all scores that will be shown.
    """

    END_TO_END = 2.0  # the height of the bar of one

    def __init__(self, stage: AttentionStage, *, theme: Theme, low: float, high: float) -> None:
        self._stage, self._theme = stage, theme
        self.room = SoftmaxBars(stage, theme=theme, low=low, high=high)
        self.bars: list[Any] = []
        self.numbers, self.whole = VGroup(), VGroup()

    @property
    def shown(self) -> list[VMobject]:
        """Its bars and their numbers."""
        return [*self.bars, self.numbers]

    # -- scores ----------------------------------------------------------------------------------------------------------

    def receive(self, score: Reading, source: int, place: Mobject, run_time: float) -> list[Animation]:
        """Return animations in which a score becomes a bar over its word, out of some place."""
        bar, number = self.room.score(score, source), self.room.score_number(score, source)
        self.bars.append(bar)
        self.numbers.add(*number)
        return [Arrive(bar, [bar], [place], run_time=run_time), Appear(number, run_time=run_time)]

    def receive_all(self, scores: Sequence[tuple[Reading, int]]) -> tuple[list[VMobject], list[Animation]]:
        """Return the bars of scores over their words, to be brought, and the animation in which their numbers then come in."""
        bars: list[VMobject] = [self.room.score(*each) for each in scores]
        numbers = VGroup(*(self.room.score_number(*each) for each in scores))
        self.bars += bars
        self.numbers.add(*(leaf for number in numbers for leaf in number))
        return bars, [Appear(numbers, run_time=self._theme.quick)]

    def level(self, height: float, run_time: float) -> list[Animation]:
        """Return the animation that brings the line that bars stand on, or hang from, to a height, unless it is there."""
        floor = self._stage.floor
        return [] if floor.get_y() == height else [ApplyMethod(floor.set_y, height, run_time=run_time)]

    # -- powers and weights ----------------------------------------------------------------------------------------------

    def raise_powers(self, powers: Readings, run_time: float) -> Iterator[Play]:
        """Let the scores sink into their line, and the line to the floor; out of it grow the powers, ``(source,)``."""
        room, quick = self.room, self._theme.quick
        sinking = Depart(VGroup(*self.bars), self.bars, room.flat(room.nought), run_time=quick)
        yield Play([sinking, Vanish(self.numbers, run_time=quick)])
        if level := self.level(room.FOOT, quick):
            yield Play(level)
        yield from self._put(powers, room.flat(room.FOOT), run_time)

    def divide(self, weights: Readings, run_time: float) -> Iterator[Play]:
        """Let the powers shrink to the weights, ``(source,)``, which begin as they were."""
        gone = [Vanish(self.numbers, run_time=self._theme.quick)]
        yield from self._put(weights, self.bars, run_time, gone, self.bars)

    def _put(
        self,
        values: Readings,
        places: Sequence[Any],
        run_time: float,
        first: Sequence[Animation] = (),
        replaced: Sequence[VMobject] = (),
    ) -> Iterator[Play]:
        """Let bars come from some places to stand on the floor, and then their numbers on top."""
        self.bars = self.room.pillars(values)
        self.numbers = VGroup(*(leaf for number in self.room.numbers(self.bars) for leaf in number))
        growing = Arrive(VGroup(*self.bars), self.bars, places, run_time=run_time)
        yield Play([*first, growing, Reveal(self.numbers, [self.numbers], wait=0.7, run_time=run_time)], replaced)

    def lay_end_to_end(self, weights: Readings, words: Readings, run_time: float) -> Iterator[Play]:
        """Lay copies of the weights end to end in a bar of length one: they fly up small, and are drawn out there."""
        left, right = self._stage.left, self._stage.right
        self.whole = whole = Whole(weights, words, theme=self._theme, left=left, width=right - left, y=self.END_TO_END)
        parts, stubs, copies = whole.segments, whole.stubs, [bar.copy() for bar in self.bars]
        flying = Depart(VGroup(*copies), copies, stubs, run_time=run_time)
        yield Play([Appear(whole.frame, run_time=self._theme.quick), flying])
        yield Play([Arrive(VGroup(*parts), parts, stubs, lag=RIPPLE, run_time=run_time)])
        yield Play([Appear(whole.names, run_time=self._theme.quick)])
