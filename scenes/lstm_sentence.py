"""Why a sentence is judged as it is: which word turned it, which unit of an LSTM did it, and who wrote that."""

from collections.abc import Sequence
from contextlib import nullcontext
from typing import ClassVar

import numpy as np
from manim import Animation, AnimationGroup, VGroup, VMobject

from model.trace.turning import Deed, deeds_of, felt_by, writers_of
from scenes.mobjects.legend import legends
from scenes.mobjects.motion import Appear, Leave, Shade, Vanish
from scenes.mobjects.moves import Grow, Path, Travel
from scenes.mobjects.reading import Reading, phrase
from scenes.mobjects.scales import scale_of
from scenes.mobjects.sets.column_story import ColumnStory
from scenes.mobjects.sets.push_scale import Scale
from scenes.mobjects.sets.reading_table import ReadingTable
from scenes.mobjects.sets.turn_shares import turn_shares
from scenes.mobjects.sets.verdict_sums import VerdictSums
from scenes.mobjects.shapes import Box
from scenes.telling.pace import LEAD, reading_time
from scenes.telling.reader import ReaderFilm
from scenes.telling.unit_words import UnitWords
from scenes.telling.verdict_words import VerdictWords

TOP, FOOT = 2.2, -2.76
MANY, MOST = 32, 8
"""Of a state that has more units than that, so many have a lane."""
NAMED = 8
"""The most letters of a verdict that has room in the header."""
CAPTIONED = 3
"""So many words of a unit's story have a caption of their own; the others go by."""
QUICK, LONGEST = 0.3, 2.2
"""How long a word takes that goes by without a caption, and how long all of a run do at most, in seconds."""
RIVALS = 3
"""So many labels are added up at the end: the last verdict and its nearest rivals."""


