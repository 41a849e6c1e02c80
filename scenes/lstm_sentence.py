"""Why a sentence is judged as it is: which word turned it, which unit of an LSTM did it, and who wrote that."""

from collections.abc import Sequence
from contextlib import nullcontext
from itertools import pairwise
from typing import ClassVar

import numpy as np
from manim import Animation, AnimationGroup, VGroup, VMobject

from model.trace.turning import Deed, deeds_of, felt_by, writers_of
from scenes.mobjects.legend import legends
from scenes.mobjects.motion import Appear, Leave, Shade, Vanish
from scenes.mobjects.moves import Path, Travel
from scenes.mobjects.reading import Reading, phrase
from scenes.mobjects.scales import scale_of
from scenes.mobjects.sets.column_story import ColumnStory
from scenes.mobjects.sets.push_scale import Scale
from scenes.mobjects.sets.reading_table import STRIPS, ReadingTable
from scenes.mobjects.shapes import Box
from scenes.telling.pace import LEAD
from scenes.telling.reader import ReaderFilm
from scenes.telling.unit_words import UnitWords

TOP, FOOT = 2.44, -2.76
MOST = 8
"""So many units have a column, of a state that has more than ``most_units``."""
NAMED = 8
"""The most letters of a verdict that has room in the header."""
CAPTIONED = 3
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
        self.head, self.framed = self.table.verdict_heads(), self.table.around_verdict(self.last)
        cells = [each for time in range(self.count) for each in self.table.parts(time)]
        self.add(self.table, *self.words, *cells, self.head, *self.verdicts, self.framed)
        keys = {"": "share", "values": scale_of(self.trace.cell, self.trace.pushes)}
        self.add(legends(self.frame.legend, theme=theme, keys=keys))
        x = float(self.framed.get_x())
        down = Travel(self.framed, Path((x, self.table.y(0)), (x, self.table.y(self.last))), there=True, run_time=1.5 * LEAD)
        with self.beat("Why is the verdict “{verdict:short}”?", down, verdict=self.value("verdicts", self.last)) as room:
            self.sweep([self.verdicts[-1]], max(room - LEAD, 0.6))
        self.admit_strangers(*(word for word, known in zip(self.words, self.trace.known, strict=True) if not known))

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
        said = self.verdict(time)
        return self.table.verdict(time, shares, phrase("{verdict} {share}", **said), said["share"])

    # -- the reading -----------------------------------------------------------------------------------------------------

    def read_the_words(self) -> None:
        """Read all words up to the one that turns the verdict, ever faster."""
        self.act("reading")
        turn = self.trace.answer.turn
        stop = self.count if turn is None else turn
        half = min(1 + self.trace.first_writer, stop) if stop > 1 else stop
        gone = [*self.table.rewound(LEAD), *(Leave(each, run_time=LEAD) for each in [*self.verdicts, self.framed])]
        with self.beat("Each row is a word; C, the memory, is handed down.", *gone) as room:
            self.marker = self.marked(0)
            self.rows_come(range(half), max(room, 0.4 * half), first=True)
        if half < stop or turn is not None:
            turning = self.moved(half, LEAD) if half < stop else []
            with self.beat("h is what C shows, and the verdict is read from h.", *turning) as room:
                if half < stop:
                    self.rows_come(range(half, stop), max(room, 0.4 * (stop - half)))
                else:
                    self.sweep([self.table.rows[half - 1]["hidden"], self.verdicts[half - 1]], room)

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
        gone, self.marker = self.marker, marker
        return [Vanish(gone, run_time=run_time), Appear(marker, run_time=run_time)]

    # -- the turn --------------------------------------------------------------------------------------------------------

    def turn(self) -> None:
        """Read the word that turns the verdict, or say that none does."""
        turn = self.trace.answer.turn
        self.act("the turn")
        if turn is None:
            with self.beat(
                "No word turns it: the verdict is “{verdict:short}” from the first word on.", **self.verdict_only(0)
            ) as room:
                self.sweep(self.verdicts, max(room - self.theme.quick, 1.0))
                self.play(Appear(self.framed, run_time=self.theme.quick))
            return
        before, after = self.verdict(turn - 1), self.verdict(turn)
        said = "So far the verdict is “{old:short}”. Then comes “{word:short}”."
        with self.beat(said, *self.moved(turn, LEAD), word=after["word"], old=before["verdict"]) as room:
            self.rows_come(range(turn, turn + 1), max(room - self.theme.quick, 2.0))
            if turn < self.last:
                self.rows_come(range(turn + 1, self.count), 0.5 * (self.last - turn))
            self.play(Appear(self.framed, run_time=self.theme.quick))

    def sweep(self, things: Sequence[VMobject], run_time: float) -> None:
        """Let a shadow run over some things, one after the other, so that each is looked at."""
        each = run_time / len(things) / 2
        for thing in things:
            self.play(Shade(thing, self.theme.dimmed, run_time=each))
            self.play(Shade(thing, 1.0, run_time=each))

    def verdict_only(self, time: int) -> dict[str, Reading]:
        """Return the verdict after a word as a field."""
        return {"verdict": self.value("verdicts", time)}

    # -- the lens --------------------------------------------------------------------------------------------------------

    def follow(self) -> None:
        """Open the column of the unit that turned the verdict, and tell it word by word."""
        self.act("one unit")
        answer = self.trace.answer
        label = felt_by(self.trace, self.unit, answer.rival, answer.turn)
        if answer.other is not None and answer.other_unit is not None:
            self.second_label = felt_by(self.trace, answer.other_unit, answer.other, None)
        gates = [row["forget_gate"] for row in self.table.rows]
        gone = [Leave(each, run_time=LEAD) for each in (self.marker, self.framed, *gates)]
        with self.beat(self.who_turned(), *gone, **self.turning_fields()) as room:
            self.open_the_lens(room)
        self.story = self.story_of(self.unit, label, self.verdicts)
        self.tell(self.story)

    def who_turned(self) -> str:
        """Return the caption that names the unit that is followed."""
        if self.trace.answer.turn is None:
            return "Unit {unit:0} gives {part} of the lead over “{rival:short}”. This is its column of C."
        if self.brief.unit is None and self.trace.turners > 1:
            return "Of all units, unit {unit:0} did most to turn it: {part} of the turn. This is its column."
        return "Unit {unit:0} did {part} of the turn. This is its column of C."

    def turning_fields(self) -> dict[str, Reading]:
        """Return the fields of :meth:`who_turned`."""
        return {
            "unit": self.value("unit_numbers", self.unit),
            "part": self.value("turn_shares", self.unit),
            "rival": self.value("labels", self.trace.answer.rival),
        }

    def open_the_lens(self, room: float) -> None:
        """Let all but C and the verdicts go, and the column of the unit widen in place."""
        table, long = self.table, max(room, 3.0)
        strips: list[list[VMobject]] = [
            [table.frames[name], table.heads[name], *(row[name] for row in table.rows)] for name in STRIPS if name != "cell"
        ]
        self.others: list[VMobject] = [row["cell"] for row in table.rows if "cell" in row]
        self.others += [each for unit, column in table.columns.items() if unit != self.unit for each in column]
        self.gone = [table.heads["cell"], *(each for strip in strips for each in strip)]
        groups = [strips[0][:2], *strips[1:], [table.heads["cell"], *self.others]]
        each = 0.55 * long / (1 + 0.5 * (len(groups) - 1))
        leaving = [AnimationGroup(*(Leave(one, run_time=each) for one in group)) for group in groups]
        self.play(AnimationGroup(*leaving, lag_ratio=0.5))
        self.play(*table.opened(self.unit, 0.45 * long))

    def story_of(self, unit: int, label: int, verdicts: Sequence[VMobject]) -> ColumnStory:
        """Return the story of a unit, with its push on a label."""
        trace, labels = self.trace, [label]
        if unit == self.unit == trace.answer.other_unit:
            labels.append(self.second_label)
        return ColumnStory(
            self.read,
            self.table,
            unit=unit,
            label=label,
            verdicts=verdicts,
            scale=Scale([trace.pushes[:, unit, each] for each in labels], [trace.centred_logits[:, each] for each in labels]),
            notation=self.notation,
            theme=self.theme,
        )

    def tell(self, story: ColumnStory) -> None:
        """Rewind the column of a unit and tell it again: words of which something is said, and runs of others."""
        deeds = deeds_of(self.trace, story.unit)
        self.rewinding, done = [*self.table.columns[story.unit], *self.verdicts], 0
        events = self.events(deeds, story)
        main = self.main_of(events, story)
        for time in [*events, self.count]:
            if run := deeds[done:time]:
                self.pass_by(run, story)
            if time < self.count:
                if time != main and deeds[time].does == "erases" and not self.words_of(story).balance(time).push:
                    self.tell_in_short(deeds[time], story, self.words_of(story).letting_go(time))
                else:
                    self.tell_of(deeds[time], story, poster=time == main)
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
        with self.beat(
            self.words_of(story).passing(run, first=not story.cells), *self.turned(run[0].time, story), **self.unit_field(story)
        ) as room:
            each = min(max(room / len(run), 0.28), 2.8)
            for deed in run:
                self.later(*self.moved(deed.time, self.theme.quick))
                self.perform(story.row(*deed, each))

    def tell_of(self, deed: Deed, story: ColumnStory, *, poster: bool) -> None:
        """Tell what one word does with the unit, and then what the unit does with the verdict."""
        fields = self.deed_fields(deed, story)
        with self.beat(self.words_of(story).saying(deed), *self.turned(deed.time, story), **fields) as room:
            self.perform(story.told_of(*deed, max(room, 1.8)))
        felt = self.beat(self.words_of(story).feeling(deed.time), story.shown(deed.time, LEAD), **fields)
        with self.moment() if poster else nullcontext(), felt as room:
            self.play(story.felt(deed.time, max(room, 4.2 if poster else 2.2)))
            if deed.time == self.last and self.framed not in self.mobjects:
                self.play(Appear(self.framed, run_time=self.theme.quick))
            if poster:
                self.mark_poster()

    def turned(self, time: int, story: ColumnStory) -> list[Animation]:
        """Return animations that turn to a word; before the first, what is to be told again goes, and its headings come."""
        made = self.moved(time, LEAD)
        if gone := self.rewinding:
            self.rewinding = []
            made += [*(Leave(each, run_time=LEAD) for each in gone), Appear(story.heads(), run_time=LEAD)]
        return made

    def words_of(self, story: ColumnStory) -> UnitWords:
        """Return what is said of the unit of a story."""
        return UnitWords(self.trace, unit=story.unit, label=story.label)

    def unit_field(self, story: ColumnStory) -> dict[str, Reading]:
        """Return the number of a unit as a field."""
        return {"unit": self.value("unit_numbers", story.unit)}

    def deed_fields(self, deed: Deed, story: ColumnStory) -> dict[str, Reading]:
        """Return the fields of :meth:`words_of`."""
        return {
            "word": self.value("tokens", deed.time),
            "label": self.value("labels", story.label),
            **self.unit_field(story),
        }

    # -- the second unit -------------------------------------------------------------------------------------------------

    def block(self) -> None:
        """Tell of the unit that holds down the other rival: another column, or the same one."""
        answer = self.trace.answer
        if answer.other is None or answer.other_unit is None:
            return
        other = self.value("labels", answer.other)
        name = str(other.value)
        self.act(f"why not {name}?" if name.isalpha() and len(name) <= NAMED else "why not another?")
        fields = {"other": other, "unit": self.value("unit_numbers", answer.other_unit)}
        if answer.other_unit == self.unit:
            looked = Shade(self.story.cells[0], self.theme.dimmed, run_time=LEAD)
            with self.beat("And why not “{other:short}”? The same unit keeps it behind.", looked, **fields) as room:
                self.play(Shade(self.story.cells[0], 1.0, run_time=self.theme.quick))
                if self.second_label == self.story.label:
                    self.sweep(self.story.cells, max(room, 1.0))
                else:
                    self.perform(self.story.also(self.second_label, max(room, 2.0)))
            return
        story = self.second = self.story_of(answer.other_unit, self.second_label, [])
        deeds = deeds_of(self.trace, story.unit)
        events = self.events(deeds, story) or list(writers_of(self.trace, story.unit))[:CAPTIONED]
        first = events[0]
        closing = self.closing(self.story)
        with self.beat(self.credit(writers_of(self.trace, story.unit), fields), *closing, **fields):
            self.next_lens(answer.other_unit, 1.4)
            gone = [Leave(each, run_time=self.theme.quick) for each in story.column]
            self.play(*gone, Appear(story.heads(), run_time=self.theme.quick))
            for deed in deeds[:first]:
                self.perform(story.row(*deed, min(0.4, 1.4 / first)))
        for start, end in pairwise([*events, self.count]):
            self.tell_in_short(deeds[start], story, self.words_of(story).in_short(deeds[start]))
            if run := deeds[start + 1 : end]:
                self.pass_by(run, story)

    def tell_in_short(self, deed: Deed, story: ColumnStory, said: str) -> None:
        """Tell in one beat what a word does with the unit and what comes of it."""
        with self.beat(said, *self.turned(deed.time, story), **self.deed_fields(deed, story)) as room:
            long = max(room, 2.8)
            self.perform(story.told_of(*deed, 0.5 * long))
            self.play(story.shown(deed.time, 0.15 * long))
            self.play(story.felt(deed.time, 0.35 * long))

    def credit(self, writers: Sequence[int], fields: dict[str, Reading]) -> str:
        """Return the caption that says who wrote what the second unit holds, and put these words among its fields."""
        fields |= {f"writer{number}": self.value("tokens", time) for number, time in enumerate(writers)}
        names = [f"“{{writer{number}:short}}”" for number in range(len(writers))]
        said = names[0] if len(names) == 1 else f"{names[0]} and {names[1]}" if len(names) == 2 else f"{names[0]} and others"
        return f"And why not “{{other:short}}”? {said} wrote into unit {{unit:0}}."

    def next_lens(self, unit: int, run_time: float) -> None:
        """Close the column that was told, so that all of C is seen, and open another one."""
        each = run_time / 4
        self.play(*self.table.opened(None, each))
        self.play(*(Appear(one, run_time=each) for one in self.others))
        told = [*self.others, *self.story.column]
        self.others = [one for one in told if one not in self.table.columns[unit]]
        self.play(*(Leave(one, run_time=each) for one in self.others))
        self.play(*self.table.opened(unit, each))

    def closing(self, story: ColumnStory) -> list[Animation]:
        """Return animations in which all that was told of a unit goes, but for its column."""
        self.add(*story.column)
        return [Vanish(each, run_time=LEAD) for each in [*story.everything(), self.marker]]

    # -- the answer ------------------------------------------------------------------------------------------------------

    def conclude(self) -> None:
        """Let the table return, and say the answer."""
        self.act("the answer")
        poster = self.poster_time
        self.add(*self.told_last.column)
        said, fields = self.answer()
        self.end(said, self.returned(), **fields)
        self.poster_time = poster or self.poster_time

    def returned(self) -> Animation:
        """Return one animation in which the table comes back, after a moment for the caption."""
        story, beat, slow = self.told_last, self.theme.beat, 1.5 * self.theme.slow
        rest = Shade(self.verdicts[-1], 1.0, run_time=beat)
        gone = AnimationGroup(*(Vanish(each, run_time=beat) for each in [*story.everything(), self.marker]))
        closing = AnimationGroup(*self.table.opened(None, slow))
        absent = [self.framed] if self.framed not in self.mobjects else []
        coming = AnimationGroup(*(Appear(each, run_time=slow) for each in [*self.gone, *self.others, *absent, *self.marks()]))
        return AnimationGroup(rest, gone, closing, coming, lag_ratio=1.0)

    def marks(self) -> list[Box]:
        """Return frames around the cells of C on which the verdict hangs."""
        answer = self.trace.answer
        places = [(self.holder(self.unit) if answer.turn is None else answer.turn, self.unit)]
        if answer.other_unit is not None:
            places += [(time, answer.other_unit) for time in writers_of(self.trace, answer.other_unit)]
        return [self.table.marked(time, unit) for time, unit in dict.fromkeys(places)]

    @property
    def told_last(self) -> ColumnStory:
        """The story that was told last."""
        return getattr(self, "second", self.story)

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
            return "“{word:short}” pushes “{rival:short}” down: that leaves “{winner:short}”.", fields
        if held == answer.turn or answer.other_unit is None:
            return "“{word:short}” pushes “{rival:short}” down, and “{other:short}” stays behind.", fields
        return "“{word:short}” pushes “{rival:short}” down; what “{held:short}” wrote holds “{other:short}” down.", fields

    def holder(self, unit: int) -> int:
        """Return the word of whose writing a unit of C holds most at the end."""
        return int(np.abs(self.trace.memory[self.last, :, unit]).argmax())
