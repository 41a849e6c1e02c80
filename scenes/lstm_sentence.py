"""Why a sentence is judged as it is: which word turned it, which unit of an LSTM did it, and who wrote that."""

from typing import Any, ClassVar

import numpy as np
from manim import Animation, AnimationGroup, VGroup, VMobject

from scenes.mobjects.areas import Area
from scenes.mobjects.legend import legends
from scenes.mobjects.motion import Appear, Leave, Shade, Vanish
from scenes.mobjects.places import kept_for
from scenes.mobjects.reading import phrase
from scenes.mobjects.sets.column_story import ColumnStory
from scenes.mobjects.sets.push_columns import OWN, scale_for
from scenes.mobjects.sets.push_total import PushTotal
from scenes.mobjects.sets.reading_table import TITLED, WORDS, ReadingTable
from scenes.mobjects.sets.verdict_side import VerdictSide
from scenes.mobjects.sets.verdict_sums import VerdictSums
from scenes.mobjects.sets.whole_sentence import WholeSentence
from scenes.mobjects.shapes import Box
from scenes.mobjects.shifts import pointed, wave
from scenes.mobjects.text import Label, settled
from scenes.telling.pace import LEAD, reading_time, whole_frames
from scenes.telling.reader import ReaderFilm
from scenes.telling.unit_telling import LONGEST, UnitTelling
from scenes.telling.verdict_words import VerdictWords

TOP, FOOT = 2.2, -2.76
HEADLINE, ASKED = 2.74, 9.8
"""How high the question stands, and how much room it has."""
CLEAR = 0.3
"""How far it is from the title of the table, left of which it stands later."""
SENTENCE = -6.4, 6.4, -2.3, 2.1
"""Where the sentence is in large type, with the question over it."""
BANDS = "A band is a unit: wide holds much, orange is plus, blue is minus."
"""What the picture of the reading shows."""
STRIPES = 8
"""In so many steps at most one looks through the words."""
NAMED = 8
"""The most letters of a verdict that has room in the header."""
MATTERS, STEP = 3.0, (0.16, 0.6)
"""So many steps of the reading a word takes of which something is said later; how long a step is at least and at most."""
TURNS = 1.5
"""How long the word takes that turns the verdict, in seconds."""
SEEN = 0.8
"""For how long all pushes lie there in one bar, in seconds, before one unit is looked into."""
OPENING = 1.8
"""How long a lens takes to open, with what goes before and comes after, in seconds."""
RIVALS = 3
"""So many labels are added up at the end: the last verdict and its nearest rivals."""


