"""What recurrent means: one cell and its loop, laid out as copies with the same weights, and folded up again."""

from collections.abc import Sequence
from functools import cached_property
from typing import Any, ClassVar

from manim import Animation, VGroup

from scenes.mobjects.bars import Verdict
from scenes.mobjects.blending import Pulse
from scenes.mobjects.legend import legends
from scenes.mobjects.motion import Appear, Reveal, Shade, Vanish
from scenes.mobjects.moves import Enter, Extend, Grow, Light, Path, Travel, sent
from scenes.mobjects.places import placed, stays
from scenes.mobjects.reading import phrase
from scenes.mobjects.sets.opening import Opening
from scenes.mobjects.sets.read_along import ReadAlong, lasting
from scenes.mobjects.sets.recurrent_cell import Folded, Over, rising, weighed_with
from scenes.mobjects.sets.rows import large_cell
from scenes.mobjects.sets.unrolled import Unrolled
from scenes.mobjects.shifts import pointed
from scenes.mobjects.text import BOLD, Label
from scenes.mobjects.tokens import Ribbon
from scenes.mobjects.wires import Wire
from scenes.telling.pace import LEAD, reading_time
from scenes.telling.reader import ReaderFilm

HEADLINE, TRAINED, SENTENCE, HERO = 2.78, 0.52, -2.42, 1.3
"""Heights: the question, and how far below it it is said what the network was trained on; the sentence below the one cell; how
many times as large it is there at the most."""
UNITS = 8
"""So many units are drawn at the most."""
SLOW = 1.8
"""Seconds: a word that is told of."""
VERDICT, TOP = {"left": 1.9, "middle": 2.42, "width": 1.3, "room": 1.7, "tallest": 1.6}, 2.96
"""Where the verdict stands: its middle, or lower, so that its highest bar is at this height at the most."""
SCORE, SCORED = (0.78, 0.42), 4.4
"""How large the sum of a label is, and the x of its middle."""
ENDS, UNDER, BELOW = 4.95, 1.62, 0.22
"""Where the wire to the verdict ends: right of it, or below, by so much below its lowest bar at the least."""
ASIDE, BESIDE = -3.4, {"left": 3.6, "middle": 0.1}
"""At the end, the x of the middle of the one cell; where the bars of the verdict begin, and their middle."""
ANSWER = "Recurrent: one cell, word after word, each time fed its own last h."
WIDE = 2.5
"""How many times as wide as the loop the light is that goes round it."""
AFTER = 1.0
"""Seconds for which the last picture stands while its caption is read."""


