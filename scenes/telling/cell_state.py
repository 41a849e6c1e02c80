"""One word through a cell that has a cell state: how it is met, how it is let out as h, and h before the word and after it."""

from typing import Any

from manim import Animation, VGroup, VMobject

from scenes.mobjects.motion import Appear, Leave, Vanish
from scenes.mobjects.moves import Extend, Light, Path
from scenes.mobjects.passing import Go, Pass
from scenes.mobjects.reading import Reading
from scenes.mobjects.sets.lstm_road import ABREAST, LEFT, PAGE, RIGHT, WIRE, Road
from scenes.mobjects.sets.rows import Row, large_cell
from scenes.mobjects.tokens import Ribbon
from scenes.mobjects.wires import Wire
from scenes.telling.one_word import BLINK, HANDING, SMALL, TURNING, OneWord
from scenes.telling.pace import LEAD

__all__ = ["STANDING", "CellState"]

ASKING, TRACING, BRIDGE = -1.08, -1.31, 0.12
"""Heights: where the wires of the opening run; and how far one stops before the highway."""
STANDING = 1.97
"""The height of h before the word and after it."""


class CellState(OneWord):
    """What films of one word in a cell with a cell state share; what is on screen of a question is in ``questions``."""

    road: Road
    questions: VGroup
    leaving: list[Animation]
    """What goes as the next thing comes."""
    before: Row
    """The h before the word, as it stands beside that after it."""
    titles: VGroup
    """What is written over both."""

    @staticmethod
    def asking(ribbon: Ribbon, goal: float = 0.0, *, aside: float = 0.0, low: bool = False) -> list[tuple[float, float]]:
        """Return the corners of the way from the word in a sentence, so far aside of its middle, to an operator on the highway.

        That is at the x ``goal``; of two ways one runs ``low``.
        """
        chip, height = ribbon.current, TRACING if low else ASKING
        x = float(chip.get_x()) + aside
        return [(x, float(chip.get_top()[1]) + 0.06), (x, height), (goal, height)]

    def meet_unit(self, end: float) -> None:
        """Say what the followed unit holds, who wrote it, and for which verdict it speaks; its way ends at an x."""
        spotted, place = self.road.old.spot(self.unit), self.road.old.place(self.unit)
        x, to_operator = place[0], Path(place, (place[0], WIRE), (end, WIRE))
        self.questions.add(spotted)
        says, fields = self.words.held()
        writer = self.words.writer
        chip = None if writer is None else self.ribbon.shown.get(writer)
        found = Appear(spotted, run_time=self.theme.quick) if chip is None else Light(chip, self.theme, run_time=LEAD)
        with self.beat(says, found, **fields) as room:
            if writer is None or chip is None:
                door = "bottom", place[1] - Row.CELL[1] / 2
                self.play(Pass(self.road.old.fresh(self.unit), to_operator, door=door, leaves=True, run_time=max(room, 1.5)))
                return
            start, edge = (float(chip.get_x()), float(chip.get_top()[1])), place[1] - Row.CELL[1] / 2
            way = [start, (start[0], TRACING), (x, TRACING), (x, self.road.old.foot)]
            below = Wire(*way[:3], (x, WIRE - BRIDGE), theme=self.theme, colour="writes", tip=False)
            above = Wire((x, WIRE + BRIDGE), way[-1], theme=self.theme, colour="writes")
            self.play(Extend(below, run_time=max(0.25 * room, 0.7)))
            self.play(Extend(above, run_time=BLINK))
            self.questions.add(below, above)
            cell = self.cell_of(self.value("written", writer, self.unit))
            into: dict[str, Any] = {"start": 0.5, "sized": (0.0, 0.2), "cut": ("bottom", edge), "leaves": True}
            self.play(Pass(cell, Path(*way, place), run_time=max(0.55 * room, 1.2), **into))
            self.play(Appear(spotted, run_time=self.theme.quick))

    def cell_of(self, reading: Reading) -> VMobject:
        """Return a value as a cell as large as those in rows."""
        return large_cell(reading, Row.CELL, notation=self.notation, theme=self.theme)

    def let_out(self, pace: float = 1.0, *, last: bool = False) -> None:
        """Let the output gate meet tanh of the cell state, which is at the left: the new h. At leisure it is at ``pace`` 1.

        The followed unit comes ``last`` and slowly, or with all others.
        """
        road, beat = self.road, self.theme.beat
        wires, spotted, tools = road.showing.wires(), road.cell.spot(self.unit), road.tools()
        self.source = self.source_at(ABREAST)
        self.bring_source(HANDING, Appear(VGroup(tools, spotted), run_time=beat))
        (machine,) = self.run_machines({"output": road.shows}, max(0.9 * pace, 0.7))
        gone = VGroup(machine.whole, self.source, self.source.called)
        self.play(*(Appear(each, run_time=BLINK) for each in (wires, road.hidden.body)), Vanish(gone, run_time=BLINK))
        train = self.others(self.unit) if last else road.hidden.units
        if train:
            self.play(*road.stream_out(train, 2.0 * pace))
        if last:
            self.meet(road.showing, self.unit, 1.8 * pace, road.dock_out)
        gone = VGroup(wires, spotted, tools, road.shows, *road.cell)
        self.leaving = [Vanish(gone, run_time=BLINK), Leave(road.highway, run_time=self.theme.quick)]

    def stand(self) -> list[Animation]:
        """Return animations in which h goes to stand at the right, and what it was before comes to the left out of its word."""
        row, old, seconds = self.road.hidden, self.before, self.theme.beat
        way, names = Path(row.at, (RIGHT, STANDING)), row.names
        row.moved((RIGHT, STANDING))
        row.remove(names)
        there = self.row("hidden", row.at, where="left")
        for each in (there, old):
            each.number(self.read("unit_numbers"), self.unit)
        self.titles = VGroup(there.names, there.numbers, self.before_and_after(LEFT, RIGHT))
        middle, door = (float(old.get_x()), float(old.get_y())), self.door_before()
        corners = [(middle[0] - PAGE, middle[1])] if door is None else [door, (door[0], TURNING), (middle[0], TURNING)]
        return [
            Go(row, way, run_time=seconds),
            Vanish(names, run_time=BLINK),
            Pass(old, Path(*corners, middle), window=(0.25, 1.0), start=1.0 if door is None else SMALL, run_time=seconds),
        ]
