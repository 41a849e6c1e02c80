"""What a network still knows of a text at the end: the words fade to what its last state still has of them."""

from collections.abc import Sequence
from functools import partial
from typing import ClassVar

import numpy as np
from manim import Animation, AnimationGroup, VMobject

from model.trace import STEPS
from scenes.mobjects.areas import Area
from scenes.mobjects.legend import VALUES, legends
from scenes.mobjects.motion import Appear, Leave, Reveal, Shade, Vanish
from scenes.mobjects.moves import Grow, Travel, turns
from scenes.mobjects.passing import in_turn
from scenes.mobjects.places import stays
from scenes.mobjects.reading import Caption, Phrase, Reading, phrase
from scenes.mobjects.sets.fading_page import FadingPage
from scenes.mobjects.sets.large_row import LargeRow
from scenes.mobjects.sets.left_of_word import LeftOfWord, ReadAgain
from scenes.mobjects.sets.rows import Row
from scenes.mobjects.sets.verdict_row import VerdictRow
from scenes.mobjects.shifts import pointed
from scenes.mobjects.text import BOLD, Label, within
from scenes.telling.dips import Dip, asked_of, deepest_of, fall_at, said_of
from scenes.telling.networks import name_of
from scenes.telling.pace import LEAD, reading_time
from scenes.telling.reader import ReaderFilm
from scenes.telling.remains import FEW, Missed, Remains, remains_of
from scenes.telling.two_remains import most_of_both

HEADLINE = 2.79
"""The height of the question, and of the formula."""
PAGE = Area(-6.6, 6.6, -0.85, 2.28)
"""Where the text is."""
VERDICTS = Area(-6.6, -1.15, -2.72, -1.62), Area(1.15, 6.6, -2.72, -1.62)
"""Where the pillars of the verdicts are: of one network on the left, of a second one beside it."""
STATE, MIDDLE, LOW = (3.1, -2.16), (0.0, 0.1), (0.0, -2.0)
"""The middle of the state, where it is all there is, and where it is below the words that it holds."""
UNITS = 8
"""So many units are drawn at the most."""
STREAM, SWEEP = (3.0, 8.0), (2.6, 4.4)
"""Seconds in which all words come in, and in which all fade, of one word and of as many as there may be."""
EACH, LIT = 0.34, 0.4
"""Seconds that a word takes, if there is time; in what part of them it is lit."""
WORD, ALONE = (8.6, 5.6), 0.6
"""Seconds that the numbers of the first word take that is told of, and of the second; what part of them those without a step."""
STEP, FALL = 0.25, 2.0
"""Seconds that they take at the least for each step; and that the verdict takes to fall."""
POINTS = 2.0
"""Seconds in which what was kept is pointed at, number by number."""
CHANGE, AFTER = 1.2, 1.4
"""Seconds in which the state gives way to what is told of a word; for which the last picture stands while its caption is read."""


