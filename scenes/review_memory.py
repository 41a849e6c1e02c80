"""What a network still knows of a text at the end: the words fade to what its last state still has of them."""

from functools import partial
from typing import ClassVar

import numpy as np
from manim import Animation, AnimationGroup, VGroup, VMobject, rate_functions

from model.trace import STEPS
from scenes.mobjects.areas import Area
from scenes.mobjects.legend import legends
from scenes.mobjects.motion import Appear, Leave, Shade, Vanish
from scenes.mobjects.moves import Grow
from scenes.mobjects.places import kept_for, stays
from scenes.mobjects.reading import Caption, Phrase, phrase
from scenes.mobjects.scales import scale_of
from scenes.mobjects.sets.fading_page import FadingPage
from scenes.mobjects.sets.large_row import LargeRow
from scenes.mobjects.sets.left_of_word import LeftOfWord, ReadAgain
from scenes.mobjects.sets.pillar_row import HEAD, PillarRow
from scenes.mobjects.sets.rows import Row
from scenes.mobjects.text import BOLD, Label, within
from scenes.telling.networks import name_of
from scenes.telling.pace import LEAD, reading_time
from scenes.telling.reader import ReaderFilm
from scenes.telling.remains import Missed, Remains, remains_of

HEADLINE, FORMULA = 2.79, -1.2
"""The heights of the question, and of the formula."""
PAGE = Area(-6.6, 6.6, -0.88, 2.28)
"""Where the text is."""
VERDICTS = Area(-6.6, -1.15, -2.72, -1.62), Area(1.15, 6.6, -2.72, -1.62)
"""Where the pillars of the verdicts are: of one network on the left, of a second one beside it."""
LEFT_IN, STATE, MIDDLE = Area(-6.6, 6.6, -2.72, -1.62), (3.1, -2.16), (0.0, 0.75)
"""Where the pillars are of what there is of each word; and the middle of the state, and where it is all there is."""
UNITS = 8
"""So many units are drawn at the most."""
STREAM, SWEEP = (3.0, 9.0), (2.6, 6.0)
"""Seconds in which all words come in, and in which all fade, of one word and of as many as there may be."""
EACH = 0.34
"""Seconds that a word takes, if there is time."""
WORD, BESIDE = (4.4, 3.2), 0.6
"""Seconds that the numbers of the first word take that is told of, and of the second; and by what part of them it takes longer to
read a text again."""
CHANGE, AFTER = 1.2, 1.4
"""Seconds in which the state gives way to the text; and for which the last picture stands while its caption is read."""


