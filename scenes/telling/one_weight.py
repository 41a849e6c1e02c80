"""What each of two words would do to one weight of a network: one step of learning, told from its trace."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from manim import Animation, VMobject

from scenes.mobjects.areas import Area
from scenes.mobjects.leaves import leaves_of
from scenes.mobjects.motion import Appear, Reveal, Vanish
from scenes.mobjects.moves import Grow
from scenes.mobjects.sets.lesson_panel import LessonPanel
from scenes.mobjects.sets.word_rows import Rows
from scenes.mobjects.shifts import pointed
from scenes.telling.backward_words import BackwardWords

if TYPE_CHECKING:
    from scenes.telling.reader import ReaderFilm as Film
else:
    Film = object  # what films are is said where one is made, so that none is more than three classes deep

__all__ = ["OneWeight"]

LESSON = Area(1.25, 6.6, -1.9, 1.7)
"""Where the panel stands: in place of the right lane."""


class OneWeight(Film):
    """What a film has that follows one weight of its first network, beside what every film of a reader has.

    ``words`` are its captions; what stands ``beside`` a network goes ``away``. If it is told of ``alone``, the panel stays; where
    its state ``is_kept`` none is shown, for how much of an error lasts is not told by one weight. ``lesson`` is all of the panel.
    """

    last: int
    words: BackwardWords
    lesson: list[VMobject]
    name: Callable[[int], str]
    beside: Callable[[int], list[VMobject]]
    away: Callable[[Sequence[VMobject]], list[Animation]]
    rows: Rows

    @property
    def alone(self) -> bool:
        """Whether one network is told of."""
        return len(self.networks) == 1

    @property
    def is_kept(self) -> bool:
        """Whether one network alone carries its state: then it is told of in brief up to the way back, and why that is open."""
        return self.alone and self.trace.lookup("declared").carried is not None

    @property
    def teaches(self) -> bool:
        """Whether one weight can be followed: the trace has the weights of its cell, each block of which weighs one stack."""
        trace = self.trace
        return trace.cell_weights is not None and bool(trace.declared.weighs)

    def learn(self) -> None:
        """Follow one weight of the first network: what the last word does to it, and what the first one."""
        if not self.teaches or self.is_kept:
            return
        self.act("learning")
        told = list(dict.fromkeys([self.last, 0]))
        panel = LessonPanel(self.read, told, LESSON, title=f"One weight of the {self.name(0)}", theme=self.theme)
        with self.beat("Each word moves a weight against its gradient, at a small rate.", *self.away(self.beside(0))) as room:
            self.play(Reveal(panel.head, [*panel.head], lag=1.0, run_time=self.theme.quick))
            self.play(self.written(panel.sums[self.last], max(0.6 * room, self.theme.beat)))
            self.moved_by(panel, self.last, max(0.4 * room - self.theme.quick, 0.6))
        if self.last:
            self.play(self.written(panel.sums[0], self.theme.slow))
            self.moved_by(panel, 0, 0.6)
        self.cast("time", word=0, change=0, times=0)
        said, fields = self.words.moved(0)
        with self.beat(said, **fields) as room:
            both = [each for time in told for each in (self.rows.words[time], panel.sums[time], panel.numbers[time][-1])]
            self.play(*pointed(both, max(room, 2 * self.theme.slow)))
        self.lesson = [panel.head, *panel.sums.values(), *panel.bars.values(), *panel.numbers.values()]
        if not self.alone:
            self.play(*(Vanish(each, run_time=self.theme.beat) for each in self.lesson))

    def moved_by(self, panel: LessonPanel, time: int, run_time: float) -> None:
        """Let the bar come that is what a word changes, with its number."""
        grown = Grow(panel.bars[time], panel.bars[time].edge, run_time=run_time)
        self.play(Appear(panel.numbers[time], run_time=min(run_time, self.theme.quick)), grown)

    def written(self, line: VMobject, run_time: float) -> Animation:
        """Return the animation in which a sum comes: first of which word it is, then its line."""
        return Reveal(line, leaves_of(line), lag=1.0, run_time=run_time)
