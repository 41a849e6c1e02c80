"""What a network still knows of a text at the end: the words fade to what its last state still holds of them."""

from functools import cached_property
from typing import ClassVar

from manim import Animation, AnimationGroup, VGroup, rate_functions

from scenes.mobjects.areas import Area
from scenes.mobjects.legend import legends
from scenes.mobjects.motion import Appear, Leave, Shade, Vanish
from scenes.mobjects.moves import Grow
from scenes.mobjects.places import stays
from scenes.mobjects.reading import SHORT, Caption, Phrase, phrase
from scenes.mobjects.scales import scale_of
from scenes.mobjects.sets.fading_page import FadingPage
from scenes.mobjects.sets.large_row import LargeRow
from scenes.mobjects.sets.left_of_word import LeftOfWord
from scenes.mobjects.sets.pillar_row import HEAD, PillarRow
from scenes.mobjects.sets.rows import Row
from scenes.mobjects.text import BOLD, Label, within
from scenes.telling.pace import LEAD, reading_time
from scenes.telling.reader import ReaderFilm

HEADLINE, FORMULA = 2.79, -1.2
"""The heights of the question, and of the formula."""
PAGE = Area(-6.6, 6.6, -0.88, 2.28)
"""Where the text is."""
VERDICT, HELD, STATE, MIDDLE = Area(-6.6, -1.15, -2.72, -1.62), Area(-6.6, 6.6, -2.72, -1.62), (3.1, -2.16), (0.0, 0.75)
"""Where the pillars of the verdicts are, those of what is held; and the middle of the state, and where it is all there is."""
UNITS = 8
"""So many units are drawn at the most."""
STREAM, SWEEP = (3.0, 9.0), (2.6, 6.0)
"""Seconds in which all words come in, and in which all fade, of one word and of as many as there may be."""
EACH = 0.34
"""Seconds that a word takes, if there is time."""
SPOKEN, ROOM = 3, 60
"""So many words are named that are held most, or as many as there are letters for in a caption."""
LITTLE = 0.15
"""What is next to nothing, as a part of what the word wrote of which most is held."""
AFTER = 1.4
"""Seconds for which the last picture stands while its caption is read."""


