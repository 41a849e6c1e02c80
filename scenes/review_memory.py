"""What a network still knows of a text at the end: the words fade to what its last state still has of them."""

from functools import partial
from typing import ClassVar

import numpy as np
from manim import Animation, AnimationGroup, VGroup, VMobject, rate_functions

from model.trace import STEPS
from scenes.mobjects.areas import Area
from scenes.mobjects.legend import legends
from scenes.mobjects.motion import Appear, Leave, Reveal, Shade, Vanish
from scenes.mobjects.moves import Grow
from scenes.mobjects.places import stays
from scenes.mobjects.reading import Caption, Phrase, Reading, phrase
from scenes.mobjects.scales import scale_of
from scenes.mobjects.sets.fading_page import Fade, FadingPage
from scenes.mobjects.sets.large_row import LargeRow
from scenes.mobjects.sets.left_of_word import LeftOfWord, Page, ReadAgain
from scenes.mobjects.sets.rows import Row
from scenes.mobjects.sets.verdict_row import VerdictRow
from scenes.mobjects.sets.word_bars import WordBars
from scenes.mobjects.text import BOLD, Label, within
from scenes.telling.dips import Dip, deepest_of, fall_at, said_of
from scenes.telling.networks import name_of
from scenes.telling.pace import LEAD, reading_time
from scenes.telling.reader import ReaderFilm
from scenes.telling.remains import Missed, Remains, remains_of

HEADLINE = 2.79
"""The height of the question, and of the formula."""
PAGE = Area(-6.6, 6.6, -1.02, 2.26)
"""Where the text is, with a bar below each word."""
VERDICTS = Area(-6.6, -1.15, -2.72, -1.62), Area(1.15, 6.6, -2.72, -1.62)
"""Where the pillars of the verdicts are: of one network on the left, of a second one beside it."""
STATE, MIDDLE = (3.1, -2.16), (0.0, 0.3)
"""The middle of the state, and where it is all there is."""
UNITS = 8
"""So many units are drawn at the most."""
STREAM, SWEEP = (3.0, 9.0), (2.6, 6.0)
"""Seconds in which all words come in, and in which all fade, of one word and of as many as there may be."""
EACH = 0.34
"""Seconds that a word takes, if there is time."""
WORD, BESIDE = (4.4, 3.2), 0.6
"""Seconds that the numbers of the first word take that is told of, and of the second; and by what part of them it takes longer to
read a text again."""
CHANGE, AFTER, GOING = 1.2, 1.4, 2.4
"""Seconds in which the state gives way to the text; for which the last picture stands while its caption is read; and in which all
words go dim at first."""


def there_again(alpha: float) -> float:
    """Return how far something is that goes back to where it came from and comes once more."""
    return 1.0 - float(rate_functions.there_and_back(alpha))


