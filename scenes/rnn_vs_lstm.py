"""Who still knows the first word: a plain RNN and an LSTM read a sentence, and once more without that word."""

from functools import cached_property, partial
from typing import ClassVar

import numpy as np
from manim import AnimationGroup, VGroup

from scenes.mobjects.bars import unit_for
from scenes.mobjects.legend import legends
from scenes.mobjects.motion import Appear, Leave, Shade, Vanish
from scenes.mobjects.moves import Grow
from scenes.mobjects.places import kept_for
from scenes.mobjects.reading import Caption, Phrase, Reading, phrase
from scenes.mobjects.scales import scale_of
from scenes.mobjects.sets.omission_lanes import BARS, Carrying, OmissionLane, percents, ring
from scenes.mobjects.sets.word_rows import Rows
from scenes.mobjects.text import Label, settled
from scenes.telling.networks import NAMES
from scenes.telling.notations import notation_of
from scenes.telling.pace import LEAD
from scenes.telling.reader import ReaderFilm
from scenes.telling.two_networks import TwoNetworks

TOP, FOOT = 1.84, -2.06
HEADLINE, ASKED = 2.82, 8.6
"""How high the question stands, and how much room it has."""
MEASURED = 10.4
"""How much room there is for what bars are as long as: beside the key to the colours."""
GONE, HELD = 5.0, 50.0
"""Of a word of which less than the first is left, in percent, it is said that it is forgotten; from the second on, known."""
HUNDRED = 100.0
"""All of something, in percent."""
ANSWER = 3.6
"""How long the answer takes to come, in seconds."""
KEEPERS = {"forget_gate": "forget gates", "update_gate": "update gates"}
"""What keeps a carried state, by the key of what it is multiplied with."""


