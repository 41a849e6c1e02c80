"""A whole sentence through an LSTM: which word turned the verdict, which unit of the cell state did it, and who wrote that."""

from collections.abc import Iterator, Sequence
from typing import ClassVar

import numpy as np
from manim import VGroup, VMobject

from model.trace.turning import FELT, Deed, deeds_of, margins_of
from scenes.mobjects.legend import legends
from scenes.mobjects.motion import Appear, Leave, Shade, Vanish
from scenes.mobjects.moves import Path, Travel
from scenes.mobjects.places import stays
from scenes.mobjects.reading import Reading, phrase
from scenes.mobjects.sets.column_story import ColumnStory, Scale
from scenes.mobjects.sets.reading_table import GATES, VERDICT, ReadingTable
from scenes.mobjects.shapes import Box
from scenes.mobjects.text import Label
from scenes.telling.reader import ReaderFilm

TOP, FOOT = 2.44, -2.76
MOST = 8
"""So many units have a column, of a state that has more than ``most_units``."""
OPEN, NEXT = 0.46, 0.24
"""The part of the strip of C that the column takes which is told, and the one that was told before."""
CAPTIONED = 4
"""So many words of a unit's story have a caption of their own; the others go by."""


class LSTMSentence(ReaderFilm):
    """Why the verdict is what it is: the table of a reading, then one column of its memory, then a second."""

    title = "LSTM: a sentence"
    cell_kinds = ("lstm",)
    needs = ("memory",)
    follows_a_unit = True
    text: ClassVar[str] = "The food was not good but the service was wonderful"

    def construct(self) -> None:
        self.ask()
        self.read_the_words()
        self.turn()
        self.follow()
        self.block()
        self.conclude()

    # -- the question ----------------------------------------------------------------------------------------------------

    @property
    def unit(self) -> int:
        """The unit that is followed: the brief's, or the one that turned the verdict."""
        return self.trace.answer.unit if self.brief.unit is None else self.brief.unit

    @property
    def last(self) -> int:
        """The index of the last word."""
        return self.count - 1

    def ask(self) -> None:
        """Show the finished table, its last verdict in a frame, and ask why it is so."""
        self.act("the question")
        answer, notation, theme = self.trace.answer, self.notation, self.theme
        followed = [self.unit] if answer.other_unit is None else [self.unit, answer.other_unit]
        self.table = ReadingTable(
            self.read, notation=notation, theme=theme, units=self.shown(followed), followed=followed, top=TOP, foot=FOOT
        )
        self.words = [self.table.word(time, known=known) for time, known in enumerate(self.trace.known)]
        self.verdicts = [self.verdict_of(time) for time in range(self.count)]
        self.head = stays(Label("verdict", theme=theme, size=theme.small, colour="muted").sit(VERDICT, self.table.top + 0.16, -1))
        self.framed = self.table.around(self.verdicts[-1], self.last, 0.07)
        cells = [each for time in range(self.count) for each in self.table.parts(time)]
        self.add(self.table, *self.words, *cells, *self.verdicts, self.head, self.framed)
        self.add(legends(self.frame.legend, theme=theme))
        with self.beat("Why is the verdict “{verdict:short}”?", verdict=self.value("verdicts", self.last)):
            pass
        self.admit_strangers()

    def shown(self, followed: Sequence[int]) -> list[int]:
        """Return the units that have a column: all, or of many those that are followed and the most active."""
        size = np.abs(self.trace.hidden).sum(axis=0)
        if len(size) <= 32:
            return list(range(len(size)))
        ranked = [int(unit) for unit in np.argsort(-size, kind="stable") if unit not in followed]
        return sorted([*dict.fromkeys(followed), *ranked][:MOST])

    def verdict_of(self, time: int) -> VGroup:
        """Return the verdict after a word, at its place in the table."""
        shares = [self.value("probabilities", time, number) for number in range(len(self.trace.labels))]
        return self.table.verdict(time, shares, phrase("{verdict} {share}", **self.verdict(time)))

    # -- the reading -----------------------------------------------------------------------------------------------------

    def read_the_words(self) -> None:
        """Read all words up to the one that turns the verdict, ever faster."""
        self.act("reading")
        stop = self.count if self.trace.answer.turn is None else self.trace.answer.turn
        with self.beat("Each row is a word. C is the memory: handed down, changed a little, handed on.") as room:
            gone = [Leave(each, run_time=self.theme.beat) for each in [*self.verdicts, self.framed]]
            self.play(*self.table.rewound(self.theme.beat), *gone)
            self.marker = self.marked(0)
            self.play(Appear(self.marker, run_time=self.theme.quick))
            self.rows_come(range(0, 1), 2.0)
            self.rows_come(range(1, stop), max(room - 2.0, 0.3 * stop))

    def marked(self, time: int) -> Box:
        """Return the frame of the word that is read."""
        word = self.words[time][-1]
        return self.table.around(word, time, 0.07)

    def rows_come(self, times: range, run_time: float) -> None:
        """Let the rows of some words come, in so many seconds in all."""
        for time in times:
            each = run_time / len(times)
            for group in self.table.came(time, each / 4):
                self.play(*self.moved(time, each / 4), *group)
            self.play(Appear(self.verdicts[time], run_time=each / 4))

    def moved(self, time: int, run_time: float) -> Iterator[Travel | Appear]:
        """Yield animations that turn to a word, if another one is lit."""
        marker = self.marked(time)
        if abs(float(marker.get_y() - self.marker.get_y())) > 1e-6 or self.marker not in self.mobjects:
            self.remove(self.marker)
            rise = float(self.marker.get_y() - marker.get_y())
            self.marker = marker
            yield Travel(marker, Path((0.0, rise), (0.0, 0.0)), run_time=run_time)

    # -- the turn --------------------------------------------------------------------------------------------------------

    def turn(self) -> None:
        """Read the word that turns the verdict, or say that none does."""
        turn = self.trace.answer.turn
        self.act("the turn")
        if turn is None:
            with self.beat("No word turns it: the verdict is “{verdict:short}” from the first word on.", **self.verdict_only(0)):
                self.play(Appear(self.framed, run_time=self.theme.beat))
            return
        before, after = self.verdict(turn - 1), self.verdict(turn)
        said = "Before “{word:short}” it was “{old:short}”, with it “{new:short}”."
        with self.beat(said, word=after["word"], old=before["verdict"], new=after["verdict"]) as room:
            self.rows_come(range(turn, turn + 1), max(room, 2.5))
            if turn < self.last:
                self.rows_come(range(turn + 1, self.count), 0.5 * (self.last - turn))
            self.play(Appear(self.framed, run_time=self.theme.quick))

    def verdict_only(self, time: int) -> dict[str, Reading]:
        """Return the verdict after a word as a field."""
        return {"verdict": self.value("verdicts", time)}

    # -- the lens --------------------------------------------------------------------------------------------------------

    def follow(self) -> None:
        """Open the column of the unit that turned the verdict, and tell it word by word."""
        self.act("one unit of C", None)
        answer = self.trace.answer
        pushes = [self.trace.pushes[:, self.unit, answer.rival]]
        if answer.other_unit is not None:
            pushes.append(self.trace.pushes[:, answer.other_unit, answer.other])
        self.scale = Scale(*pushes)
        with self.beat(self.who_turned(), **self.turning_fields()) as room:
            self.open_the_lens(room)
        self.story = self.story_of(self.unit, answer.rival)
        self.tell(self.story)

    def who_turned(self) -> str:
        """Return the caption that names the unit that is followed."""
        chosen = (
            "Unit {unit:0} gave {part} of that change"
            if self.trace.answer.turn is not None
            else "Unit {unit:0} gives {part} of the lead"
        )
        if self.brief.unit is None and self.trace.answer.turn is not None and self.trace.turners > 1:
            return "{count:0} units turned it; unit {unit:0} gave {part} of the change. Follow its column."
        return chosen + ". Follow its column of C."

    def turning_fields(self) -> dict[str, Reading]:
        """Return the fields of :meth:`who_turned`."""
        return {
            "unit": self.value("unit_numbers", self.unit),
            "part": self.value("turn_shares", self.unit),
            "count": self.value("turners"),
        }

    def open_the_lens(self, room: float) -> None:
        """Let all but C go, and the column of the unit widen in place; then rewind it."""
        gone = [each for row in self.table.rows for name, each in row.items() if name != "cell"]
        heads = [each for name, each in self.table.heads.items() if name != "forget_gate"]
        frames = [each for name, each in self.table.frames.items() if name != "cell"]
        self.heads, self.frames = heads, frames
        others = [each for unit, column in self.table.columns.items() if unit != self.unit for each in column]
        quiet = [row["cell"] for row in self.table.rows if "cell" in row] + others
        self.play(*(Leave(each, run_time=self.theme.beat) for each in [*gone, *heads, *frames, self.marker, self.framed]))
        self.play(
            *self.table.opened({self.unit: OPEN}, max(0.4 * room, 1.0)),
            *(Shade(each, self.theme.dimmed, run_time=max(0.4 * room, 1.0)) for each in quiet),
        )

    def story_of(self, unit: int, label: int) -> ColumnStory:
        """Return the story of a unit, with its push on a label."""
        return ColumnStory(
            self.read,
            self.table,
            unit=unit,
            label=label,
            verdicts=self.verdicts,
            scale=self.scale,
            notation=self.notation,
            theme=self.theme,
        )

    def tell(self, story: ColumnStory) -> None:
        """Rewind the column of a unit and tell it again: words of which something is said, and runs of others."""
        deeds = deeds_of(self.trace, story.unit)
        events, done = self.events(deeds, story), 0
        column = [*self.table.columns[story.unit], *self.verdicts]
        self.heading = story.heads()
        for time in [*events, self.count]:
            run = deeds[done:time]
            if run:
                self.pass_by(run, story, column)
            if time < self.count:
                self.tell_of(deeds[time], story, column)
            column, done = [], time + 1

    def events(self, deeds: Sequence[Deed], story: ColumnStory) -> list[int]:
        """Return the words of which something is said: those that change the unit most, and the one that turned the verdict."""
        push = self.trace.pushes[:, story.unit, story.label]
        change = np.abs(np.diff(push, prepend=0.0))
        done = [deed.time for deed in deeds if deed.does != "keeps"]
        turn = self.trace.answer.turn
        done.sort(key=lambda time: (time != turn, -change[time]))
        return sorted(done[:CAPTIONED])

    def pass_by(self, run: Sequence[Deed], story: ColumnStory, column: Sequence[VMobject]) -> None:
        """Tell of words that do nothing much, at a run."""
        first = not story.cells
        said = "The first words write nothing much into it." if first else "Then it is kept: the forget gates stay open."
        with self.beat(said) as room:
            self.rewind(column)
            each = min(max(room / len(run), 0.35), 1.2)
            for deed in run:
                self.turn_to(deed.time)
                for play in story.told_of(deed, each):
                    self.play(*play.animations)

    def tell_of(self, deed: Deed, story: ColumnStory, column: Sequence[VMobject]) -> None:
        """Tell what one word does with the unit."""
        with self.beat(self.saying(deed), **self.deed_fields(deed, story)) as room:
            self.rewind(column)
            self.turn_to(deed.time)
            for play in story.told_of(deed, max(room, 4.0)):
                self.play(*play.animations)
            if deed.time == self.trace.answer.turn and story.unit == self.unit:
                self.mark_poster()

    def rewind(self, column: Sequence[VMobject]) -> None:
        """Let a column go, and what stands above the new one come."""
        if column:
            self.play(*(Leave(each, run_time=self.theme.beat) for each in column), Appear(self.heading, run_time=self.theme.beat))

    def turn_to(self, time: int) -> None:
        """Let the frame go to a word, with what is played next."""
        self.later(*self.moved(time, self.theme.quick))

    def saying(self, deed: Deed) -> str:
        """Return the caption of what a word does with the unit."""
        return {
            "writes": "“{word:short}” writes {written} into it: its push on “{label:short}” becomes {push}.",
            "overwrites": "“{word:short}” keeps {gate} of it and writes {written}: its push becomes {push}.",
            "erases": "“{word:short}” nearly shuts the forget gate: {gate} of it stays, a push of {push}.",
        }[deed.does]

    def deed_fields(self, deed: Deed, story: ColumnStory) -> dict[str, Reading]:
        """Return the fields of :meth:`saying`."""
        time, unit = deed.time, story.unit
        return {
            "word": self.value("tokens", time),
            "written": self.value("written", time, unit),
            "gate": self.value("forget_gate", time, unit),
            "push": self.value("pushes", time, unit, story.label),
            "label": self.value("labels", story.label),
        }

    # -- the second unit -------------------------------------------------------------------------------------------------

    def block(self) -> None:
        """Open the column of the unit that holds down the other rival."""
        answer = self.trace.answer
        if answer.other is None or answer.other_unit is None:
            return
        self.act("the other rival", None)

    def conclude(self) -> None:
        """Let the table return, and say the answer."""
        self.act("the answer", None)
        self.end("Done.")


_ = (GATES, FELT, margins_of)