class ReviewMemory(ReaderFilm):
    """The question; the words come in, and a verdict after each; the state; all words fade; why, of two of them; the answer."""

    title = "What is left of a text"
    needs = ("memory",)
    companions = 1
    longest = 40
    text: ClassVar[str] = (
        "Amazing! This box of cereal gave me a perfectly balanced breakfast, as all things should be. "
        "I only ate half of it but will definitely be buying again!"
    )

    @classmethod
    def needs_of(cls, cell: str) -> tuple[str, ...]:
        """Return what is shown of a cell: what the state holds that it carries, or what it would be without each word."""
        return cls.needs if cell not in STEPS or STEPS[cell].carried else ("states_without",)

    def construct(self) -> None:
        self.lay_out()
        self.ask()
        self.stream()
        for of in self.both():
            self.look_at(of)
            self.keep_the_state()
            if of < len(self.networks) - 1:
                self.fade()
            else:
                with self.moment():
                    self.fade()
            self.look_into()
        self.conclude()

    # -- what is told of -----------------------------------------------------------------------------------------------------

    @property
    def last(self) -> int:
        """The index of the last word."""
        return self.count - 1

    @property
    def alone(self) -> bool:
        """Whether one network is told of."""
        return len(self.networks) == 1

    def look_at(self, of: int) -> None:
        """Let what is told from here on be of one network."""
        self.of, self.remains, self.page = of, self.remainders[of], self.pages[of]

    def name(self, of: int) -> str:
        """Return what a network is called, if there are two."""
        return name_of(self.networks, of)

    def step(self, name: str) -> None:
        """Begin an act with a name; of two networks, all that is told of one of them is one act."""
        if self.alone:
            self.act(name)
        elif self.acts[-1].title != self.name(self.of):
            self.act(self.name(self.of))

    def units(self, of: int) -> tuple[int, ...]:
        """Return the units of a network that are drawn."""
        return tuple(self.networks[of].most_active(UNITS))

    def seconds(self, bounds: tuple[float, float]) -> float:
        """Return how long all words take."""
        return min(max(EACH * self.count, bounds[0]), bounds[1])

    @property
    def printed(self) -> list[Label]:
        """How probable the last verdict of each network is after the word that is told of."""
        return [row.printed for row in self.verdicts]

    # -- the question --------------------------------------------------------------------------------------------------------

    def lay_out(self) -> None:
        """Make a page of each network, and the pillars of its verdicts."""
        traces, theme = self.networks, self.theme
        self.remainders: list[Remains] = [
            remains_of(trace, partial(self.read, of=of), partial(self.value, of=of)) for of, trace in enumerate(traces)
        ]
        self.pages = [
            FadingPage(self.read("tokens", of=of), self.read(left.shares, of=of), PAGE, known=traces[of].known, theme=theme)
            for of, left in enumerate(self.remainders)
        ]
        self.look_at(0)
        self.words = [self.page.whole(time) for time in range(self.count)]
        self.verdicts = [self.verdicts_of(of, VERDICTS[of]) for of in self.both()]
        self.shown = self.row(None)

    def verdicts_of(self, of: int, area: Area) -> VerdictRow:
        """Return the probability of the last verdict of a network after each word."""
        winner = self.networks[of].winners[-1]
        said = "probability of" if self.alone else f"{self.name(of)}: p of"
        label = phrase(f"{said} “{{label:short}}”", label=self.value("labels", winner, of=of))
        return VerdictRow(
            lambda time: self.value("probabilities", time, winner, of=of), self.count, area, said=label, theme=self.theme
        )

    def row(self, time: int | None) -> Row:
        """Return the state after a word, or before the first one, of the network that is told of."""
        said, state = phrase("before the first word"), self.read(self.remains.first, of=self.of)
        if time is not None:
            said = phrase("after “{word:short}”", word=self.value("tokens", time))
            state = self.read(self.remains.state, time, of=self.of)
        return Row(state, self.units(self.of), at=STATE, notation=self.remains.notation, theme=self.theme, note=said)

    def ask(self) -> None:
        """Show the whole text, and what there is before it is read; ask what will still be known of it."""
        self.act("the question")
        self.headline = self.question()
        self.add(legends(self.frame.legend, theme=self.theme, keys={**VALUES, "ink": "strength"}), self.headline, *self.words)
        self.add(*(row.head for row in self.verdicts))
        said, fields = self.said_of_reading()
        with self.beat(said, **fields) as room:
            coming: list[Animation] = [Shade(word, self.theme.dimmed, run_time=room) for word in self.words]
            if self.alone:
                coming = [Reveal(self.shown, list(self.shown.cells.values()), lag=0.4, run_time=room)]
            self.play(*coming)
        self.admit_strangers(*(self.words[time] for time in self.page.hatches))

    def said_of_reading(self) -> Caption:
        """Return what is said of who is to read the text."""
        if self.alone:
            kept = f"All that it can keep of it is {self.remains.letter}: {{count:0}} number{{count:s}}."
            return f"A network will read this. {kept}", {"count": self.value("sizes.unit")}
        return "Two networks read this, word by word.", {}

    def question(self) -> Label:
        """Return the question of the film in large type."""
        asked = "What does it still know at the end?" if self.alone else "What do they still know at the end?"
        label = Label(asked, theme=self.theme, size=self.theme.title * 1.3, weight=BOLD)
        return stays(label.sit_amid(0, HEADLINE))

    # -- the reading ---------------------------------------------------------------------------------------------------------

    def stream(self) -> None:
        """Let the words be read, and with each the state and the verdict change; at one word the verdict falls most."""
        self.act("reading")
        cut = self.dip[1] if self.dip else (self.count + 1) // 2
        gone: list[Animation] = [Shade(each, self.theme.dimmed, run_time=LEAD / 2) for each in self.words]
        gone += [Vanish(self.headline, run_time=LEAD / 2)]
        said, fields = "Both read one word at a time. Each may change the state that they hand on.", dict[str, Reading]()
        if self.alone:
            reads = "It reads word by word. Each" if self.last else "It reads the word. That"
            said = f"{reads} may change {self.remains.letter}, its {{count:0}} number{{count:s}}."
            fields = {"count": self.value("sizes.unit")}
        with self.beat(said, *gone, **fields) as room:
            if self.alone and (spare := min(room - EACH * cut, room / 2)) > LEAD:
                self.play(*pointed(list(self.shown.cells.values()), spare))
                room -= spare
            self.words_come(range(cut), room)
        if self.dip:
            self.tell_of_the_dip(*self.dip)
        if rest := range(cut + bool(self.dip), self.count):
            self.read_on(rest)

    def read_on(self, rest: range) -> None:
        """Let the rest of the words be read; it is asked what became of the one at which the verdict fell."""
        told: Caption = f"After each word {'it gives its' if self.alone else 'each of the two gives its'} verdict anew.", {}
        said, fields = asked_of(self.trace.tokens, self.fall(*self.dip)) if self.dip else told
        with self.beat(said, **fields) as room:
            self.words_come(rest, room)

    def words_come(self, times: range, room: float) -> None:
        """Let some words be read, in their share of the time of all, or in what reading leaves; the first of a text slowly."""
        seconds = max(self.seconds(STREAM) * len(times) / self.count, room)
        paces = np.linspace(1.6, 0.7, len(times)) if times.start == 0 else np.ones(len(times))
        for time, pace in zip(times, paces, strict=True):
            each = float(seconds * pace / paces.sum())
            self.play(Shade(self.words[time], 1.0, run_time=LIT * each))
            self.word_comes(time, self.verdicts, (1 - LIT) * each)

    def word_comes(self, time: int, rows: Sequence[VerdictRow], seconds: float) -> None:
        """Let the state be that after a word, and verdicts become those after it: once a pillar is there, so is its number."""
        self.state_comes(time)
        if rows:
            self.play(*(Grow(row.pillars[time], "bottom", run_time=seconds) for row in rows))
        for row in rows:
            self.remove(row.printed)
            row.printed = row.number(time)
            self.add(row.printed)

    def state_comes(self, time: int) -> None:
        """Let the state be that after a word, if it is shown."""
        if self.alone:
            self.remove(self.shown)
            self.shown = self.row(time)
            self.add(self.shown)

    # -- the dip -------------------------------------------------------------------------------------------------------------

    @property
    def dip(self) -> Dip | None:
        """The network in which the last verdict fell most at a word, and that word; None where it fell little."""
        return deepest_of(self.networks)

    def tell_of_the_dip(self, of: int, time: int) -> None:
        """Let the word be read at which the last verdict fell most: its pillar falls, of those that stand it alone is lit."""
        self.cast("time", word=time)
        said, fields = said_of(self.trace.tokens, self.fall(of, time), "" if self.alone else f"the {self.name(of)}’s ")
        frame, fell, slow = self.page.around(time), self.verdicts[of], self.theme.slow
        coming = Shade(self.words[time], 1.0, run_time=LEAD), Appear(frame, run_time=LEAD)
        self.play(*coming, *fell.alone(time, fell.pillars[:time], LEAD))
        self.word_comes(time, [row for row in self.verdicts if row is not fell], self.theme.quick)
        self.remove(fell.printed)
        with self.beat(said, *fell.falls(time, fields["before"], FALL), **fields) as room:
            self.play(*(Shade(each, 1.0, run_time=max(room - FALL, slow)) for each in fell.pillars[:time]))
        self.later(Vanish(frame, run_time=LEAD / 2))

    def fall(self, of: int, time: int) -> dict[str, Reading]:
        """Return a word, the last verdict of a network, and how probable that was before the word and after it."""
        return fall_at(self.value, self.networks[of].winners[-1], (of, time))

    # -- the state -----------------------------------------------------------------------------------------------------------

    def keep_the_state(self) -> None:
        """Say that all that is left is the state."""
        self.step("what is left")
        of = self.of
        fields = {"count": self.value("sizes.unit", of=of)}
        said = "Now the text is gone. What do {count:0} numbers still know of it?"
        if not self.alone:
            said = f"The text is gone now. All that the {self.name(of)} has of it is {self.remains.letter}: {{count:0}} numbers."
        note = phrase("after the last word, “{word:short}”", word=self.value("tokens", self.last))
        notation, theme = self.remains.notation, self.theme
        self.large = LargeRow(
            self.read(self.remains.state, self.last, of=of), self.units(of), at=MIDDLE, notation=notation, theme=theme, note=note
        )
        self.headline = self.question()
        away = [Leave(each, run_time=LEAD) for each in (*self.words, *self.leftovers())]
        with self.beat(said, *away, Appear(self.headline, window=(0.5, 1.0), run_time=LEAD), **fields) as room:
            seconds, cells = max(room, CHANGE), list(self.large.cells.values())
            coming: list[Animation] = [Reveal(self.large, cells, lag=0.4, run_time=seconds)]
            if self.alone:
                self.remove(self.shown)
                coming = self.large.out_of(self.shown, seconds)
            self.play(*coming)

    def leftovers(self) -> list[VMobject]:
        """Return what else is on screen and goes with the text: the verdicts, or all that was told of another network."""
        if self.of:
            return [self.formula, self.told.whole, *self.numbers]
        return [each for row in self.verdicts for each in (row.printed, row.head, *row.pillars)]

    # -- the fading ----------------------------------------------------------------------------------------------------------

    def fade(self) -> None:
        """Let the state go down, and all words above it fade to what it has of them; name those of which there is most."""
        self.step("all words")
        self.words = [self.page.whole(time) for time in range(self.count)]
        way = self.large.moved(LOW)
        self.large.shift((LOW[0] - MIDDLE[0], LOW[1] - MIDDLE[1], 0))
        down = Travel(self.large, way, there=True, window=(0.0, 0.7), run_time=LEAD)
        self.formula = self.law()
        coming: list[Animation] = [Appear(each, window=(0.7, 1.0), run_time=LEAD) for each in self.words if self.count > 1]
        coming += [Appear(self.formula, window=(0.5, 1.0), run_time=LEAD)]
        with self.beat(self.remains.fading, down, Vanish(self.headline, window=(0.0, 0.4), run_time=LEAD), *coming) as room:
            self.sweep(max(room, self.seconds(SWEEP)))
        self.cast("time", **{f"word{number}": time for number, time in enumerate(self.remains.words)})
        role = self.remains.notation[self.remains.state].role
        self.numbers = [self.page.number(time, role) for time in self.remains.words]
        said, fields = self.remains.foremost("" if self.alone else f"The {self.name(self.of)}")
        first, *others = self.numbers
        meanwhile = [Appear(first, run_time=LEAD)] if others else []
        with self.beat(said, *meanwhile, **fields) as room:
            seconds, pairs = max(room, 1.5), zip(self.numbers, turns(len(self.numbers)), strict=True)
            printing = [Appear(each, window=own, run_time=seconds) for each, own in pairs]
            named: list[VMobject] = [*([] if others else [self.large]), *(self.words[time] for time in self.remains.words)]
            self.play(*printing[len(meanwhile) :], *pointed(named, seconds))
            if self.of == len(self.networks) - 1:
                self.mark_poster()

    def sweep(self, seconds: float) -> None:
        """Let the words fade, one after the other; of few the state is pointed at first, and a single one comes in and stays."""
        if self.count <= FEW:
            self.play(*pointed(list(self.large.cells.values()), 0.7 * seconds))
            seconds *= 0.3
        if self.count == 1:
            self.play(Appear(self.words[0], run_time=0.8 * seconds))
        each = seconds / (1 + 0.5 * (self.count - 1)) if self.last else 0.2 * seconds
        fading = [self.page.fade(time, each) for time in range(self.count)]
        self.play(AnimationGroup(*fading, lag_ratio=0.5))

    # -- two words -----------------------------------------------------------------------------------------------------------

    @property
    def told_words(self) -> list[int]:
        """The words of which it is told how they fare: the foremost, and the one of the dip or one of which there is little.

        Of two networks each has one.
        """
        foremost, contrast = self.remains.words[0], self.remains.contrast
        dips = [time for of, time in [self.dip] if of == self.of] if self.dip else []
        if self.alone:
            return list(dict.fromkeys([foremost, *dips, contrast]))[:2]
        return [*dips, contrast if isinstance(self.remains, Missed) else foremost][:1]

    def look_into(self) -> None:
        """Tell of some words what became of them."""
        self.step("why")
        first, *others = self.told_words
        told = self.remains.rows(first, self.units(self.of), self.theme)
        gone: list[Animation] = []
        if isinstance(told, ReadAgain):
            self.remove(*self.large.get_family())
            gone += told.out_of(self.large, CHANGE)
        else:
            gone.append(Vanish(self.large, window=(0.0, 0.4), run_time=CHANGE))
        self.tell_word(first, told, gone, first=True)
        for time in others:
            told = self.remains.rows(time, self.units(self.of), self.theme)
            self.tell_word(time, told, self.cleared(told), first=False)

    def law(self) -> Label:
        """Return the rule by which words fade."""
        said = self.remains.law
        return stays(within(Phrase(said, said), theme=self.theme, size=self.theme.caption, room=13.0).sit_amid(0, HEADLINE))

    def cleared(self, following: LeftOfWord | None = None) -> list[Animation]:
        """Return animations in which what was told of a word goes, but for what is also in what follows."""
        told, gone = self.told, self.told.whole
        if isinstance(told, ReadAgain) and isinstance(following, ReadAgain):
            following.shares_upper(told)
            gone = told.lower
        return [Vanish(gone, run_time=LEAD / 2)]

    def tell_word(self, time: int, told: LeftOfWord, gone: list[Animation], *, first: bool) -> None:
        """Show the numbers of a word, and what they come to; its ink goes with that."""
        (said, fields), found = self.remains.heard(time, first=first, asked=(self.of, time) == self.dip)
        self.cast("time", word=time, later=self.networks[self.of].rise_after(time))
        self.told, frame = told, self.page.around(time, self.number_of(time))
        run_time = CHANGE if first else LEAD
        coming = Appear(frame, window=(0.5, 1.0), run_time=run_time), self.page.light(time, run_time)
        with self.beat(said, *gone, *coming, **fields) as room:
            steps = len(told.steps)
            seconds = max(room, WORD[not (first and self.alone)] * (ALONE if steps == 1 else 1.0), STEP * steps)
            self.perform(told.comes_about(time, self.remains.turns(time), self.page, 0.85 * seconds))
            if found is None:
                self.sum_up(time, frame, 0.15 * seconds)
        if found is not None:
            points = max(reading_time(phrase(found[0], **found[1])) - AFTER, POINTS)
            with self.beat(found[0], *pointed(list(told.kept[-1]), points), **found[1]) as room:
                self.sum_up(time, frame, max(room + LEAD - points, self.theme.slow))

    def sum_up(self, time: int, frame: VMobject, seconds: float) -> None:
        """Let the ink of a word be said, and be there."""
        self.play(self.page.fade(time, seconds), Vanish(frame, run_time=seconds), Appear(self.told.share, run_time=seconds))

    def number_of(self, time: int) -> Label | None:
        """Return the number below a word, if it has one."""
        return dict(zip(self.remains.words, self.numbers, strict=True)).get(time)

    # -- the answer ----------------------------------------------------------------------------------------------------------

    def conclude(self) -> None:
        """Say how few words make up half of all, or which count most in each of two networks; question and verdict come back."""
        self.act("the answer")
        row = self.verdicts[0] if self.alone else self.verdicts_of(self.of, VERDICTS[0])
        final = self.row(self.last)
        coming: list[Animation] = [Appear(row.head, window=(0.5, 1.0), run_time=LEAD)]
        word = self.trace.opposed(self.remains.words) if self.alone else None
        if word is not None and (0, word) != self.dip:
            self.tell_opposed(word, row, [*self.cleared(), *coming, Appear(final, window=(0.5, 1.0), run_time=LEAD)])
            coming = []
        said, fields = self.remains.half() if self.alone else self.said_of_both()
        seconds, slow = max(reading_time(phrase(said, **fields)) - AFTER, self.theme.slow), self.theme.slow
        asking = Vanish(self.formula, window=(0.0, 0.4), run_time=slow), Appear(self.question(), window=(0.5, 1.0), run_time=slow)
        if coming:
            coming += [*self.cleared(), *(Appear(each, window=(0.5, 1.0), run_time=LEAD) for each in row.pillars)]
            coming += [Reveal(final, list(final.cells.values()), lag=0.4, window=(0.2, 1.0), run_time=seconds)]
        else:
            self.remove(row.printed)
            coming += in_turn(row.pillars, 1.0, run_time=seconds)
        row.printed = row.number(self.last)
        self.end(said, *asking, *coming, Appear(row.printed, window=(0.9, 1.0), run_time=seconds), **fields)

    def tell_opposed(self, time: int, row: VerdictRow, changes: list[Animation]) -> None:
        """Say of a word that counts that it spoke against the verdict: its pillar is the lit one."""
        self.cast("time", word=time)
        frame = self.page.around(time, self.number_of(time))
        fields = self.fall(0, time)
        changes += [Appear(each, window=(0.5, 1.0), run_time=LEAD) for each in row.pillars]
        with self.beat(self.remains.against(time), *changes, Appear(frame, run_time=LEAD), **fields) as room:
            seconds = max(room, 2.0)
            alone = min(0.5 * seconds, EACH * self.count)
            self.play(*row.alone(time, row.pillars, alone))
            self.play(*row.falls(time, fields["before"], seconds - alone))
        self.later(Vanish(frame, run_time=self.theme.quick))

    def said_of_both(self) -> Caption:
        """Return which word counts most in each network."""
        words = [self.value("tokens", self.remainders[of].words[0], of=of) for of in self.both()]
        said, fields = most_of_both(self.remainders, [self.name(of) for of in self.both()], words)
        self.cast("time", **{name: word.index[0] for name, word in fields.items()})
        return said, fields
