"""What recurrent means: one cell and its loop, laid out in time as copies with the same weights."""

from collections.abc import Sequence
from functools import cached_property
from typing import Any, ClassVar

from manim import Animation, VGroup, VMobject

from scenes.mobjects.bars import Verdict
from scenes.mobjects.legend import legends
from scenes.mobjects.motion import Appear, Arrive, Shade, Vanish
from scenes.mobjects.moves import Enter, Extend, Light, Path, Travel, sent
from scenes.mobjects.passing import Pass
from scenes.mobjects.places import stays
from scenes.mobjects.reading import phrase
from scenes.mobjects.scales import scale_of
from scenes.mobjects.sets.recurrent_cell import Column, Folded, Unroll, rising, weighed_with
from scenes.mobjects.sets.unrolled import Unrolled
from scenes.mobjects.text import BOLD, Label
from scenes.mobjects.tokens import Ribbon
from scenes.mobjects.wires import Wire
from scenes.telling.pace import LEAD, reading_time
from scenes.telling.reader import ReaderFilm

HEADLINE, SENTENCE, HERO = 2.78, -2.42, 1.3
"""Heights: the question, and the sentence below the one cell; how many times as large it is there at the most."""
UNITS = 8
"""So many units are drawn at the most."""
SLOW, BRISK, LONGEST = 1.6, 0.55, 5.0
"""Seconds: a word that is told of; one of a run at the most; all of a run."""
FASTER = 0.86
"""Of a run, each word takes this part of the time of the one before it."""
VERDICT = {"left": 4.55, "middle": 2.42, "width": 1.3, "room": 1.9}