class ReviewMemory(ReaderFilm):
    """The question; the words come in, and a verdict after each; the state; two words in it; all words fade; the answer."""

    title = "What is left of a text"
    cell_kinds = ("lstm", "gru", "gru_reset_after")
    others_lack = "a state that is carried on, in which each word has its part"
    needs = ("memory",)
    longest = 40
    text: ClassVar[str] = (
        "Amazing! This box of cereal gave me a perfectly balanced breakfast, as all things should be. "
        "I only ate half of it but will definitely be buying again!"
    )

    def construct(self) -> None:
        self.ask()
        self.stream()
        self.keep_the_state()
        self.look_into()
        self.fade()
        self.conclude()

    # -- what is told of -----------------------------------------------------------------------------------------------------

    @property
    def last(self) -> int:
        """The index of the last word."""
        return self.count - 1

    @cached_property
    def state(self) -> str:
        """The name of the state that the cell carries."""
        return str(self.trace.declared.carried.state)

    @property
    def role(self) -> str:
        """What that state is: the colour of all that is held in it."""
        return self.notation[self.state].role

    @property
    def letter(self) -> str:
        """The letter of that state, as captions have it."""
        return self.notation[self.state].letter[0]

    @cached_property
    def units(self) -> tuple[int, ...]:
        """The units that are drawn."""
        return tuple(self.trace.most_active(UNITS))

    def row(self, time: int) -> Row:
        """Return the state after a word."""
        said = phrase("after “{word:short}”", word=self.value("tokens", time))
        return Row(self.read(self.state, time), self.units, at=STATE, notation=self.notation, theme=self.theme, note=said)

    def share_printed(self, time: int) -> Label:
        """Return the probability of the last verdict after a word, to stand above the pillars."""
        share = self.value("probabilities", time, self.trace.winners[-1])
        return Label(phrase("{share}", share=share), theme=self.theme).sit_amid(VERDICT.right, VERDICT.top + HEAD, 1)

    def seconds(self, bounds: tuple[float, float]) -> float:
        """Return how long all words take."""
        return min(max(EACH * self.count, bounds[0]), bounds[1])

    # -- the question --------------------------------------------------------------------------------------------------------

    def ask(self) -> None:
        """Show the whole text, the verdict after each word and the last state, and ask what is still known."""
        self.act("the question")
        theme, trace = self.theme, self.trace
        winner = trace.winners[-1]
        self.page = FadingPage(self.read("tokens"), self.read("held_shares"), PAGE, known=trace.known, theme=theme)
        self.verdicts = PillarRow(
            lambda time: self.value("probabilities", time, winner),
            self.count,
            VERDICT,
            said=phrase("probability of “{label:short}”", label=self.value("labels", winner)),
            colour="ink",
            theme=theme,
        )
        self.final = self.row(self.last)
        self.headline = self.question()
        self.printed = self.share_printed(self.last)
        self.words = [self.page.whole(time) for time in range(self.count)]
        keys = {"values": scale_of(getattr(trace, self.state), trace.written), "held": "strength"}
        self.add(legends(self.frame.legend, theme=theme, keys=keys), self.headline, *self.words)
        self.add(self.verdicts.head, *self.verdicts.pillars, self.printed, self.final)
        said = "A network read all of this, word by word, and says “{verdict:short}”."
        with self.beat(said, verdict=self.value("verdicts", self.last)) as room:
            each = max(room, 2.4) / 2
            pillars = self.verdicts.pillars
            self.play(AnimationGroup(*(Shade(bar, theme.dimmed) for bar in pillars), lag_ratio=0.3, run_time=each))
            self.play(AnimationGroup(*(Shade(bar, 1.0) for bar in pillars), lag_ratio=0.3, run_time=each))
        self.admit_strangers(*(self.words[time] for time in self.page.hatches))

    def question(self) -> Label:
        """Return the question of the film in large type."""
        label = Label("What does it still know at the end?", theme=self.theme, size=self.theme.title * 1.3, weight=BOLD)
        return stays(label.sit_amid(0, HEADLINE))

    # -- the reading ---------------------------------------------------------------------------------------------------------

    def stream(self) -> None:
        """Let the words be read, and with each the state and the verdict change."""
        self.act("reading")
        gone: list[Animation] = [Leave(each, run_time=LEAD / 2) for each in self.verdicts.pillars]
        gone += [Shade(each, self.theme.dimmed, run_time=LEAD / 2) for each in self.words]
        gone += [Vanish(each, run_time=LEAD / 2) for each in (self.headline, self.printed)]
        self.shown, half, total = self.final, (self.count + 1) // 2, self.seconds(STREAM)
        said = f"It reads one word at a time. Each may change {self.letter}, the state that it carries on."
        with self.beat(said, *gone, Leave(self.final, run_time=LEAD / 2)) as room:
            self.words_come(range(half), max(total * half / self.count, room))
        if half < self.count:
            with self.beat("After each word the verdict is read from that state, and from nothing else.") as room:
                self.words_come(range(half, self.count), max(total * (self.count - half) / self.count, room))

    def words_come(self, times: range, seconds: float) -> None:
        """Let some words be read, in so many seconds."""
        for time in times:
            self.word_comes(time, seconds / len(times))

    def word_comes(self, time: int, seconds: float) -> None:
        """Light a word; then the state is another one, and so is the verdict."""
        self.play(Shade(self.words[time], 1.0, run_time=0.5 * seconds))
        if time:
            self.remove(self.shown, self.printed)
        self.shown = self.final if time == self.last else self.row(time)
        self.printed = self.share_printed(time)
        self.add(self.shown, self.printed)
        self.play(Grow(self.verdicts.pillars[time], "bottom", run_time=0.5 * seconds))

    # -- the state -----------------------------------------------------------------------------------------------------------

    def keep_the_state(self) -> None:
        """Say that all that is left is the state."""
        self.act("what is left")
        fields = {"count": self.value("sizes.unit"), "words": self.value("sizes.time")}
        said = f"The text is gone now. All that it has of {{words:0}} word{{words:s}} is {self.letter}: {{count:0}} numbers."
        note = phrase("after the last word, “{word:short}”", word=self.value("tokens", self.last))
        self.large = LargeRow(
            self.read(self.state, self.last), self.units, at=MIDDLE, notation=self.notation, theme=self.theme, note=note
        )
        gone = [Leave(each, run_time=LEAD) for each in (*self.words, self.printed)]
        with self.beat(said, *gone, **fields) as room:
            self.remove(self.final)
            self.play(*self.large.out_of(self.final, 1.2))
            cells = list(self.large.cells.values())
            each = max(room - 1.2, 2.0) / 2
            for level in (self.theme.dimmed, 1.0):
                self.play(AnimationGroup(*(Shade(cell, level) for cell in cells), lag_ratio=0.4, run_time=each))

    # -- two words -----------------------------------------------------------------------------------------------------------

    def look_into(self) -> None:
        """Tell of the word that is held most what it wrote and what is left, and then of the one that is held least."""
        self.act("one word")
        most, least = self.trace.keepers[0], self.trace.faintest
        self.formula = self.law()
        gone = [self.verdicts.head, *self.verdicts.pillars, self.large]
        away: list[Animation] = [Vanish(each, run_time=LEAD / 2) for each in gone]
        self.play(*away)
        away = [Appear(each, run_time=LEAD) for each in self.words]
        self.tell_word(most, away, strong=True)
        if least != most:
            self.tell_word(least, self.cleared(), strong=False)

    def law(self) -> Label:
        """Return the rule by which words fade."""
        said = f"ink of a word  =  Σ |what {self.letter} still holds of it|  ÷  the largest such sum"
        return stays(within(Phrase(said, said), theme=self.theme, size=self.theme.caption, room=13.0).sit_amid(0, FORMULA))

    def cleared(self) -> list[Animation]:
        """Return animations in which what was told of a word goes."""
        return [Vanish(VGroup(self.told.whole, self.around), run_time=LEAD / 2)]

    def tell_word(self, time: int, gone: list[Animation], *, strong: bool) -> None:
        """Show what a word wrote, and what is left of it; its ink goes with that."""
        said, fields = self.said_of(time, strong=strong)
        self.told, self.around = self.left_of(time), self.page.around(time)
        seconds = 4.4 if strong else 3.2
        with self.beat(said, *gone, Appear(self.around, run_time=LEAD), **fields) as room:
            long = max(room, seconds)
            self.play(*self.told.wrote(0.3 * long))
            self.play(*self.told.holds(0.4 * long))
            self.play(Appear(self.told.total, run_time=0.15 * long))
            shown = [self.told.share, *([self.formula] if strong else [])]
            self.play(self.page.fade(time, 0.15 * long), *(Appear(each, run_time=0.15 * long) for each in shown))

    def said_of(self, time: int, *, strong: bool) -> Caption:
        """Return what is said of a word."""
        fields = {"word": self.value("tokens", time)}
        if strong and time == self.last:
            return f"Take “{{word:short}}”: this is what it wrote into {self.letter}, and no word came after it.", fields
        if strong:
            return f"Take “{{word:short}}”: this is what it wrote into {self.letter}, and what later words left of it.", fields
        held = self.trace.remembered
        if held[time, time] < LITTLE * held[self.trace.keepers[0], self.trace.keepers[0]]:
            return "“{word:short}” wrote next to nothing. So there is next to nothing to keep.", fields
        if held[self.last, time] < held[time, time] / 2:
            return "“{word:short}” wrote something too, but later words let go of most of it.", fields
        return "“{word:short}” wrote less, and so less of it is held.", fields

    def left_of(self, time: int) -> LeftOfWord:
        """Return what a word wrote and what is left of it."""
        many = len(self.units) < self.trace.sizes.unit
        return LeftOfWord(
            self.read("written", time),
            self.read("memory", self.last, time),
            self.units,
            names=(
                phrase("“{word:short}” wrote", word=self.value("tokens", time)),
                phrase("held (busiest units)" if many else "still held at the end"),
            ),
            total=phrase("sum of sizes {held}", held=self.value("remembered", self.last, time)),
            share=phrase("ink {share}", share=self.value("held_shares", time)),
            notation=self.notation,
            theme=self.theme,
        )

    # -- the fading ----------------------------------------------------------------------------------------------------------

    def fade(self) -> None:
        """Let all words fade to what is still held of them, and print that below those of which most is held."""
        self.act("all words")
        self.held = PillarRow(
            lambda time: self.value("held_shares", time),
            self.count,
            HELD,
            colour=self.role,
            theme=self.theme,
        )
        keepers = sorted(self.trace.keepers)
        with self.moment():
            said = f"Now every word keeps as much ink as {self.letter} still holds of it."
            with self.beat(said, *self.cleared(), Appear(self.held.head, run_time=LEAD)) as room:
                self.play(self.sweep(max(room, self.seconds(SWEEP))))
            says, fields = self.most_held()
            self.numbers = [self.page.number(time, self.role) for time in keepers]
            with self.beat(says, **fields) as room:
                coming = [Appear(each) for each in self.numbers]
                self.play(AnimationGroup(*coming, lag_ratio=0.5, run_time=max(room, 1.5)))
                self.mark_poster()

    def sweep(self, seconds: float) -> Animation:
        """Return the animation in which the words fade, one after the other, as their pillars grow."""
        each = seconds / (1 + 0.5 * (self.count - 1))
        pairs = [
            AnimationGroup(self.page.fade(time, each), Grow(self.held.pillars[time], "bottom", run_time=each))
            for time in range(self.count)
        ]
        return AnimationGroup(*pairs, lag_ratio=0.5, run_time=seconds)

    def most_held(self) -> Caption:
        """Return which words are held most."""
        told = self.trace.keepers[:SPOKEN]
        while len(told) > 1 and sum(min(len(self.trace.tokens[time]), SHORT) + 4 for time in told) > ROOM - 20:
            told = told[:-1]
        fields = {f"word{number}": self.value("tokens", time) for number, time in enumerate(told)}
        names = [f"“{{word{number}:short}}”" for number in range(len(told))]
        listed = names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
        return f"It holds most of {listed}.", fields

    def tell_opposed(self, time: int) -> None:
        """Say of a word that is held that it spoke against the verdict: to be held is not to be agreed with."""
        winner, pillars = self.trace.winners[-1], self.held.pillars
        fields = {
            "word": self.value("tokens", time),
            "label": self.value("labels", winner),
            "before": self.value("previous_probabilities", time, winner),
            "after": self.value("probabilities", time, winner),
        }
        said = "“{word:short}” is held too, though it took “{label:short}” down from {before} to {after}: not all agree."
        frame = self.page.around(time, self.numbers[sorted(self.trace.keepers).index(time)])
        with self.beat(said, Appear(frame, run_time=LEAD), **fields) as room:
            others = [bar for number, bar in enumerate(pillars) if number != time]
            for level in (self.theme.dimmed, 1.0):
                self.play(*(Shade(each, level, run_time=max(room, 2.0) / 2) for each in others or pillars))
        self.later(Vanish(frame, run_time=self.theme.quick))

    # -- the answer ----------------------------------------------------------------------------------------------------------

    def conclude(self) -> None:
        """Say how few words make up half of what is held; the question comes back."""
        self.act("the answer")
        if self.trace.opposed is not None:
            self.tell_opposed(self.trace.opposed)
        fields = {"few": self.value("keeper_count"), "count": self.value("sizes.time")}
        said = "Half of all that it still holds comes from {few:0} of {count:0} words."
        if self.count == 1:
            said, fields = "It holds what this one word wrote, and nothing else.", {}
        seconds = max(reading_time(phrase(said, **fields)) - AFTER, self.theme.slow)
        others = [self.held.pillars[time] for time in range(self.count) if time not in self.trace.keepers]
        dimming: list[Animation] = [Shade(each, self.theme.dimmed, run_time=seconds) for each in others]
        if not others:
            look = {"rate_func": rate_functions.there_and_back, "run_time": seconds}
            dimming = [Shade(each, self.theme.dimmed, **look) for each in self.held.pillars]
        self.end(said, Appear(self.question(), run_time=self.theme.slow), *dimming, **fields)
