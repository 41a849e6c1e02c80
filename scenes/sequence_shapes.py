"""What a network can read and write: one small cell in five wirings, and digits that run through each."""

from collections.abc import Iterator
from functools import partial
from typing import ClassVar

from manim import Animation

from scenes.mobjects.legend import legends
from scenes.mobjects.motion import Appear, Leave, Vanish
from scenes.mobjects.moves import turns
from scenes.mobjects.places import stays
from scenes.mobjects.plays import Play
from scenes.mobjects.reading import Reading
from scenes.mobjects.sets.wired_heading import Heading
from scenes.mobjects.sets.wired_row import ASIDE, CELL, MAKING, PRINTED, Pose, WiredRow, laid_out
from scenes.mobjects.text import BOLD, Label
from scenes.mobjects.wires import Point
from scenes.telling.pace import LEAD
from scenes.telling.wirings import WiringFilm

QUESTION, HEADLINE, LARGE = "What can a network read and write?", 2.76, 1.4
"""What is asked, how high that stands, and how many times as large as a title it is."""
TASKS = "double", "count down", "sum", "backwards", "largest so far"
"""What each wiring has learned to do, or should have."""
FIRST = 4.0
"""Seconds in which one wiring after the other is lit, at the beginning."""
ROWS, ABOVE, TOGETHER = (1.475, -1.505), 1.505, (1.14, 1.07, 1.0)
"""How high the cells stand in the finished picture, of both rows; how far above them they are named; and how large they are, the
largest of these in which they have room."""
NAMED = 3.2
"""How much room there is for what a wiring is called."""
ALONE, STAGE, TOLD = (0.1, 2.3), (-0.92, 1.68), 1.25
"""How high and large a wiring stands that is told of: the first, and one below others; and how large its task is written."""
TOP = 2.7, 0.66
"""How high its task is written then."""
DONE, NOTED = (1.82, 0.72), (2.9, 0.8)
"""How high and large wirings stand that have been told; and what is written above them."""
APART, CLEAR = 0.7, 0.03
"""From what is written to what stands beside it, and from one box to the next at least, in units."""
GOES = 1.0
"""How long a wiring takes to go to its place, in seconds."""
EVEN, ALL, LIT, ONCE_MORE, LAST = 1.35, 5.4, 1.2, 8.0, 3.2
"""Seconds of a step where there are few, of all where there are many; of light; of all five, once more; of light in the end."""


