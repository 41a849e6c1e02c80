"""What a network can read and write: one small cell in five wirings, and digits that run through each."""

from contextlib import ExitStack
from functools import partial
from typing import ClassVar

from manim import Animation

from scenes.mobjects.legend import legends
from scenes.mobjects.motion import Appear, Vanish
from scenes.mobjects.places import stays
from scenes.mobjects.sets.wired_row import WiredRow, at_once, laid_out, name_of
from scenes.mobjects.text import BOLD, Label
from scenes.telling.pace import LEAD
from scenes.telling.wirings import WiringFilm

LAST, TURNS = 4.0, ((0.0, 0.12), (0.12, 0.34), (0.34, 0.5), (0.5, 0.8), (0.8, 1.0))
"""Seconds in which light runs through all wirings at the end, and when through each, as parts of that."""
QUESTION, HEADLINE, LARGE = "What can a network read and write?", 2.76, 1.4
"""What is asked, how high that stands, and how many times as large as a title it is."""
ROWS = 1.46, -1.44
"""How high the cells stand: of the first three wirings, and of the two others."""
NAMED, ROOM = (2.2, 3.2), 1.0
"""How much room there is, above and below, for what a wiring is called; and beside that for how much it reads and writes."""
BRISK = 1.15
"""Seconds that a step takes at the least."""
MOST = 4.8
"""Seconds that all steps take at the least that are told of as one."""