class ReviewMemory(ReaderFilm):
    """The question; the words come in, with a bar and a verdict after each; the state; two words in it; all fade; the answer."""

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
        self.tell_of_the_dip()
        for of in self.both():
            self.look_at(of)
            self.keep_the_state()
            self.look_into()
            if of < len(self.networks) - 1:
                self.fade()
        with self.moment():
            self.fade()
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
        self.of, self.remains, self.page, self.bars = of, self.remainders[of], self.pages[of], self.bars_of[of]

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
            FadingPage(
                self.read("tokens", of=of), self.read(left.shares, of=of), PAGE, known=traces[of].known, theme=theme, roomy=True
            )
            for of, left in enumerate(self.remainders)
        ]
        self.bars_of = [self.bars_below(of) for of in self.both()]
        self.look_at(0)
        self.words = [self.page.whole(time) for time in range(self.count)]
        self.verdicts = [self.verdicts_of(of, VERDICTS[of]) for of in self.both()]
        self.final = self.row(self.last)

    def bars_below(self, of: int) -> WordBars:
        """Return bars below the words, of how much there is of each in a network."""
        left, amount = self.remainders[of], partial(self.value, self.remainders[of].amounts, of=of)
        amounts = self.read(left.amounts, of=of).values
        role = left.notation[left.state].role
        return WordBars(self.pages[of], amount, amounts, colour=role, theme=self.theme)

    def verdicts_of(self, of: int, area: Area) -> VerdictRow:
        """Return the probability of the last verdict of a network after each word."""
        winner = self.networks[of].winners[-1]
        said = "probability of" if self.alone else f"{self.name(of)}: p of"
        label = phrase(f"{said} “{{label:short}}”", label=self.value("labels", winner, of=of))
        return VerdictRow(
            lambda time: self.value("probabilities", time, winner, of=of), self.count, area, said=label, theme=self.theme
        )

    def row(self, time: int) -> Row:
        """Return the state after a word, of the network that is told of."""
        said, state = (
            phrase("after “{word:short}”", word=self.value("tokens", time)),
            self.read(self.remains.state, time, of=self.of),
        )
        return Row(state, self.units(self.of), at=STATE, notation=self.remains.notation, theme=self.theme, note=said)

    def ask(self) -> None:
        """Show the whole text, the last state and the last verdict, and ask what is still known."""
        self.act("the question")
        self.headline = self.question()
        self.add(legends(self.frame.legend, theme=self.theme, keys=self.keys()), self.headline, *self.words, *self.printed)
        for row in self.verdicts:
            self.add(row.head, row.pillars[-1])
        if self.alone:
            self.add(self.final)
        self.cast("time", one=self.last, other=self.last)
        said, fields = self.said_of_verdicts()
        with self.beat(said, **fields) as room:
            going = (Shade(word, self.theme.dimmed) for word in self.words)
            self.play(AnimationGroup(*going, lag_ratio=0.02, run_time=max(room, GOING)))
        self.admit_strangers(*(self.words[time] for time in self.page.hatches))

    def keys(self) -> dict[str, str]:
        """Return what the keys are called and are to: values of states, and ink."""
        states = [trace.lookup(left.state) for trace, left in zip(self.networks, self.remainders, strict=True)]
        written = [trace.written for trace in self.networks if trace.declared.carried]
        return {"values": scale_of(*states, *written), "ink": "strength"}

    def said_of_verdicts(self) -> Caption:
        """Return what the networks say at the end."""
        fields = {name: self.value("verdicts", self.last, of=of) for of, name in zip(self.both(), ("one", "other"), strict=False)}
        if self.alone:
            kept = f"All it keeps is {self.remains.letter}: {{count:0}} number{{count:s}}."
            return f"A network read all of this and says “{{one:short}}”. {kept}", fields | {"count": self.value("sizes.unit")}
        if fields["one"].value == fields["other"].value:
            return "Two networks read all of this, word by word, and both say “{one:short}”.", {"one": fields["one"]}
        said = f"Two networks read this: the {self.name(0)} says “{{one:short}}”, the {self.name(1)} “{{other:short}}”."
        return said, fields

    def question(self) -> Label:
        """Return the question of the film in large type."""
        asked = "What does it still know at the end?" if self.alone else "What do they still know at the end?"
        label = Label(asked, theme=self.theme, size=self.theme.title * 1.3, weight=BOLD)
        return stays(label.sit_amid(0, HEADLINE))

    # -- the reading ---------------------------------------------------------------------------------------------------------

    def stream(self) -> None:
        """Let the words be read, and with each the state and the verdict change."""
        self.act("reading")
        gone: list[Animation] = [Leave(row.pillars[-1], run_time=LEAD / 2) for row in self.verdicts]
        gone += [Vanish(each, run_time=LEAD / 2) for each in (self.headline, *self.printed)]
        self.shown, half, total = self.final, (self.count + 1) // 2, self.seconds(STREAM)
        said = "Both read one word at a time. Each may change the state that they hand on."
        if self.alone:
            said = self.remains.below
            gone += [Leave(self.final, run_time=LEAD / 2)]
        with self.beat(said, *gone) as room:
            self.words_come(range(half), max(total * half / self.count, room))
        if half < self.count:
            with self.beat(self.said_of_the_verdict) as room:
                self.words_come(range(half, self.count), max(total * (self.count - half) / self.count, room))

    @property
    def said_of_the_verdict(self) -> str:
        """What is said of where a verdict comes from: from what a gate shows of the state, or from all of it."""
        state = self.remains.letter if self.alone else "that state"
        gated = {"output_gate" in trace.keys() for trace in self.networks}  # noqa: SIM118 (not a mapping)
        if len(gated) > 1:
            return "After each word each of the two gives its verdict anew."
        if gated == {True}:
            return f"After each word a gate shows a part of {state}; from that the verdict is read."
        return f"After each word the verdict is read from {state}, and from nothing else."

    def words_come(self, times: range, seconds: float) -> None:
        """Let some words be read, in so many seconds: the first of a text slowly."""
        paces = np.linspace(1.6, 0.7, len(times)) if times.start == 0 else np.ones(len(times))
        for time, pace in zip(times, paces, strict=True):
            self.word_comes(time, float(seconds * pace / paces.sum()))

    def word_comes(self, time: int, seconds: float) -> None:
        """Light a word; then the state is another one, what there is of each word, and the verdict."""
        self.play(Shade(self.words[time], 1.0, run_time=0.5 * seconds))
        if time:
            self.remove(self.shown, *self.printed)
        for row in self.verdicts:
            row.printed = row.number(time)
        self.add(*self.printed)
        growing: list[Animation] = [Grow(row.pillars[time], "bottom", run_time=0.5 * seconds) for row in self.verdicts]
        if self.alone:
            self.shown = self.final if time == self.last else self.row(time)
            self.add(self.shown)
            changed = self.bars.changes(time, range(time + 1), 0.5 * seconds)
            self.remove(*changed.replaced)
            growing += changed.animations
        self.play(*growing)

    # -- the dip -------------------------------------------------------------------------------------------------------------

    @property
    def dip(self) -> Dip | None:
        """The network in which the last verdict fell most at a word, and that word; None where it fell little."""
        return deepest_of(self.networks)

    def tell_of_the_dip(self) -> None:
        """Say at which word the last verdict fell most, if it did, and ask what became of that: it is told with the word."""
        if self.dip is None:
            return
        of, time = self.dip
        self.cast("time", word=time)
        said, fields = said_of(self.fall(of, time), "" if self.alone else f"the {self.name(of)}’s ")
        self.around = self.page.around(time)
        with self.beat(said, Appear(self.around, run_time=LEAD), **fields) as room:
            self.falls_again(of, time, max(room, 2.4))
        self.later(Vanish(self.around, run_time=LEAD / 2))

    def falls_again(self, of: int, time: int, seconds: float) -> None:
        """Let the last verdict of a network fall once more at a word."""
        self.perform(self.verdicts[of].falls_again(time, self.fall(of, time)["before"], seconds))

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
        row = self.verdicts[of]
        bars = [] if of == 0 else [row.head, *row.pillars]
        away = [Leave(each, run_time=LEAD) for each in (*self.words, *self.leftovers())]
        with self.beat(said, *away, *(Appear(each, window=(0.5, 1.0), run_time=LEAD) for each in bars), **fields) as room:
            seconds, cells = max(0.8 * room, CHANGE), list(self.large.cells.values())
            coming: list[Animation] = [Reveal(self.large, cells, lag=0.4, run_time=seconds)]
            if self.alone:
                self.remove(self.final)
                coming = self.large.out_of(self.final, seconds)
            self.play(*coming)

    def leftovers(self) -> list[VMobject]:
        """Return what else is on screen and goes with the text: the bars, and all that was told of another network."""
        if self.of:
            before = self.bars_of[self.of - 1]
            return [self.formula, *before.drop(), *self.numbers, *self.bottom]
        row = self.verdicts[0]
        return [*self.printed, *self.bars.drop(), *([row.head, *row.pillars] if self.alone else [])]

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
        self.step("one word")
        self.words = [self.page.whole(time) for time in range(self.count)]
        self.formula = self.law()
        first, *others = self.told_words
        bars = [each for row in self.verdicts for each in (row.head, *row.pillars) if each in self.mobjects]
        told = self.remains.rows(first, self.units(self.of), self.theme)
        gone: list[Animation] = [Leave(each, window=(0.0, 0.3), run_time=CHANGE) for each in bars]
        if isinstance(told, ReadAgain):
            self.remove(*self.large.get_family())
            gone += told.out_of(self.large, CHANGE)
        else:
            gone = [Leave(each, window=(0.6, 1.0), run_time=CHANGE) for each in bars]
            gone.append(Vanish(self.large, window=(0.0, 0.4), run_time=CHANGE))
        late = (0.8 if isinstance(told, ReadAgain) else 0.4), 1.0
        self.tell_word(first, told, [*(Appear(each, window=late, run_time=CHANGE) for each in self.words), *gone], first=True)
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
        return [Vanish(VGroup(gone, self.around), run_time=LEAD / 2)]

    def tell_word(self, time: int, told: LeftOfWord, gone: list[Animation], *, first: bool) -> None:
        """Show the numbers of a word, and what they come to; its ink goes with that."""
        said, fields = self.remains.resolved(time) if (self.of, time) == self.dip else self.remains.told(time, first=first)
        later = self.networks[self.of].rise_after(time) if "later" in fields else None
        self.cast("time", word=time, later=later)
        self.told, self.around = told, self.page.around(time)
        around = Appear(self.around, window=(0.8, 1.0) if first else (0.0, 1.0), run_time=CHANGE if first else LEAD)
        with self.beat(said, *gone, around, **fields) as room:
            long = max(room, WORD[not first])
            page, seconds = Page(self.words, self.bars, self.theme), (0.7 + BESIDE * isinstance(told, ReadAgain)) * long
            self.perform(told.comes_about(time, self.remains.turns(time), page, seconds))
            self.play(Shade(self.words[time], 1.0, run_time=0.12 * long))
            shown = [told.share, *([self.formula] if first else []), *([] if later is None else [self.page.around(later)])]
            self.play(self.page.fade(time, 0.15 * long), *(Appear(each, run_time=0.15 * long) for each in shown))
            self.around.add(*shown[1 + first :])

    # -- the fading ----------------------------------------------------------------------------------------------------------

    def fade(self) -> None:
        """Let all words fade to what there is of them, and print that beside the bars of those of which there is most."""
        self.step("all words")
        row = self.verdicts[0] if self.alone else self.verdicts_of(self.of, VERDICTS[0])
        self.bottom: list[VMobject] = [row.head, *row.pillars, row.printed, self.row(self.last)]
        changes: list[Animation] = [Appear(each, window=(0.5, 1.0), run_time=LEAD) for each in self.bottom]
        changes += [Fade(self.page.words[time], back=True, run_time=LEAD) for time in self.bars.now]
        changes += [Leave(each, run_time=LEAD) for each in self.bars.drop()]
        with self.beat(self.remains.fading, *self.cleared(), *changes) as room:
            self.play(self.sweep(max(room, self.seconds(SWEEP))))
        names, fields = self.remains.named()
        self.cast("time", **{f"word{number}": time for number, time in enumerate(self.remains.words)})
        self.numbers = list(self.bars.numbers(self.remains.words).values())
        who = "It" if self.alone else f"The {self.name(self.of)}"
        with self.beat(f"{who} {self.remains.most} {names}.", **fields) as room:
            printing = [Appear(each) for each in self.numbers]
            self.play(AnimationGroup(*printing, lag_ratio=0.5, run_time=max(room, 1.5)))
            if self.of == len(self.networks) - 1:
                self.mark_poster()

    def sweep(self, seconds: float) -> Animation:
        """Return the animation in which the words fade, one after the other, as their bars grow."""
        each, times = seconds / (1 + 0.5 * (self.count - 1)), range(self.count)
        growing = self.bars.changes(self.last, times, each).animations
        pairs = [AnimationGroup(self.page.fade(time, each), bar) for time, bar in zip(times, growing, strict=True)]
        return AnimationGroup(*pairs, lag_ratio=0.5, run_time=seconds)

    def tell_opposed(self, time: int) -> None:
        """Say of a word that counts that it spoke against the verdict."""
        frame = self.page.around(time)
        with self.beat(self.remains.against, Appear(frame, run_time=LEAD), **self.fall(0, time)) as room:
            self.falls_again(0, time, max(room, 2.0))
        self.later(Vanish(frame, run_time=self.theme.quick))

    # -- the answer ----------------------------------------------------------------------------------------------------------

    def conclude(self) -> None:
        """Say how few words make up half of all, or which count most in each of two networks; the question comes back."""
        self.act("the answer")
        word = self.trace.opposed(self.remains.words) if self.alone else None
        if word is not None and self.dip != (0, word):
            self.cast("time", word=word)
            self.tell_opposed(word)
        said, fields = self.remains.half() if self.alone else self.said_of_both()
        seconds, slow = max(reading_time(phrase(said, **fields)) - AFTER, self.theme.slow), self.theme.slow
        others = [bar for time, bar in self.bars.now.items() if time not in self.remains.words]
        dimming: list[Animation] = [Shade(each, self.theme.dimmed, run_time=seconds) for each in others]
        if not others:
            look = {"rate_func": rate_functions.there_and_back, "run_time": seconds}
            dimming = [Shade(each, self.theme.dimmed, **look) for each in self.bars.now.values()]
        asking = Vanish(self.formula, window=(0.0, 0.4), run_time=slow), Appear(self.question(), window=(0.5, 1.0), run_time=slow)
        self.end(said, *asking, *dimming, **fields)

    def said_of_both(self) -> Caption:
        """Return which word counts most in each network."""
        fields = {name: self.value("tokens", self.remainders[of].words[0], of=of) for of, name in enumerate(("one", "other"))}
        self.cast("time", **{name: word.index[0] for name, word in fields.items()})
        one, other = (left.most for left in self.remainders)
        short = other.rpartition(" ")[2] if one == other else other
        return f"The {self.name(0)} {one} “{{one:short}}”, the {self.name(1)} {short} “{{other:short}}”.", fields
