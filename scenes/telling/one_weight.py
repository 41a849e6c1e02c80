"""What each word would do to one weight of a network: one step of learning, told from its trace."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from manim import Animation, VMobject

from scenes.mobjects.motion import Appear, Reveal
from scenes.mobjects.sets.lesson_panel import LessonPanel
from scenes.mobjects.sets.word_rows import Rows
from scenes.mobjects.shifts import pointed, waved
from scenes.telling.backward_words import BackwardWords
from scenes.telling.pace import LEAD

if TYPE_CHECKING:
    from scenes.telling.reader import ReaderFilm as Film
else:
    Film = object  # what films are is said where one is made, so that none is more than three classes deep

__all__ = ["OneWeight"]


class OneWeight(Film):
    """What a film has that follows one weight of its first network, beside what every film of a reader has.

    ``words`` are its captions; what stands ``beside`` a network, and what is ``measured``, goes ``away``; what is ``leaving`` is
    ``cleared``. If it is told of ``alone``, the panel stays; where its state ``is_kept`` none is shown, for how much of an error
    lasts is not told by one weight. ``lesson`` is all of the panel.
    """

    last: int
    words: BackwardWords
    lesson: list[VMobject]
    leaving: list[VMobject]
    lanes: list[Any]
    measured: VMobject
    name: Callable[[int], str]
    beside: Callable[[int], list[VMobject]]
    away: Callable[[Sequence[VMobject]], list[Animation]]
    cleared: Callable[[], list[Animation]]
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
        """Follow one weight of the first network: how far each word moves it, from the last on to the first."""
        if not self.teaches or self.is_kept:
            return
        self.act("learning")
        told = list(dict.fromkeys([self.last, 0]))
        panel = LessonPanel(self.read, told, self.rows, title=f"One weight of the {self.name(0)}", theme=self.theme)
        self.move_the_weight(panel)
        self.compare(panel)
        self.cast("time", word=0, change=0, times=0)
        said, fields = self.words.moved(0)
        sums: list[Animation] = [Appear(panel.sums[time], run_time=LEAD) for time in told[1:]]
        with self.beat(said, *self.cleared(), *(sums or pointed([panel.sums[self.last]], LEAD)), **fields) as room:
            lane, back = self.lanes[0], range(self.last, -1, -1)
            felt = [lane.numbers.get(time, lane.bars[time]) for time in back]
            run_time = max(room, 2 * self.theme.slow)
            if self.last:
                self.play(*waved(felt, run_time), *waved([panel.bars[time] for time in back], run_time))
            else:
                self.play(*pointed([*felt, *(column.bars[0] for column in panel.columns)], run_time))
        self.lesson = panel.parts
        if not self.alone:
            self.leaving = self.lesson

    def move_the_weight(self, panel: LessonPanel) -> None:
        """Show of the last word, and then of all others, what error and input it has, and how far these move the weight."""
        going = [*self.cleared(), *self.away(list(dict.fromkeys([*self.beside(0), self.measured])))]
        with self.beat(self.words.moving(), *going) as room:
            quick, beat = self.theme.quick, self.theme.beat
            heads = [Appear(each, run_time=quick) for each in (panel.axis, *(column.head for column in panel.columns))]
            self.play(Reveal(panel.head, [*panel.head], lag=1.0, run_time=quick), *heads)
            first = 2 * beat if self.last else room
            self.play(*panel.grown([self.last], first), Appear(panel.sums[self.last], window=(2 / 3, 1.0), run_time=first))
            if self.last:
                self.play(*panel.grown(range(self.last - 1, -1, -1), max(room - quick - first, 2 * self.theme.slow)))

    def compare(self, panel: LessonPanel) -> None:
        """Say why one word moves the weight most: what it has more of than another."""
        if not self.last:
            return
        most, less = (int(self.trace.lookup(f"{which}_moving")) for which in ("most", "less"))
        self.cast("time", most=most, less=less)
        said, fields = self.words.moving_most()
        both = list(dict.fromkeys([less, most]))
        with self.beat(said, *self.cleared(*both), **fields) as room:
            parts = [part for column in panel.columns for part in (*(column.bars[time] for time in both), column.head)]
            self.play(*pointed(parts, max(room, 2 * self.theme.slow)))