class SequenceShapes(WiringFilm):
    """The question; one wiring after the other; the last two, which read and write as much, side by side; the answer."""

    title = "One kind of cell, five wirings"
    text: ClassVar[str] = "2 4 1"

    def construct(self) -> None:
        self.rows = self.lay_out()
        self.cast("read", digit=0)
        self.cast("written", out=0, sum=0, last=self.runs[self.DOWN].writes - 1)
        self.ask()
        self.single()
        self.count_down()
        self.add_up()
        self.both()
        self.answer()

    # -- the five rows -----------------------------------------------------------------------------------------------------

    def lay_out(self) -> list[WiredRow]:
        """Return the five wirings: three above, two below, all with one pitch."""
        groups: tuple[tuple[int, ...], ...] = (self.SINGLE, self.DOWN, self.SUM), (self.LAGGED, self.IN_STEP)
        area, laid = self.frame.stage, []
        for group, room in zip(groups, NAMED, strict=True):
            counts = [len(self.runs[of].tokens) for of in group]
            names = [name_of(partial(self.value, of=of), room, self.theme).width + ROOM for of in group]
            laid.append(laid_out(counts, names, area.left, area.width))
        pitch = min(each for each, _ in laid)
        rows = []
        for group, (_, places), y, room in zip(groups, laid, ROWS, NAMED, strict=True):
            for of, left in zip(group, places(pitch), strict=True):
                rows.append(self.row(of, (left, y), pitch, room))
        return rows

    def row(self, of: int, at: tuple[float, float], pitch: float, room: float) -> WiredRow:
        """Return one wiring."""
        trace = self.runs[of]
        return WiredRow(
            partial(self.read, of=of),
            partial(self.value, of=of),
            (len(trace.tokens), trace.reads, trace.first),
            at,
            pitch,
            room=room,
            notation=self.notation,
            theme=self.theme,
        )

    def turn_to(self, *now: int) -> list[Animation]:
        """Return animations in which some wirings are lit and called, and the others dimmed, while a caption is taken in."""
        plays = [self.rows[of].shade(1.0 if of in now else self.theme.dimmed, LEAD) for of in range(self.traces)]
        return [*plays, *(Appear(self.rows[of].name, window=(0.5, 1.0), run_time=LEAD) for of in now)]

    # -- the question ------------------------------------------------------------------------------------------------------

    def ask(self) -> None:
        """Show all wirings before anything is read, and ask."""
        self.act("the question")
        theme = self.theme
        self.headline = stays(Label(QUESTION, theme=theme, size=LARGE * theme.title, weight=BOLD).sit_amid(0, HEADLINE))
        self.add(legends(self.frame.legend, theme=theme, keys={"values": "sums"}), self.headline)
        for row in self.rows:
            self.add(*row.shown())
        with self.beat("Five wirings of one kind of cell: it reads below, and writes above.") as room:
            self.play(*(each for row in self.rows for each in row.lit(max(room, 3.6))))

    # -- one wiring after the other ----------------------------------------------------------------------------------------

    def single(self) -> None:
        """One in, one out."""
        self.act("one to one")
        row = self.rows[self.SINGLE]
        fields = {"digit": self.value("read", 0, of=self.SINGLE), "units": self.value("sizes.unit", of=self.SINGLE)}
        gone = Vanish(self.headline, run_time=LEAD / 2)
        with self.beat(
            "The cell reads {digit} and makes {units:0} numbers of it, its h.", gone, *self.turn_to(self.SINGLE), **fields
        ) as room:
            self.perform(row.gather(0.6))
            self.play(*row.go(0, max(room - 0.6, 1.6)))
        says, fields = self.told(
            self.SINGLE,
            "From h it writes {out}: this one has learned to double. One in, one out.",
            "From h it writes {out}: it should double, and is wrong here. One in, one out.",
            out=self.value("written", 0, of=self.SINGLE),
        )
        with self.beat(says, **fields) as room:
            self.play(*row.write(0, 0.5 * max(room, 2.4)))
            self.play(*row.sum_up(0.5 * max(room, 2.4)))

    def count_down(self) -> None:
        """One in, several out."""
        self.act("one to many")
        of = self.DOWN
        row = self.rows[of]
        with self.beat("These boxes are all the same cell, used again at every step.", *self.turn_to(of)) as room:
            self.perform(row.gather(max(room, 2.6)))
        with self.beat(
            "It reads {digit} once; from then on its last h is all that comes in.", digit=self.value("read", 0, of=of)
        ) as room:
            each = max(room / min(row.count, 2), BRISK)
            self.play_all(row.run(range(min(row.count, 2)), each))
        says, fields = self.told(
            of,
            "It counts down, and stops at {last}: one in, many out.",
            "It should count down to nought, and is wrong here. One in, many out.",
            last=self.value("written", self.runs[of].writes - 1, of=of),
        )
        with self.beat(says, **fields) as room:
            rest = range(2, row.count)
            self.play_all(row.run(rest, max((room - 1.0) / max(len(rest), 1), BRISK)))
            self.play(*row.sum_up(1.0 if rest else room))

    def add_up(self) -> None:
        """Several in, one out."""
        self.act("many to one")
        of = self.SUM
        row = self.rows[of]
        with self.beat(
            "Many in: it reads {count:0} digits, and writes nothing before the last.",
            *self.turn_to(of),
            count=self.value("reads", of=of),
        ) as room:
            self.perform(row.gather(1.4))
            self.play_all(row.run(range(row.count - 1), max((room - 1.4) / (row.count - 1), BRISK)))
            self.play(*row.go(row.count - 1, BRISK))
        says, fields = self.told(
            of,
            "One out: {sum}. This one has learned to add.",
            "One out: {sum}. This one should add, and is wrong here.",
            sum=self.value("written", 0, of=of),
        )
        with self.beat(says, **fields) as room:
            self.play(*row.write(row.count - 1, 0.5 * max(room, 2.0)))
            self.play(*row.sum_up(0.5 * max(room, 2.0)))

    # -- the two that write as much as they read ---------------------------------------------------------------------------

    def both(self) -> None:
        """Let the last two wirings read at the same time: one writes at once, the other when it has read all."""
        self.act("many to many")
        late, soon = self.rows[self.LAGGED], self.rows[self.IN_STEP]
        with self.beat(
            "Many in, many out. These two are about to read the same digits.", *self.turn_to(self.LAGGED, self.IN_STEP)
        ) as room:
            long = max(room, 2.4)
            self.perform(at_once(late.gather(long), soon.gather(long)))
        with ExitStack() as moment:
            says, _ = self.told(
                self.IN_STEP,
                "The right one writes at once, at every digit: the largest so far.",
                "The right one writes at once: it should say the largest so far, and is wrong here.",
            )
            with self.beat(says) as room:
                moment.enter_context(self.moment())
                each = max(room, MOST) / soon.count
                for one, other in zip(late.run(range(late.first), each), soon.run(range(soon.count), each), strict=True):
                    self.play(*one, *other)
            says, _ = self.told(
                self.LAGGED,
                "The left one has read them all before it writes: the same digits, backwards.",
                "The left one reads all before it writes: it should say them backwards, and is wrong.",
            )
            with self.beat(says) as room:
                rest = range(late.first, late.count)
                self.play_all(late.run(rest, max(room / len(rest), BRISK)))
        lit = [row.shade(1.0, 1.0) for row in self.rows[: self.LAGGED]]
        self.play(*late.sum_up(1.0), *soon.sum_up(1.0), *lit)

    # -- the answer --------------------------------------------------------------------------------------------------------

    def answer(self) -> None:
        """Let light run through all five once more, one after the other, and answer."""
        self.act("the answer")
        lit = [each for row, window in zip(self.rows, TURNS, strict=True) for each in row.lit(LAST, window)]
        says = "It can read one or many, and write one or many: the wiring decides."
        self.end(says, *lit)
