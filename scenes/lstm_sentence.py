"""Why a sentence is judged as it is: which word turned it, which unit of an LSTM did it, and who wrote that."""

from collections.abc import Sequence
from typing import ClassVar

import numpy as np
from manim import Animation, AnimationGroup, VGroup, VMobject

from model.trace.turning import Deed, deeds_of, felt_by, shapers_of
from scenes.mobjects.bars import Bar
from scenes.mobjects.legend import legends
from scenes.mobjects.motion import Appear, Leave, Shade, Vanish
from scenes.mobjects.moves import Grow
from scenes.mobjects.places import kept_for
from scenes.mobjects.reading import Reading, phrase
from scenes.mobjects.scales import scale_of
from scenes.mobjects.sets.column_story import ColumnStory
from scenes.mobjects.sets.push_scale import Scale
from scenes.mobjects.sets.reading_table import ReadingTable
from scenes.mobjects.sets.turn_shares import turn_shares
from scenes.mobjects.sets.verdict_sums import VerdictSums
from scenes.mobjects.shapes import Box
from scenes.mobjects.text import Label, settled
from scenes.telling.pace import LEAD, reading_time
from scenes.telling.reader import ReaderFilm
from scenes.telling.unit_words import UnitWords
from scenes.telling.verdict_words import VerdictWords