class ReviewMemory(ReaderFilm):
    """The question; the words come in, and a verdict after each; the state; two words in it; all words fade; the answer."""

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
        self.verdicts = [self.pillars_of(of) for of in self.both()]
        self.printed = [self.share_printed(of, self.last) for of in self.both()]
        self.final = self.row(self.last)

    def pillars_of(self, of: int) -> PillarRow:
        """Return the probability of the last verdict of a network after each word."""
        winner = self.networks[of].winners[-1]
        said = "probability of" if self.alone else f"{self.name(of)}: p of"
        return PillarRow(
            lambda time: self.value("probabilities", time, winner, of=of),
            self.count,
            VERDICTS[of],
            said=phrase(f"{said} “{{label:short}}”", label=self.value("labels", winner, of=of)),
            colour="ink",
            theme=self.theme,
        )

    def row(self, time: int) -> Row:
        """Return the state after a word, of one network alone."""
        said, state = phrase("after “{word:short}”", word=self.value("tokens", time)), self.remains.state
        return Row(self.read(state, time), self.units(0), at=STATE, notation=self.notation, theme=self.theme, note=said)

    def share_printed(self, of: int, time: int) -> Label:
        """Return the probability of a network's last verdict after a word, to stand above its pillars."""
        share, area = self.value("probabilities", time, self.networks[of].winners[-1], of=of), VERDICTS[of]
        label = Label(phrase("{share}", share=share), theme=self.theme).sit_amid(area.right, area.top + HEAD, 1)
        return kept_for(label, time, self.networks[of].winners[-1])

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
            each = max(room, 2.4) / 2
            for level in (self.theme.dimmed, 1.0):
                self.play(AnimationGroup(*(Shade(word, level) for word in self.words), lag_ratio=0.3, run_time=each))
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
            return "A network read all of this, word by word, and says “{one:short}”.", fields
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
        gone += [Shade(each, self.theme.dimmed, run_time=LEAD / 2) for each in self.words]
        gone += [Vanish(each, run_time=LEAD / 2) for each in (self.headline, *self.printed)]
        self.shown, half, total = self.final, (self.count + 1) // 2, self.seconds(STREAM)
        said = f"It reads one word at a time. Each may change {self.remains.letter}, the state that it hands on."
        if not self.alone:
            said = "Both read one word at a time. Each may change the state that they hand on."
        with self.beat(said, *gone, *([Leave(self.final, run_time=LEAD / 2)] if self.alone else [])) as room:
            self.words_come(range(half), max(total * half / self.count, room))
        if half < self.count:
            says = "After each word the verdict is read from that state, and from nothing else."
            if self.gated:
                says = "After each word the verdict is read from what the output gate shows of C."
            with self.beat(says) as room:
                self.words_come(range(half, self.count), max(total * (self.count - half) / self.count, room))

    @property
    def gated(self) -> bool:
        """Whether a gate decides what is seen of the state that is handed on."""
        return any("output_gate" in trace.keys() for trace in self.brief.traces)  # noqa: SIM118 (not a mapping)

    def words_come(self, times: range, seconds: float) -> None:
        """Let some words be read, in so many seconds: the first of a text slowly."""
        paces = np.linspace(1.6, 0.7, len(times)) if times.start == 0 else np.ones(len(times))
        for time, pace in zip(times, paces, strict=True):
            self.word_comes(time, float(seconds * pace / paces.sum()))

    def word_comes(self, time: int, seconds: float) -> None:
        """Light a word; then the state is another one, and so is the verdict."""
        self.play(Shade(self.words[time], 1.0, run_time=0.5 * seconds))
        if time:
            self.remove(self.shown, *self.printed)
        self.printed = [self.share_printed(of, time) for of in self.both()]
        self.add(*self.printed)
        if self.alone:
            self.shown = self.final if time == self.last else self.row(time)
            self.add(self.shown)
        self.play(*(Grow(row.pillars[time], "bottom", run_time=0.5 * seconds) for row in self.verdicts))

    def tell_of_the_dip(self) -> None:
        """Say at which word the last verdict fell most, if it did: that of the network in which it fell further."""
        deepest = {of: trace.deepest_fall for of, trace in enumerate(self.networks) if trace.deepest_fall is not None}
        if not deepest:
            return
        of = max(deepest, key=lambda each: float(self.networks[each].falls[deepest[each]]))
        time, bars = deepest[of], self.verdicts[of].pillars
        self.cast("time", word=time)
        said, fields = self.said_of_the_dip(of, time)
        self.around = self.page.around(time)
        with self.beat(said, Appear(self.around, run_time=LEAD), **fields) as room:
            others = [bar for number, bar in enumerate(bars) if number not in (time - 1, time)]
            for level in (self.theme.dimmed, 1.0):
                self.play(*(Shade(each, level, run_time=max(room, 2.4) / 2) for each in others or bars))
        self.later(Vanish(self.around, run_time=LEAD / 2))

    def said_of_the_dip(self, of: int, time: int) -> Caption:
        """Return what is said of the word at which the last verdict of a network fell most."""
        trace, winner = self.networks[of], self.networks[of].winners[-1]
        fields = {
            "word": self.value("tokens", time),
            "label": self.value("labels", winner, of=of),
            "before": self.value("previous_probabilities", time, winner, of=of),
            "after": self.value("probabilities", time, winner, of=of),
        }
        whose = "" if self.alone else f"the {self.name(of)}’s "
        rose = trace.probabilities[-1, winner] > trace.probabilities[time, winner]
        later = " Later words raised it again." if rose and self.alone else ""
        return f"“{{word:short}}” took {whose}“{{label:short}}” down from {{before}} to {{after}}.{later}", fields

    # -- the state -----------------------------------------------------------------------------------------------------------

    def keep_the_state(self) -> None:
        """Say that all that is left is the state."""
        self.step("what is left")
        of, letter = self.of, self.remains.letter
        fields = {"count": self.value("sizes.unit", of=of), "words": self.value("sizes.time")}
        said = f"The text is gone now. All that it has of {{words:0}} word{{words:s}} is {letter}: {{count:0}} numbers."
        if not self.alone:
            said = f"The text is gone now. All that the {self.name(of)} has of it is {letter}: {{count:0}} numbers."
            del fields["words"]
        note = phrase("after the last word, “{word:short}”", word=self.value("tokens", self.last))
        notation, theme = self.remains.notation, self.theme
        self.large = LargeRow(
            self.read(self.remains.state, self.last, of=of), self.units(of), at=MIDDLE, notation=notation, theme=theme, note=note
        )
        bars = [] if of == 0 else [self.verdicts[of].head, *self.verdicts[of].pillars]
        away = [Leave(each, run_time=LEAD) for each in (*self.words, *self.leftovers())]
        with self.beat(said, *away, *(Appear(each, window=(0.5, 1.0), run_time=LEAD) for each in bars), **fields) as room:
            coming: list[Animation] = [Appear(self.large, run_time=CHANGE)]
            if self.alone:
                self.remove(self.final)
                coming = self.large.out_of(self.final, CHANGE)
            self.play(*coming)
            cells = list(self.large.cells.values())
            each = max(room - CHANGE, 2.0) / 2
            for level in (theme.dimmed, 1.0):
                self.play(AnimationGroup(*(Shade(cell, level) for cell in cells), lag_ratio=0.4, run_time=each))

    def leftovers(self) -> list[VMobject]:
        """Return what else is on screen and goes with the text: the shares, or all that was told of another network."""
        return [*self.printed] if self.of == 0 else [self.formula, self.shares.head, *self.shares.pillars, *self.numbers]

    # -- two words -----------------------------------------------------------------------------------------------------------

    def look_into(self) -> None:
        """Tell of the word that counts most how that can be seen, and then of one that counts little; of two networks of one."""
        self.step("one word")
        self.words = [self.page.whole(time) for time in range(self.count)]
        foremost, contrast = self.remains.words[0], self.remains.contrast
        self.formula = self.law()
        first, *others = [foremost, contrast] if self.alone else [contrast if isinstance(self.remains, Missed) else foremost]
        bars = [each for row in self.verdicts for each in (row.head, *row.pillars) if each in self.mobjects]
        told = self.remains.rows(first, self.units(self.of), self.theme)
        gone: list[Animation] = [Leave(each, window=(0.0, 0.3), run_time=CHANGE) for each in bars]
        if isinstance(told, ReadAgain):
            self.remove(*self.large.get_family())
            gone += told.out_of(self.large, CHANGE)
        else:
            gone = [Leave(each, window=(0.6, 1.0), run_time=CHANGE) for each in bars]
            gone.append(Vanish(self.large, window=(0.0, 0.4), run_time=CHANGE))
        late = 0.8 if isinstance(told, ReadAgain) else 0.4
        words = [Appear(each, window=(late, 1.0), run_time=CHANGE) for each in self.words]
        self.tell_word(first, told, [*words, *gone], first=True)
        for time in others:
            if time != first:
                told = self.remains.rows(time, self.units(self.of), self.theme)
                self.tell_word(time, told, self.cleared(told), first=False)

    def law(self) -> Label:
        """Return the rule by which words fade."""
        said = self.remains.law
        return stays(within(Phrase(said, said), theme=self.theme, size=self.theme.caption, room=13.0).sit_amid(0, FORMULA))

    def cleared(self, following: LeftOfWord | None = None) -> list[Animation]:
        """Return animations in which what was told of a word goes, but for what is also in what follows."""
        told, gone = self.told, self.told.whole
        if isinstance(told, ReadAgain) and isinstance(following, ReadAgain):
            following.shares_upper(told)
            gone = told.lower
        return [Vanish(VGroup(gone, self.around), run_time=LEAD / 2)]

    def tell_word(self, time: int, told: LeftOfWord, gone: list[Animation], *, first: bool) -> None:
        """Show the numbers of a word, and what they come to; its ink goes with that."""
        self.cast("time", word=time)
        said, fields = self.remains.told(time, first=first)
        self.told, self.around = told, self.page.around(time)
        with self.beat(said, *gone, Appear(self.around, run_time=LEAD), **fields) as room:
            long = max(room, WORD[not first])
            if isinstance(told, ReadAgain):
                self.read_again(time, told, (0.7 + BESIDE) * long)
            else:
                self.play(*told.begin(0.3 * long))
                self.play(*told.holds(0.4 * long))
            self.play(Appear(told.total, run_time=0.15 * long), Shade(self.words[time], 1.0, run_time=0.15 * long))
            shown = [told.share, *([self.formula] if first else [])]
            self.play(self.page.fade(time, 0.15 * long), *(Appear(each, run_time=0.15 * long) for each in shown))

    def read_again(self, time: int, told: ReadAgain, seconds: float) -> None:
        """Let the text be read once more without a word, and the state become what it would be then."""
        self.play(*(Shade(each, self.theme.dimmed, run_time=0.15 * seconds) for each in self.words), told.opens(0.15 * seconds))
        parts, before = np.array_split(np.arange(self.count), len(told.steps)), None
        for some, cells in zip(parts, told.steps, strict=True):
            if before is not None:
                self.remove(before)
            lit: list[Animation] = [Shade(self.words[each], 1.0) for each in some if each != time]
            self.add(*([cells] if lit else []))
            before = cells
            self.play(AnimationGroup(*(lit or [Appear(cells)]), lag_ratio=0.5, run_time=0.85 * seconds / len(parts)))

    # -- the fading ----------------------------------------------------------------------------------------------------------

    def fade(self) -> None:
        """Let all words fade to what there is of them, and print that below those of which there is most."""
        self.step("all words")
        share = partial(self.value, self.remains.shares, of=self.of)
        role = self.remains.notation[self.remains.state].role
        self.shares = PillarRow(share, self.count, LEFT_IN, colour=role, theme=self.theme)
        with self.beat(self.remains.fading, *self.cleared(), Appear(self.shares.head, run_time=LEAD)) as room:
            self.play(self.sweep(max(room, self.seconds(SWEEP))))
        names, fields = self.remains.named()
        self.cast("time", **{f"word{number}": time for number, time in enumerate(self.remains.words)})
        self.numbers = [self.page.number(time, role) for time in sorted(self.remains.words)]
        who = "It" if self.alone else f"The {self.name(self.of)}"
        with self.beat(f"{who} {self.remains.most} {names}.", **fields) as room:
            coming = [Appear(each) for each in self.numbers]
            self.play(AnimationGroup(*coming, lag_ratio=0.5, run_time=max(room, 1.5)))
            if self.of == len(self.networks) - 1:
                self.mark_poster()

    def sweep(self, seconds: float) -> Animation:
        """Return the animation in which the words fade, one after the other, as their pillars grow."""
        each = seconds / (1 + 0.5 * (self.count - 1))
        pairs = [
            AnimationGroup(self.page.fade(time, each), Grow(self.shares.pillars[time], "bottom", run_time=each))
            for time in range(self.count)
        ]
        return AnimationGroup(*pairs, lag_ratio=0.5, run_time=seconds)

    def tell_opposed(self, time: int) -> None:
        """Say of a word that counts that it spoke against the verdict."""
        winner, pillars = self.trace.winners[-1], self.shares.pillars
        fields = {
            "word": self.value("tokens", time),
            "label": self.value("labels", winner),
            "before": self.value("previous_probabilities", time, winner),
            "after": self.value("probabilities", time, winner),
        }
        frame = self.page.around(time, self.numbers[sorted(self.remains.words).index(time)])
        with self.beat(self.remains.against, Appear(frame, run_time=LEAD), **fields) as room:
            others = [bar for number, bar in enumerate(pillars) if number != time]
            for level in (self.theme.dimmed, 1.0):
                self.play(*(Shade(each, level, run_time=max(room, 2.0) / 2) for each in others or pillars))
        self.later(Vanish(frame, run_time=self.theme.quick))

    # -- the answer ----------------------------------------------------------------------------------------------------------

    def conclude(self) -> None:
        """Say how few words make up half of all, or which count most in each of two networks; the question comes back."""
        self.act("the answer")
        if self.alone and (word := self.trace.opposed(self.remains.words)) is not None:
            self.cast("time", word=word)
            self.tell_opposed(word)
        said, fields = self.remains.half() if self.alone else self.said_of_both()
        seconds = max(reading_time(phrase(said, **fields)) - AFTER, self.theme.slow)
        others = [self.shares.pillars[time] for time in range(self.count) if time not in self.remains.words]
        dimming: list[Animation] = [Shade(each, self.theme.dimmed, run_time=seconds) for each in others]
        if not others:
            look = {"rate_func": rate_functions.there_and_back, "run_time": seconds}
            dimming = [Shade(each, self.theme.dimmed, **look) for each in self.shares.pillars]
        self.end(said, Appear(self.question(), run_time=self.theme.slow), *dimming, **fields)

    def said_of_both(self) -> Caption:
        """Return which word counts most in each network."""
        words = [self.value("tokens", left.words[0], of=of) for of, left in enumerate(self.remainders)]
        self.cast("time", **{name: left.words[0] for name, left in zip(("one", "other"), self.remainders, strict=True)})
        one, other = (f"the {self.name(of)} {left.most}" for of, left in enumerate(self.remainders))
        return f"T{one[1:]} “{{one:short}}”; {other} “{{other:short}}”.", {"one": words[0], "other": words[1]}