class LSTMSentence(UnitTelling, ReaderFilm):
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
    def last(self) -> int:
        """The index of the last word."""
        return self.count - 1

    def ask(self) -> None:
        """Show the whole sentence and ask why its verdict is what it is; say which of its words are not known."""
        self.act("the question")
        self.table = ReadingTable(
            self.read,
            notation=self.notation,
            theme=self.theme,
            units=self.picks.shown,
            followed=self.picks.followed,
            told=self.picks.words,
            tall=self.picks.tall,
            top=TOP,
            foot=FOOT,
        )
        known = self.trace.known
        self.words = {time: self.table.word(time, known=known[time]) for time in sorted(self.table.spoken)}
        self.side = VerdictSide(self.read, self.table, theme=self.theme)
        self.verdicts = [self.verdict_of(time) for time in range(self.count)]
        self.heads, self.framed = self.side.heads(), self.side.around(self.last)
        self.headline, self.asked = self.question(), self.question(aside=True)
        self.whole = WholeSentence([self.table.word(time, known=known[time]) for time in range(self.count)], Area(*SENTENCE))
        words = self.whole.words
        self.add(*words, self.headline, legends(self.frame.legend, theme=self.theme))
        said = "After the last word, the verdict is “{verdict:short}”."
        self.cast("time", verdict=self.last)
        with self.beat(said, verdict=self.value("verdicts", self.last)) as room:
            runs = np.array_split(np.arange(self.count), min(self.count, STRIPES))
            self.sweep([VGroup(*(words[time] for time in some.tolist())) for some in runs], max(room, 1.8))
        self.admit_strangers(*(word for time, word in enumerate(words) if not known[time]))

    def question(self, *, aside: bool = False) -> Label:
        """Return the question of the film in large type, or smaller, ``aside`` of the title of the table."""
        theme, said = self.theme, phrase("Why is the verdict “{verdict:short}”?", verdict=self.value("verdicts", self.last))
        if not aside:
            large = settled(said, theme=theme, size=theme.title * 1.15, room=ASKED, colour="ink")
            return kept_for(large.sit(0, HEADLINE), self.last)
        left, room = WORDS[0], float(self.table.head.get_left()[0]) - WORDS[0] - CLEAR
        small = settled(said, theme=theme, size=theme.label, room=room, colour="ink")
        return kept_for(small.sit(left, self.table.top + TITLED, -1), self.last)

    def verdict_of(self, time: int) -> VGroup:
        """Return the verdict after a word, at its place in the table."""
        shares = [self.value("probabilities", time, number) for number in range(len(self.trace.labels))]
        said = self.verdict(time)
        turn = self.trace.answer.turn
        loud = time == self.last or (turn is not None and time in (turn - 1, turn))
        return self.side.entry(time, shares, phrase("{verdict} {share}", **said), said["share"], loud=loud)

    def judged(self, time: int) -> VMobject:
        """Return what is pointed at of the verdict after a word: what is written of it, or if nothing is, its bars."""
        written = [part for part in self.verdicts[time] if isinstance(part, Label)]
        return written[-1] if written else self.verdicts[time]

    # -- the reading -----------------------------------------------------------------------------------------------------

    def read_the_words(self) -> None:
        """Let each word go to its row, and read all up to the one that turns the verdict."""
        self.act("reading")
        turn = self.trace.answer.turn
        stop = self.count if turn is None else turn
        said, slow, quick = [BANDS, "After each word a verdict is read."], self.theme.slow, self.theme.quick
        first, second = (reading_time(phrase(each)) - LEAD for each in said)
        half = self.half_of(stop, (first - slow - quick) / (first + second - slow - quick))
        with self.beat(said[0]) as room:
            until = self.time + room
            self.perform([self.whole.falling(self.words, slow, besides={self.asked: self.headline})])
            self.play(*(Appear(each, run_time=quick) for each in (self.table, self.table.head, self.heads)))
            self.marker = self.marked(0)
            self.rows_come(range(half), until - self.time)
            self.dwell([self.judged(half - 1)], until)
        if half < stop or turn is not None:
            turning = self.moved(half, LEAD) if half < stop else []
            with self.beat(said[1], *turning) as room:
                until = self.time + room
                self.rows_come(range(half, stop), room)
                self.dwell([self.judged(stop - 1)], until)

    def marked(self, time: int) -> Box:
        """Return the frame of the word that is read."""
        word = self.words.get(time)
        return self.table.around(word and word[-1], time)

    def steps(self, times: range) -> np.ndarray:
        """Return how long each word is read, in steps: one, or more for those of which something is said later."""
        return np.where(np.isin(times, self.picks.moments), MATTERS, 1.0)

    def half_of(self, count: int, share: float) -> int:
        """Return how many of the first words are read in about so large a share of their steps; one is left, if there are two."""
        reached = np.cumsum(self.steps(range(count)))
        return 1 + int(np.abs(reached[: max(count - 1, 1)] - share * reached[-1]).argmin())

    def rows_come(self, times: range, run_time: float) -> None:
        """Let the rows of some words come, step by step, in about so many seconds in all."""
        steps = self.steps(times)
        pace = float(np.clip(run_time / max(steps.sum(), 1.0), *STEP))
        for time, each in zip(times, (steps * pace).tolist(), strict=True):
            turning = self.moved(time, each / 4) if self.marker in self.mobjects else [Appear(self.marker, run_time=each / 4)]
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
            said, fields = self.verdict_words.unturned()
            self.cast("time", verdict=0, word=0)
            with self.beat(said, **fields) as room:
                self.sweep([self.judged(time) for time in range(self.count)], max(room - self.theme.quick, 1.0))
                self.play(Appear(self.framed, run_time=self.theme.quick))
            return
        before, after = self.verdict(turn - 1), self.verdict(turn)
        said = "So far the verdict is “{old:short}”. Then comes “{word:short}”."
        self.cast("time", old=turn - 1, word=turn)
        with self.beat(said, *self.moved(turn, LEAD), word=after["word"], old=before["verdict"]) as room:
            until = self.time + room - self.theme.quick
            self.rows_come(range(turn, turn + 1), TURNS)
            rest = range(turn + 1, self.count)
            self.rows_come(rest, min(0.5 * len(rest), LONGEST))
            self.dwell([self.judged(time) for time in (turn - 1, turn)], until)
            self.play(Appear(self.framed, run_time=self.theme.quick))

    # -- the lens --------------------------------------------------------------------------------------------------------

    def follow(self) -> None:
        """Show which units turned the verdict, open the stream of the one that did most, and tell it word by word."""
        self.act("one unit")
        answer = self.trace.answer
        gone: list[Animation] = [
            Leave(each, run_time=LEAD / 2) for each in (self.marker, self.framed, self.table.head, self.asked)
        ]
        self.cast("label", label=answer.rival, winner=self.trace.winners[-1])
        if answer.turn is not None:
            self.cast("time", word=answer.turn)
        self.cast("unit", unit=self.picks.unit)
        said, fields = self.verdict_words.turned()
        with self.beat(said, *gone, **fields) as room:
            self.weigh(room - OPENING)
            self.story = self.story_of(*self.picks.pairs[0])
            self.open_the_lens(self.story)
        self.tell(self.story)

    def weigh(self, run_time: float) -> None:
        """Let what each unit pushes against the rival at the turn lie down end to end over the table, to the total of all."""
        parts, total = self.read("turn_parts"), self.value("turn_total")
        numbers, foremost = self.read("unit_numbers"), self.picks.unit
        winner = self.value("labels", self.trace.winners[-1])
        laid = PushTotal(parts, total, winner, self.table, numbers=numbers, foremost=foremost, theme=self.theme)
        self.perform(laid.growing(max(run_time, 2.2) - SEEN))
        self.wait(whole_frames(SEEN))
        self.above = laid.everything()

    def open_the_lens(self, story: ColumnStory) -> None:
        """Let the stream of a unit widen, and all others shrink aside; it goes, back to the word before those that are told.

        Headings come in the place of what stands ``above``.
        """
        beat, start = self.theme.beat, next(iter(self.picks.events(story.unit)))
        beside = [*self.table.numbers.values(), *((self.heads, *self.verdicts) if self.above else ())]
        if beside:
            self.play(*(Leave(each, run_time=self.theme.quick) for each in beside))
        self.play(*self.table.opened(story.unit, beat))
        self.remove(*self.table.besides(story.unit))
        coming = [story.heads(), *(story.pushes.chances.entry(time) for time in range(start))]
        untold = story.column[start:]
        unread = [
            Leave(each, window=own, run_time=beat) for each, own in zip(untold, reversed(wave(len(untold), beat)), strict=True)
        ]
        gone, new = ((0.0, 0.4), (0.4, 1.0)) if self.above else ((0.0, 0.0), (0.0, 1.0))
        over = [Vanish(each, window=gone, run_time=beat) for each in self.above]
        self.play(*unread, *over, *(Appear(each, window=new, run_time=beat) for each in coming))
        self.above = []

    def close_the_lens(self, run_time: float, unit: int) -> None:
        """Let the stream that was told become narrow again, and all others come back from aside; one is pointed at then."""
        numbers = self.table.numbers
        self.add(*self.table.besides(self.story.unit))
        self.play(*self.table.opened(None, run_time))
        if numbers:
            self.play(*(Appear(each, run_time=self.theme.quick) for each in numbers.values()))
            self.play(*pointed([numbers[unit]], self.theme.quick))

    def story_of(self, unit: int, label: int) -> ColumnStory:
        """Return the story of a unit, with its push on a label."""
        trace, labels, events = self.trace, [label], self.picks.events(unit)
        if unit == self.picks.unit == trace.answer.other_unit:
            labels.append(trace.answer.other)
        first = max(events[0] - 1, 0)
        loud = self.table.numbered(self.table.spoken.intersection([first, *events, self.last]))
        return ColumnStory(
            self.read,
            self.table,
            unit=unit,
            label=label,
            first=events[0],
            scale=scale_for(trace, unit, labels, first, loud),
            loud=loud,
            notation=self.notation,
            theme=self.theme,
        )

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
        if answer.other_unit == self.picks.unit:
            looked = pointed(self.story.cells[:1], LEAD)
            said = "And why not “{other:short}”? The same unit pushes it down most."
            with self.beat(said, *looked, other=other) as room:
                self.perform(self.story.pushes.also(answer.other, max(room, 2.0)))
            return
        closing = self.closing(self.story)
        says = "And why not “{label:short}”? Unit {unit:0} pushes it down most."
        fields = {"label": other, "unit": self.value("unit_numbers", answer.other_unit)}
        with self.beat(says, *closing, **fields) as room:
            until = self.time + room
            self.close_the_lens(self.theme.beat, answer.other_unit)
            self.second = self.story_of(*self.picks.pairs[-1])
            self.open_the_lens(self.second)
            self.dwell(self.second.named(), until)
        self.tell(self.second, short=True)

    def closing(self, story: ColumnStory) -> list[Animation]:
        """Return animations in which all that was told of a unit goes, but for its stream."""
        lit = [Shade(each, 1.0, run_time=LEAD) for each in story.column]
        return [*lit, *(Vanish(each, run_time=LEAD) for each in [*story.everything(), self.marker])]

    # -- the answer ------------------------------------------------------------------------------------------------------

    def add_up(self) -> None:
        """Let all go but the last row, which becomes the sums of what is pushed on the last verdict and its nearest rivals."""
        self.act("adding up")
        trace, story = self.trace, getattr(self, "second", self.story)
        winner, ranked = trace.winners[-1], np.argsort(-trace.probabilities[-1], kind="stable")
        chosen = sorted(list(dict.fromkeys([winner, trace.answer.rival, *map(int, ranked)]))[:RIVALS])
        told: dict[str, Any] = {"labels": chosen, "followed": self.picks.followed, "winner": winner}
        self.sums = VerdictSums(self.read, time=self.last, **told, foot=FOOT, theme=self.theme)
        kept = self.sums.among(story.pushes.bars[OWN][-1:])
        old = [*story.everything(), self.marker, *self.words.values(), self.table.frame]
        old += [self.table.lanes[story.unit], *story.column]
        gone = [each for each in old if not any(each is one for one in kept)]
        with self.beat("Now all pushes on each verdict are added up.", *self.sums.clearing(gone, LEAD)) as room:
            self.perform([self.sums.coming(kept, self.theme.slow)])
            self.perform(self.sums.adding(max(room - self.theme.slow, 2.0)))
        self.cast("label", winner=winner)
        said, fields = self.verdict_words.summed()
        with self.beat(said, *pointed(self.sums.numbers[-1], LEAD), **fields) as room:
            self.perform(self.sums.deciding(max(room, 3.6)))

    def conclude(self) -> None:
        """Say the answer, and frame in the sums what it speaks of; the question comes back over them."""
        self.act("the answer")
        poster, pairs = self.poster_time, self.picks.pairs
        self.cast("unit", **{f"unit{number}": unit for number, (unit, _) in enumerate(pairs)})
        self.cast("label", **{f"label{number}": label for number, (_, label) in enumerate(pairs)})
        said, fields = self.verdict_words.result(pairs)
        each = max((reading_time(phrase(said, **fields)) - LEAD) / len(pairs), self.theme.slow)
        first, *others = self.sums.singled_out(pairs, each)
        stages = [AnimationGroup(first, Appear(self.question(), run_time=self.theme.slow)), *others]
        self.end(said, AnimationGroup(*stages, lag_ratio=1.0), **fields)
        self.poster_time = poster or self.poster_time

    @property
    def verdict_words(self) -> VerdictWords:
        """What is said of what made the verdict."""
        return VerdictWords(self.trace, self.value, units=self.picks.followed)
