"""A whole sentence through an LSTM: which word turned the verdict, which unit of the cell state did it, and who wrote that."""

from collections.abc import Sequence
from contextlib import nullcontext
from typing import ClassVar

import numpy as np
from manim import Animation, VGroup, VMobject

from model.trace.turning import Deed, deeds_of
from scenes.mobjects.legend import legends
from scenes.mobjects.motion import Appear, Leave, Shade, Vanish
from scenes.mobjects.moves import Path, Travel
from scenes.mobjects.places import stays
from scenes.mobjects.reading import Reading, phrase
from scenes.mobjects.sets.column_story import ColumnStory, Scale
from scenes.mobjects.sets.reading_table import VERDICT, ReadingTable
from scenes.mobjects.shapes import Box
from scenes.mobjects.text import Label
from scenes.telling.reader import ReaderFilm

TOP, FOOT = 2.44, -2.76
MOST = 8
"""So many units have a column, of a state that has more than ``most_units``."""
OPEN, NEXT = 0.46, 0.14
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
        turn = self.trace.answer.turn
        stop = self.count if turn is None else turn
        half = min(1 + self.trace.first_writer, stop) if stop > 1 else stop
        with self.beat("Each row is a word. C is the memory, handed down from word to word.") as room:
            self.play(*self.table.rewound(0.6), *(Leave(each, run_time=0.6) for each in [*self.verdicts, self.framed]))
            self.marker = self.marked(0)
            self.rows_come(range(half), max(room - 0.6, 0.4 * half), first=True)
        if half < stop or turn is not None:
            with self.beat("h is what C shows of itself, and the verdict is read from h.") as room:
                self.rows_come(range(half, stop), max(room, 0.4 * (stop - half)))

    def marked(self, time: int) -> Box:
        """Return the frame of the word that is read."""
        return self.table.around(self.words[time][-1], time, 0.07)

    def rows_come(self, times: range, run_time: float, *, first: bool = False) -> None:
        """Let the rows of some words come, each in less time than the one before, in so many seconds in all."""
        paces = np.linspace(1.6, 0.4, len(times)) if len(times) > 1 else np.ones(len(times))
        for time, pace in zip(times, paces, strict=True):
            each = float(pace * run_time / len(times))
            turning = [Appear(self.marker, run_time=each / 4)] if first and time == 0 else self.moved(time, each / 4)
            for group in self.table.came(time, each / 4):
                self.play(*turning, *group)
                turning = []
            self.play(Appear(self.verdicts[time], run_time=each / 4))

    def moved(self, time: int, run_time: float) -> list[Animation]:
        """Return animations that turn to a word, if another one is lit."""
        marker = self.marked(time)
        rise = float(self.marker.get_y() - marker.get_y())
        if abs(rise) < 1e-6 and self.marker in self.mobjects:
            return []
        self.remove(self.marker)
        self.marker = marker
        return [Travel(marker, Path((0.0, rise), (0.0, 0.0)), run_time=run_time)]

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
        said = "Until then it says “{old:short}”; “{word:short}” makes that “{new:short}”."
        with self.beat(said, word=after["word"], old=before["verdict"], new=after["verdict"]) as room:
            self.rows_come(range(turn, turn + 1), max(0.7 * room, 2.0))
            if turn < self.last:
                self.rows_come(range(turn + 1, self.count), 0.5 * (self.last - turn))
            self.play(Appear(self.framed, run_time=self.theme.quick))

    def verdict_only(self, time: int) -> dict[str, Reading]:
        """Return the verdict after a word as a field."""
        return {"verdict": self.value("verdicts", time)}

    # -- the lens --------------------------------------------------------------------------------------------------------

    def follow(self) -> None:
        """Open the column of the unit that turned the verdict, and tell it word by word."""
        self.act("one unit")
        answer = self.trace.answer
        pushes = [self.trace.pushes[:, self.unit, answer.rival]]
        if answer.other_unit is not None:
            pushes.append(self.trace.pushes[:, answer.other_unit, answer.other])
        self.scale = Scale(*pushes)
        with self.beat(self.who_turned(), **self.turning_fields()) as room:
            self.open_the_lens(room)
        self.story = self.story_of(self.unit, answer.rival, self.verdicts)
        self.tell(self.story, self.verdicts)

    def who_turned(self) -> str:
        """Return the caption that names the unit that is followed."""
        if self.trace.answer.turn is None:
            return "Unit {unit:0} gives {part} of the lead over “{rival:short}”. Follow its column of C."
        if self.brief.unit is None and self.trace.turners > 1:
            return "{count:0} units did that; unit {unit:0} did most, {part} of it. Follow its column of C."
        return "Unit {unit:0} did {part} of that. Follow its column of C."

    def turning_fields(self) -> dict[str, Reading]:
        """Return the fields of :meth:`who_turned`."""
        return {
            "unit": self.value("unit_numbers", self.unit),
            "part": self.value("turn_shares", self.unit),
            "count": self.value("turners"),
            "rival": self.value("labels", self.trace.answer.rival),
        }

    def open_the_lens(self, room: float) -> None:
        """Let all but C and the verdicts go, and the column of the unit widen in place."""
        table, long = self.table, max(0.6 * room, 1.0)
        self.gone = [each for row in table.rows for name, each in row.items() if name != "cell"]
        self.gone += [each for name, each in table.heads.items() if name != "forget_gate"]
        self.gone += [each for name, each in table.frames.items() if name != "cell"]
        self.quiet = [row["cell"] for row in table.rows if "cell" in row]
        self.quiet += [each for unit, column in table.columns.items() if unit != self.unit for each in column]
        self.play(*(Leave(each, run_time=self.theme.beat) for each in [*self.gone, self.marker, self.framed]))
        dims = [Shade(each, self.theme.dimmed, run_time=long) for each in self.quiet]
        self.play(*table.opened({self.unit: OPEN}, long), *dims)

    def story_of(self, unit: int, label: int, verdicts: Sequence[VMobject]) -> ColumnStory:
        """Return the story of a unit, with its push on a label."""
        return ColumnStory(
            self.read,
            self.table,
            unit=unit,
            label=label,
            verdicts=verdicts,
            scale=self.scale,
            notation=self.notation,
            theme=self.theme,
        )

    def tell(self, story: ColumnStory, verdicts: Sequence[VMobject]) -> None:
        """Rewind the column of a unit and tell it again: words of which something is said, and runs of others."""
        deeds = deeds_of(self.trace, story.unit)
        self.rewinding, done = [*self.table.columns[story.unit], *verdicts], 0
        events = self.events(deeds, story)
        main = self.main_of(events, story)
        for time in [*events, self.count]:
            if run := deeds[done:time]:
                self.pass_by(run, story)
            if time < self.count:
                main_one = time == main and story.unit == self.unit and bool(verdicts)
                with self.moment() if main_one else nullcontext():
                    self.tell_of(deeds[time], story, poster=main_one)
            done = time + 1

    def events(self, deeds: Sequence[Deed], story: ColumnStory) -> list[int]:
        """Return the words of which something is said: those that change the unit most, and the one that turned the verdict."""
        turn = self.trace.answer.turn
        change = np.abs(np.diff(self.trace.cell[:, story.unit], prepend=0.0))
        done = [deed.time for deed in deeds if deed.does != "keeps" or (deed.time == turn and story is self.story)]
        return sorted(sorted(done, key=lambda time: (time != turn, -change[time]))[:CAPTIONED])

    def main_of(self, events: Sequence[int], story: ColumnStory) -> int:
        """Return the word of a unit's story that is its moment: the one that turned the verdict, or that pushes most."""
        turn, push = self.trace.answer.turn, np.abs(self.trace.pushes[:, story.unit, story.label])
        return turn if turn in events else max(events, key=lambda time: push[time], default=-1)

    def pass_by(self, run: Sequence[Deed], story: ColumnStory) -> None:
        """Tell of words that do nothing much, at a run."""
        changes = any(deed.does != "keeps" for deed in run)
        said = "These words only keep it: their forget gates stay open, and little is written."
        if not story.cells:
            said = "The first words write next to nothing into it."
        with self.beat("These words change it a little." if changes else said) as room:
            self.rewind(story)
            each = min(max(room / len(run), 0.4), 1.2)
            for deed in run:
                self.later(*self.moved(deed.time, self.theme.quick))
                for play in story.told_of(deed, each):
                    self.play(*play.animations)

    def tell_of(self, deed: Deed, story: ColumnStory, *, poster: bool) -> None:
        """Tell what one word does with the unit."""
        with self.beat(self.saying(deed, story), **self.deed_fields(deed, story)) as room:
            self.rewind(story)
            self.later(*self.moved(deed.time, self.theme.quick))
            for play in story.told_of(deed, max(room, 4.0)):
                self.play(*play.animations)
            if poster:
                self.mark_poster()

    def rewind(self, story: ColumnStory) -> None:
        """Let what is to be told again go, and what stands above it come."""
        if gone := self.rewinding:
            self.rewinding = []
            self.play(*(Leave(each, run_time=0.6) for each in gone), Appear(story.heads(), run_time=0.6))

    def saying(self, deed: Deed, story: ColumnStory) -> str:
        """Return the caption of what a word does with the unit, and what that does to the verdict."""
        down = float(self.trace.pushes[deed.time, story.unit, story.label]) < 0
        felt = "holds “{label:short}” down: {push}" if down else "lifts “{label:short}”: {push}"
        if deed.does == "writes":
            return f"“{{word:short}}” writes {{written}} into it, and that {felt}."
        if deed.does == "overwrites":
            return f"“{{word:short}}” drops all but {{gate}} of it, writes {{written}}, and that {felt}."
        if deed.does == "erases":
            return "“{word:short}” forgets it: {gate} of it stays, so it hardly pushes any more: {push}."
        return f"“{{word:short}}” leaves it as it is: it {felt}."

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
        """Tell of the unit that holds down the other rival: another column, or the same one."""
        answer = self.trace.answer
        if answer.other is None or answer.other_unit is None:
            return
        self.act("the other rival")
        fields = {
            "other": self.value("labels", answer.other),
            "unit": self.value("unit_numbers", answer.other_unit),
            "push": self.value("pushes", self.last, answer.other_unit, answer.other),
        }
        if answer.other_unit == self.unit:
            with self.beat("And why not “{other:short}”? The same unit keeps it behind: {push}.", **fields) as room:
                self.perform(self.story.also(answer.other, max(room, 2.0)))
            return
        with self.beat("And why not “{other:short}”? That is up to unit {unit:0}.", **fields) as room:
            self.next_lens(answer.other_unit, max(room, 2.0))
        self.second = self.story_of(answer.other_unit, answer.other, [])
        self.tell(self.second, [])

    def next_lens(self, unit: int, run_time: float) -> None:
        """Close the column that was told, and open another one."""
        self.close(self.story, 0.3 * run_time)
        lit = [Shade(each, 1.0, run_time=0.6 * run_time) for each in self.table.columns[unit]]
        self.play(*self.table.opened({self.unit: NEXT, unit: OPEN}, 0.6 * run_time), *lit)

    def close(self, story: ColumnStory, run_time: float) -> None:
        """Let all that was told of a unit go, but for its column."""
        self.add(*self.table.columns[story.unit])
        self.play(*(Vanish(each, run_time=run_time) for each in [*story.everything(), self.marker]))

    # -- the answer ------------------------------------------------------------------------------------------------------

    def conclude(self) -> None:
        """Let the table return, and say the answer."""
        self.act("the answer")
        poster, beat = self.poster_time, self.theme.beat
        both = self.trace.answer.other is not None
        left = "“{winner:short}” is what is left: both others are held down." if both else "So “{winner:short}” is what is left."
        with self.beat(left, winner=self.value("labels", self.trace.answer.winner)) as room:
            self.close(getattr(self, "second", self.story), beat)
            lit = [Shade(each, 1.0, run_time=0.6 * room) for each in self.quiet]
            self.play(*self.table.opened({}, 0.6 * room), *lit)
            self.play(*(Appear(each, run_time=beat) for each in [*self.gone, self.framed]))
        said, fields = self.answer()
        self.end(said, **fields)
        self.poster_time = poster or self.poster_time

    def answer(self) -> tuple[str, dict[str, Reading]]:
        """Return the result, and its fields."""
        answer = self.trace.answer
        held = self.holder(self.unit if answer.other_unit is None else answer.other_unit)
        fields = {"held": self.value("tokens", held), "rival": self.value("labels", answer.rival)}
        fields["winner"] = self.value("labels", answer.winner)
        if answer.other is not None:
            fields["other"] = self.value("labels", answer.other)
        if answer.turn is None:
            return "What “{held:short}” wrote is still in C, and keeps “{winner:short}” ahead.", fields
        fields["word"] = self.value("tokens", answer.turn)
        if answer.other is None:
            return "“{word:short}” takes back “{rival:short}”: that leaves “{winner:short}”.", fields
        if held == answer.turn:
            return "“{word:short}” takes back “{rival:short}”, and blocks “{other:short}” as well.", fields
        return "“{word:short}” takes back “{rival:short}”; what “{held:short}” wrote still blocks “{other:short}”.", fields

    def holder(self, unit: int) -> int:
        """Return the word of whose writing a unit of C holds most at the end."""
        return int(np.abs(self.trace.memory[self.last, :, unit]).argmax())
