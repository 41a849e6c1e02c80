"""What a network can read and write: one small cell in five wirings, and digits that run through each."""

from collections.abc import Sequence
from contextlib import ExitStack
from functools import partial
from typing import ClassVar

from manim import Animation

from scenes.mobjects.legend import legends
from scenes.mobjects.motion import Vanish
from scenes.mobjects.places import stays
from scenes.mobjects.sets.wired_row import WiredRow, at_once, laid_out, name_of, task_of
from scenes.mobjects.text import BOLD, Label
from scenes.telling.pace import LEAD
from scenes.telling.wirings import WiringFilm

QUESTION, HEADLINE, LARGE = "What can a network read and write?", 2.76, 1.4
"""What is asked, how high that stands, and how many times as large as a title it is."""
TASKS = "double", "count down", "sum", "backwards", "largest so far"
"""What each wiring has learned to do, or should have."""
FIRST, LAST = 5.0, 4.4
"""Seconds in which one wiring after the other is lit, at the beginning and at the end."""
ROWS = 1.36, -1.66
"""How high the cells stand: of the first three wirings, and of the two others."""
NAMED, ROOM = (2.2, 3.2), 1.0
"""How much room there is, above and below, for what a wiring is called; and beside its task for how much it reads and writes."""
BRISK, EVEN = 1.15, 1.75
"""Seconds that a step takes at the least, and those that it takes where there are not many."""
MOST = 5.7
"""Seconds that the steps take at the least in which two wirings read at the same time."""