class RNNVersusLSTM(TwoNetworks, ReaderFilm):
    """One sentence in two networks, locked in step: what is left of an early word, told by reading once more without it."""

    title = "RNN and LSTM"
    cell_kinds = tuple(NAMES)
    needs = ("states_without",)
    models = ("reviews_rnn", "reviews")
    longest = 20
    follows_a_word = True
    text: ClassVar[str] = "awful service when we went there with the whole family on a sunday in the summer"

    def construct(self) -> None:
        self.lay_out()
        self.ask()
        self.read_the_words()
        self.read_without()
        self.compare()
        self.explain()
        self.conclude()

    # -- what is followed ------------------------------------------------------------------------------------------------

    @cached_property
    def word(self) -> int:
        """The index of the word that is left out: the one that was asked for, or the one that tells in the first trace."""
        return int(self.trace.lookup("telling_word")) if self.brief.word is None else self.brief.word

    def left(self, of: int) -> Reading:
        """Return how much of what the word changed is left at the end in a network, in percent."""
        return self.value("percents_left", self.last, self.word, of=of)

    def followed(self) -> Reading:
        """Return the word that is left out."""
        return self.value("tokens", self.word)

    # -- the question ----------------------------------------------------------------------------------------------------

    def lay_out(self) -> None:
        """Make the rows and the two lanes."""
        self.cast("time", word=self.word, one=self.last, other=self.last)
        self.cast("source", one=self.word, other=self.word, new=self.word)
        traces = self.networks
        self.rows = Rows(self.read("tokens"), self.trace.known, theme=self.theme, top=TOP, foot=FOOT, told=[self.word])
        effects = [trace.lookup("effects_left")[:, self.word] for trace in traces]
        unit = unit_for(BARS, np.concatenate(effects))
        self.lanes = [
            OmissionLane(
                partial(self.read, of=of),
                side=2 * of - 1,
                state=self.state(of),
                notation=notation_of(trace),
                theme=self.theme,
                rows=self.rows,
                word=self.word,
                name=self.headed(of, self.largest(self.changed(of))),
                units=self.largest(self.changed(of)),
                unit=unit,
            )
            for of, trace in enumerate(traces)
        ]
        self.ring = ring(self.rows.words[self.word], self.theme, min(self.rows.pitch * 1.1, 0.4))
        states = [trace.lookup(key) for of, trace in enumerate(traces) for key in (self.state(of), "state_differences")]
        self.key = legends(self.frame.legend, theme=self.theme, keys={"state": scale_of(*states)})

    def changed(self, of: int) -> np.ndarray:
        """Return by how much each unit of a state is another one without the word, ``(unit,)``."""
        sizes: np.ndarray = np.abs(self.networks[of].lookup("state_differences")[:, self.word]).sum(axis=0)
        return sizes

    def ask(self) -> None:
        """Show the words, what both networks hold after the one that is followed, and after the last; ask who knows it then."""
        self.act("the question")
        first = "Who still knows the first word?"
        said = phrase("Who still knows “{word:short}”?", word=self.followed()) if self.word else Phrase(first, first)
        headline = settled(said, theme=self.theme, size=self.theme.title * 1.15, room=ASKED, colour="ink")
        self.headline = kept_for(headline.sit(0, HEADLINE), *([self.word] if self.word else []))
        for lane in self.lanes:
            self.add(lane.bed, lane.head, lane.heads[0])
        self.ends = [VGroup(*(lane.states[time] for lane in self.lanes)) for time in sorted({self.word, self.last})]
        self.add(*self.ends)
        self.add(self.ring, *self.rows.words.values(), self.headline, self.key)
        letters = " or ".join(dict.fromkeys(lane.letter for lane in self.lanes))
        asked = f"Both networks hold a state, {letters}. Is “{{word:short}}” still in it after the last word?"
        with self.beat(asked, word=self.followed()) as room:
            for each in (self.ends[0], VGroup(*self.rows.words.values()), self.ends[-1]):
                for level in (self.theme.dimmed, 1.0):
                    self.play(Shade(each, level, run_time=max(room, 2.4) / 6))
        self.admit_strangers(*(word for time, word in self.rows.words.items() if not self.trace.known[time]))

    # -- both read -------------------------------------------------------------------------------------------------------

    def read_the_words(self) -> None:
        """Let both networks read all words, in step, with a verdict after each."""
        self.act("with the word")
        leaving = [Leave(each, run_time=LEAD / 2) for each in self.ends]
        words = [Shade(each, self.theme.dimmed, run_time=LEAD) for each in self.rows.words.values()]
        with self.beat("Both read word by word, and give a verdict after each word.", *leaving, *words) as room:
            self.play(*(Appear(lane.verdict_head, run_time=self.theme.quick) for lane in self.lanes))
            self.in_step(range(self.count), self.long(room), lambda lane, time, each: lane.read_on(time, each))
        said, fields = self.at_the_end()
        with self.beat(said, **fields) as room:
            for lane in self.lanes:
                self.play(Appear(lane.ends[0], run_time=max(room / 2, self.theme.beat)))

    def at_the_end(self) -> Caption:
        """Return what is said of the last verdicts, and the readings in that."""
        said, fields = self.last_verdicts()
        asks = " But is that because of “{word:short}”?" if self.agree else ""
        return said + asks, fields | ({"word": self.followed()} if asks else {})

    # -- without the word ------------------------------------------------------------------------------------------------

    def read_without(self) -> None:
        """Let both networks read the sentence once more, and leave the word out."""
        self.act("without the word")
        out = VGroup(self.rows.words[self.word], self.ring)
        gone = [each for lane in self.lanes for each in (*lane.verdicts.values(), lane.verdict_head)]
        leaving = [Leave(each, run_time=LEAD / 2) for each in (*gone, out)]
        words = [Shade(each, self.theme.dimmed, run_time=LEAD) for time, each in self.rows.words.items() if time != self.word]
        said = "To find out, both read the sentence once more, with “{word:short}” left out."
        with self.beat(said, *leaving, *words, word=self.followed()) as room:
            self.play(*(Appear(lane.heads[1], run_time=self.theme.quick) for lane in self.lanes))
            self.in_step(range(self.count), self.long(room), lambda lane, time, each: lane.read_without(time, each))
        said, fields = self.turned()
        with self.beat(said, **fields) as room:
            for lane in self.lanes:
                self.play(Appear(lane.ends[1], run_time=max(room / 2, self.theme.beat)))

    def turns(self, of: int) -> bool:
        """Whether the last verdict of a network is another one without the word."""
        trace = self.networks[of]
        return bool(trace.lookup("verdicts_without")[self.word] != trace.lookup("verdicts")[self.last])

    def turned(self) -> tuple[str, dict[str, Reading]]:
        """Return what is said of the last verdicts without the word, and the readings in that."""
        word = {"word": self.followed()}
        turned = [of for of in self.both() if self.turns(of)]
        if len(turned) != 1:
            return f"Without “{{word:short}}”, {'both say something else' if turned else 'both say the same as with it'}.", word
        of = turned[0]
        new = {"new": self.value("verdicts_without", self.word, of=of)}
        return f"Now the {self.name(of)} says “{{new:short}}”; the {self.name(1 - of)} says what it said before.", new

    # -- the difference --------------------------------------------------------------------------------------------------

    def compare(self) -> None:
        """Subtract: let the two states after each word become their difference."""
        self.act("the difference")
        with self.moment():
            early = [each for lane in self.lanes for time in range(self.word) for each in (lane.states[time], lane.without[time])]
            heads = [each for lane in self.lanes for each in lane.heads]
            leaving = [Vanish(self.headline, run_time=LEAD / 2), *(Leave(each, run_time=LEAD / 2) for each in (*early, *heads))]
            back = [Appear(VGroup(self.rows.words[self.word], self.ring), run_time=LEAD)]
            said = "What “{word:short}” does to a state is the difference between the two. Grey is none."
            late = range(self.word, self.count)
            with self.beat(said, *leaving, *back, word=self.followed()) as room:
                heads = [each for lane in self.lanes for each in (*lane.heads_after, lane.whole)]
                self.play(*(Appear(each, run_time=self.theme.quick) for each in (*heads, self.formula())))
                long = max(self.long(room, len(late)) - self.theme.slow, 2.5)
                self.in_step(late, long, lambda lane, time, each: lane.subtract(time, each))
                self.play(*(Appear(each, run_time=self.theme.quick) for lane in self.lanes for each in lane.numbers.values()))
                self.loud = [lane.loud() for lane in self.lanes]
                if loud := [each for each in self.loud if each is not None]:
                    self.play(*(Appear(each, run_time=self.theme.beat) for each in loud))
        if self.word < self.last:
            self.arrive()

    def formula(self) -> Label:
        """Return what bars are as long as, of both networks."""
        said = phrase(
            "| with “{word:short}” − without it |, mean over all units, beside that at “{word:short}”", word=self.followed()
        )
        label = settled(said, theme=self.theme, size=self.theme.label, room=MEASURED, colour="ink")
        return kept_for(label.sit(0, HEADLINE), self.word)

    def arrive(self) -> None:
        """Say how much of the difference is left at the end, or how much it grew."""
        said, fields = self.arrived()
        with self.beat(said, **fields) as room:
            self.swept([lane.bars for lane in self.lanes], range(self.word, self.count), max(room, 1.6))

    def arrived(self) -> Caption:
        """Return what is said of the difference at the end: what is left in percent, or how many times as large it is."""
        grew = [float(self.left(of).value) > HUNDRED for of in self.both()]
        fields = {
            name: self.value("effects_left", self.last, self.word, of=of) if grew[of] else self.left(of)
            for of, name in enumerate(("one", "other"))
        }
        one, other = (
            f"{{{name}}} times" if grew[of] else f"{{{name}:{percents(fields[name])}}} %" for of, name in enumerate(fields)
        )
        if all(grew):
            return f"At the end it is {one} as large in the {self.name(0)}, {other} in the {self.name(1)}.", fields
        if not any(grew):
            return f"At the end, {one} of it is left in the {self.name(0)}, and {other} in the {self.name(1)}.", fields
        small, large = (1, 0) if grew[0] else (0, 1)
        said = f"Of it, {(one, other)[small]} is left in the {self.name(small)}; in the {self.name(large)} it grew"
        return f"{said} to {(one, other)[large]}.", fields

    # -- why -------------------------------------------------------------------------------------------------------------

    def explain(self) -> None:
        """Say how each network passes on what it knows: of one that carries a state, row by row."""
        self.carrying: list[tuple[int, Carrying]] = []
        if self.word == self.last:
            return
        self.act("why")
        told = set[str]()
        for of in self.both():
            if self.networks[of].memory is not None:
                self.carry(of)
            said, fields = self.reason(of)
            if said not in told:
                with self.beat(said, **fields) as room:
                    self.pass_on(of, max(room, 1.6))
            told.add(said)

    def carry(self, of: int) -> None:
        """Show what a carried state holds of what was written at the word, and what that is multiplied by at each word."""
        trace, lane = self.networks[of], self.lanes[of]
        carried, drawn = trace.declared.carried, self.largest(self.changed(of))
        unit = max(drawn, key=lambda each: abs(float(trace.memory[-1, self.word, each])))
        read = partial(self.read, of=of)
        told = Carrying(lane, read, share=carried.share, unit=unit, rows=self.rows, theme=self.theme)
        self.carrying.append((of, told))
        loud = [] if self.loud[of] is None else [self.loud[of]]
        gone = [*lane.differences.values(), *lane.bars.values(), *lane.numbers.values(), *lane.heads_after, lane.whole, *loud]
        gate = carried.share.replace("_", " ")
        said = f"“{{word:short}}” wrote into {lane.letter}. At each later word a {gate} says how much of that stays."
        with self.beat(said, *(Leave(each, run_time=LEAD) for each in gone), word=self.followed()) as room:
            self.play(*(Appear(each, run_time=self.theme.quick) for each in told.heads))
            times = range(self.word, self.count)
            paces = np.linspace(1.6, 0.4, len(times))
            for time, pace in zip(times, paces, strict=True):
                self.play(*told.passes(time, float(self.long(room, len(times)) * pace / paces.sum())))

    def reason(self, of: int) -> tuple[str, dict[str, Reading]]:
        """Return how a network passes on what it knows, and the readings in that."""
        held = float(self.left(of).value) >= HELD
        if self.kind(of) == "rnn":
            rest = "; here its weights keep it anyway" if held else ": nothing protects what it knew"
            return f"A plain RNN computes all of h anew at every word{rest}.", {}
        rest = " on average" if held else ": too little here"
        gates = KEEPERS[self.networks[of].declared.carried.share]
        said = f"The {self.name(of)}’s {gates} keep {{kept:3}} of its {self.memory(of)} at each word{rest}."
        return said, {"kept": self.value("mean_kept", of=of)}

    def memory(self, of: int) -> str:
        """Return what the state is called that a network carries."""
        return "memory" if self.state(of) == "cell" else "state"

    def pass_on(self, of: int, run_time: float) -> None:
        """Let a light go down one network, from word to word."""
        told = dict(self.carrying).get(of)
        rows = [VGroup(lane.differences[time], lane.bars[time]) for lane in [self.lanes[of]] for time in lane.bars]
        if told is not None:
            rows = [VGroup(strip, *([told.sums[time]] if time in told.sums else [])) for time, strip in told.strips.items()]
            self.later(Appear(told.around, run_time=self.theme.quick))
        self.play(*(Shade(each, self.theme.dimmed, run_time=self.theme.quick) for each in rows))
        for each in rows:
            self.play(Shade(each, 1.0, run_time=max(run_time - self.theme.quick, 1.0) / len(rows)))

    # -- the answer ------------------------------------------------------------------------------------------------------

    def conclude(self) -> None:
        """Say who still knows the word."""
        self.act("the answer")
        gone = [
            each for _, told in self.carrying for each in (*told.strips.values(), *told.sums.values(), *told.heads, told.around)
        ]
        back = [
            each
            for of, _ in self.carrying
            for lane in [self.lanes[of]]
            for each in (*lane.differences.values(), *lane.heads_after, lane.whole, *lane.numbers.values())
        ]
        loud = [each for of, _ in self.carrying if (each := self.loud[of]) is not None]
        bars = [lane.bars[time] for time in range(self.word, self.count) for lane in self.lanes]
        away = [*gone, *(bar for bar in bars if bar in self.mobjects)]
        self.play(
            *(Leave(each, window=(0.0, 0.5), run_time=2 * self.theme.quick) for each in away),
            *(Appear(each, window=(0.5, 1.0), run_time=2 * self.theme.quick) for each in back),
        )
        again = AnimationGroup(*(Grow(each, "left") for each in bars), lag_ratio=0.5, run_time=ANSWER)
        self.end(self.answer(), again, *(Appear(each, window=(0.7, 1.0), run_time=ANSWER) for each in loud), word=self.followed())

    def answer(self) -> str:
        """Return who still knows the word, as the figures say it."""
        knows = [float(self.left(of).value) >= HELD for of in self.both()]
        gone = [float(self.left(of).value) < GONE for of in self.both()]
        if self.word == self.last:
            return "“{word:short}” is the last word: both have just read it."
        if all(knows):
            return "Both still know “{word:short}” at the end."
        if all(gone):
            return "Neither still knows “{word:short}” at the end."
        for of in self.both():
            if knows[of]:
                other = "has forgotten it" if gone[1 - of] else "holds little of it"
                return f"The {self.name(of)} still knows “{{word:short}}”; the {self.name(1 - of)} {other}."
        return "Little of “{word:short}” is left, in the one and in the other."