class RNNUnrolled(ReaderFilm):
    """The question; two laps of the loop; the copies and their weights; the reading; what came before; verdict and answer."""

    title = "Recurrent network (RNN)"
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
        self.admit_strangers(*(word for word, known in zip(self.along.words, self.trace.known, strict=True) if not known))
        self.read_on()
        self.compare()
        self.judge()
        self.fold()
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

    @property
    def lap(self) -> int:
        """The index of the word at which the loop opens: the second, if there are two."""
        return min(1, self.last)

    # -- the question ----------------------------------------------------------------------------------------------------

    def set_the_stage(self) -> None:
        """Show the one cell and the sentence: no state yet, and no loop."""
        self.act("the question")
        self.focus = {"unit": self.unit}
        weights, theme = self.read("weight"), self.theme
        self.folded = self.cell_at(0.0)
        how: dict[str, Any] = {"notation": self.notation, "theme": theme}
        self.row = Unrolled(weights, self.units, self.entries, self.unit, self.count, **how)
        self.headline = self.question()
        self.ribbon = self.sentence(0)
        self.old = self.folded.column(self.read("initial_hidden"), self.folded.left, self.unit)
        self.key = legends(self.frame.legend, theme=theme)
        below = self.folded.letters[2]
        self.trained = self.training(0.0, HEADLINE - TRAINED)
        self.add(
            self.key, self.headline, *self.trained, self.ribbon, self.folded.entrance, self.folded.cell, below, self.folded.name
        )

    def cell_at(self, x: float) -> Folded:
        """Return the one cell with its loop."""
        return Folded(self.read("weight"), self.units, self.entries, notation=self.notation, theme=self.theme, x=x)

    def question(self) -> Label:
        """Return the question of the film in large type."""
        theme = self.theme
        return stays(Label("What does “recurrent” mean?", theme=theme, size=theme.title * 1.3, weight=BOLD).sit_amid(0, HEADLINE))

    def sentence(self, current: int) -> Ribbon:
        """Return the words in a row, one of them lit."""
        ribbon = Ribbon(self.read("tokens"), self.trace.known, current, theme=self.theme, width=self.frame.width)
        ribbon.scale(max(1.0, min(HERO, self.frame.width / ribbon.width)))
        return ribbon.move_to((0, SENTENCE, 0))

    def ask(self) -> None:
        """Let the first word come in as a vector."""
        folded = self.folded
        says = "A small cell of weights W reads words, each as a vector x: a row of numbers."
        with self.beat(says, Light(folded.cell.box, self.theme, run_time=LEAD)) as room:
            self.word = folded.word(self.read("inputs", 0), self.features)
            self.play(rising(self.word, self.ribbon.current, room))

    # -- the loop --------------------------------------------------------------------------------------------------------

    def go_round(self) -> None:
        """Make the first h of the zeros before and the word; let it go round the loop, and make the next with the next word."""
        self.act("the loop")
        folded = self.folded
        there: list[Animation] = [Vanish(each, run_time=LEAD / 2) for each in (self.headline, *self.trained)]
        there += [Appear(each, run_time=LEAD) for each in (self.old, folded.letters[0])]
        with self.beat("In go the vector x of word t and the last state h: zeros, at first.", *there) as room:
            self.take_in(max(room, 1.6))
        with self.beat("Out comes a new h.") as room:
            self.comes_out(0, max(room, 1.2), Appear(folded.letters[1], run_time=LEAD))
        if self.count == 1:
            with self.beat("With a next word, h would go back round this loop to meet it.") as room:
                self.bring_to_back(folded.loop)
                self.play(Extend(folded.loop, run_time=max(room, 2.0)))
            return
        self.come_back()
        with self.beat("Again both go into the same cell: out comes the next h.") as room:
            seconds = max(room, 2.6)
            self.take_in(0.5 * seconds)
            self.comes_out(1, 0.5 * seconds)

    def come_back(self) -> None:
        """Let h go round the loop to where it goes into the cell again, and the next word come."""
        folded = self.folded
        gone = [Vanish(each, run_time=LEAD) for each in (self.old, self.word)]
        with self.beat("Now h goes back round the loop, to meet the next word.", *gone) as room:
            seconds = max(room, 3.2)
            self.bring_to_back(folded.loop)
            self.play(Extend(folded.loop, run_time=0.27 * seconds))
            self.play(Over(self.new, folded.round(), along=[folded.loop], run_time=0.45 * seconds))
            self.remove(self.new, self.ribbon)
            self.old = folded.column(self.read("hidden", 0), folded.left, self.unit)
            self.ribbon = self.sentence(1)
            self.add(self.old, self.ribbon)
            self.word = folded.word(self.read("inputs", 1), self.features)
            self.play(rising(self.word, self.ribbon.current, 0.28 * seconds))

    def take_in(self, seconds: float) -> None:
        """Let copies of a word's vector and of the state before it come from behind these, and go into the one cell."""
        cell = self.folded.cell
        word = sent(self.word, self.word.at, cell.port("bottom"), run_time=seconds)
        state = sent(self.old, self.old.at, cell.port("left"), run_time=seconds)
        self.add(word.mobject, state.mobject, self.word, self.old, cell)
        self.play(word, state)

    def comes_out(self, time: int, seconds: float, *more: Animation) -> None:
        """Let the cell light up, and the h after a word come out of it."""
        folded = self.folded
        self.new = folded.column(self.read("hidden", time), folded.right, self.unit)
        way = Path(folded.cell.port("right"), folded.right)
        lit = Light(folded.cell.box, self.theme, run_time=seconds)
        self.play(lit, Travel(self.new, way, start=Enter.SMALLEST, run_time=seconds), *more)

    # -- the copies ------------------------------------------------------------------------------------------------------

    def unroll(self) -> None:
        """Cut the loop and lay it down into a line, and let a copy of the cell come to stand on it for every word."""
        self.act("the copies")
        row, lap, theme = self.row, self.lap, self.theme
        self.along = along = ReadAlong(row, self.read, self.value, self.features, self.trace.known, theme=theme)
        opening = Opening(self.folded, row, lap, theme=theme)
        with self.beat("Now lay the loop out in time: one copy of the cell for each word.", *self.cleared()) as room:
            seconds = max(room, 3.6)
            around = along.state(lap - 1), along.state(lap), along.vector(lap)
            self.remove(self.folded.loop, self.folded.cell, self.old, self.new, self.word)
            pairs = list(zip((self.old, self.new, self.word), around, strict=True))
            opens = 0.5 * seconds if self.last else seconds
            self.play(*opening.opens(pairs, opens), *along.come_in_place(opens))
            if self.last:
                heads, dealt = VGroup(*(head for wire in row.between for head in wire[1:])), opening.deal(0.5 * seconds)
                self.remove(opening.small)
                self.add(heads, *(each.mobject for each in dealt), row.copies[lap], *around)
                self.play(*dealt, Appear(heads, run_time=0.5 * seconds))
                self.remove(heads)
            self.remove(*opening.lines)
            self.bring_to_back(*row.between)

    def cleared(self) -> list[Animation]:
        """Return animations in which the numbers go from the columns, and what they are called, and the words to their places."""
        folded, ribbon = self.folded, self.ribbon
        numbers, going = VGroup(*self.old.bared(), *self.new.bared()), self.along.come_from(ribbon, LEAD)
        boxes = VGroup(*(chip.box for chip in ribbon.shown.values())) if going else ribbon
        if going:
            ribbon.current.box.set_fill(self.theme.ground)  # its word is in ink from now on
            self.remove(ribbon)
        self.add(numbers, boxes)
        gone: list[Animation] = [Vanish(boxes, run_time=self.theme.quick)]
        gone += [Vanish(each, run_time=LEAD) for each in (numbers, folded.letters, folded.name, folded.entrance)]
        return [*gone, *going]

    def tag(self) -> None:
        """Show that all copies have the same weights: from every copy their print goes to one tag, where all are one."""
        row, theme = self.row, self.theme
        told = row.tag_told(self.value("weight_count"), self.value("provenance.fingerprint"))
        says = "All copies have the same weights W, and b, which is added, however long the text is."
        with self.beat(says, *(Extend(each, run_time=LEAD) for each in row.threads)) as room:
            seconds = max(room, 3.2)
            tag, *copies = row.merge(0.44 * seconds)
            self.play(tag, *copies)
            self.tagged: list[Any] = [tag.mobject, told]
            self.play(Appear(told, run_time=theme.quick))
            self.play(*pointed([each.stamp for each in row.copies], 0.5 * seconds))

    # -- the reading -----------------------------------------------------------------------------------------------------

    def read_on(self) -> None:
        """Let every word become its vector, and h go from copy to copy; the word that changes a unit most is told of."""
        self.act("reading")
        self.vectors_come()
        self.follow()
        if self.count > 2:
            self.tell_the_jolt(self.trace.jolt(self.unit))
        self.later(Vanish(self.along.marker, run_time=self.theme.quick))

    def vectors_come(self) -> None:
        """Let every word become its vector, but those that are there; the state before the first word and wires come."""
        row, along = self.row, self.along
        along.marker.move_to(row.mark(self.lap))
        missing = [time for time in range(self.count) if time not in along.vectors]
        there: list[Animation] = [Appear(along.marker, run_time=LEAD)]
        there += [Shade(copy.stamp, self.theme.dimmed, run_time=LEAD) for copy in row.copies]
        there += [Extend(each, run_time=LEAD) for each in row.entrances]
        if -1 not in along.states:
            there.append(Appear(along.state(-1), run_time=LEAD))
        self.later(*there)
        if missing:
            with self.beat("Every word becomes its vector x.") as room:
                self.play(*along.rise(missing, max(room, 1.6)))

    def follow(self) -> None:
        """Say which unit is followed; its numbers come below each h, and the next word is read, if there is one."""
        along, row = self.along, self.row
        self.names = row.called(self.value("unit_numbers", self.unit))
        fields = {"all": self.value("sizes.unit"), "unit": self.value("unit_numbers", self.unit)}
        with self.beat(self.says_of_the_unit(), Appear(self.names, run_time=LEAD), **fields) as room:
            there, seconds = sorted(along.states), (0.4 if self.count > 2 else 1.0) * max(room, 2.0)
            windows = [(number / len(there), (number + 1) / len(there)) for number in range(len(there))]
            how = [{"window": window, "run_time": seconds} for window in windows]
            lit: list[Animation] = [Light(along.states[time], self.theme, **own) for time, own in zip(there, how, strict=True)]
            if row.roomy:
                lit += [Appear(along.number(time), **own) for time, own in zip(there, how, strict=True)]
            self.play(*lit)
            if self.count > 2:
                self.steps([2], max(0.6 * room, SLOW))

    def says_of_the_unit(self) -> str:
        """Return the caption of the unit that is followed."""
        units, roomy = self.trace.sizes.unit, self.row.roomy
        if units == 1:
            return "h is {all:0} number, its unit {unit:0}, drawn as a colour."
        where = "below stands that of unit {unit:0}" if roomy else "the framed one is unit {unit:0}"
        if len(self.units) < units:
            return f"Of the {{all:0}} numbers of h, its units, the busiest are drawn; {where}."
        return f"h has {{all:0}} numbers, its units, drawn as colours; {where}."

    def steps(self, times: Sequence[int], seconds: float) -> None:
        """Let words be read one after the other."""
        plays = self.along.steps(times, seconds)
        self.add(*self.along.layers(plays, times))
        self.play(*plays)

    def tell_the_jolt(self, jolt: int) -> None:
        """Read on to the word that changes the followed unit most, tell of that, and read the rest."""
        along = self.along
        done = max(along.states) + 1
        if jolt > done:
            with self.beat("So it goes from copy to copy: the last h and the next word make an h.") as room:
                self.steps(range(done, jolt), max(room, lasting(jolt - done)))
        if jolt >= done:
            fields = {"word": self.value("tokens", jolt), "unit": self.value("unit_numbers", self.unit)}
            fields |= {"old": self.value("previous_hidden", jolt, self.unit), "new": self.value("hidden", jolt, self.unit)}
            with self.beat("“{word:short}” moves unit {unit:0} most: from {old:2} to {new:2}.", **fields) as room:
                self.steps([jolt], max(room - self.theme.beat, SLOW))
                self.play(Light(along.states[jolt], self.theme, run_time=self.theme.beat))
            done = jolt + 1
        if done < self.count:
            with self.beat("And so on, to the last word.") as room:
                self.steps(range(done, self.count), max(room, lasting(self.count - done)))

    # -- what came before ------------------------------------------------------------------------------------------------

    def compare(self) -> None:
        """Show what a word makes of two different states, or say that each h holds something of those before it."""
        if self.count == 1:
            return
        self.act("what came before")
        along, row, pair = self.along, self.row, self.trace.twice
        if pair is None:
            with self.beat("Each h is made from the one before: so it can hold something of every word.") as room:
                self.play(*along.sweep(max(room, 1.5)))
            return
        self.cast("time", word=pair[1])
        frames, word = VGroup(*(row.around(along.vectors[each]) for each in pair)), {"word": self.value("tokens", pair[1])}
        others = along.dimmed(lambda time, kind: time in pair and kind in "wx", LEAD)
        with self.beat("“{word:short}” comes again: the same vector, the same weights.", *others, **word) as room:
            self.play(Appear(frames, run_time=self.theme.quick))
            for _ in range(2):
                self.play(*(Light(along.vectors[each], self.theme, run_time=max(room - LEAD, 1.2) / 2) for each in pair))
        lit = along.dimmed(lambda time, kind: time in pair or (kind in "hn" and time + 1 in pair), LEAD)
        met = [along.framed([time - 1 for time in pair]), along.framed(pair)]
        lit.append(Vanish(frames, run_time=LEAD))
        with self.beat("A different h came in, so a different h comes out: the past counts.", *lit) as room:
            seconds = max(room, 3.4)
            plays = along.again(pair, 0.5 * seconds)
            self.add(*along.layers(plays, pair))
            self.play(Appear(met[0], run_time=self.theme.quick), *plays)
            self.play(
                Appear(met[1], run_time=self.theme.quick),
                *(Light(along.states[each], self.theme, run_time=0.5 * seconds) for each in pair),
            )
        self.later(*(Vanish(each, run_time=self.theme.quick) for each in met))

    # -- the verdict -----------------------------------------------------------------------------------------------------

    def judge(self) -> None:
        """Let the last h go up to the verdict; all others are done with."""
        self.act("the verdict")
        row, last, half = self.row, self.last, Verdict.half(len(self.trace.labels), VERDICT["tallest"])
        at: dict[str, Any] = {**VERDICT, "middle": min(VERDICT["middle"], TOP - half), "theme": self.theme}
        self.panel = Verdict(self.read("labels"), self.read("probabilities", last), **at)
        x, top = row.state_x(last), row.COPY + row.STATE / 2 + 0.04
        aside, end = [(x, at["middle"]), (ENDS, at["middle"])], (x, min(UNDER, at["middle"] - half - BELOW))
        corners = [(x, top), *(aside if x >= ENDS + 0.3 else [end])]
        self.outlet = Wire(*corners, theme=self.theme, colour="state")
        calm = self.along.dimmed(lambda time, _: time == last, LEAD)
        self.scores = self.sums_of_labels()
        entries: list[Any] = list(self.panel)
        names = [Appear(name, run_time=self.theme.quick) for name, _, _ in entries]
        says = "The last h alone decides: weighed once more, it makes a sum for each label."
        with self.beat(says, *calm) as room:
            seconds = max(room, 3.0)
            self.play(Extend(self.outlet, run_time=0.25 * seconds))
            self.play(sent(self.along.states[last], *corners, start=0.5, run_time=0.35 * seconds))
            self.play(*names, Reveal(self.scores, list(self.scores), lag=0.4, run_time=0.4 * seconds))
        says = "Softmax turns the sums into shares of one: “{verdict:short}” has probability {share}."
        fields = {key: each for key, each in self.verdict(last).items() if key != "word"}
        with self.beat(says, **fields) as room:
            self.play(*(Light(each, self.theme, run_time=max(0.3 * room, 0.8)) for each in self.scores))
            how: dict[str, Any] = {"run_time": max(0.6 * room, 1.6)}
            self.play(*(each for _, bar, number in entries for each in (Grow(bar, "left", **how), Appear(number, **how))))

    def sums_of_labels(self) -> VGroup:
        """Return what h makes for each label that is shown, right of its bar to be."""
        sums, entries, made = self.read("logits", self.last), list[Any](self.panel), VGroup()
        heights = {bar.reading.index[-1]: float(bar.get_y()) for _, bar, _ in entries}
        size = SCORE[0], min(SCORE[1], VERDICT["tallest"] / len(heights))
        for label, y in heights.items():
            cell = large_cell(sums[label], size, notation=self.notation, theme=self.theme).move_to((SCORED, y, 0))
            placed(cell.patch, lambda index: (SCORED, heights[index[-1]]))
            made.add(cell)
        return made

    # -- the answer ------------------------------------------------------------------------------------------------------

    def fold(self) -> None:
        """Let all copies go into the last one, and the line close to the loop again: it was one cell."""
        self.act("the answer")
        row, along, last, theme = self.row, self.along, self.last, self.theme
        self.folded = folded = self.cell_at(ASIDE)
        opening = Opening(folded, row, last, theme=theme)
        things = [
            each for kind, some in along.things.items() if kind != "w" for each in some.values() if each is not along.states[last]
        ]
        gone = [*things, *row.between, *row.entrances, *row.threads, *self.tagged]
        gone += [self.names, self.outlet, *self.scores, *self.panel]
        self.add(*opening.lines)
        self.bring_to_back(*opening.lines)
        going = [Vanish(each, run_time=LEAD) for each in gone]
        with self.beat("Fold it up again: all copies are one cell." if last else "More words get the same cell.", *going) as room:
            seconds = max(room, 2.8)
            self.play(*opening.gather(0.4 * seconds), *(Shade(each, 1.0, run_time=0.4 * seconds) for each in along.words))
            new = folded.column(self.read("hidden", last), folded.right, self.unit)
            self.remove(row.copies[last], along.states[last], *opening.lines)
            self.play(*opening.closes([(new, along.states[last])], 0.6 * seconds))
            self.remove(*opening.lines)
            self.add(folded.loop)
            self.bring_to_back(folded.loop)

    def conclude(self) -> None:
        """Say what recurrent means, beside the question; light goes round the loop."""
        folded = self.folded
        seconds = LEAD + max(reading_time(phrase(ANSWER)) - LEAD - AFTER, 2.4)
        panel = Verdict(self.read("labels"), self.read("probabilities", self.last), theme=self.theme, **VERDICT | BESIDE)
        ends = (folded.at[0] + folded.TURN, folded.Y), (BESIDE["left"] - VERDICT["room"] - 0.3, folded.Y)
        leads = Extend(Wire(*ends, theme=self.theme, colour="state"), window=(0.2, 0.4), run_time=seconds)
        bars = self.verdict_grows(panel, seconds, window=(0.4, 0.6))
        come = [self.question(), folded.letters[1], folded.letters[2], folded.name]
        shown = [Appear(each, run_time=LEAD) for each in come]
        self.end(ANSWER, *shown, Extend(folded.entrance, run_time=LEAD), leads, *bars, *self.rounds(seconds))

    def rounds(self, seconds: float) -> list[Animation]:
        """Return animations in which light goes round the loop twice, and through the cell."""
        folded, plays = self.folded, list[Animation]()
        way = Wire(*folded.onward(), theme=self.theme, width=self.theme.bold, tip=False).line
        for number in range(2):
            window = (0.2 + 0.4 * number, 0.6 + 0.4 * number)
            plays.append(Pulse(way, self.theme, wide=WIDE, window=window, run_time=seconds))
            plays.append(Light(folded.cell.box, self.theme, window=window, run_time=seconds))
        return plays