class SequenceShapes(WiringFilm):
    """The question; one wiring after the other; the last two, which read and write as much, side by side; the answer."""

    title = "One kind of cell, five wirings"
    text: ClassVar[str] = "2 4 1"
    order = WiringFilm.SINGLE, WiringFilm.DOWN, WiringFilm.SUM, WiringFilm.IN_STEP, WiringFilm.LAGGED

    def construct(self) -> None:
        self.rows = self.lay_out()
        self.cast("read", digit=0)
        self.cast("written", out=0, last=self.runs[self.DOWN].writes - 1)
        self.ask()
        self.single()
        self.count_down()
        self.add_up()
        self.both()
        self.answer()

    # -- the five rows -----------------------------------------------------------------------------------------------------

    def lay_out(self) -> list[WiredRow]:
        """Return the five wirings: three above, two below, all with one pitch."""
        groups: tuple[tuple[int, ...], ...] = (self.SINGLE, self.DOWN, self.SUM), (self.IN_STEP, self.LAGGED)
        area, laid = self.frame.stage, []
        for group, room in zip(groups, NAMED, strict=True):
            counts = [len(self.runs[of].tokens) for of in group]
            laid.append(laid_out(counts, [self.width_above(of, room) for of in group], area.left, area.width))
        pitch = min(each for each, _ in laid)
        rows = {}
        for group, (_, places), y, room in zip(groups, laid, ROWS, NAMED, strict=True):
            for of, left in zip(group, places(pitch), strict=True):
                rows[of] = self.row(of, (left, y), pitch, room)
        return [rows[of] for of in range(self.traces)]

    def width_above(self, of: int, room: float) -> float:
        """Return how much room is needed above a wiring, for what it does and what it is called."""
        name = name_of(partial(self.value, of=of), room, self.theme)
        return max(float(name.width), float(task_of(TASKS[of], self.theme).width) + ROOM)

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
            does=TASKS[of],
            notation=self.notation,
            theme=self.theme,
        )

    def turn_to(self, *now: int) -> list[Animation]:
        """Return animations in which some wirings are lit and called, and the others dimmed, while a caption is taken in."""
        plays = [self.rows[of].shade(1.0 if of in now else self.theme.dimmed, LEAD) for of in range(self.traces)]
        return [*plays, *(each for of in now for each in self.rows[of].call(LEAD))]

    def woken(self, order: Sequence[int], seconds: float) -> list[Animation]:
        """Return animations in which the wirings, which are dimmed from now on, are lit one after the other, and read."""
        count = len(order)
        windows = [(number / count, (number + 1) / count) for number in range(count)]
        return [each for of, own in zip(order, windows, strict=True) for each in self.rows[of].woken(seconds, own)]

    # -- the question ------------------------------------------------------------------------------------------------------

    def ask(self) -> None:
        """Show all wirings before anything is read, and ask."""
        self.act("the question")
        theme = self.theme
        self.headline = stays(Label(QUESTION, theme=theme, size=LARGE * theme.title, weight=BOLD).sit_amid(0, HEADLINE))
        self.add(legends(self.frame.legend, theme=theme, keys={"numbers in a cell": "sums"}), self.headline)
        for row in self.rows:
            self.add(*row.shown())
        woken = self.woken(self.order, FIRST)
        for row in self.rows:
            row.rest()
        alike = "kind and size" if self.one_size else "kind"
        with self.beat(f"Five trainings of one {alike} of cell: they read below, write above.", *woken):
            pass

    # -- one wiring after the other ----------------------------------------------------------------------------------------

    def single(self) -> None:
        """One in, one out."""
        self.act("one to one")
        of = self.SINGLE
        row = self.rows[of]
        fields = {"digit": self.value("read", 0, of=of), "units": self.value("sizes.unit", of=of)}
        gone = Vanish(self.headline, run_time=LEAD / 2)
        with self.beat(
            "The cell reads {digit}, makes {units:0} numbers of it, its h, and writes from h.", gone, *self.turn_to(of), **fields
        ) as room:
            self.perform(row.run([0], max(room, 2 * EVEN)))
        self.sum_up(
            of,
            "It wrote {out}: this one has learned to double. One in, one out.",
            "It wrote {out}: it should double, and is wrong here. One in, one out.",
        )

    def sum_up(self, of: int, right: str, wrong: str, *also: int) -> None:
        """Say what came of it, when it has come, while light runs through the wiring again, and ``also`` through others."""
        last = self.runs[of].writes - 1
        fields = {"out": self.value("written", 0, of=of), "last": self.value("written", last, of=of)}
        said, fields = self.told(of, right, wrong, **fields)
        with self.beat(said, **fields) as room:
            self.play(*(each for one in (of, *also) for each in self.rows[one].sum_up(max(room, 2.0))))

    def count_down(self) -> None:
        """One in, several out."""
        self.act("one to many")
        of = self.DOWN
        row = self.rows[of]
        many = row.count > 1
        same, count = "These {count:0} boxes are one cell, used {count:0} times.", {"count": self.value("writes", of=of)}
        with self.beat(same if many else "This box is a cell, used once.", *self.turn_to(of), **(count if many else {})) as room:
            if many:
                self.perform(row.gather(max(room, 1.6)))
            else:
                self.play(*row.lit(max(room, 1.0)))
        with self.beat(
            "It reads {digit} once; from then on its last h is all that comes in.", digit=self.value("read", 0, of=of)
        ) as room:
            self.perform(row.run(range(row.count), max(room / row.count, EVEN)))
        out = "many" if many else "one"
        self.sum_up(
            of,
            f"It counted down to {{last}}, and stopped: one in, {out} out.",
            f"It should count down to nought, and is wrong here. One in, {out} out.",
        )

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
            self.perform(row.gather(1.0))
            self.perform(row.run(range(row.count), max((room - 1.0) / row.count, EVEN)))
        self.sum_up(
            of,
            "One out: {out}. This one has learned to add.",
            "One out: {out}. This one should add, and is wrong here.",
        )

    # -- the two that write as much as they read ---------------------------------------------------------------------------

    def both(self) -> None:
        """Let the last two wirings read at the same time: one writes at once, the other when it has read all."""
        self.act("many to many")
        late, soon = self.rows[self.LAGGED], self.rows[self.IN_STEP]
        with self.beat(
            "Many in, many out. Both are about to read the same digits.", *self.turn_to(self.IN_STEP, self.LAGGED)
        ) as room:
            long = max(room, 1.6)
            self.perform(at_once(soon.gather(long), late.gather(long)))
        with ExitStack() as moment:
            with self.beat("Both read a digit at the same time. Only the left one writes at once.") as room:
                moment.enter_context(self.moment())
                each = max(room, MOST) / soon.count
                for time in range(soon.count):
                    self.perform(at_once([soon.step(time, 0.7 * each)], [late.step(time, 0.7 * each)]))
                    self.play(*soon.write(time, 0.3 * each))
            says, _ = self.told(
                self.IN_STEP,
                "That was the largest so far. The right one has read all: now it writes.",
                "It should say the largest so far, and is wrong. Now the right one writes.",
            )
            with self.beat(says) as room:
                rest = range(late.first, late.count)
                self.perform(late.run(rest, max(room / len(rest), BRISK)))
                moment.close()
        self.sum_up(
            self.LAGGED,
            "That was the same digits backwards. Many in, many out.",
            "That should be the same digits backwards, and is wrong here. Many in, many out.",
            self.IN_STEP,
        )

    # -- the answer --------------------------------------------------------------------------------------------------------

    def answer(self) -> None:
        """Light all five once more, one after the other, and answer."""
        self.act("the answer")
        woken = self.woken(self.order, LAST)
        self.play(*(self.rows[of].shade(self.theme.dimmed, LEAD / 2) for of in (self.IN_STEP, self.LAGGED)))
        self.end("It reads one or many and writes one or many: the arrows decide where.", *woken)