class LSTMSentence(ReaderFilm):
    """Why the verdict is what it is: the streams of a memory, then one of them, then a second, and all pushes added up."""

    title = "LSTM: a sentence"
    cell_kinds = ("lstm",)
    needs = ("memory",)
    follows_a_unit = True
    longest = 40
    text: ClassVar[str] = "The food was not good but the service was wonderful"

    def construct(self) -> None:
        self.ask()
        self.read_the_words()
        self.turn()
        self.follow()
        self.block()
        self.add_up()
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

    @property
    def followed(self) -> list[int]:
        """The units of which a story is told."""
        other = self.trace.answer.other_unit
        return list(dict.fromkeys([self.unit] if other is None else [self.unit, other]))

    def ask(self) -> None:
        """Show the words, the memory after each, and the verdicts, the last of them in a frame, and ask why it is so."""
        self.act("the question")
        self.table = ReadingTable(
            self.read,
            notation=self.notation,
            theme=self.theme,
            units=self.shown(self.followed),
            followed=self.followed,
            told=self.foremost(),
            top=TOP,
            foot=FOOT,
        )
        known = self.trace.known
        self.words = {time: self.table.word(time, known=known[time]) for time in sorted(self.table.spoken)}
        self.verdicts = [self.verdict_of(time) for time in range(self.count)]
        self.heads, self.framed = self.table.verdict_heads(), self.table.around_verdict(self.last)
        cells = [each for time in range(self.count) for each in self.table.parts(time)]
        self.add(self.table, *self.words.values(), *cells, self.heads, *self.verdicts, self.framed)
        keys = {"values": scale_of(self.trace.cell, self.trace.pushes)}
        self.add(legends(self.frame.legend, theme=self.theme, keys=keys))
        x = float(self.framed.get_x())
        down = Travel(self.framed, Path((x, self.table.y(0)), (x, self.table.y(self.last))), there=True, run_time=1.5 * LEAD)
        with self.beat("Why is the verdict “{verdict:short}”?", down, verdict=self.value("verdicts", self.last)) as room:
            self.sweep([self.verdicts[-1]], max(room - LEAD, 0.6))
        self.admit_strangers(*(word for time, word in self.words.items() if not known[time]))

    def shown(self, followed: Sequence[int]) -> list[int]:
        """Return the units that have a lane: all, or of many those that are followed and the most active."""
        size = np.abs(self.trace.hidden).sum(axis=0)
        if len(size) <= MANY:
            return list(range(len(size)))
        ranked = [int(unit) for unit in np.argsort(-size, kind="stable") if unit not in followed]
        return sorted([*dict.fromkeys(followed), *ranked][:MOST])

    def foremost(self) -> list[int]:
        """Return the words that are spoken of, in the order in which they have to be written."""
        turn = self.trace.answer.turn
        told = [] if turn is None else [turn]
        for unit in self.followed:
            told += [*self.events(unit), *writers_of(self.trace, unit)]
        return [*told, *(time for time, known in enumerate(self.trace.known) if not known)]

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
        with self.beat("The memory is handed down, word by word. A wide stream holds much.", *gone) as room:
            self.marker = self.marked(0)
            self.rows_come(range(half), max(room, 0.3 * half), first=True)
        if half < stop or turn is not None:
            turning = self.moved(half, LEAD) if half < stop else []
            with self.beat("After every word, the verdict is read from the memory.", *turning) as room:
                if half < stop:
                    self.rows_come(range(half, stop), max(room, min(0.3 * (stop - half), 2 * LONGEST)))
                else:
                    self.sweep([*self.table.parts(half - 1)[:1], self.verdicts[half - 1]], room)

    def marked(self, time: int) -> Box:
        """Return the frame of the word that is read."""
        word = self.words.get(time)
        return self.table.around(word and word[-1], time)

    def rows_come(self, times: range, run_time: float, *, first: bool = False) -> None:
        """Let the rows of some words come, each in less time than the one before, in so many seconds in all."""
        paces = np.linspace(1.6, 0.4, len(times)) if len(times) > 1 else np.ones(len(times))
        for time, pace in zip(times, paces, strict=True):
            each = float(pace * run_time / len(times))
            turning = [Appear(self.marker, run_time=each / 4)] if first and time == 0 else self.moved(time, each / 4)
            self.play(*turning, *self.table.came(time, each / 2))
            self.play(Appear(self.verdicts[time], run_time=each / 2))

    def moved(self, time: int, run_time: float) -> list[Animation]:
        """Return animations that turn to a word, if another one is lit."""
        marker = self.marked(time)
        if abs(float(self.marker.get_y() - marker.get_y())) < 1e-6 and self.marker in self.mobjects:
            return []
        gone, self.marker = self.marker, marker
        return [Vanish(gone, run_time=run_time), Appear(marker, run_time=run_time)]

    # -- the turn --------------------------------------------------------------------------------------------------------

    def turn(self) -> None:
        """Read the word that turns the verdict, or say that none does."""
        turn = self.trace.answer.turn
        self.act("the turn")
        if turn is None:
            said = "No word turns it: the verdict is “{verdict:short}” from the first word on."
            with self.beat(said, verdict=self.value("verdicts", 0)) as room:
                self.sweep(self.verdicts, max(room - self.theme.quick, 1.0))
                self.play(Appear(self.framed, run_time=self.theme.quick))
            return
        before, after = self.verdict(turn - 1), self.verdict(turn)
        said = "So far the verdict is “{old:short}”. Then comes “{word:short}”."
        with self.beat(said, *self.moved(turn, LEAD), word=after["word"], old=before["verdict"]) as room:
            self.rows_come(range(turn, turn + 1), max(room - self.theme.quick, 2.0))
            rest = range(turn + 1, self.count)
            self.rows_come(rest, min(0.5 * len(rest), LONGEST))
            self.play(Appear(self.framed, run_time=self.theme.quick))

    def sweep(self, things: Sequence[VMobject], run_time: float) -> None:
        """Let a shadow run over some things, one after the other, so that each is looked at."""
        each = run_time / len(things) / 2
        for thing in things:
            self.play(Shade(thing, self.theme.dimmed, run_time=each))
            self.play(Shade(thing, 1.0, run_time=each))

    # -- the lens --------------------------------------------------------------------------------------------------------

    def follow(self) -> None:
        """Show which units turned the verdict, open the stream of the one that did most, and tell it word by word."""
        self.act("one unit")
        answer = self.trace.answer
        label = felt_by(self.trace, self.unit, answer.rival, answer.turn)
        if answer.other is not None and answer.other_unit is not None:
            self.second_label = felt_by(self.trace, answer.other_unit, answer.other, None)
        bars, numbers = turn_shares(self.read, self.table, self.unit, self.theme)
        gone = [Leave(each, run_time=LEAD / 2) for each in (self.marker, self.framed, self.table.head)]
        said, fields = self.verdict_words.turned()
        with self.beat(said, *gone, **fields) as room:
            self.play(*(Grow(bar, "bottom", run_time=0.4 * max(room, 2.0)) for bar in bars))
            if numbers:
                self.play(*(Appear(each, run_time=self.theme.quick) for each in numbers))
            if others := [bar for bar in bars if bar.reading.index != (self.unit,)]:
                self.play(*(Shade(bar, self.theme.dimmed, run_time=0.3 * max(room, 2.0)) for bar in others))
        self.open_the_lens([*bars, *numbers])
        self.story = self.story_of(self.unit, label, self.verdicts)
        self.tell(self.story)

    def open_the_lens(self, parts: Sequence[VMobject]) -> None:
        """Let all but the stream of the unit and the verdicts go, with the parts of the turn, and the stream widen in place."""
        long = 0.8 * self.theme.slow
        self.others: list[VMobject] = [lane for unit, lane in self.table.lanes.items() if unit != self.unit]
        self.others += self.table.rows
        self.others += [each for unit, column in self.table.columns.items() if unit != self.unit for each in column]
        leaving = [*self.others, *self.table.numbers, *parts]
        self.play(*(Leave(each, run_time=0.7 * long) for each in leaving))
        self.play(*self.table.opened(self.unit, long))

    def story_of(self, unit: int, label: int, verdicts: Sequence[VMobject]) -> ColumnStory:
        """Return the story of a unit, with its push on a label."""
        trace, labels = self.trace, [label]
        if unit == self.unit == trace.answer.other_unit:
            labels.append(self.second_label)
        loud = self.table.numbered(self.table.spoken.intersection([*self.events(unit), self.last]))
        columns = [trace.pushes[:, unit, labels], trace.centred_logits[:, labels]]
        return ColumnStory(
            self.read,
            self.table,
            unit=unit,
            label=label,
            verdicts=verdicts,
            scale=Scale(columns, [each[sorted(loud)] for each in columns]),
            loud=loud,
            notation=self.notation,
            theme=self.theme,
        )

    def tell(self, story: ColumnStory, *, short: bool = False) -> None:
        """Tell the stream of a unit: words of which something is said, and runs of others."""
        deeds, events, words = deeds_of(self.trace, story.unit), self.events(story.unit), self.words_of(story)
        self.rewinding = [*story.column, *([] if short else self.verdicts)]
        main, done, said = self.main_of(events, story), 0, short
        for time in events or [self.count]:
            run, done = deeds[done:time], time + 1
            if run and (not events or (not said and words.holds(run))):
                self.pass_by(run, story)
                run, said = (), True
            if time == self.count:
                break
            tail = deeds[done:] if time == events[-1] else ()
            spoken = bool(tail) and not said and words.holds(tail)
            after = () if spoken else tail
            if short:
                self.tell_in_short(deeds[time], story, words.in_short(deeds[time]), run, after)
            elif time != main and deeds[time].does == "erases" and not words.balance(time).push:
                self.tell_in_short(deeds[time], story, words.letting_go(time), run, after)
            else:
                self.tell_of(deeds[time], story, run, after, poster=time == main)
            if spoken:
                self.pass_by(tail, story)

    def events(self, unit: int) -> list[int]:
        """Return the words of which something is said: those that change a unit most, and the one that turned the verdict."""
        turn, deeds = self.trace.answer.turn, deeds_of(self.trace, unit)
        change = np.abs(np.diff(self.trace.cell[:, unit], prepend=0.0))
        done = [deed.time for deed in deeds if deed.does != "keeps" or (deed.time == turn and unit == self.unit)]
        found = sorted(done, key=lambda time: (time != turn, -change[time]))[:CAPTIONED]
        return sorted(found or (writers_of(self.trace, unit)[:CAPTIONED] if unit != self.unit else []))

    def main_of(self, events: Sequence[int], story: ColumnStory) -> int:
        """Return the word of a unit's story that is its moment: the one that turned the verdict, or that pushes most."""
        turn, push = self.trace.answer.turn, np.abs(self.trace.pushes[:, story.unit, story.label])
        return turn if turn in events else max(events, key=lambda time: push[time], default=-1)

    def pass_by(self, run: Sequence[Deed], story: ColumnStory) -> None:
        """Tell of words that do nothing much, at a run."""
        said = self.words_of(story).passing(run, first=not story.cells)
        with self.beat(said, *self.turned(run[-1].time, story), **self.unit_field(story)) as room:
            self.perform([story.run(run, min(max(room, QUICK * len(run)), 2 * LONGEST))])

    def go_by(self, run: Sequence[Deed], story: ColumnStory) -> None:
        """Let words go by of which nothing is said."""
        if run:
            self.perform([story.run(run, min(QUICK * len(run), LONGEST))])

    def tell_of(self, deed: Deed, story: ColumnStory, before: Sequence[Deed], after: Sequence[Deed], *, poster: bool) -> None:
        """Tell what one word does with the unit, and then what the unit does with the verdict."""
        fields = self.deed_fields(deed, story)
        with self.beat(self.words_of(story).saying(deed), *self.turned(deed.time, story), **fields) as room:
            self.go_by(before, story)
            self.perform(story.told_of(*deed, max(room - QUICK * len(before), 1.8)))
        felt = self.beat(self.words_of(story).feeling(deed.time), *story.led(deed.time, LEAD), **fields)
        with self.moment() if poster else nullcontext(), felt as room:
            self.play(story.felt(deed.time, max(room, 4.2 if poster else 2.2)))
            self.go_by(after, story)
            if self.last in (deed.time, *(each.time for each in after)) and self.framed not in self.mobjects:
                self.play(Appear(self.framed, run_time=self.theme.quick))
            if poster:
                self.mark_poster()

    def turned(self, time: int, story: ColumnStory) -> list[Animation]:
        """Return animations that turn to a word; before the first, what is to be told again goes, and its headings come."""
        made = self.moved(time, LEAD)
        if gone := self.rewinding:
            self.rewinding = []
            made += [Leave(each, run_time=LEAD) for each in gone]
            made.append(Appear(story.heads(), run_time=LEAD))
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
        """Tell of the unit that holds down the other rival: another stream, or the same one."""
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
        closing = self.closing(self.story)
        said, fields = self.verdict_words.credit()
        with self.beat(said, *closing, **fields) as room:
            self.next_lens(answer.other_unit, max(room, 2.0))
        self.tell(story, short=True)

    def tell_in_short(self, deed: Deed, story: ColumnStory, said: str, before: Sequence[Deed], after: Sequence[Deed]) -> None:
        """Tell in one beat what a word does with the unit and what comes of it."""
        with self.beat(said, *self.turned(deed.time, story), **self.deed_fields(deed, story)) as room:
            self.go_by(before, story)
            until = self.time + max(room - QUICK * len(before), 2.4)
            long = until - self.time
            self.perform(story.told_of(*deed, 0.5 * long))
            if led := story.led(deed.time, 0.15 * long):
                self.play(*led)
            self.play(story.felt(deed.time, max(until - self.time, 0.35 * long)))
            self.go_by(after, story)

    def next_lens(self, unit: int, run_time: float) -> None:
        """Close the stream that was told, so that all memory is seen, and open another one."""
        each = run_time / 4
        self.play(*self.table.opened(None, each))
        self.play(*(Appear(one, run_time=each) for one in self.others))
        told = [self.table.lanes[self.story.unit], *self.others, *self.story.column]
        kept = [*self.table.columns[unit], self.table.lanes[unit]]
        self.others = [one for one in told if not any(one is each for each in kept)]
        self.play(*(Leave(one, run_time=each) for one in self.others))
        self.play(*self.table.opened(unit, each))

    def closing(self, story: ColumnStory) -> list[Animation]:
        """Return animations in which all that was told of a unit goes, but for its stream."""
        self.add(*story.column)
        return [Vanish(each, run_time=LEAD) for each in [*story.everything(), self.marker]]

    # -- the answer ------------------------------------------------------------------------------------------------------

    def add_up(self) -> None:
        """Let all go, and add up what is pushed on the last verdict and its nearest rivals."""
        self.act("adding up")
        trace, quick = self.trace, self.theme.beat
        winner, ranked = trace.winners[-1], np.argsort(-trace.probabilities[-1], kind="stable")
        chosen = sorted(list(dict.fromkeys([winner, trace.answer.rival, *map(int, ranked)]))[:RIVALS])
        self.sums = VerdictSums(
            self.read, time=self.last, labels=chosen, units=self.followed, winner=winner, foot=FOOT, theme=self.theme
        )
        closing = self.closing(self.told_last)
        told = [self.table.frame, self.framed, *self.words.values(), self.heads, *self.verdicts]
        stream = [self.table.lanes[self.told_last.unit], *self.told_last.column]
        gone = [Leave(each, run_time=LEAD) for each in [*told, *stream]]
        said, fields = self.verdict_words.summed()
        with self.beat(said, *closing, *gone, **fields) as room:
            self.table.shut()
            self.play(*(Appear(each, run_time=self.theme.quick) for each in [*self.sums.names, self.sums.heads]))
            self.perform(self.sums.adding(max(room - quick, 4.2)))

    def conclude(self) -> None:
        """Let the table return, memory running down it once more, and say the answer."""
        self.act("the answer")
        poster = self.poster_time
        said, fields = self.verdict_words.result()
        self.end(said, self.returned(reading_time(phrase(said, **fields))), **fields)
        self.poster_time = poster or self.poster_time

    def returned(self, reading: float) -> Animation:
        """Return one animation in which the table comes back, after a moment for the caption, most of the time of ``reading``."""
        quick, beat, table = self.theme.quick, self.theme.beat, self.table
        gone = AnimationGroup(*(Vanish(each, run_time=beat) for each in self.sums.everything()))
        still = [table, *self.words.values(), self.heads]
        coming = AnimationGroup(*(Appear(each, run_time=beat) for each in still))
        each = max(reading - 2 * beat - quick - 1.0, 1.6) / self.count
        rows = (AnimationGroup(*table.came(time, each), Appear(self.verdicts[time], run_time=each)) for time in range(self.count))
        marks = AnimationGroup(*(Appear(each, run_time=quick) for each in [*self.marks(), self.framed]))
        return AnimationGroup(gone, coming, *rows, marks, lag_ratio=1.0)

    def marks(self) -> list[Box]:
        """Return frames around what the memory holds on which the verdict hangs."""
        answer = self.trace.answer
        places = [(self.verdict_words.holder(self.unit) if answer.turn is None else answer.turn, self.unit)]
        if answer.other_unit is not None:
            places += [(time, answer.other_unit) for time in writers_of(self.trace, answer.other_unit)]
        return [self.table.marked(time, unit) for time, unit in dict.fromkeys(places)]

    @property
    def told_last(self) -> ColumnStory:
        """The story that was told last."""
        return getattr(self, "second", self.story)

    @property
    def verdict_words(self) -> VerdictWords:
        """What is said of what made the verdict."""
        return VerdictWords(self.trace, self.value, unit=self.unit, chosen=self.brief.unit is not None)