TOP, FOOT = 2.2, -2.76
HEADLINE, ASKED = 2.74, 9.8
"""How high the question stands, and how much room it has."""
STRIPES = 8
"""In so many steps at most one looks down the words."""
MANY, MOST = 32, 8
"""Of a state that has more units than that, so many have a lane."""
NAMED = 8
"""The most letters of a verdict that has room in the header."""
LEAST = 0.35
"""What a word takes that writes nothing, as a part of what the one takes longer that writes most."""
QUICK, LONGEST = 0.3, 2.2
"""How long a word takes that goes by without a caption, and how long all of a run do at most, in seconds."""
HARDLY = 0.03
"""A bar that is no higher is hardly seen to grow, in units."""
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
        """Show the words, what is in memory after the last of them, and the verdict then in a frame, and ask why it is so."""
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
        self.headline = self.question()
        self.held = self.table.held(self.last)
        self.add(self.table, *self.words.values(), self.held, self.heads, self.verdicts[-1], self.framed, self.headline)
        keys = {"values": scale_of(self.trace.cell, self.trace.pushes)}
        self.add(legends(self.frame.legend, theme=self.theme, keys=keys))
        said = "After the last word it says “{verdict:short}”. What made it say so?"
        self.cast("time", verdict=self.last)
        with self.beat(said, verdict=self.value("verdicts", self.last)) as room:
            runs = np.array_split(np.array(sorted(self.words)), min(len(self.words), STRIPES))
            rows = [VGroup(*(self.words[time] for time in some.tolist())) for some in runs]
            self.sweep([*rows, VGroup(self.held, self.verdicts[-1])], max(room, 2.0))
        self.admit_strangers(*(word for time, word in self.words.items() if not known[time]))

    def question(self) -> Label:
        """Return the question of the film in large type."""
        theme, said = self.theme, phrase("Why is the verdict “{verdict:short}”?", verdict=self.value("verdicts", self.last))
        return kept_for(settled(said, theme=theme, size=theme.title * 1.15, room=ASKED, colour="ink").sit(0, HEADLINE), self.last)

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
            told += self.events(unit)
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
        half = min(2 + self.trace.first_writer, stop) if stop > 1 else stop
        gone: list[Animation] = [Leave(each, run_time=LEAD) for each in (self.held, self.verdicts[-1], self.framed)]
        gone += [Vanish(self.headline, run_time=LEAD / 2)]
        with self.beat("A stream is a unit of memory: its width says how much, its colour the sign.", *gone) as room:
            self.play(Appear(self.table.head, run_time=self.theme.quick))
            self.marker = self.marked(0)
            self.rows_come(range(half), max(room, 0.3 * half), first=True)
        if half < stop or turn is not None:
            turning = self.moved(half, LEAD) if half < stop else []
            with self.beat("After every word, the verdict is read from what the memory shows.", *turning) as room:
                if half < stop:
                    self.rows_come(range(half, stop), max(room, min(0.3 * (stop - half), 2 * LONGEST)))
                else:
                    self.sweep([*self.table.parts(half - 1)[:1], self.verdicts[half - 1]], room)

    def marked(self, time: int) -> Box:
        """Return the frame of the word that is read."""
        word = self.words.get(time)
        return self.table.around(word and word[-1], time)

    def rows_come(self, times: range, run_time: float, *, first: bool = False) -> None:
        """Let the rows of some words come in so many seconds in all: the more a word writes, the longer it takes."""
        wrote = np.abs(self.trace.written[list(times)]).sum(axis=1)
        paces = LEAST + wrote / max(float(wrote.max(initial=0.0)), 1e-9)
        for time, pace in zip(times, paces, strict=True):
            each = float(pace * run_time / paces.sum())
            turning = [Appear(self.marker, run_time=each / 4)] if first and time == 0 else self.moved(time, each / 4)
            self.play(*turning, *self.table.came(time, each / 2))
            self.play(Appear(self.verdicts[time], run_time=each / 2))

    def moved(self, time: int, run_time: float) -> list[Animation]:
        """Return animations that turn to a word, if another one is lit."""
        marker = self.marked(time)
        if abs(float(self.marker.get_y() - marker.get_y())) < 1e-6 and self.marker in self.mobjects:
            return []
        gone, self.marker = self.marker, marker
        leaving = [Vanish(gone, run_time=run_time)] if gone in self.mobjects else []
        return [*leaving, Appear(marker, run_time=run_time)]

    # -- the turn --------------------------------------------------------------------------------------------------------

    def turn(self) -> None:
        """Read the word that turns the verdict, or say that none does."""
        turn = self.trace.answer.turn
        self.act("the turn")
        if turn is None:
            said = "No word turns it: the verdict is “{verdict:short}” from the first word on."
            self.cast("time", verdict=0)
            with self.beat(said, verdict=self.value("verdicts", 0)) as room:
                self.sweep(self.verdicts, max(room - self.theme.quick, 1.0))
                self.play(Appear(self.framed, run_time=self.theme.quick))
            return
        before, after = self.verdict(turn - 1), self.verdict(turn)
        said = "So far the verdict is “{old:short}”. Then comes “{word:short}”."
        self.cast("time", old=turn - 1, word=turn)
        with self.beat(said, *self.moved(turn, LEAD), word=after["word"], old=before["verdict"]) as room:
            self.rows_come(range(turn, turn + 1), max(room - self.theme.quick, 2.0))
            rest = range(turn + 1, self.count)
            self.rows_come(rest, min(0.5 * len(rest), LONGEST))
            self.play(Appear(self.framed, run_time=self.theme.beat))

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
        gone = [Leave(each, run_time=LEAD / 2) for each in (self.marker, self.framed, self.table.head)]
        self.cast("label", label=answer.rival)
        said, fields = self.verdict_words.turned()
        with self.beat(said, *gone, **fields) as room:
            self.weigh("turn_percents", self.unit, room)
        self.story = self.story_of(self.unit, label)
        self.open_the_lens(self.story)
        self.tell(self.story)

    def weigh(self, key: str, unit: int, room: float) -> None:
        """Let a bar grow over the lane of each unit, and light the one of a unit."""
        bars, numbers = turn_shares(self.read, self.table, unit, self.theme, key=key)
        long = max(room, 2.4)
        ranked = sorted(bars, key=lambda bar: float(bar.reading.value))
        seen = [bar for bar in ranked if bar.height > HARDLY] or ranked
        rest = [Appear(bar, run_time=self.theme.quick) for bar in ranked if not any(bar is one for one in seen)]
        self.play(*rest, AnimationGroup(*(Grow(bar, "bottom") for bar in seen), lag_ratio=0.5, run_time=0.85 * long))
        dims = [Shade(bar, self.theme.dimmed, run_time=0.15 * long) for bar in bars if bar.reading.index != (unit,)]
        if dims or numbers:
            self.play(*(Appear(each, run_time=0.15 * long) for each in numbers), *dims)
        self.above = [*bars, *numbers]

    def open_the_lens(self, story: ColumnStory) -> None:
        """Let the stream of a unit widen, and all others shrink aside; what is to be told again goes, and headings come."""
        quick = self.theme.quick
        self.play(
            *(Vanish(each, run_time=quick) for each in self.above), *(Leave(each, run_time=quick) for each in self.table.numbers)
        )
        self.play(*self.table.opened(story.unit, 1.2 * self.theme.slow))
        self.remove(*self.table.besides(story.unit))
        start = next(iter(self.events(story.unit)))
        gone = [*story.column[start:], *self.verdicts[start:], *([self.framed] if self.framed in self.mobjects else [])]
        self.play(*(Leave(each, run_time=self.theme.beat) for each in gone), Appear(story.heads(), run_time=self.theme.beat))

    def close_the_lens(self, run_time: float) -> None:
        """Let the stream that was told become narrow again, and all others come back from aside."""
        self.add(*self.table.besides(self.story.unit))
        self.play(*self.table.opened(None, run_time))
        self.play(*(Appear(each, run_time=self.theme.quick) for each in self.table.numbers))

    def story_of(self, unit: int, label: int) -> ColumnStory:
        """Return the story of a unit, with its push on a label."""
        trace, labels, events = self.trace, [label], self.events(unit)
        if unit == self.unit == trace.answer.other_unit:
            labels.append(self.second_label)
        first = max(events[0] - 1, 0)
        columns = [trace.pushes[first:, unit, labels], trace.centred_logits[first:, labels]]
        loud = self.table.numbered(self.table.spoken.intersection([first, *events, self.last]))
        return ColumnStory(
            self.read,
            self.table,
            unit=unit,
            label=label,
            verdicts={time: self.verdicts[time] for time in range(events[0], self.count)},
            scale=Scale(columns, [columns[0][:0], trace.centred_logits[sorted(loud)][:, labels]]),
            loud=loud,
            notation=self.notation,
            theme=self.theme,
        )

    def tell(self, story: ColumnStory, *, short: bool = False) -> None:
        """Tell the stream of a unit from the first word on of which something is said, and runs of others."""
        deeds, events, words = deeds_of(self.trace, story.unit), self.events(story.unit), self.words_of(story)
        main, done = self.main_of(events, story), events[0]
        if not short and main == done > 0:
            with self.beat(words.before(main), **self.deed_fields(deeds[main], story)) as room:
                self.play(story.felt(main - 1, max(room, 1.8)))
        for time in events:
            run, done = deeds[done:time], time + 1
            after = deeds[done:] if time == events[-1] else ()
            if time == main and not short:
                self.tell_of(deeds[time], story, run, after)
            else:
                briefly = short or (time < main and "writes" in deeds[time].does)
                said = words.in_short(deeds[time]) if briefly else words.saying(deeds[time])
                self.tell_in_short(deeds[time], story, said, run, after)

    def events(self, unit: int) -> Sequence[int]:
        """Return the words of which something is said: the one that turned the verdict, and who wrote what is held then."""
        return shapers_of(self.trace, unit, self.trace.answer.turn if unit == self.unit else None)

    def main_of(self, events: Sequence[int], story: ColumnStory) -> int:
        """Return the word of a unit's story that is its moment: the one that turned the verdict, or that pushes most."""
        turn, push = self.trace.answer.turn, np.abs(self.trace.pushes[:, story.unit, story.label])
        return turn if turn in events else max(events, key=lambda time: push[time])

    def go_by(self, run: Sequence[Deed], story: ColumnStory) -> None:
        """Let words go by of which nothing is said."""
        if run:
            self.perform([story.run(run, min(QUICK * len(run), LONGEST))])

    def tell_of(self, deed: Deed, story: ColumnStory, before: Sequence[Deed], after: Sequence[Deed]) -> None:
        """Tell what one word does with the unit, and then what the unit does with the verdict."""
        fields = self.deed_fields(deed, story)
        with self.beat(self.words_of(story).saying(deed), *self.moved(deed.time, LEAD), **fields) as room:
            self.go_by(before, story)
            self.perform(story.told_of(*deed, max(room - QUICK * len(before), 1.8)))
        felt = self.beat(self.words_of(story).feeling(deed.time), *story.led(deed.time, LEAD), **fields)
        with self.moment(), felt as room:
            self.play(story.felt(deed.time, max(room, 4.2)))
            self.go_by(after, story)
            self.frame_the_last([deed, *after])
            self.mark_poster()

    def frame_the_last(self, told: Sequence[Deed]) -> None:
        """Let the frame of the last verdict come, once it is told."""
        if told[-1].time == self.last and self.framed not in self.mobjects:
            self.play(Appear(self.framed, run_time=self.theme.quick))

    def words_of(self, story: ColumnStory) -> UnitWords:
        """Return what is said of the unit of a story."""
        return UnitWords(self.trace, unit=story.unit, label=story.label)

    def unit_field(self, story: ColumnStory) -> dict[str, Reading]:
        """Return the number of a unit as a field."""
        return {"unit": self.value("unit_numbers", story.unit)}

    def deed_fields(self, deed: Deed, story: ColumnStory) -> dict[str, Reading]:
        """Return the fields of :meth:`words_of`, cast for a word and a unit."""
        self.cast("time", word=deed.time)
        self.cast("unit", unit=story.unit)
        self.cast("label", label=story.label)
        return {
            "word": self.value("tokens", deed.time),
            "label": self.value("labels", story.label),
            "gate": self.value("forget_gate", deed.time, story.unit),
            **self.unit_field(story),
        }

    # -- the second unit -------------------------------------------------------------------------------------------------

    def block(self) -> None:
        """Tell of the unit that holds down the other rival: another stream, or the same one."""
        answer = self.trace.answer
        if answer.other is None or answer.other_unit is None:
            return
        other = self.value("labels", answer.other)
        self.cast("label", label=answer.other, other=answer.other)
        self.cast("unit", unit=answer.other_unit)
        name = str(other.value)
        self.act(f"why not {name}?" if name.isalpha() and len(name) <= NAMED else "why not another?")
        if answer.other_unit == self.unit:
            looked = Shade(self.story.cells[0], self.theme.dimmed, run_time=LEAD)
            with self.beat("And why not “{other:short}”? The same unit keeps it behind.", looked, other=other) as room:
                self.play(Shade(self.story.cells[0], 1.0, run_time=self.theme.quick))
                if self.second_label == self.story.label:
                    self.sweep(self.story.cells, max(room, 1.0))
                else:
                    self.perform(self.story.also(self.second_label, max(room, 2.0)))
            return
        closing = self.closing(self.story)
        said, fields = self.verdict_words.blocked()
        with self.beat(said, *closing, **fields) as room:
            self.close_the_lens(1.2)
            self.weigh("other_percents", answer.other_unit, room - 1.6)
        self.second = self.story_of(answer.other_unit, self.second_label)
        self.open_the_lens(self.second)
        self.tell(self.second, short=True)

    def tell_in_short(self, deed: Deed, story: ColumnStory, said: str, before: Sequence[Deed], after: Sequence[Deed]) -> None:
        """Tell in one beat what a word does with the unit and what comes of it."""
        with self.beat(said, *self.moved(deed.time, LEAD), **self.deed_fields(deed, story)) as room:
            self.go_by(before, story)
            until = self.time + max(room - QUICK * len(before), 2.4)
            long = until - self.time
            self.perform(story.told_of(*deed, 0.5 * long))
            if led := story.led(deed.time, 0.15 * long):
                self.play(*led)
            self.play(story.felt(deed.time, max(until - self.time, 0.35 * long)))
            self.go_by(after, story)
            self.frame_the_last([deed, *after])

    def closing(self, story: ColumnStory) -> list[Animation]:
        """Return animations in which all that was told of a unit goes, but for its stream."""
        self.add(*story.column)
        return [Vanish(each, run_time=LEAD) for each in [*story.everything(), self.marker]]

    # -- the answer ------------------------------------------------------------------------------------------------------

    def add_up(self) -> None:
        """Let all go but the last row, which becomes the sums of what is pushed on the last verdict and its nearest rivals."""
        self.act("adding up")
        trace, story = self.trace, getattr(self, "second", self.story)
        winner, ranked = trace.winners[-1], np.argsort(-trace.probabilities[-1], kind="stable")
        chosen = sorted(list(dict.fromkeys([winner, trace.answer.rival, *map(int, ranked)]))[:RIVALS])
        self.sums = VerdictSums(
            self.read, time=self.last, labels=chosen, units=self.followed, winner=winner, foot=FOOT, theme=self.theme
        )
        kept = [*story.bars[0][-1:], *(bar for bar in self.verdicts[-1] if isinstance(bar, Bar))]
        told = [*story.everything(), self.marker, self.framed, *self.words.values(), self.table.frame, *self.verdicts[:-1]]
        told += [*self.verdicts[-1], self.heads, self.table.lanes[story.unit], *story.column]
        told = [each for each in told if not any(each is one for one in kept)]
        row = [each for each in told if each.get_y() < self.table.y(self.last) + self.table.pitch / 2]
        gone = [Leave(each, run_time=LEAD) for each in told if not any(each is one for one in row)]
        self.cast("label", winner=winner)
        said, fields = self.verdict_words.summed()
        with self.beat(said, *gone, **fields) as room:
            leaving = [Leave(each, run_time=self.theme.quick) for each in row]
            self.perform([self.sums.coming(kept, self.theme.slow, leaving)])
            self.perform(self.sums.adding(max(room - self.theme.slow, 4.8)))

    def conclude(self) -> None:
        """Say the answer, and frame in the sums what it speaks of; the question comes back over them."""
        self.act("the answer")
        poster, pairs = self.poster_time, self.pairs()
        self.cast("unit", **{f"unit{number}": unit for number, (unit, _) in enumerate(pairs)})
        self.cast("label", **{f"label{number}": label for number, (_, label) in enumerate(pairs)})
        said, fields = self.verdict_words.result(pairs)
        each = max((reading_time(phrase(said, **fields)) - LEAD) / len(pairs), self.theme.slow)
        first, *others = self.sums.singled_out(pairs, each)
        stages = [AnimationGroup(first, Appear(self.question(), run_time=self.theme.slow)), *others]
        self.end(said, AnimationGroup(*stages, lag_ratio=1.0), **fields)
        self.poster_time = poster or self.poster_time

    def pairs(self) -> list[tuple[int, int]]:
        """Return each unit that was followed with the label that it pushes."""
        pairs = [(self.unit, felt_by(self.trace, self.unit, self.trace.answer.rival, self.trace.answer.turn))]
        if self.trace.answer.other is not None and self.trace.answer.other_unit is not None:
            pairs.append((self.trace.answer.other_unit, self.second_label))
        return list(dict.fromkeys(pairs))

    @property
    def verdict_words(self) -> VerdictWords:
        """What is said of what made the verdict."""
        return VerdictWords(self.trace, self.value, unit=self.unit)