class SequenceShapes(WiringFilm):
    """The question; one wiring after the other, each large, which then joins those that were told; all five, and the answer."""

    title = "One kind of cell, five wirings"
    text: ClassVar[str] = "2 4 1"
    order = WiringFilm.SINGLE, WiringFilm.DOWN, WiringFilm.SUM, WiringFilm.IN_STEP, WiringFilm.LAGGED

    def construct(self) -> None:
        self.lay_out()
        self.cast("read", digit=0)
        self.cast("written", out=0, last=self.runs[self.DOWN].writes - 1)
        self.ask()
        self.single()
        self.count_down()
        self.add_up()
        self.in_step()
        self.lagged()
        self.stand_together()
        self.answer()

    # -- where the wirings stand -------------------------------------------------------------------------------------------

    def lay_out(self) -> None:
        """Find the place of each wiring in the finished picture, three above and two below, and among those that were told."""
        self.headings = [self.heading_of(of) for of in range(self.traces)]
        for size in TOGETHER:
            self.finished = self.stood(size)
            if self.pitch > CELL[0] + CLEAR:
                break
        self.told_at = self.gallery()
        self.rows = [self.row(of, self.finished[of]) for of in range(self.traces)]

    def stood(self, size: float) -> dict[int, Pose]:
        """Find how far apart steps can be if wirings are so large, and return where these stand in the finished picture then."""
        groups: tuple[tuple[int, ...], ...] = (self.SINGLE, self.DOWN, self.SUM), (self.LAGGED, self.IN_STEP)
        area, laid = self.frame.stage, []
        for group in groups:
            names = [float(self.headings[of].finished(NAMED).width) / size for of in group]
            counts = [len(self.runs[of].tokens) for of in group]
            laid.append(laid_out(counts, names, area.left / size, area.width / size))
        self.pitch = min(each for each, _ in laid)
        stand = zip(groups, laid, ROWS, strict=True)
        return {
            of: Pose(left * size, y, size)
            for group, (_, places), y in stand
            for of, left in zip(group, places(self.pitch), strict=True)
        }

    def heading_of(self, of: int) -> Heading:
        """Return what is written of a wiring when it is told of."""
        value = partial(self.value, of=of)
        at = self.frame.stage.left, TOP[of != self.SINGLE]
        return Heading(value, TASKS[of], at, TOLD, room=NAMED, theme=self.theme)

    def wide(self, of: int, size: float) -> float:
        """Return how wide a wiring of some size is."""
        return ((len(self.runs[of].tokens) - 1) * self.pitch + CELL[0]) * size

    def gallery(self) -> dict[int, Pose]:
        """Return the places of the wirings that have been told, side by side."""
        y, size = DONE
        wide = {of: max(self.headings[of].width * NOTED[1] / TOLD, self.wide(of, size)) for of in self.order[:-1]}
        free = (self.frame.stage.width - sum(wide.values())) / (len(wide) - 1)
        found, pen = {}, self.frame.stage.left
        for of, each in wide.items():
            found[of] = Pose(pen + inset(size), y, size)
            pen += each + free
        return found

    def stage(self, of: int) -> Pose:
        """Return where a wiring stands that is told of: beside its task, in the middle if there is room, or else below it."""
        y, size = ALONE if of == self.SINGLE else STAGE
        area, beside = self.frame.stage, self.headings[of].width + APART
        if self.wide(of, size) > area.width - beside and self.runs[of].first > 1:
            beside = 0.0  # nothing is written over the first steps, but what it does
        size *= min(1.0, (area.width - beside) / self.wide(of, size))
        wide = self.wide(of, size)
        left = max(area.left + beside, area.x - wide / 2)
        return Pose(min(left, area.right - wide) + inset(size), y, size)

    def row(self, of: int, pose: Pose) -> WiredRow:
        """Return one wiring."""
        trace = self.runs[of]
        steps = len(trace.tokens), trace.reads, trace.first
        read, value = partial(self.read, of=of), partial(self.value, of=of)
        return WiredRow(read, value, steps, pose, self.pitch, notation=self.notation, theme=self.theme)

    def comes(self, of: int) -> list[Animation]:
        """Return animations in which a wiring comes that is told of from now on, while a caption is taken in."""
        row = self.rows[of] = self.row(of, self.stage(of))
        return [*(Appear(each, run_time=LEAD) for each in row.shown()), *self.headings[of].call(LEAD)]

    def put_away(self, of: int) -> None:
        """Let a wiring that was told go to its place among those."""
        heading, pose = self.headings[of], self.told_at[of]
        at = pose.left - inset(pose.size), NOTED[0]
        self.play(self.rows[of].go(pose, GOES), *heading.noted(at, NOTED[1], GOES))

    # -- the question ------------------------------------------------------------------------------------------------------

    def ask(self) -> None:
        """Show all wirings before anything is read, and ask."""
        self.act("the question")
        theme = self.theme
        self.headline = stays(Label(QUESTION, theme=theme, size=LARGE * theme.title, weight=BOLD).sit_amid(0, HEADLINE))
        self.add(legends(self.frame.legend, theme=theme), self.headline)
        for row in self.rows:
            self.add(*row.shown())
        woken = [each for of, own in zip(self.order, turns(self.traces), strict=True) for each in self.rows[of].woken(FIRST, own)]
        with self.beat("Five small networks: each reads below, and writes above.", *woken):
            pass

    # -- one wiring after the other ----------------------------------------------------------------------------------------

    def single(self) -> None:
        """One in, one out."""
        self.act("one to one")
        of = self.SINGLE
        row = self.rows[of]
        others = [each for other in self.order if other != of for each in self.rows[other].everything]
        gone = [Vanish(each, run_time=LEAD / 2) for each in (self.headline, *others)]
        self.play(*gone, row.go(self.stage(of), GOES))
        fields = {"digit": self.value("read", 0, of=of), "units": self.value("sizes.unit", of=of)}
        said = "The cell reads {digit}, and makes {units:0} numbers of it: h."
        with self.beat(said, *self.headings[of].call(LEAD), **fields) as room:
            self.perform([row.step(0, max(room, EVEN))])
        with self.beat("What it writes comes from h.") as room:
            self.play(*row.write(0, max(room, EVEN / 2)))
        self.sum_up(
            of,
            "It wrote {out}, the double: one in, one out.",
            "It wrote {out}: it should double, and is wrong here. One in, one out.",
        )

    def sum_up(self, of: int, right: str, wrong: str) -> None:
        """Say what came of it, when it has come, while light runs through the wiring again; then put it away."""
        last = self.runs[of].writes - 1
        fields = {"out": self.value("written", 0, of=of), "last": self.value("written", last, of=of)}
        said, fields = self.told(of, right, wrong, **fields)
        with self.beat(said, **fields) as room:
            seconds = max(room - GOES * (of in self.told_at), LIT)
            arity = Appear(self.headings[of].arity, window=(0.0, 0.4), run_time=seconds)
            self.play(arity, *self.rows[of].lit(seconds))
            if of in self.told_at:
                self.put_away(of)

    def count_down(self) -> None:
        """One in, several out."""
        self.act("one to many")
        of = self.DOWN
        coming, row = self.comes(of), self.rows[of]
        many = row.count > 1
        some = "some of " * (len(self.read("weight", of=of)) > PRINTED[0])
        same = ": the same in all {count:0}, for it is one cell" * many
        count = {"count": self.value("writes", of=of)} if many else {}
        with self.beat(f"The coloured grid is {some}its weights{same}.", *coming, **count) as room:
            if many:
                self.perform(row.gather(max(room, 1.6)))
            else:
                self.play(*row.lit(max(room, 1.0)))
        with self.beat("It reads {digit} once; after that only its own h comes in.", digit=self.value("read", 0, of=of)) as room:
            self.perform(row.run(range(row.count), max(room, min(EVEN * row.count, ALL)) / row.count))
        out = "many" if many else "one"
        self.sum_up(
            of,
            f"It counted down to {{last}}: one in, {out} out.",
            f"It should count down to nought, and is wrong here. One in, {out} out.",
        )

    def run_through(self, of: int, caption: str, **fields: Reading) -> None:
        """Let a wiring come, its boxes be one cell, and that run through all steps."""
        coming, row = self.comes(of), self.rows[of]
        with self.beat(caption, *coming, **fields) as room:
            self.perform(row.gather(LEAD))
            self.perform(row.run(range(row.count), max(room - LEAD, min(EVEN * row.count, ALL)) / row.count))

    def add_up(self) -> None:
        """Several in, one out."""
        self.act("many to one")
        of = self.SUM
        said = "Many in: it reads {count:0} digits, and writes only after the last."
        self.run_through(of, said, count=self.value("reads", of=of))
        self.sum_up(
            of,
            "One out: {out}. It has learned to add.",
            "One out: {out}. It should add, and is wrong here.",
        )

    def in_step(self) -> None:
        """As many out as in, each at once."""
        self.act("in step")
        self.run_through(self.IN_STEP, "Many in, many out: it writes after each digit that it reads.")
        self.sum_up(
            self.IN_STEP,
            "It wrote the largest digit so far, each time.",
            "It should write the largest so far, and is wrong here.",
        )

    def lagged(self) -> None:
        """As many out as in, but only when all is read."""
        self.act("lagged")
        self.run_through(self.LAGGED, "To write them backwards, must it wait for the last digit?")
        self.sum_up(
            self.LAGGED,
            "Yes: what it wrote first, it had read last.",
            "It should write them backwards, and is wrong here.",
        )

    # -- the answer --------------------------------------------------------------------------------------------------------

    def stand_together(self) -> None:
        """Let all five take their places in the finished picture."""
        self.act("all five")
        with self.beat("One kind of cell, five wirings: each task has its own weights.") as room:
            each = max(room / 2, GOES)
            gone = Leave(self.headings[self.LAGGED].name, run_time=each / 2)
            self.play(*self.finish(self.LAGGED, each, (0.0, 1.0)), gone)
            self.play(
                *self.finish(self.IN_STEP, each, (0.0, 0.6)),
                *(one for of in (self.SINGLE, self.DOWN, self.SUM) for one in self.finish(of, each, (0.3, 1.0))),
            )

    def finish(self, of: int, run_time: float, window: tuple[float, float]) -> list[Animation]:
        """Return animations in which a wiring goes to its place in the finished picture."""
        pose, heading, row = self.finished[of], self.headings[of], self.rows[of]
        at: Point = (pose.left - inset(pose.size), pose.y + ABOVE)
        room = max(float(heading.finished(NAMED).width), self.wide(of, pose.size))
        return [row.go(pose, run_time, window=window), *heading.called(at, room, run_time, window)]

    def answer(self) -> None:
        """Let all five read once more, in step, and answer."""
        self.act("the answer")
        steps = max(row.count for row in self.rows)
        said = "Once more, all at the same time: digits in, h handed on, digits out."
        with self.moment(), self.beat(said, *(each for row in self.rows for each in row.back(GOES))) as room:
            self.perform(self.together(steps, max(room, ONCE_MORE) / steps))
        lit = [each for row in self.rows for each in row.lit(LAST, (0.0, row.count / steps))]
        self.end("One or many in, one or many out: the arrows decide where.", *lit)

    def together(self, steps: int, seconds: float) -> Iterator[Play]:
        """Yield what is to be played for all wirings together, step by step, so many seconds each."""
        for time in range(steps):
            going = [row for row in self.rows if time < row.count]
            made = [row.step(time, MAKING * seconds) for row in going]
            yield Play([each for play in made for each in play.animations])
            if written := [each for row in going for each in row.write(time, (1 - MAKING) * seconds)]:
                yield Play(written)


def inset(size: float) -> float:
    """Return how far right of the left edge of its first cell the first h of a wiring of some size is."""
    return (CELL[0] / 2 - ASIDE) * size