class RNNUnrolled(ReaderFilm):
    """The question; the loop; the copies and their one set of weights; the reading; that order counts; the verdict."""

    title = "Recurrent network"
    cell_kinds = ("rnn",)
    needs = ("weight", "bias")
    model = "reviews_rnn"
    longest = 40
    follows_a_unit: ClassVar[bool] = True
    text: ClassVar[str] = "The food was not good but the service was wonderful"

    def construct(self) -> None:
        self.set_the_stage()
        self.ask()
        self.go_round()
        with self.moment():
            self.unroll()
            self.tag()
        self.admit_strangers(*(word for word, known in zip(self.words, self.trace.known, strict=True) if not known))
        self.read_on()
        self.tell_the_order()
        self.judge()
        self.conclude()

    # -- what is told of -------------------------------------------------------------------------------------------------

    @cached_property
    def unit(self) -> int:
        """The unit that is followed: the brief's, or the one that moves the verdict most where it turns."""
        return int(self.trace.answer.unit) if self.brief.unit is None else self.brief.unit

    @cached_property
    def units(self) -> tuple[int, ...]:
        """The units that are drawn."""
        return tuple(self.trace.most_active(UNITS, among=(self.unit,)))

    @cached_property
    def entries(self) -> list[int]:
        """The entries of [h; x] that are drawn of the weights."""
        return weighed_with(self.trace.weight, self.units, self.trace.inputs.shape[1])

    @cached_property
    def features(self) -> list[int]:
        """The entries of a word's vector that are drawn."""
        return [each - self.trace.hidden.shape[1] for each in self.entries[len(self.units) :]]

    @property
    def last(self) -> int:
        """The index of the last word."""
        return self.count - 1

    # -- the question ----------------------------------------------------------------------------------------------------

    def set_the_stage(self) -> None:
        """Show the one cell and the sentence: no state yet, and no loop."""
        self.act("the question")
        self.focus = {"unit": self.unit}
        weights, theme = self.read("weight"), self.theme
        how: dict[str, Any] = {"notation": self.notation, "theme": theme}
        self.folded = Folded(weights, self.units, self.entries, **how)
        self.row = Unrolled(weights, self.units, self.entries, self.unit, self.count, **how)
        self.headline = stays(
            Label("What does “recurrent” mean?", theme=theme, size=theme.title * 1.3, weight=BOLD).sit_amid(0, HEADLINE)
        )
        self.ribbon = self.sentence(0)
        self.old = self.folded.column(self.read("initial_hidden"), self.folded.left, self.unit)
        keys = {"values": scale_of(self.trace.hidden, self.trace.inputs, self.trace.weight)}
        self.key = legends(self.frame.legend, theme=theme, keys=keys)
        *self.beside, below = self.folded.letters
        self.add(self.key, self.headline, self.ribbon, self.folded.entrance, self.folded.cell, below, self.folded.name)

    def sentence(self, current: int) -> Ribbon:
        """Return the words in a row, one of them lit."""
        ribbon = Ribbon(self.read("tokens"), self.trace.known, current, theme=self.theme, width=self.frame.width)
        ribbon.scale(max(1.0, min(HERO, self.frame.width / ribbon.width)))
        return ribbon.move_to((0, SENTENCE, 0))

    def ask(self) -> None:
        """Let the first word come in as a vector."""
        folded = self.folded
        with self.beat("This small cell reads a sentence, one word after the other.") as room:
            self.play(Light(folded.cell.box, self.theme, run_time=0.4 * room))
            self.word = folded.word(self.read("inputs", 0), self.features)
            self.play(rising(self.word, self.ribbon.current, 0.6 * room))

    # -- the loop --------------------------------------------------------------------------------------------------------

    def go_round(self) -> None:
        """Make the first h of the zeros before and the word; let it go round the loop, to meet the next word."""
        self.act("the loop")
        folded = self.folded
        there: list[Animation] = [Vanish(self.headline, run_time=LEAD / 2)]
        there += [Appear(each, run_time=LEAD) for each in (self.old, self.beside[0])]
        says = "The cell takes the word x and its own last h, zeros at first, and makes a new h."
        with self.beat(says, *there) as room:
            seconds = max(room, 2.6)
            going = self.taken_in(self.word, self.old, seconds * 0.45)
            self.play(*going)
            self.new = folded.column(self.read("hidden", 0), folded.right, self.unit)
            way = Path(folded.cell.port("right"), folded.right)
            lit = Light(folded.cell.box, self.theme, run_time=seconds * 0.4)
            coming = Travel(self.new, way, start=Enter.SMALLEST, run_time=seconds * 0.4)
            self.play(lit, coming, Appear(self.beside[1], run_time=seconds * 0.4))
        says = "Then h goes back, to meet the next word: that loop is what “recurrent” means."
        with self.beat(says, Vanish(self.old, run_time=LEAD), Vanish(self.word, run_time=LEAD)) as room:
            seconds = max(room, 3.4)
            self.bring_to_back(folded.loop)
            self.play(Extend(folded.loop, run_time=0.4 * seconds))
            self.remove(self.new)
            self.old = folded.column(self.read("hidden", 0), folded.left, self.unit)
            self.play(Travel(self.old, folded.round(), there=True, along=[folded.loop], run_time=0.6 * seconds))
        told = [folded.letters, folded.name, folded.entrance]
        self.play(*(Vanish(each, run_time=self.theme.quick) for each in told))

    def taken_in(self, word: Column, state: Column, seconds: float) -> list[Animation]:
        """Return animations in which copies of a word's vector and of a state go into the one cell."""
        cell = self.folded.cell
        return [
            sent(word, word.at, cell.port("bottom"), run_time=seconds),
            sent(state, state.at, cell.port("left"), run_time=seconds),
        ]

    # -- the copies ------------------------------------------------------------------------------------------------------

    def unroll(self) -> None:
        """Open the loop into a line, and let a copy of the cell come to stand on it for every word."""
        self.act("the copies")
        row, folded, first = self.row, self.folded, self.row.copies[0]
        says = "Now lay the loop out in time: one copy of the cell for each word."
        with self.beat(says) as room:
            seconds = max(room, 3.2)
            line = Wire(*row.link(0), theme=self.theme, colour="state", width=self.theme.bold, tip=False)
            start, end = (row.x(0), row.COPY), (row.state_x(self.last), row.COPY)
            self.states: dict[int, Column] = {0: row.state(self.read("hidden", 0), 0)}
            self.remove(folded.loop, folded.cell, self.old)
            opening, small = (0.45 if self.count > 1 else 0.85) * seconds, self.old.high / self.states[0].high
            opened = Unroll(line, folded.way(), start, end, run_time=opening)
            home = Arrive(first, [first], [folded.cell], run_time=opening)
            way = Path(folded.left, (row.state_x(0), row.COPY))
            going = Travel(self.states[0], way, start=small, there=True, run_time=opening)
            self.play(opened, home, going, *self.words_go(0.7 * opening))
            self.add(line.line)
            self.deal(0.34 * seconds)
            self.remove(line.line)
            self.bring_to_back(*row.between)

    def words_go(self, seconds: float) -> list[Animation]:
        """Return animations in which every word goes to its place below its copy."""
        self.words = self.row.words(self.read("tokens"), self.trace.known)
        going: list[Animation] = []
        shown = self.ribbon.shown if self.row.roomy and len(self.ribbon.shown) == self.count else {}
        self.remove(self.ribbon)
        for time, word in enumerate(self.words):
            if time in shown:
                places = ((float(each.get_x()), float(each.get_y())) for each in (shown[time].word, word))
                size = shown[time].word.cap_height / self.row.letters_of(word)
                going.append(Travel(word, Path(*places), start=size, there=True, run_time=seconds))
            else:
                going.append(Appear(word, run_time=seconds))
        return going

    def deal(self, seconds: float) -> None:
        """Let copies come out of the first one, one after the other, each to its word."""
        row = self.row
        if self.count == 1:
            return
        each = max(0.35, 1 / self.last)
        plays: list[Animation] = []
        for time in range(self.last, 0, -1):
            begin = (1 - each) * (self.last - time) / max(self.last - 1, 1)
            way = Path(row.at(0), row.at(time))
            plays.append(Travel(row.copies[time], way, window=(begin, begin + each), run_time=seconds))
        self.add(*(play.mobject for play in plays), row.copies[0], self.states[0])
        self.play(*plays)

    def tag(self) -> None:
        """Show that all copies have the same weights: from every copy their print goes to one tag, where all are one."""
        row, theme = self.row, self.theme
        told = row.tag_told(self.value("weight_count"), self.value("provenance.fingerprint"))
        says = "The copies share one set of weights, however long the sentence is."
        with self.beat(says, *(Extend(each, run_time=LEAD) for each in row.threads)) as room:
            seconds = max(room, 3.2)
            self.play(*self.merge(0.44 * seconds))
            lit = [Light(each, theme, run_time=0.5 * seconds) for each in row.threads]
            self.play(*lit, Appear(told, run_time=theme.quick))

    def merge(self, seconds: float) -> list[Animation]:
        """Return animations in which the prints of all copies go along their wires and come to lie on one another."""
        row, each = self.row, 0.4
        plays: list[Animation] = []
        for time in range(self.count):
            begin = (1 - each) * time / max(self.last, 1)
            how: dict[str, Any] = {"window": (begin, begin + each), "along": [row.threads[time]], "run_time": seconds}
            thing, small = (row.tag(), 0.3) if time == 0 else (row.stamp().move_to((*row.TAG, 0)), 0.3)
            plays.append(Pass(thing, row.up(time), start=small, sized=(0.75, 1.0), leaves=time > 0, **how))
        return plays

    # -- the reading -----------------------------------------------------------------------------------------------------

    def read_on(self) -> None:
        """Let every word become its vector, and h go from copy to copy, ever faster; the word that changes most is told of."""
        self.act("reading")
        self.vectors_come()
        if self.count == 1:
            return
        jolt = self.trace.jolt(self.unit)
        with self.beat("h slides along to the next copy and meets the next word there.") as room:
            self.step(1, max(room, SLOW))
        self.tell_the_jolt(jolt)

    def vectors_come(self) -> None:
        """Let every word become its vector; the state before the first word comes, and wires to all copies."""
        row, trace = self.row, self.trace
        self.vectors = [row.vector(self.read("inputs", time), self.features, time) for time in range(self.count)]
        self.zero = row.state(self.read("initial_hidden"), -1)
        self.numbers: dict[int, VMobject] = {}
        says, fields = "Each word becomes its vector x. h has {all:0} number{all:s}, drawn as colours.", self.value("sizes.unit")
        if len(self.units) < trace.sizes.unit:
            says = "Each word becomes its vector x. Of h, the busiest of {all:0} numbers are drawn."
        with self.beat(
            says, Appear(self.zero, run_time=LEAD), *(Extend(each, run_time=LEAD) for each in row.entrances), all=fields
        ) as room:
            each, plays = (0.5 if self.count > 2 else 1.0), list[Animation]()
            for time, vector in enumerate(self.vectors):
                begin = (1 - each) * time / max(self.last, 1)
                start = row.x(time), float(self.words[time].get_top()[1]) + 0.1
                how: dict[str, Any] = {"start": 0.15, "window": (begin, begin + each), "run_time": max(room, 2.0)}
                plays.append(Travel(vector, Path(start, (row.x(time), row.WORD)), **how))
            self.marker = row.mark(0)
            coming = [self.marker, row.called(self.value("unit_numbers", self.unit))]
            self.play(*plays, *(Appear(each, window=(0.8, 1.0), run_time=max(room, 2.0)) for each in coming))
            if row.roomy:
                self.numbers = {time: self.number(time) for time in (-1, 0)}
                self.play(*(Appear(each, run_time=self.theme.quick) for each in self.numbers.values()))

    def number(self, time: int) -> VMobject:
        """Return the followed unit's number after a word, or before the first."""
        value = self.value("initial_hidden", self.unit) if time < 0 else self.value("hidden", time, self.unit)
        return self.row.told(value, time)

    def step(self, time: int, seconds: float) -> None:
        """Let h and a word go into a copy, and the new h come out of it onto the wire to the next one."""
        row = self.row
        self.states[time] = new = row.state(self.read("hidden", time), time)
        before, vector = self.states[time - 1], self.vectors[time]
        going = [
            sent(before, *row.in_by_state(time), window=(0.0, 0.45), run_time=seconds),
            sent(vector, *row.in_by_word(time), window=(0.0, 0.45), run_time=seconds),
        ]
        causes = [each.mobject for each in going]
        coming = Travel(new, row.out(time), start=Enter.SMALLEST, window=(0.55, 1.0), causes=causes, run_time=seconds)
        lit = Light(row.copies[time].box, self.theme, window=(0.4, 0.8), run_time=seconds)
        plays: list[Animation] = [*going, lit, coming, self.marked(time, 0.25, seconds)]
        if row.roomy:
            self.numbers[time] = self.number(time)
            plays.append(Appear(self.numbers[time], window=(0.8, 1.0), run_time=seconds))
        self.play(*plays)

    def marked(self, time: int, part: float, seconds: float) -> Animation:
        """Return the animation in which the frame goes to a word, in a part of so many seconds."""
        old, self.marker = self.marker, self.row.mark(time)
        self.remove(old)
        ways = ((float(each.get_x()), float(each.get_y())) for each in (old, self.marker))
        return Travel(self.marker, Path(*ways), there=True, window=(0.0, part), run_time=seconds)

    def run(self, times: Sequence[int], least: float) -> None:
        """Let words be read one after the other, each faster than the one before, in so many seconds at the least."""
        paces = [max(FASTER**number, 0.3) for number in range(len(times))]
        whole = max(min(BRISK * sum(paces), LONGEST), least)
        for time, pace in zip(times, paces, strict=True):
            self.step(time, max(whole * pace / sum(paces), 0.12))

    def tell_the_jolt(self, jolt: int) -> None:
        """Read on to the word that changes the followed unit most, tell of that, and read the rest."""
        done = max(self.states) + 1
        if jolt > done:
            with self.beat("So each h holds something of every word before it.") as room:
                self.run(range(done, jolt), room)
        if jolt >= done:
            fields = {"word": self.value("tokens", jolt), "unit": self.value("unit_numbers", self.unit)}
            fields |= {"old": self.value("previous_hidden", jolt, self.unit), "new": self.value("hidden", jolt, self.unit)}
            with self.beat("“{word:short}” moves unit {unit:0} most: from {old:2} to {new:2}.", **fields) as room:
                self.step(jolt, max(room - self.theme.beat, SLOW))
                self.play(Light(self.states[jolt], self.theme, run_time=self.theme.beat))
            done = jolt + 1
        if done < self.count:
            with self.beat("And on it goes to the last word, always in the same way.") as room:
                self.run(range(done, self.count), room)

    # -- order -----------------------------------------------------------------------------------------------------------

    def tell_the_order(self) -> None:
        """Show what a word makes of two different states, or say that order counts."""
        if self.count == 1:
            return
        self.act("order")
        pair = self.trace.twice
        if pair is None:
            with self.beat("Each h is made from the one before: in another order they would differ.") as room:
                self.sweep(max(room, 1.5))
            return
        _, late = pair
        word = {"word": self.value("tokens", late)}
        self.cast("time", word=late)
        frames = VGroup(*(self.row.around(self.vectors[each]) for each in pair))
        with self.beat("“{word:short}” comes again: the same vector, the same weights.", *self.others(pair), **word) as room:
            self.play(Appear(frames, run_time=self.theme.quick))
            for _ in range(2):
                self.play(*(Light(self.vectors[each], self.theme, run_time=max(room - LEAD, 1.2) / 2) for each in pair))
        back: list[Animation] = [Shade(self.states[each - 1] if each else self.zero, 1.0, run_time=LEAD) for each in pair]
        beside = [time for late in pair for time in (late - 1, late) if time in self.numbers]
        back += [Vanish(self.numbers[time], run_time=LEAD) for time in beside]  # words go up between these
        results = VGroup(*(self.row.around(self.states[each]) for each in pair))
        with self.beat("But another h came in with it, so another h comes out: order counts.", *back) as room:
            self.play(*(each for time in pair for each in self.again(time, max(room - LEAD, 2.0))))
            self.play(Appear(results, run_time=self.theme.quick))
            self.play(*(Light(self.states[each], self.theme, run_time=LEAD) for each in pair))
        gone = [Vanish(each, run_time=self.theme.quick) for each in (frames, results)]
        self.numbers |= {time: self.number(time) for time in beside}
        self.play(*gone, *(Appear(self.numbers[time], run_time=self.theme.quick) for time in beside), *self.lit_again(pair))

    def others(self, pair: Sequence[int]) -> list[Animation]:
        """Return animations in which all words, vectors and states but those of two words are dimmed."""
        every = [each for time, each in self.everything if time not in pair]
        return [Shade(each, self.theme.dimmed, run_time=LEAD) for each in every]

    def lit_again(self, pair: Sequence[int]) -> list[Animation]:
        """Return animations in which words and their vectors are as before."""
        things = (*self.words, *self.vectors)
        return [Shade(each, 1.0, run_time=self.theme.quick) for each in things]

    @property
    def everything(self) -> list[tuple[int, VMobject]]:
        """Every word, vector, state and number, with the index of its word; -1 is before the first."""
        things = [(-1, self.zero), *self.states.items(), *self.numbers.items()]
        return [*things, *enumerate(self.words), *enumerate(self.vectors)]

    def again(self, time: int, seconds: float) -> list[Animation]:
        """Return animations in which what a word met goes into its copy once more, and what came of it is lit."""
        row, before = self.row, self.states[time - 1] if time else self.zero
        window = (0.0, 0.5)
        return [
            sent(before, *row.in_by_state(time), window=window, run_time=seconds),
            sent(self.vectors[time], *row.in_by_word(time), window=window, run_time=seconds),
            Light(row.copies[time].box, self.theme, window=(0.4, 0.8), run_time=seconds),
            Light(self.states[time], self.theme, window=(0.6, 1.0), run_time=seconds),
        ]

    def sweep(self, seconds: float) -> None:
        """Let light run along all states."""
        some = [self.states[time] for time in sorted(self.states)]
        each = seconds / len(some)
        for state in some:
            self.play(Light(state, self.theme, run_time=each))

    # -- the verdict -----------------------------------------------------------------------------------------------------

    def judge(self) -> None:
        """Let the last h go up to the verdict; all others are done with."""
        self.act("the verdict")
        row, last = self.row, self.last
        self.panel = Verdict(self.read("labels"), self.read("probabilities", last), theme=self.theme, **VERDICT)
        x = row.state_x(last)
        goal, side = float(self.panel.get_bottom()[1]) - 0.05, VERDICT["left"] + 0.3
        corners = [(x, row.COPY + row.STATE / 2 + 0.04), (x, row.RAIL + 0.13), (side, row.RAIL + 0.13), (side, goal)]
        wire = Wire(*corners, theme=self.theme, colour="state")
        calm = [Shade(each, self.theme.dimmed, run_time=LEAD) for time, each in self.everything if time != last]
        calm += [
            Shade(each, 1.0, run_time=LEAD)
            for each in (self.states[last], *([self.numbers[last]] if last in self.numbers else []))
        ]
        says = "Only the last h gives the verdict: “{verdict:short}”, {share}."
        fields = {key: each for key, each in self.verdict(last).items() if key != "word"}
        with self.beat(says, *calm, **fields) as room:
            seconds = max(room, 2.8)
            self.play(Extend(wire, run_time=0.25 * seconds))
            self.play(sent(self.states[last], *corners, start=0.5, run_time=0.35 * seconds))
            self.play(*self.verdict_grows(self.panel, 0.3 * seconds))

    def conclude(self) -> None:
        """Say what recurrent means; light goes along the wires of the weights and of h."""
        self.act("the answer")
        lit = [Shade(each, 1.0, run_time=self.theme.beat) for _, each in self.everything]
        says = "Recurrent: one cell, word after word, each time fed its own last h."
        seconds = max(reading_time(phrase(says)) - 1.4, 2.0)
        self.end(says, *lit, *self.pulse(seconds))

    def pulse(self, seconds: float) -> list[Animation]:
        """Return animations in which light goes from copy to copy along the wires of h, and each time down from the tag."""
        row, plays, each = self.row, list[Animation](), max(0.3, 1 / (self.count + 1))
        for time in range(self.count + 1):
            begin = (1 - each) * time / self.count
            how: dict[str, Any] = {"window": (begin, begin + each), "run_time": seconds}
            some = [row.between[time], *([row.copies[time].box, row.threads[time]] if time < self.count else [])]
            plays += [Light(thing, self.theme, **how) for thing in some]
        return plays
